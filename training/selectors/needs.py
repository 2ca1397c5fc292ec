"""The needs board by unit, and the names behind it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from staff.models import Rank
from staff.selectors.tree import load_tree
from training.enums import NeedKind, Target
from training.models import Expectation
from training.rules.needs import NEXT_RANK, Expected, Lack, lacks_by_expectation, lacks_for_next
from training.selectors.people import Person, people_of


@dataclass(frozen=True)
class Need:
    """One person and what is lacking. `aim`: the rank and post it is asked for; "" without a next rank."""

    person: Person
    aim: str
    lacks: tuple[Lack, ...]

    @property
    def known(self) -> tuple[Lack, ...]:
        """What the record shows to be lacking."""
        return tuple(lack for lack in self.lacks if not lack.unknown)

    @property
    def unknown(self) -> tuple[Lack, ...]:
        """What the record does not say."""
        return tuple(lack for lack in self.lacks if lack.unknown)


@dataclass(frozen=True)
class NeedRow:
    """One unit with everything below it: people asked about, people who lack something, people by kind."""

    unit_id: int
    code: str
    name: str
    depth: int
    people: int
    lacking: int
    by_kind: dict[NeedKind, int]


@dataclass(frozen=True)
class NeedBoard:
    """The rows as one reads the tree, the same figures for all units together, and the kinds in use."""

    rows: list[NeedRow]
    total: NeedRow
    kinds: list[NeedKind]


_Expectations = dict[tuple[str, int | None], list[Expected]]


def needs_of(at: date, units: Collection[int], target: Target) -> list[Need]:
    """Everyone present in the units with what they lack; five queries. Who has no next rank is left out."""
    expected, ranks = _expectations(), {rank.code: rank for rank in Rank.objects.exclude(code="")}
    people = people_of(at, units)
    if target is Target.HELD:
        return [_held_need(person, expected) for person in people]
    found = (_next_need(person, expected, ranks, at) for person in people)
    return [need for need in found if need is not None]


def needs_board(at: date, units: Collection[int], target: Target) -> NeedBoard:
    """Counts of a unit with everything below it, in the order of the tree; six queries."""
    tree = load_tree()
    shown = tree.in_tree_order(tree.open_below(units, at))
    needs = needs_of(at, tree.below(units), target)
    figures: dict[int, Counter[str]] = defaultdict(Counter)
    for need in needs:
        for unit_id in (0, *tree.above(need.person.unit_id)):
            figures[unit_id].update(_counted(need))
    rows = [_row(node.id, node.code, node.name, depth, figures[node.id]) for node, depth in shown]
    kinds = [kind for kind in NeedKind if figures[0][kind]]
    return NeedBoard(rows, _row(0, "", "", 0, figures[0]), kinds)


def _counted(need: Need) -> set[str]:
    """Each person once a kind; what the record does not say is no lack."""
    known = {lack.kind.value for lack in need.known}
    return {"people", *known, *({"lacking"} if known else set())}


def _row(unit_id: int, code: str, name: str, depth: int, figures: Counter[str]) -> NeedRow:
    by_kind = {kind: figures[kind] for kind in NeedKind}
    return NeedRow(unit_id, code, name, depth, figures["people"], figures["lacking"], by_kind)


def _held_need(person: Person, expected: _Expectations) -> Need:
    wanted = [*expected.get(("rank", person.rank_id), ()), *expected.get(("post", person.post_id), ())]
    aim = ", ".join(part for part in (person.post, person.rank) if part)
    return Need(person, aim, tuple(_told(person, lacks_by_expectation(wanted, person.held))))


def _next_need(person: Person, expected: _Expectations, ranks: dict[str, Any], at: date) -> Need | None:
    following = ranks.get(NEXT_RANK.get(person.rank_code, ""))
    if following is None:
        return None
    wanted = expected.get(("rank", following.pk), [])
    lacks = lacks_for_next(following.code, wanted, person.held, person.facts, at)
    return Need(person, following.name, tuple(_told(person, lacks)))


def _told(person: Person, lacks: Iterable[Lack]) -> Iterator[Lack]:
    """Training that was a condition of the rank held is no lack, only missing from the record."""
    for lack in lacks:
        implied = lack.kind is NeedKind.ENFORCEMENT and person.facts.held is not None
        yield replace(lack, unknown=True) if implied else lack


def _expectations() -> _Expectations:
    found: _Expectations = defaultdict(list)
    for row in Expectation.objects.order_by("pk"):
        key = ("rank", row.rank_id) if row.rank_id else ("post", row.post_id)
        found[key].append(Expected(NeedKind(row.kind), row.level, row.basis))
    return found
