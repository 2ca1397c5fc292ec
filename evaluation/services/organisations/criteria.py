"""Criteria for organisations: the default set of the decree, and new sets by decision (art. 7.2)."""

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from evaluation.models import UnitCriterion
from evaluation.rules.nd335 import EFFECTIVE
from evaluation.rules.organisation335 import faulty_sums
from evaluation.selectors.organisations.criteria import CriterionLine, used_since
from hrm.kernel.dates import show_date
from hrm.kernel.numbers import show_decimal
from staff.models import User
from staff.services.errors import DomainError

FILE: Final = Path("fixtures") / "reference" / "unit_criteria.csv"


@transaction.atomic
def install_unit_criteria() -> None:
    """Add the decree's criteria with the even split where an installation has none; safe to run again."""
    if UnitCriterion.objects.exists():
        return
    with (Path(settings.BASE_DIR) / FILE).open(encoding="utf-8") as file:
        rows = [
            UnitCriterion(
                code=row["code"],
                part=int(row["part"]),
                text=row["text"],
                maximum=Decimal(row["maximum"]),
                article=row["article"],
                order=int(row["order"]),
                start=EFFECTIVE,
            )
            for row in csv.DictReader(file)
        ]
    bulk_create_with_history(rows, UnitCriterion)


@transaction.atomic
def decide_criteria(*, lines: Sequence[CriterionLine], decision: str, start: date, actor: User) -> None:
    """Put a new set in force by a decision of the ministry (art. 7.2); the set before is closed on its first day.

    Raises DomainError where the sums are not exactly 30 and 70 (art. 6, 7.1), where the decision is
    missing, or where organisations were already rated by what the new set would replace.
    """
    list(UnitCriterion.objects.select_for_update().order_by("pk").values_list("pk"))
    _check(lines, decision, start)
    # A set that nobody was rated by gives way altogether; a used one is only closed.
    for row in UnitCriterion.objects.filter(start__gte=start):
        vars(row)["_history_user"] = actor
        row.delete()
    for row in UnitCriterion.objects.filter(end=None) | UnitCriterion.objects.filter(end__gt=start):
        vars(row)["_history_user"] = actor
        row.end = start
        row.save()
    rows = [
        UnitCriterion(
            code=line.code,
            part=line.part,
            text=line.text.strip(),
            maximum=line.maximum,
            article=line.article,
            decision=decision.strip(),
            order=place,
            start=start,
        )
        for place, line in enumerate(lines, 1)
    ]
    bulk_create_with_history(rows, UnitCriterion, default_user=actor)


def _check(lines: Sequence[CriterionLine], decision: str, start: date) -> None:
    if not decision.strip():
        raise DomainError(_("A new set of criteria needs the number of the decision (art. 7.2)."), "decision")
    if start < EFFECTIVE:
        message = _("Decree 335/2025 holds from %(day)s (art. 27.1); no set can begin before.")
        raise DomainError(message % {"day": show_date(EFFECTIVE)}, "start")
    if any(line.maximum <= 0 for line in lines):
        raise DomainError(_("Every criterion takes more than 0 points."))
    if len({line.code for line in lines}) < len(lines):
        raise DomainError(_("Two criteria have the same code."))
    if sums := faulty_sums(line.rule for line in lines):
        message = _(
            "The general criteria add up to %(general)s and the results to %(result)s; "
            "they must be exactly 30 (art. 6) and 70 (art. 7.1)."
        )
        raise DomainError(message % {"general": show_decimal(sums[0], 2), "result": show_decimal(sums[1], 2)})
    if year := used_since(start):
        message = _(
            "Organisations were already rated by the criteria of %(year)s; a set once used is closed, "
            "not changed: let the new one begin on 01/01/%(next)s or later."
        )
        raise DomainError(message % {"year": year, "next": year + 1}, "start")
