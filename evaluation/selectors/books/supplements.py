"""Supplementary reports in reach, their cells old and new, and the confirmed forms that rest on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext as _

from evaluation.enums import Ending, EvaluationState, Initiative, Measure, SpecialKind
from evaluation.models import Evaluation, SupplementaryLine, SupplementaryReport
from evaluation.rules.periods import Month, Quarter, ScoringPeriod, StatMonth
from evaluation.selectors.books.columns import COLUMNS, titled
from evaluation.selectors.shown import count
from staff.access import rows_for
from staff.access.gate import Asker


@dataclass(frozen=True)
class CellChange:
    """One cell of a corrected row."""

    column: str
    old: str
    new: str
    difference: str


@dataclass(frozen=True)
class RowChange:
    """One corrected row: whose, and its cells old and new. `is_new`: there was no such row.

    Rows of special kinds and reasons for ending are those of a unit: they have no officer and no number.
    """

    officer: str
    number: str
    unit: str
    measure: str
    kind: str
    is_new: bool
    cells: list[CellChange]
    figure_id: int | None


@dataclass(frozen=True)
class Resting:
    """Confirmed forms that rest on figures a report changed: those in sight, and how many there are."""

    forms: list[Any]
    number: int

    @property
    def hidden(self) -> int:
        """Forms out of the asker's sight."""
        return self.number - len(self.forms)


def reports_seen(user: Asker) -> QuerySet[Any]:
    """Reports in reach, newest first, with the number of corrected rows."""
    rows = rows_for(user, SupplementaryReport, "view").select_related("unit", "made_by")
    found: QuerySet[Any] = rows.annotate(rows_changed=Count("lines")).order_by("-signed_on", "-pk")
    return found


def changes_of(user: Asker, report: SupplementaryReport) -> list[RowChange]:
    """The corrected rows in reach, by unit and name."""
    lines = rows_for(user, SupplementaryLine, "view").filter(report=report)
    lines = lines.select_related("figure", "special", "ending", "officer", "unit")
    ordered = lines.order_by(
        "unit__code",
        F("officer__name_key").asc(nulls_last=True),
        F("officer__number").asc(nulls_last=True),
        F("figure__measure").asc(nulls_last=True),
        "pk",
    )
    return [_change(line) for line in ordered]


def resting_on(user: Asker, report: SupplementaryReport) -> Resting:
    """Current forms confirmed before the report whose periods take việc (C12) from the changed rows.

    They stay frozen; whoever may, reopens them with a reason. Drafts follow at their next refresh.
    """
    month = StatMonth(report.year, report.months)
    lines = report.lines.filter(figure__isnull=False).select_related("figure")
    officers = {line.officer_id for line in _resolved_changed(lines)}
    codes = [period.code for period in periods_using(month)]
    found = Evaluation.objects.current().filter(
        officer_id__in=officers,
        period__code__in=codes,
        state=EvaluationState.CONFIRMED,
        confirmed_at__lt=report.made_at,
    )
    keys = list(found.order_by("period__code", "officer__name_key").values_list("pk", flat=True))
    sight = rows_for(user, Evaluation, "view").filter(pk__in=keys).select_related("officer", "period", "unit")
    return Resting(list(sight.order_by("period__code", "officer__name_key").defer("trace")), len(keys))


def periods_using(month: StatMonth) -> list[ScoringPeriod]:
    """Quarters and months whose flows are a difference with this statistical month."""
    days = month.last_day, month.end
    candidates: list[ScoringPeriod] = [kind.containing(day) for kind in (Quarter, Month) for day in days]
    return [period for period in candidates if month in period.months()]


def _resolved_changed(lines: Iterable[Any]) -> Iterable[Any]:
    for line in lines:
        before = (line.before or {}).get("resolved")
        if line.figure.measure == Measure.CASES and before != line.after["resolved"]:
            yield line


def _change(line: Any) -> RowChange:
    row = line.figure or line.special or line.ending
    before, after = line.before or {}, line.after
    cells = [
        _cell(name, before.get(name), after.get(name))
        for name in (*COLUMNS, "amount")
        if before.get(name, 0) != after.get(name, 0)
    ]
    if before.get("note", "") != after.get("note", ""):
        cells.append(CellChange("Ghi chú", before.get("note", ""), after.get("note", ""), ""))
    return RowChange(
        line.officer.full_name if line.officer else "",
        line.officer.number if line.officer else "",
        line.unit.name,
        str(Measure(row.measure).label),
        _kind(line),
        line.before is None,
        cells,
        line.figure_id,
    )


def _kind(line: Any) -> str:
    if line.special:
        return str(SpecialKind(line.special.kind).label)
    if line.ending:
        return f"{Ending(line.ending.ending).label} · {Initiative(line.ending.initiative).label}"
    return str(Initiative(line.figure.initiative).label)


def _cell(name: str, old: int | None, new: int | None) -> CellChange:
    change = (new or 0) - (old or 0)
    sign = "+" if change > 0 else ""
    label = _("cases, or đồng").capitalize() if name == "amount" else titled(name)
    return CellChange(label, count(old), count(new), f"{sign}{count(change)}")
