"""What the verbs on a sheet share: holding it against a second person, and saving with who did it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import UnitRating
from evaluation.rules.organisation335 import points_fault
from evaluation.selectors.organisations.criteria import CriterionLine
from hrm.kernel.dates import show_date
from hrm.kernel.numbers import show_decimal
from staff.models import User
from staff.services.errors import DomainError


def locked(rating: UnitRating, *, states: tuple[str, ...]) -> UnitRating:
    """The sheet as it stands now, held until the transaction ends, in one of the states.

    Raises DomainError where somebody else was faster: the sheet was recognised, replaced or sent back.
    """
    rows = UnitRating.objects.select_for_update(of=("self",)).select_related("unit", "head", "recogniser")
    found: UnitRating = rows.get(pk=rating.pk)
    if not found.current:
        raise DomainError(_("This sheet was replaced by a newer version."))
    if found.state not in states:
        raise DomainError(_not_now(found))
    return found


def save(rating: UnitRating, actor: User | None) -> None:
    """Save with the person who did it in the history."""
    vars(rating)["_history_user"] = actor
    rating.save()


def check_points(lines: list[CriterionLine], points: Mapping[str, Decimal]) -> None:
    """Every line has points from 0 to its maximum (art. 6, 7)."""
    if not lines:
        raise DomainError(_("No criteria for organisations are in force for this year (art. 6, 7)."))
    for line in lines:
        if points_fault(line.rule, points.get(line.code)):
            message = _("Criterion %(code)s takes 0 to %(maximum)s points (%(article)s).")
            raise DomainError(
                message
                % {
                    "code": line.code,
                    "maximum": show_decimal(line.maximum, 2),
                    "article": line.article or f"Điều {5 + line.part}",
                },
                line.code,
            )


def stamp(actor: User | None) -> dict[str, Any]:
    """Who and on which day, as the trace keeps it."""
    return {"by": str(actor) if actor else "", "on": timezone.localdate().isoformat()}


def put_points(rating: UnitRating, points: Mapping[str, Decimal], whose: str) -> None:
    """Keep exact points in text beside the other person's."""
    for code, value in points.items():
        rating.points.setdefault(code, {})[whose] = str(value)


def _not_now(rating: UnitRating) -> str:
    if rating.is_frozen:
        text = _("The rating of %(unit)s was recognised on %(day)s and no longer changes.")
        return text % {"unit": rating.unit.name, "day": show_date(rating.decision_date)}
    text = _("The sheet of %(unit)s is in the state “%(state)s”; this is not the step for it.")
    return text % {"unit": rating.unit.name, "state": rating.get_state_display()}
