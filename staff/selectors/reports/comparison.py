"""The same units on two days: seats, people and every class of every dimension side by side."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from staff.models import Reorganisation, UnitQuota
from staff.rules.comparison import Share, points_change, relative_change
from staff.rules.crosstab import Dimension
from staff.selectors.reports.population import people_on, report_dimensions
from staff.selectors.tree import Tree, load_tree


@dataclass(frozen=True)
class Line:
    """One line: a count with its share on both days."""

    label: str
    before: Share
    after: Share

    @property
    def difference(self) -> int:
        """How many more there are; negative: fewer."""
        return self.after.count - self.before.count

    @property
    def percent_change(self) -> Decimal | None:
        """Change of the count in per cent of the first day's."""
        return relative_change(self.before.count, self.after.count)

    @property
    def points(self) -> Decimal | None:
        """Change of the share in percentage points."""
        return points_change(self.before, self.after)


@dataclass(frozen=True)
class Section:
    """The lines of one heading."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Comparison:
    """Two days side by side; `predecessors`: closed units whose people count for the first day too."""

    before: date
    after: date
    sections: list[Section]
    predecessors: list[str]


@dataclass(frozen=True)
class _Day:
    quota: int | None
    present: int
    contract: int
    counts: Mapping[str, Counter[str]]

    def share(self, dimension: str, codes: Collection[str]) -> Share:
        return Share(sum(self.counts[dimension][code] for code in codes), self.present)


_ENFORCER: Final = "enforcer"
_MIDDLE_ENFORCER: Final = "03.300"
# What reports quote first: label, dimension, classes.
_QUOTED: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("Trình độ sau đại học", "education", ("phd", "master", "postgraduate")),
    ("Trình độ từ đại học trở lên", "education", ("phd", "master", "postgraduate", "university")),
    ("Lý luận chính trị từ trung cấp trở lên", "political_theory", ("advanced", "intermediate")),
    ("Chấp hành viên", "family", (_ENFORCER,)),
)


def comparison(
    before: date,
    after: date,
    units: Collection[int],
    reach: Collection[int],
    closed: Collection[str] = (),
) -> Comparison:
    """Units and what they succeeded, as far as in reach, on two days; fifteen queries.

    `closed`: dimensions left out, because from one day to the next they would tell of single people.
    """
    tree, dimensions = load_tree(), report_dimensions()
    own = tree.below(units)
    asked = with_predecessors(tree, own) & frozenset(reach)
    days = [_day(day, tree, asked, dimensions) for day in (before, after)]
    sections = [
        _seats(*days),
        _quoted(*days),
        *(_section(d, *days) for d in dimensions.values() if d.key not in closed),
    ]
    gone = sorted(tree.nodes[unit_id].name for unit_id in asked - own)
    return Comparison(before, after, [section for section in sections if section.lines], gone)


def with_predecessors(tree: Tree, unit_ids: frozenset[int]) -> frozenset[int]:
    """The units with every unit that became one of them, however many reorganisations ago; one query."""
    before: dict[int, list[int]] = {}
    links = Reorganisation.objects.order_by().values_list("successor_id", "predecessor_id")
    for successor, predecessor in links:
        before.setdefault(successor, []).append(predecessor)
    found, waiting = set(unit_ids), list(unit_ids)
    while waiting:
        for predecessor in tree.below(before.get(waiting.pop(), [])) - found:
            found.add(predecessor)
            waiting.append(predecessor)
    return frozenset(found)


def _day(day: date, tree: Tree, asked: frozenset[int], dimensions: Mapping[str, Dimension]) -> _Day:
    people = people_on(day, asked)
    civil = [person for person in people if not person.contract]
    open_ids = [unit_id for unit_id in asked if tree.nodes[unit_id].open_on(day)]
    seats = list(UnitQuota.objects.at(day).filter(unit_id__in=open_ids).values_list("seats", flat=True))
    return _Day(
        sum(seats) if seats else None,
        len(civil),
        len(people) - len(civil),
        {key: Counter(person.traits[key] for person in civil) for key in dimensions},
    )


def _seats(before: _Day, after: _Day) -> Section:
    lines = [
        Line("Công chức có mặt / biên chế giao", *(Share(d.present, d.quota) for d in (before, after))),
        Line("Lao động hợp đồng", *(Share(d.contract, None) for d in (before, after))),
    ]
    if before.quota is not None or after.quota is not None:
        lines.insert(0, Line("Biên chế giao", *(Share(d.quota or 0, None) for d in (before, after))))
    return Section("Biên chế", lines)


def _quoted(before: _Day, after: _Day) -> Section:
    lines = [
        Line(label, before.share(dimension, codes), after.share(dimension, codes))
        for label, dimension, codes in _QUOTED
    ]
    middle = Line(
        "Chấp hành viên trung cấp / chấp hành viên",
        *(
            Share(day.counts["rank"][_MIDDLE_ENFORCER], day.counts["family"][_ENFORCER])
            for day in (before, after)
        ),
    )
    return Section("Chỉ tiêu thường nêu trong báo cáo", [*lines, middle])


def _section(dimension: Dimension, before: _Day, after: _Day) -> Section:
    lines = [
        Line(label, before.share(dimension.key, (code,)), after.share(dimension.key, (code,)))
        for code, label in dimension.classes.items()
    ]
    # A class that nobody has on either day says nothing about the change.
    return Section(dimension.label, [line for line in lines if line.before.count or line.after.count])
