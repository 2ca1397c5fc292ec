"""The pressure board: cases and money per enforcement officer, unit by unit, against the means."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.conf import settings

from staff.reach import Reach
from staff.registries import UnitLoad, Workload, WorkloadSource, workload_sources
from staff.rules.pressure import Level, Load, index, level, mean
from staff.selectors.enforcers import enforcers_by_unit
from staff.selectors.staffing import Board, staffing_board
from staff.selectors.tree import Tree, load_tree


@dataclass(frozen=True)
class Mean:
    """A mean per enforcement officer. The sums behind it are told only if all its units are in reach."""

    load: Load
    units: int
    open: bool


@dataclass(frozen=True)
class Measured:
    """Việc or tiền of one unit: what there is, for how many, and its share of the province's mean."""

    load: Load
    province: Mean
    share: Fraction | None
    level: Level

    @property
    def each(self) -> Fraction | None:
        """Per enforcement officer."""
        return self.load.each


@dataclass(frozen=True)
class PressureRow:
    """One unit itself, without the units below."""

    code: str
    name: str
    province: str
    officers: int
    gap: int | None
    cases: Measured | None
    money: Measured | None

    @property
    def level(self) -> Level:
        """The word for the unit: by cases, for money depends on a few large ones."""
        return self.cases.level if self.cases else Level.UNKNOWN

    @property
    def understaffed(self) -> bool:
        """High pressure and vacant seats besides."""
        return self.level in (Level.HIGH, Level.NOBODY) and (self.gap or 0) < 0


@dataclass(frozen=True)
class Means:
    """Việc and tiền of a province or of the nation."""

    name: str
    cases: Mean
    money: Mean


@dataclass(frozen=True)
class PressureBoard:
    """Rows in the order of the tree; `period` is empty where no month was brought in by the day."""

    rows: list[PressureRow]
    provinces: list[Means]
    nation: Means | None
    period: str = ""
    until: date | None = None


def workload_source() -> WorkloadSource | None:
    """Where the work comes from, if an app has told."""
    return workload_sources[0] if workload_sources else None


def seen_units(reach: Reach, units: Collection[int]) -> frozenset[int]:
    """Of these units those whose work the person may see."""
    return frozenset(units) if reach.everything else frozenset(units) & reach.unit_ids


def pressure_board(at: date, units: Collection[int], reach: Reach) -> PressureBoard:
    """Units of the subtrees that have enforcement officers or work, as far as the reach goes.

    The mean of a province (and of the nation) is that of all its units with figures in the database.
    """
    tree, source = load_tree(), workload_source()
    shown = seen_units(reach, tree.below(units))
    work = source.on(at, shown) if source else None
    if work is None:
        return PressureBoard([], [], None)
    found = _Found(tree, work, enforcers_by_unit(at), reach)
    board = staffing_board(at, units)
    rows = [found.row(row.unit_id, row.own.gap) for row in board.rows if row.unit_id in shown]
    kept = [row for row in rows if row.officers or row.cases]
    return PressureBoard(
        rows=kept,
        provinces=found.provinces_of(_ids(board, shown)),
        nation=found.means(None, ""),
        period=work.period,
        until=work.until,
    )


def _ids(board: Board, shown: frozenset[int]) -> list[int]:
    return [row.unit_id for row in board.rows if row.unit_id in shown]


class _Found:
    """The loads of all units, and the means worked out once each."""

    def __init__(self, tree: Tree, work: Workload, officers: Any, reach: Reach) -> None:
        self._tree, self._work, self._officers, self._reach = tree, work, officers, reach
        self._inside: dict[int | None, list[int]] = defaultdict(list)
        for unit_id in work.units:
            self._inside[None].append(unit_id)
            province = tree.province_of(unit_id)
            if province is not None:
                self._inside[province].append(unit_id)
        self._means: dict[int | None, Means] = {}

    def row(self, unit_id: int, gap: int | None) -> PressureRow:
        node, work = self._tree.nodes[unit_id], self._work.units.get(unit_id)
        province = self._tree.province_of(unit_id)
        means = self.means(province, self._tree.nodes[province].name if province else "")
        officers = self._officers[unit_id]
        return PressureRow(
            code=node.code,
            name=node.name,
            province=means.name,
            officers=officers,
            gap=gap,
            cases=_measured(Load(work.cases, officers), means.cases) if work else None,
            money=_measured(Load(work.money, officers), means.money) if work else None,
        )

    def provinces_of(self, unit_ids: Iterable[int]) -> list[Means]:
        known = dict.fromkeys(self._tree.province_of(unit_id) for unit_id in unit_ids)
        return [
            self.means(province, self._tree.nodes[province].name)
            for province in known
            if province is not None and self._inside[province]
        ]

    def means(self, province: int | None, name: str) -> Means:
        """Above the provinces the nation stands in for the province."""
        if province not in self._means:
            inside = self._inside[province]
            is_open = seen_units(self._reach, inside) == frozenset(inside)
            cases, money = (
                Mean(
                    mean(Load(_amount(self._work.units[i], what), self._officers[i]) for i in inside),
                    len(inside),
                    is_open,
                )
                for what in ("cases", "money")
            )
            self._means[province] = Means(name, cases, money)
        return self._means[province]


def _amount(load: UnitLoad, what: str) -> int:
    return load.cases if what == "cases" else load.money


def _measured(load: Load, province: Mean) -> Measured:
    share = index(load, province.load)
    word = level(
        load,
        share,
        high_percent=settings.PRESSURE_HIGH_PERCENT,
        low_percent=settings.PRESSURE_LOW_PERCENT,
    )
    return Measured(load, province, share, word)
