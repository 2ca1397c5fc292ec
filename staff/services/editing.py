"""Two people at one record: whoever saves second is told what changed, and nothing is lost."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from staff.kinds import shown_value
from staff.rules.masking import veiled
from staff.selectors.officers import name_of
from staff.services.errors import DomainError


@dataclass(frozen=True)
class Difference:
    """One field as the editor saw it, and as someone else left it."""

    label: str
    seen: str
    now: str


class Overtaken(DomainError):  # noqa: N818  reads as what happened
    """Someone else changed the row after it was opened; says who, when and what."""

    def __init__(self, who: str, when: datetime | None, differences: list[Difference]) -> None:
        what = "; ".join(f"{d.label}: {d.seen or '–'} → {d.now or '–'}" for d in differences)
        message = _(
            "%(who)s changed this while you were editing (%(what)s). Nothing of yours was saved: "
            "look at the change, then save again to keep your version."
        )
        super().__init__(message % {"who": who, "what": what or _("no visible field")})
        self.who, self.when, self.differences = who, when, differences


def seen_of(row: Model) -> int | None:
    """What an editor has seen of a row: the number of its newest version; None without one."""
    versions = _versions(row).order_by("-history_id").values_list("history_id", flat=True)
    newest: int | None = versions.first()
    return newest


def require_unchanged(row: Model, seen: int | None) -> None:
    """Refuse with `Overtaken` when the row has a newer version than the one that was seen.

    Without a version to compare (`seen` None) nothing is asked: the caller showed no form.
    """
    newest = _versions(row).select_related("history_user__officer").order_by("-history_id").first()
    if seen is None or newest is None or newest.history_id == seen:
        return
    before = _versions(row).filter(history_id=seen).first()
    who = name_of(newest.history_user) if newest.history_user else _("The system")
    raise Overtaken(who, newest.history_date, _differences(before, newest))


def _versions(row: Model) -> Any:
    history: Any = type(row).history  # type: ignore[attr-defined]
    return history.filter(id=row.pk)


def _differences(before: Any, after: Any) -> list[Difference]:
    """Fields that differ; `before` None: there was no row yet when the editor began."""
    found = []
    for field in after.tracked_fields:
        if field.name in ("id", "officer"):
            continue
        if before is None or getattr(before, field.attname) != getattr(after, field.attname):
            old, new = _shown(before, field.name) if before else "", _shown(after, field.name)
            if old or new:
                found.append(Difference(str(field.verbose_name), old, new))
    return found


def _shown(version: Any, name: str) -> str:
    return veiled(str(version.instance_type._meta.model_name), name, shown_value(version, name))
