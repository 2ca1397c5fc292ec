"""What units have to enforce, for the pressure boards of the personnel part: C7 việc and C7 tiền."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Sum

from evaluation.enums import Measure
from evaluation.models import CaseloadFigure
from evaluation.rules.periods import StatMonth
from staff.access import Forbidden, reach_for
from staff.access.gate import verb
from staff.reach import Reach
from staff.registries import UnitLoad, Workload, WorkloadSource


def workload_on(day: date, unit_ids: Collection[int]) -> Workload | None:
    """Loads of all units in the newest month that ends by the day and has figures of one of the units.

    Two queries. One month for everybody: figures are cumulative from 1 October, so units of different
    months could not be compared. Own initiative and on request are taken together (I8).
    """
    month = _newest(day, unit_ids)
    if month is None:
        return None
    rows = CaseloadFigure.objects.of_month(month.year, month.months).order_by()
    sums: dict[int, dict[str, int]] = defaultdict(dict)
    for unit_id, measure, amount in rows.values_list("unit_id", "measure").annotate(Sum("to_enforce")):
        sums[unit_id][measure] = amount
    return Workload(month.title, month.last_day, {unit_id: _load(found) for unit_id, found in sums.items()})


def reach_of_workload(user: Any) -> Reach:
    """Units whose caseload the person may see; nothing without the verb."""
    if not user.has_perm(verb(CaseloadFigure, "view")):
        return Reach()
    return reach_for(user, CaseloadFigure, "view")


def _newest(day: date, unit_ids: Collection[int]) -> StatMonth | None:
    rows = CaseloadFigure.objects.filter(unit_id__in=unit_ids).order_by()
    months = (StatMonth(*row) for row in rows.values_list("year", "months").distinct())
    return max((month for month in months if month.last_day <= day), default=None)


def _load(found: dict[str, int]) -> UnitLoad:
    return UnitLoad(cases=found.get(Measure.CASES, 0), money=found.get(Measure.MONEY, 0))


def _require(user: Any) -> None:
    """The verb itself: being allowed to see the own figures is not enough for those of units."""
    if not user.has_perm(verb(CaseloadFigure, "view")):
        raise Forbidden


WORKLOAD_SOURCE = WorkloadSource(require=_require, reach=reach_of_workload, on=workload_on)
