"""An officer's scores by year: months or quarters, and the means of a quarter and of six months (article 17.3)."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from evaluation.models import Evaluation
from evaluation.rules.means import Mean, mean_of
from evaluation.rules.periods import Month, Quarter, ScoringPeriod, parse_period
from evaluation.selectors.shown import exact, points
from staff.access import rows_for
from staff.access.gate import Asker
from staff.models import Officer

_HALVES = ("06 tháng đầu năm {year}", "06 tháng cuối năm {year}")


@dataclass(frozen=True)
class MeanLine:
    """A mean with its sum and number, exact and cut; provisional while a form of it is not confirmed."""

    title: str
    unit: str
    mean: Mean
    provisional: bool

    @property
    def formula(self) -> str:
        """Sum and number put in."""
        return f"{exact(self.mean.total)} / {self.mean.number}" if self.mean.complete else ""

    @property
    def exact_text(self) -> str:
        """Up to ten decimals."""
        return exact(self.mean.value)

    @property
    def cut_text(self) -> str:
        """Two decimals, cut."""
        return points(self.mean.value)

    @property
    def band(self) -> str:
        """The band the mean would lie in; a rating is given for the year only."""
        return str(self.mean.band or "")


@dataclass(frozen=True)
class YearResults:
    """One calendar year of one officer."""

    year: int
    forms: list[tuple[Evaluation, ScoringPeriod]]
    quarters: list[MeanLine]
    halves: list[MeanLine]


def results_of(user: Asker, officer: Officer) -> list[YearResults]:
    """Years with forms in reach, newest first; one query."""
    rows = rows_for(user, Evaluation, "view").filter(officer=officer, current=True)
    by_year: dict[int, dict[str, Evaluation]] = defaultdict(dict)
    for form in (
        rows.select_related("period", "unit").defer("trace").order_by("period__start", "-period__end")
    ):
        by_year[parse_period(form.period.code).year][form.period.code] = form
    return [_year(year, by_year[year]) for year in sorted(by_year, reverse=True)]


def _year(year: int, forms: dict[str, Evaluation]) -> YearResults:
    listed = [(form, parse_period(code)) for code, form in forms.items()]
    quarters = [Quarter(year, number) for number in (1, 2, 3, 4)]
    by_month = [q for q in quarters if q.code not in forms and any(m.code in forms for m in q.parts)]
    halves = [
        _half(title.format(year=year), pair, forms)
        for title, pair in zip(_HALVES, (quarters[:2], quarters[2:]), strict=True)
        if any(q.code in forms or q in by_month for q in pair)
    ]
    return YearResults(year, listed, [_of_months(q.title, q.parts, forms) for q in by_month], halves)


def _half(title: str, pair: list[Quarter], forms: dict[str, Evaluation]) -> MeanLine:
    """The mean of six months; of the two quarters where quarters are scored, a quarter counting its months."""
    direct = [quarter.code in forms for quarter in pair]
    if all(direct) or (any(direct) and not any(m.code in forms for q in pair for m in q.parts)):
        return _line(title, "quy", [forms.get(quarter.code) for quarter in pair])
    parts: list[Evaluation | None] = []
    for quarter in pair:
        own = forms.get(quarter.code)
        parts += [own] * 3 if own else [forms.get(month.code) for month in quarter.parts]
    return _line(title, "thang", parts)


def _of_months(title: str, months: tuple[Month, ...], forms: dict[str, Evaluation]) -> MeanLine:
    return _line(title, "thang", [forms.get(month.code) for month in months])


def _line(title: str, unit: str, parts: list[Evaluation | None]) -> MeanLine:
    totals: list[Decimal | None] = [form.total if form else None for form in parts]
    provisional = any(form is not None and not form.is_frozen for form in parts)
    return MeanLine(title, unit, mean_of(totals), provisional)
