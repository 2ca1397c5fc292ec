"""Meetings: who attends by art. 21, who may be chosen, about whom they speak."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from evaluation.models import YearRating
from staff.access import rows_for
from staff.access.gate import Asker
from staff.models import Officer, Posting, Unit


def attendance_rules(unit: Unit) -> list[str]:
    """Who attends the meeting of this unit, in sentences (art. 21.1.b and 21.2.b)."""
    if unit.children.filter(end=None).exists():
        return [
            _(
                "For the head and the deputies: the leadership, the party committee's representative and the "
                "heads of the component units; in a large organisation these may give opinions in writing "
                "(art. 21.1.b, 21.2.b)."
            ),
            _("For everyone else: all officers of the component unit, at its own meeting (art. 21.2.b)."),
        ]
    return [_("All officers of the unit attend (art. 21.1.b, 21.2.b).")]


def people_for(user: Asker, unit: Unit) -> list[tuple[str, str]]:
    """Officers in reach who serve in the unit or above it: chair and secretary."""
    above = [unit.pk]
    step = unit.parent
    while step is not None and step.pk not in above:
        above.append(step.pk)
        step = step.parent
    serving = Posting.objects.filter(end=None, unit_id__in=above).values("officer_id")
    rows = rows_for(user, Officer, "view").filter(pk__in=serving).order_by("name_key", "number")
    return [(str(officer.pk), f"{officer.full_name} ({officer.number})") for officer in rows]


def spoken_about(user: Asker, unit: Unit, year: int) -> Sequence[YearRating]:
    """Ratings the meeting of a unit may comment on: of its officers, and of the heads right below it."""
    rows: Any = rows_for(user, YearRating, "view").filter(current=True, year=year).exclude(state="signed")
    own = rows.filter(unit=unit) | rows.filter(unit__parent=unit, seat="head")
    return list(own.select_related("officer", "unit", "post").order_by("unit__code", "officer__name_key"))
