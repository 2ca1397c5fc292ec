"""Quantities to give from the targets of the caseload, officer by officer, with the figures behind them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evaluation.enums import Initiative, Measure, ProductSource
from evaluation.models import CaseloadFigure, Product, Target, WorkItem
from evaluation.rules.periods import ScoringPeriod, StatMonth
from evaluation.rules.target_share import Share, periods_left, share_of_target
from evaluation.selectors.catalogue import products_for
from evaluation.selectors.inputs import INITIATIVE_OF
from evaluation.selectors.roster import Member
from hrm.kernel.text import vietnamese_name_key
from staff.access import rows_for
from staff.access.gate import Asker


@dataclass(frozen=True)
class Basis:
    """C8 and what was resolved before the period, with the months they stand in."""

    executable: int
    resolved: int
    executable_month: str
    resolved_month: str
    carried: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A product of the caseload for one officer: the share, or why there is none; `given` when given before."""

    member: Member
    product: Product
    basis: Basis | None
    share: Share | None
    own_target: bool
    given: Decimal | None

    @property
    def key(self) -> str:
        """Name of its input."""
        return f"q_{self.member.officer_id}_{self.product.pk}"


def suggest(
    user: Asker,
    period: ScoringPeriod,
    members: Collection[Member],
    *,
    percent: Decimal | None,
    today: date,
) -> list[Suggestion]:
    """Suggestions for officers with caseload in reach, by given name; `percent` for who has no target.

    In five queries. Own initiative and on request are products of their own, each with its own C8.
    """
    ids = [member.officer_id for member in members]
    figures = _figures(user, period, ids)
    targets = _targets(user, period, members, today)
    given = _given(user, period, ids)
    products = _products(period)
    left = periods_left(period)
    found = []
    for member in sorted(members, key=lambda m: (vietnamese_name_key(m.name), m.number)):
        target = targets.get(member.officer_id, (percent, False))
        for initiative, product in products.items():
            rows = figures.get((member.officer_id, initiative))
            if not rows:
                continue
            basis = _basis(period, rows)
            share = (
                share_of_target(target[0], basis.executable, basis.resolved, left)
                if basis and target[0] is not None
                else None
            )
            before = given.get((member.officer_id, product.code))
            found.append(Suggestion(member, product, basis, share, target[1], before))
    return found


def _products(period: ScoringPeriod) -> dict[str, Product]:
    """Kind of case → the product it feeds; the first by code where there are several."""
    found: dict[str, Product] = {}
    for product in sorted(products_for(period.last_day).values(), key=lambda each: each.code):
        if product.source:
            found.setdefault(INITIATIVE_OF[ProductSource(product.source)], product)
    return {kind.value: found[kind.value] for kind in Initiative if kind.value in found}


def _figures(
    user: Asker, period: ScoringPeriod, officer_ids: Collection[int]
) -> dict[tuple[int, str], list[CaseloadFigure]]:
    """Figures of the statistical year up to the period's last month and of the year before, oldest first."""
    upper, _lower = period.months()
    rows = rows_for(user, CaseloadFigure, "view").filter(measure=Measure.CASES, officer_id__in=officer_ids)
    found: dict[tuple[int, str], list[CaseloadFigure]] = defaultdict(list)
    for row in rows.filter(year__in=(upper.year - 1, upper.year)).order_by("year", "months"):
        if row.year < upper.year or row.months <= upper.months:
            found[row.officer_id, row.initiative].append(row)
    return found


def _basis(period: ScoringPeriod, rows: list[CaseloadFigure]) -> Basis | None:
    """C8 of the newest month; C12 of the last month before the period. None while that month is missing.

    A new statistical year without figures opens with what the year before left executable and unresolved
    (C8 − C12).
    """
    upper, lower = period.months()
    newest = rows[-1]
    month = StatMonth(newest.year, newest.months).title
    if newest.year < upper.year:
        return None if lower else Basis(newest.executable - newest.resolved, 0, month, "", carried=True)
    if lower is None:
        return Basis(newest.executable, 0, month, "")
    before = [row for row in rows if row.year == lower.year and row.months <= lower.months]
    if not before:
        return None
    last = before[-1]
    return Basis(newest.executable, last.resolved, month, StatMonth(last.year, last.months).title)


def _targets(
    user: Asker, period: ScoringPeriod, members: Collection[Member], today: date
) -> Mapping[int, tuple[Decimal | None, bool]]:
    """Officer id → target in force and whether it is the officer's own; the unit's where there is none."""
    day = min(max(today, period.start), period.last_day)
    rows = rows_for(user, Target, "view").filter(year=period.months()[0].year, measure=Measure.CASES)
    in_force = [row for row in rows if row.start <= day and (row.end is None or row.end > day)]
    own = {row.officer_id: row.percent for row in in_force if row.officer_id}
    of_unit = {row.unit_id: row.percent for row in in_force if not row.officer_id}
    found: dict[int, tuple[Decimal | None, bool]] = {}
    for member in members:
        if member.officer_id in own:
            found[member.officer_id] = own[member.officer_id], True
        elif member.unit.pk in of_unit:
            found[member.officer_id] = of_unit[member.unit.pk], False
    return found


def _given(
    user: Asker, period: ScoringPeriod, officer_ids: Collection[int]
) -> dict[tuple[int, str], Decimal]:
    rows = rows_for(user, WorkItem, "give").filter(period=period.code, officer_id__in=officer_ids)
    return {(o, c): q for o, c, q in rows.values_list("officer_id", "product__code", "assigned")}
