"""The board of a year: by title and by unit, who meets the conditions, is proposed, passed, decided."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from evaluation.enums import AwardStage
from evaluation.models import AwardProposal, AwardType
from evaluation.rules.emulation import Facts, Outcome, judge
from evaluation.selectors.emulation.caps import CapLine, cap_lines, using_agency
from evaluation.selectors.emulation.facts import (
    collective_facts,
    counted_on,
    people_on,
    person_facts,
)
from evaluation.selectors.emulation.types import library_of, rule_of, types_on
from staff.enums import UnitKind
from staff.selectors.tree import Tree

# The titles that the table by unit shows apart; every other one is in the table by title.
SHOWN_BY_UNIT = ("LDTT", "CSTDCS")


@dataclass
class Counts:
    """Numbers of one title, in the whole reach or in one unit."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)

    @property
    def eligible(self) -> int:
        """Meet every condition."""
        return self.outcomes[Outcome.YES]

    @property
    def unknown(self) -> int:
        """Of whom a condition is not known to be met."""
        return self.outcomes[Outcome.UNKNOWN]

    @property
    def against(self) -> int:
        """Do not meet a condition, or are barred."""
        return self.outcomes[Outcome.NO] + self.outcomes[Outcome.BARRED]

    @property
    def proposed(self) -> int:
        """Every proposal that was made, whatever came of it."""
        return sum(self.stages.values())

    @property
    def passed(self) -> int:
        """Passed by the council, decided ones included."""
        return self.stages[AwardStage.PASSED] + self.stages[AwardStage.DECIDED]

    @property
    def decided(self) -> int:
        """With a decision."""
        return self.stages[AwardStage.DECIDED]


@dataclass(frozen=True)
class TitleLine:
    """A title with its numbers."""

    award: AwardType
    counts: Counts


@dataclass(frozen=True)
class UnitLine:
    """A unit's own people and their numbers of the titles shown apart; `more`: proposals of all other titles."""

    code: str
    name: str
    depth: int
    people: int
    rated: int
    titles: tuple[Counts, ...]
    more: Counts


@dataclass(frozen=True)
class Board:
    """A year in reach. `people` and `rated`: how many there are, and have a signed rating of the year."""

    year: int
    people: int
    rated: int
    titles: list[TitleLine]
    units: list[UnitLine]
    shown: list[AwardType]
    caps: list[CapLine]
    proposed: int
    decided: int


def board(year: int, today: date, units: Collection[int] | None, tree: Tree) -> Board:
    """Everything the board shows, in a fixed number of queries."""
    types = types_on(today)
    postings = people_on(counted_on(year, today), units)
    facts = person_facts([posting.officer_id for posting in postings], year, today)
    by_title: dict[str, Counts] = defaultdict(Counts)
    by_unit: dict[int, dict[str, Counts]] = defaultdict(lambda: defaultdict(Counts))
    home = {posting.officer_id: posting.unit_id for posting in postings}
    _judge_people(types, facts, home, by_title, by_unit)
    _judge_collectives(types, year, today, units, tree, by_title)
    proposals = _proposals(year, units)
    for code, unit_id, stage in proposals:
        by_title[code].stages[stage] += 1
        by_unit[unit_id][code].stages[stage] += 1
    people = Counter(home.values())
    rated = Counter(home[pk] for pk, person in facts.items() if year in person.ratings)
    shown = [award for award in types if award.code in SHOWN_BY_UNIT]
    agencies = {using_agency(tree, pk) for pk in {*people, *by_unit}}
    seen = agencies if units is None else agencies & set(units)
    return Board(
        year=year,
        people=len(postings),
        rated=sum(rated.values()),
        titles=[TitleLine(award, by_title[award.code]) for award in types],
        units=_unit_lines(tree, people, rated, by_unit, shown),
        shown=shown,
        caps=cap_lines(seen, year, today, types, tree),
        proposed=len(proposals),
        decided=sum(stage == AwardStage.DECIDED for *_rest, stage in proposals),
    )


def _judge_people(
    types: list[AwardType],
    facts: dict[int, Facts],
    home: dict[int, int],
    by_title: dict[str, Counts],
    by_unit: dict[int, dict[str, Counts]],
) -> None:
    library = library_of(types)
    for award in types:
        if award.collective:
            continue
        rule = rule_of(award)
        for officer_id, person in facts.items():
            outcome = judge(rule, person, library).outcome
            by_title[award.code].outcomes[outcome] += 1
            by_unit[home[officer_id]][award.code].outcomes[outcome] += 1


def _judge_collectives(
    types: list[AwardType],
    year: int,
    today: date,
    units: Collection[int] | None,
    tree: Tree,
    by_title: dict[str, Counts],
) -> None:
    day = counted_on(year, today)
    ids = [
        node.id
        for node in tree.nodes.values()
        if (units is None or node.id in units)
        and node.open_on(day)
        and node.kind not in (UnitKind.MANAGEMENT_DEPARTMENT, UnitKind.GENERAL_DEPARTMENT)
    ]
    facts = collective_facts(ids, year, today, today, tree)
    library = library_of(types)
    for award in types:
        if award.collective:
            outcomes = by_title[award.code].outcomes
            outcomes.update(judge(rule_of(award), each, library).outcome for each in facts.values())


def _proposals(year: int, units: Collection[int] | None) -> list[tuple[str, int, str]]:
    rows = AwardProposal.objects.filter(year=year).order_by()
    if units is not None:
        rows = rows.filter(unit_id__in=units)
    return list(rows.values_list("award__code", "unit_id", "stage"))


def _unit_lines(
    tree: Tree,
    people: Counter[int],
    rated: Counter[int],
    by_unit: dict[int, dict[str, Counts]],
    shown: list[AwardType],
) -> list[UnitLine]:
    """Units that have people or proposals, as one reads the tree."""
    codes = [award.code for award in shown]
    nodes = [tree.nodes[pk] for pk in {*people, *by_unit}]
    found = []
    for node, depth in tree.in_tree_order(nodes):
        counts = by_unit.get(node.id, {})
        more = Counts()
        for code, each in counts.items():
            if code not in codes:
                more.stages.update(each.stages)
        titles = tuple(counts.get(code, Counts()) for code in codes)
        found.append(UnitLine(node.code, node.name, depth, people[node.id], rated[node.id], titles, more))
    return found
