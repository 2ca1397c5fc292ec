"""The months of one statistical year: cumulative as reported, and what each added."""

from collections import defaultdict
from dataclasses import dataclass

from evaluation.enums import Measure
from evaluation.rules.caseload import Figures
from evaluation.rules.periods import StatMonth
from evaluation.rules.results import Step, Totals, steps
from evaluation.selectors.results.scope import ResultScope
from evaluation.selectors.results.totals import summed


@dataclass(frozen=True)
class TrendMonth:
    """One measure in one cumulative month, and the step from the month before in the list."""

    month: StatMonth
    now: Totals
    step: Step


@dataclass(frozen=True)
class Trend:
    """Việc and tiền of a statistical year, oldest month first; months not reported are not there."""

    year: int
    cases: list[TrendMonth]
    money: list[TrendMonth]

    def of(self, measure: Measure) -> list[TrendMonth]:
        """The months of one measure."""
        return self.money if measure == Measure.MONEY else self.cases


def result_trend(scope: ResultScope, year: int) -> Trend:
    """The months of a year of the unit with what became it, or of the asker's own rows; one query."""
    rows = scope.rows(None, scope.with_predecessors(scope.chosen())).filter(year=year)
    by_measure: dict[str, dict[int, Totals]] = defaultdict(dict)
    for months, measure, sums in summed(rows, "months", "measure"):
        by_measure[measure][months] = sums
    cases, money = (_months(year, by_measure[measure]) for measure in Measure)
    return Trend(year, cases, money)


def _months(year: int, by_month: dict[int, Totals]) -> list[TrendMonth]:
    listed = sorted(by_month.items())
    cumulative: list[tuple[int, Figures]] = [(months, sums.figures) for months, sums in listed]
    return [
        TrendMonth(StatMonth(year, months), sums, step)
        for (months, sums), step in zip(listed, steps(cumulative), strict=True)
    ]
