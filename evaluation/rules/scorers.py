"""Who scores whom (NĐ 335/2025, art. 10.1) and whose scores make a leader's d (art. 15.3.a, 15.4)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Literal, NamedTuple

OfficerId = int
UnitId = int
Role = Literal["head", "deputy", "staff"]
Power = Literal["head", "acting", "delegated"]
LEADERS: tuple[Role, ...] = ("head", "deputy")


@dataclass(frozen=True)
class Seat:
    """Where one officer sits on the last day of a period, and the units a deputy is in charge of."""

    officer_id: OfficerId
    unit_id: UnitId
    role: Role
    charges: frozenset[UnitId] = frozenset()


class Resolution(NamedTuple):
    """In which order totals can be computed so that every d finds the totals it looks at.

    `order` is bottom-up and leaves out `cycle`: leaders whose d depends on itself, to be shown, not computed.
    `subordinates` holds for every leader whom the d looks at; None for a deputy in charge of nothing.
    """

    order: tuple[OfficerId, ...]
    cycle: frozenset[OfficerId]
    subordinates: Mapping[OfficerId, frozenset[OfficerId] | None]


@dataclass(frozen=True)
class Deputed:
    """Someone who scores in place of the head of a unit: acting head, or by delegation; with the decision.

    `instead_of` None stands for whoever heads the unit.
    """

    officer_id: OfficerId
    power: Power
    instead_of: OfficerId | None = None
    decision: str = ""


@dataclass(frozen=True)
class Authority:
    """Who could score on a day: heads by unit, who is absent, and who was deputed for a unit."""

    heads: Mapping[UnitId, OfficerId]
    parent_of: Mapping[UnitId, UnitId | None]
    absent: Collection[OfficerId] = frozenset()
    deputed: Mapping[UnitId, Sequence[Deputed]] = field(default_factory=dict)


class Scorer(NamedTuple):
    """Who scores, of which unit's power, and why: the head, an acting head, or one by delegation.

    `head` is the head of that unit, if it has one; `passed` are heads below who are absent without a
    stand-in, so that the power went up.
    """

    officer_id: OfficerId
    unit_id: UnitId
    power: Power
    head: OfficerId | None = None
    decision: str = ""
    passed: tuple[OfficerId, ...] = ()


def scorer_on_the_day(seat: Seat, authority: Authority) -> Scorer | None:
    """Who scores this officer on a day (art. 10.1): a stand-in where there is one, else the head in post.

    An absent head without a stand-in, a vacant post and the officer's own post pass the power to the next
    unit above: nobody scores oneself. Where only absent heads are left, the nearest of them.
    """
    passed: list[Scorer] = []
    lowest = authority.parent_of.get(seat.unit_id) if seat.role == "head" else seat.unit_id
    for unit_id in _upwards(lowest, authority.parent_of):
        head = authority.heads.get(unit_id)
        if found := _deputed(unit_id, head, seat, authority):
            return found._replace(passed=tuple(s.officer_id for s in passed))
        if head is None or head == seat.officer_id:
            continue
        scorer = Scorer(head, unit_id, "head", head, passed=tuple(s.officer_id for s in passed))
        if head not in authority.absent:
            return scorer
        passed.append(scorer)
    return passed[0] if passed else None


def _deputed(unit_id: UnitId, head: OfficerId | None, seat: Seat, authority: Authority) -> Scorer | None:
    for one in authority.deputed.get(unit_id, ()):
        for_another = one.instead_of is not None and head is not None and one.instead_of != head
        if for_another or one.officer_id == seat.officer_id or one.officer_id in authority.absent:
            continue
        return Scorer(one.officer_id, unit_id, one.power, head, one.decision)
    return None


def scorer_of(
    seat: Seat,
    heads: Mapping[UnitId, OfficerId],
    parent_of: Mapping[UnitId, UnitId | None],
) -> OfficerId | None:
    """Who scores this officer (art. 10.1): the head of the own unit; for a head, the one above.

    Where a unit has no head, or the same person heads it, the next unit above decides: nobody scores
    oneself. None when nobody is left above.
    """
    lowest = parent_of.get(seat.unit_id) if seat.role == "head" else seat.unit_id
    for unit_id in _upwards(lowest, parent_of):
        head = heads.get(unit_id)
        if head is not None and head != seat.officer_id:
            return head
    return None


def subordinates_of(
    seat: Seat,
    seats: Iterable[Seat],
    children: Mapping[UnitId, Iterable[UnitId]],
) -> set[OfficerId] | None:
    """Whose totals make this leader's d; None for who is no leader and for a deputy in charge of nothing.

    A head answers for everyone in the subtree (art. 15.3.a), a deputy for the units in charge with
    theirs (art. 15.4), but never for the leaders of the own unit or of a unit above it.
    """
    return _subordinates(seat, _by_unit(seats), children)


def resolution_order(seats: Iterable[Seat], children: Mapping[UnitId, Iterable[UnitId]]) -> Resolution:
    """Order the officers bottom-up for d (art. 15.3.a); members of a cycle are reported, not looped."""
    everyone = sorted(seats, key=lambda seat: seat.officer_id)
    by_unit = _by_unit(everyone)
    subordinates = {
        seat.officer_id: _frozen(_subordinates(seat, by_unit, children))
        for seat in everyone
        if seat.role in LEADERS
    }
    # Only leaders wait for others, and only for leaders: everyone else comes first.
    graph = {leader: sorted(set(below or ()) & subordinates.keys()) for leader, below in subordinates.items()}
    cycle = _on_a_cycle(graph)
    free = {node: [other for other in needs if other not in cycle] for node, needs in graph.items()}
    others = [seat.officer_id for seat in everyone if seat.officer_id not in subordinates]
    leaders = TopologicalSorter(_without(free, cycle)).static_order()
    return Resolution((*others, *leaders), cycle, subordinates)


def _subordinates(
    seat: Seat,
    by_unit: Mapping[UnitId, list[Seat]],
    children: Mapping[UnitId, Iterable[UnitId]],
) -> set[OfficerId] | None:
    roots = _answers_for(seat)
    if not roots:
        return None
    above = set(_upwards(seat.unit_id, _parents(children))) if seat.role == "deputy" else set()
    return {
        other.officer_id
        for unit_id in _subtree(roots, children)
        for other in by_unit.get(unit_id, ())
        if other.officer_id != seat.officer_id and not (unit_id in above and other.role in LEADERS)
    }


def _answers_for(seat: Seat) -> frozenset[UnitId]:
    if seat.role == "head":
        return frozenset({seat.unit_id})
    return seat.charges if seat.role == "deputy" else frozenset()


def _subtree(roots: Iterable[UnitId], children: Mapping[UnitId, Iterable[UnitId]]) -> set[UnitId]:
    """The units and everything below them; a tree that bites its own tail ends too."""
    reached: set[UnitId] = set()
    waiting = list(roots)
    while waiting:
        unit_id = waiting.pop()
        if unit_id not in reached:
            reached.add(unit_id)
            waiting.extend(children.get(unit_id, ()))
    return reached


def _upwards(unit_id: UnitId | None, parent_of: Mapping[UnitId, UnitId | None]) -> Iterator[UnitId]:
    """The unit and those above it, each once."""
    passed: set[UnitId] = set()
    while unit_id is not None and unit_id not in passed:
        passed.add(unit_id)
        yield unit_id
        unit_id = parent_of.get(unit_id)


def _parents(children: Mapping[UnitId, Iterable[UnitId]]) -> dict[UnitId, UnitId | None]:
    return {child: parent for parent, below in children.items() for child in below}


def _by_unit(seats: Iterable[Seat]) -> dict[UnitId, list[Seat]]:
    index: dict[UnitId, list[Seat]] = {}
    for seat in seats:
        index.setdefault(seat.unit_id, []).append(seat)
    return index


def _frozen(officers: set[OfficerId] | None) -> frozenset[OfficerId] | None:
    return None if officers is None else frozenset(officers)


def _without(
    graph: Mapping[OfficerId, list[OfficerId]], left_out: frozenset[OfficerId]
) -> dict[OfficerId, list[OfficerId]]:
    return {node: needs for node, needs in graph.items() if node not in left_out}


def _on_a_cycle(graph: Mapping[OfficerId, list[OfficerId]]) -> frozenset[OfficerId]:
    """Officers who depend on themselves, directly or through others."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        leaders = {node: needs for node, needs in graph.items() if needs}
        return frozenset(node for node in leaders if node in _subtree(leaders[node], leaders))
    return frozenset()
