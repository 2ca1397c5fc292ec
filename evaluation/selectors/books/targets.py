"""Targets: which hold on a day, and the list of them."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from evaluation.models import Target
from evaluation.rules.periods import StatMonth
from hrm.kernel.text import fold, nfc
from staff.access import rows_for
from staff.access.gate import Asker
from staff.querysets import open_on

TargetKey = tuple[int, int, int | None, str]
"""Statistical year, unit, officer (None: of the unit itself), measure."""


def key_of(target: Target) -> TargetKey:
    """Whose target of what in which year."""
    return target.year, target.unit_id, target.officer_id, target.measure


def statistical_year(day: date) -> int:
    """The statistical year a day falls in: from 1 October of the year before."""
    return day.year + 1 if day.month >= 10 else day.year


def target_on(
    day: date,
    *,
    unit_ids: Collection[int] | None = None,
    officer_ids: Collection[int] | None = None,
) -> Mapping[TargetKey, Target]:
    """Targets in force on a day by key; one query.

    `unit_ids`: targets of these units themselves; `officer_ids`: those of these officers, whatever the
    unit. Neither: every target of the day. Who may see them is the caller's to ask.
    """
    rows = Target.objects.filter(open_on(day), year=statistical_year(day)).select_related("unit", "officer")
    if unit_ids is not None or officer_ids is not None:
        of_units = Q(officer=None, unit_id__in=unit_ids or ())
        rows = rows.filter(of_units | Q(officer_id__in=officer_ids or ()))
    return {key_of(row): row for row in rows}


def targets_of_years(years: Collection[int]) -> QuerySet[Any]:
    """Every target of these statistical years, each key in order of its start."""
    rows = Target.objects.filter(year__in=years).select_related("unit", "officer")
    return rows.order_by("year", "unit_id", "officer_id", "measure", "start")


def targets_seen(user: Asker) -> QuerySet[Any]:
    """Targets in reach, and one's own, newest year first, as one reads the units."""
    rows = rows_for(user, Target, "view").select_related("unit", "officer")
    return rows.order_by("-year", "unit__code", "officer__name_key", "officer__number", "measure", "start")


def target_years(user: Asker) -> list[int]:
    """Years with targets in sight, newest first."""
    rows = rows_for(user, Target, "view").order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def by_text(rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """By the name or number of an officer, the decision, or the name of a unit."""
    found: QuerySet[Any] = rows.filter(
        Q(officer__folded_name__contains=fold(typed))
        | Q(officer__number__icontains=nfc(typed))
        | Q(decision__icontains=nfc(typed))
    )
    return found


def year_span(year: int) -> tuple[date, date]:
    """First and last day of a statistical year."""
    month = StatMonth(year, 12)
    return month.start, month.last_day
