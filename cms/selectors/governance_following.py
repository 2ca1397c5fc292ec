"""What of coordination, inspections and committees a reorganisation concerns: the successor keeps it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cms.enums import InspectionState
from cms.models import Committee, CoordinationRule, Inspection, InspectionPlan
from staff.registries import Foreseen, Reorganised


def rules_concerned(told: Reorganised) -> QuerySet[Any]:
    """Rules of closing units still in force on the day."""
    rows: QuerySet[Any] = CoordinationRule.objects.filter(unit__in=told.closing)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=told.day))


def inspections_concerned(told: Reorganised) -> QuerySet[Any]:
    """Inspections of or by closing units that are not closed; closed ones stay where they were."""
    rows: QuerySet[Any] = Inspection.objects.exclude(state=InspectionState.CLOSED)
    return rows.filter(Q(unit__in=told.closing) | Q(by_unit__in=told.closing))


def plans_concerned(told: Reorganised) -> QuerySet[Any]:
    """Plans of closing units for the year of the day and later."""
    rows: QuerySet[Any] = InspectionPlan.objects.filter(unit__in=told.closing, year__gte=told.day.year)
    return rows


def committees_concerned(told: Reorganised) -> QuerySet[Any]:
    """Committees kept by closing units that exist on the day."""
    rows: QuerySet[Any] = Committee.objects.filter(unit__in=told.closing)
    return rows.filter(Q(end__isnull=True) | Q(end__gt=told.day))


def foresee(told: Reorganised) -> Foreseen:
    """How many rows the successors will keep; one sentence for each kind there is."""
    if not told.closing:
        return Foreseen()
    kinds = (
        (_("%(number)s coordination rules are kept by the successor."), rules_concerned(told)),
        (_("%(number)s inspection plans are kept by the successor."), plans_concerned(told)),
        (_("%(number)s inspections not closed are kept by the successor."), inspections_concerned(told)),
        (_("%(number)s steering committees are kept by the successor."), committees_concerned(told)),
    )
    lines, facts = [], []
    for text, rows in kinds:
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        facts += [f"{rows.model._meta.model_name} {key}" for key in keys]
        if keys:
            lines.append(text % {"number": len(keys)})
    return Foreseen(tuple(lines), tuple(facts))
