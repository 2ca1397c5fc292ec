"""Caseload of officers in reach: a list by unit, and one officer's months with quarter differences."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from evaluation.enums import Initiative, Measure
from evaluation.models import CaseloadFigure
from evaluation.rules.caseload import COLUMN_CODES, FIELDS, Figures, add, completion_rate, difference
from evaluation.rules.periods import Quarter, ScoringPeriod, StatMonth
from evaluation.selectors.shown import caseload_rate, count
from hrm.kernel.dates import show_date
from staff.access import rows_for
from staff.access.gate import Asker

# Column headings of the statutory forms, without the code that the model adds.
_LABELS = {
    field.name: str(field.verbose_name).rpartition(" (")[0]
    for field in CaseloadFigure._meta.fields
    if field.name in COLUMN_CODES
}
_DERIVED = frozenset({"total_accepted", "to_enforce", "executable", "resolved", "carried_forward"})


@dataclass(frozen=True)
class Share:
    """A completion rate (C12 / C8) with both numbers."""

    percent: str
    numerator: str
    denominator: str

    @property
    def known(self) -> bool:
        """Whether there is anything to divide by."""
        return self.percent != ""


@dataclass(frozen=True)
class OfficerRates:
    """One line of the list: an officer's rates of a month."""

    number: str
    name: str
    unit: str
    unit_code: str
    accepted: str
    cases: Share
    money: Share


@dataclass(frozen=True)
class Column:
    """One row of figures (a kind of case in a month): its workbook row and anchor."""

    label: str
    figure: int | None
    file: str
    sheet: str
    row: int | None
    note: str
    figures: Figures
    share: Share


@dataclass(frozen=True)
class Line:
    """A column of the statutory form across the kinds of case."""

    code: str
    field: str
    label: str
    strong: bool
    cells: list[tuple[int | None, str]]


@dataclass(frozen=True)
class MeasureTable:
    """Việc or tiền of one month: kinds of case side by side, C1 to C17 below."""

    measure: str
    label: str
    columns: list[Column]
    lines: list[Line]


@dataclass(frozen=True)
class MonthSheet:
    """One cumulative month of an officer."""

    month: StatMonth
    days: str
    tables: list[MeasureTable]

    @property
    def anchor(self) -> str:
        """Place on the page."""
        return f"thang-{self.month.year}-{self.month.months}"


@dataclass(frozen=True)
class QuarterLine:
    """What an officer resolved in a quarter: the difference of two cumulative months."""

    quarter: ScoringPeriod
    formula: str
    cases_own: str
    cases_request: str
    cases: str
    money: str


@dataclass(frozen=True)
class OfficerCaseload:
    """All of an officer's caseload that the asker may see, newest month first."""

    sheets: list[MonthSheet]
    quarters: list[QuarterLine]


def months_in_reach(user: Asker) -> list[StatMonth]:
    """Months with figures in reach, newest first."""
    rows = rows_for(user, CaseloadFigure, "view").order_by("-year", "-months")
    return [StatMonth(year, months) for year, months in rows.values_list("year", "months").distinct()]


def month_rows(user: Asker, month: StatMonth) -> QuerySet[Any]:
    """Figures of one month in reach with their officer and unit."""
    rows = rows_for(user, CaseloadFigure, "view").filter(year=month.year, months=month.months)
    return rows.select_related("officer", "unit").order_by(
        "unit__code", "officer__name_key", "officer__number", "measure", "initiative"
    )


def rates_of(rows: Iterable[CaseloadFigure]) -> list[OfficerRates]:
    """One line an officer, in the order of the rows."""
    by_officer: dict[int, list[CaseloadFigure]] = defaultdict(list)
    for row in rows:
        by_officer[row.officer_id].append(row)
    return [_rates(figures) for figures in by_officer.values()]


def total_rates(rows: Iterable[CaseloadFigure]) -> tuple[Share, Share]:
    """Việc and tiền of all the rows together (I7)."""
    listed = list(rows)
    return share_of(_sum(listed, Measure.CASES)), share_of(_sum(listed, Measure.MONEY))


def officer_caseload(user: Asker, number: str) -> OfficerCaseload:
    """Months, kinds and quarters of one officer, in one query."""
    rows = rows_for(user, CaseloadFigure, "view").filter(officer__number=number).select_related("run", "unit")
    by_month: dict[StatMonth, list[CaseloadFigure]] = defaultdict(list)
    for row in rows:
        by_month[StatMonth(row.year, row.months)].append(row)
    newest = sorted(by_month, reverse=True)
    return OfficerCaseload([_sheet(month, by_month[month]) for month in newest], _quarters(by_month))


def share_of(figures: Figures) -> Share:
    """The completion rate, two decimals as the agencies print it."""
    found = completion_rate(figures)
    return Share(
        caseload_rate(found.numerator, found.denominator), count(found.numerator), count(found.denominator)
    )


def figures_of(row: CaseloadFigure) -> Figures:
    """A stored row as the rules take it."""
    return Figures(**{name: getattr(row, name) for name in FIELDS})


def _rates(rows: Sequence[CaseloadFigure]) -> OfficerRates:
    officer, unit, cases = rows[0].officer, rows[0].unit, _sum(rows, Measure.CASES)
    return OfficerRates(
        number=officer.number,
        name=officer.full_name,
        unit=unit.name,
        unit_code=unit.code,
        accepted=count(cases.total_accepted),
        cases=share_of(cases),
        money=share_of(_sum(rows, Measure.MONEY)),
    )


def _sum(rows: Iterable[CaseloadFigure], measure: str) -> Figures:
    return add(figures_of(row) for row in rows if row.measure == measure)


def _sheet(month: StatMonth, rows: Sequence[CaseloadFigure]) -> MonthSheet:
    tables = [_table(measure, [row for row in rows if row.measure == measure]) for measure in Measure]
    return MonthSheet(
        month, f"{show_date(month.start)} – {show_date(month.last_day)}", [t for t in tables if t.columns]
    )


def _table(measure: Measure, rows: Sequence[CaseloadFigure]) -> MeasureTable:
    columns = [_column(row) for row in sorted(rows, key=lambda row: row.initiative)]
    if len(columns) > 1:
        total = add(column.figures for column in columns)
        columns.append(Column("Tổng số", None, "", "", None, "", total, share_of(total)))
    return MeasureTable(measure, str(measure.label), columns, [_line(name, columns) for name in FIELDS])


def _column(row: CaseloadFigure) -> Column:
    figures = figures_of(row)
    file = row.run.file_name if row.run else ""
    label = str(Initiative(row.initiative).label)
    return Column(label, row.pk, file, row.sheet, row.row, row.note, figures, share_of(figures))


def _line(name: str, columns: Sequence[Column]) -> Line:
    cells = [(column.figure, count(getattr(column.figures, name))) for column in columns]
    return Line(COLUMN_CODES[name], name, _LABELS[name], name in _DERIVED, cells)


def _quarters(by_month: dict[StatMonth, list[CaseloadFigure]]) -> list[QuarterLine]:
    """Quarters that the months at hand give, newest first."""
    found = []
    for month in sorted(by_month, reverse=True):
        quarter = Quarter.containing(month.last_day)
        upper, lower = quarter.months()
        if upper == month and (lower is None or lower in by_month):
            found.append(_quarter(quarter, by_month[upper], by_month[lower] if lower else None))
    return found


def _quarter(
    quarter: ScoringPeriod, upper: Sequence[CaseloadFigure], lower: Sequence[CaseloadFigure] | None
) -> QuarterLine:
    later, earlier = quarter.months()
    own = [_resolved(upper, lower, Measure.CASES, kind) for kind in Initiative]
    return QuarterLine(
        quarter=quarter,
        formula=f"{later.title} − {earlier.title}" if earlier else later.title,
        cases_own=count(own[0]),
        cases_request=count(own[1]),
        cases=count(_all_resolved(upper, lower, Measure.CASES)),
        money=count(_all_resolved(upper, lower, Measure.MONEY)),
    )


def _resolved(
    upper: Sequence[CaseloadFigure], lower: Sequence[CaseloadFigure] | None, measure: Measure, kind: str
) -> int | None:
    """C12 of the quarter for one kind; None where one of the months lacks the row."""
    later = _kind(upper, measure, kind)
    earlier = _kind(lower or (), measure, kind)
    if later is None or (lower is not None and earlier is None):
        return None
    return difference(later, earlier).resolved


def _all_resolved(
    upper: Sequence[CaseloadFigure], lower: Sequence[CaseloadFigure] | None, measure: Measure
) -> int | None:
    """C12 of the quarter over the kinds reported; None where one of them cannot be told."""
    kinds = {row.initiative for row in [*upper, *(lower or ())] if row.measure == measure}
    parts = [_resolved(upper, lower, measure, kind) for kind in sorted(kinds)]
    known = [part for part in parts if part is not None]
    return sum(known) if known and len(known) == len(parts) else None


def _kind(rows: Iterable[CaseloadFigure], measure: Measure, kind: str) -> Figures | None:
    found = (row for row in rows if row.measure == measure and row.initiative == kind)
    return next((figures_of(row) for row in found), None)
