"""Reference data that every installation needs: ranks, posts, roles with their verbs."""

import csv
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from staff.access import GROUPS, Role
from staff.models import Post, Rank, RotationPosition


def _rows(name: str) -> list[dict[str, str]]:
    path = Path(settings.BASE_DIR) / "fixtures" / "reference" / name
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@transaction.atomic
def install_reference_data() -> None:
    """Fill ranks, posts, positions to be rotated and groups from `fixtures/reference`; safe to run again."""
    _install_ranks()
    _install_posts()
    _install_rotation_positions()
    install_groups()


def _install_ranks() -> None:
    for order, row in enumerate(_rows("ranks.csv"), start=1):
        Rank.objects.update_or_create(
            name=row["name"],
            defaults={
                "code": row["code"],
                "family": row["family"],
                "salary_table": row["salary_table"],
                "steps": int(row["steps"]),
                "first_coefficient": _decimal(row["first_coefficient"]),
                "step_coefficient": _decimal(row["step_coefficient"]),
                "step_months": int(row["step_months"]),
                "order": order,
            },
        )


def _install_posts() -> None:
    for order, row in enumerate(_rows("posts.csv"), start=1):
        Post.objects.update_or_create(name=row["name"], defaults={"role": row["role"], "order": order})


def _install_rotation_positions() -> None:
    """The positions of article 25 of Law 36/2018 with its longest term; an agency's own term stays."""
    for order, row in enumerate(_rows("rotation_positions.csv"), start=1):
        values = {"term_months": int(row["term_months"]), "basis": row["basis"], "order": order}
        RotationPosition.objects.get_or_create(name=row["name"], defaults=values)


def install_groups() -> None:
    """Make the roles and give each exactly the verbs of `staff.access.perms`."""
    wanted = {name for names in GROUPS.values() for name in names}
    condition = Q(pk__in=[])
    for name in wanted:
        app, codename = name.split(".")
        condition |= Q(content_type__app_label=app, codename=codename)
    found = {
        f"{p.content_type.app_label}.{p.codename}": p
        for p in Permission.objects.filter(condition).select_related("content_type")
    }
    missing = wanted - set(found)
    if missing:
        raise LookupError(f"verbs without a permission: {sorted(missing)}")
    for role in Role:
        group, _ = Group.objects.get_or_create(name=role.value)
        group.permissions.set([found[name] for name in GROUPS[role]])
