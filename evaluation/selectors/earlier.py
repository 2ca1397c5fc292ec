"""What an officer's former units send on (article 19.1 of Decree 335/2025): results of the same year."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from evaluation.enums import EvaluationState
from evaluation.models import Evaluation, WorkItem
from staff.access import held_reach
from staff.access.gate import Asker
from staff.models import Officer, Posting


def earlier_results(user: Asker, officer: Officer, year: int) -> QuerySet[Any]:
    """Confirmed forms of a year that the officer brought along from other units, oldest first.

    For whoever may see evaluations of the unit where the officer serves today and served in that year:
    the former unit owes them to that unit (19.1). Drafts, other years and other people stay closed.
    """
    here = _units_here(user, Evaluation, officer, year)
    rows = Evaluation.objects.current().filter(officer=officer, state=EvaluationState.CONFIRMED)
    rows = rows.filter(period__start__year=year).exclude(unit_id__in=here)
    rows = rows if here else rows.none()
    found: QuerySet[Any] = rows.select_related("period", "unit").defer("trace").order_by("period__code")
    return found


def earlier_work(user: Asker, officer: Officer, year: int) -> QuerySet[Any]:
    """Work of a year given by former units, under the same rule as `earlier_results`; oldest first."""
    here = _units_here(user, WorkItem, officer, year)
    rows = WorkItem.objects.filter(officer=officer, period__startswith=f"{year}-").exclude(unit_id__in=here)
    found: QuerySet[Any] = (rows if here else rows.none()).select_related("product", "unit", "officer", "run")
    return found.order_by("period", "product__code", "unplanned")


def _units_here(user: Asker, model: type[Any], officer: Officer, year: int) -> set[int]:
    """Where the officer serves today, has served in that year, and the asker sees such rows (or is the officer)."""
    reach = held_reach(user, model, "view")
    homes = Posting.objects.primary().at(timezone.localdate()).filter(officer=officer)
    units = set(homes.filter(_touches(year)).values_list("unit_id", flat=True))
    if reach.everything or reach.officer_id == officer.pk:
        return units
    return units & reach.unit_ids


def _touches(year: int) -> Q:
    ends = Q(end__isnull=True) | Q(end__gt=date(year, 1, 1))
    return ends & Q(start__lt=date(year + 1, 1, 1))
