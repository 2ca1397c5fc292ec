"""What would be if people moved: on paper only, move by move, in the order given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True)
class Staff:
    """Civil servants present in a unit itself, and how many of them are enforcement officers."""

    people: int = 0
    enforcers: int = 0


@dataclass(frozen=True)
class Move:
    """So many people from one unit to another, by unit id.

    Unless only enforcement officers are asked for, the other civil servants go first and enforcement
    officers only where the others do not suffice.
    """

    source: int
    target: int
    people: int
    enforcers_only: bool = False


class Fault(StrEnum):
    """Why a move cannot be."""

    SAME_UNIT = "same_unit"
    NOBODY = "nobody"
    TOO_MANY = "too_many"
    TOO_MANY_ENFORCERS = "too_many_enforcers"


@dataclass(frozen=True)
class Refusal:
    """The place of a move in the list, what is wrong with it, and how many could go."""

    move: int
    fault: Fault
    available: int = 0


@dataclass(frozen=True)
class Outcome:
    """The units as the moves leave them; with a refusal nothing of that move has happened."""

    staff: dict[int, Staff]
    refusals: list[Refusal]


def carry_out(staff: Mapping[int, Staff], moves: Iterable[Move]) -> Outcome:
    """Move the people in the order given: who came in by an earlier move may go on by a later one."""
    after, refusals = dict(staff), []
    for number, move in enumerate(moves):
        source = after.get(move.source, Staff())
        refusal = _refusal(number, move, source)
        if refusal is not None:
            refusals.append(refusal)
            continue
        enforcers = _enforcers_going(move, source)
        target = after.get(move.target, Staff())
        after[move.source] = Staff(source.people - move.people, source.enforcers - enforcers)
        after[move.target] = replace(
            target, people=target.people + move.people, enforcers=target.enforcers + enforcers
        )
    return Outcome(after, refusals)


def _refusal(number: int, move: Move, source: Staff) -> Refusal | None:
    if move.source == move.target:
        return Refusal(number, Fault.SAME_UNIT)
    if move.people < 1:
        return Refusal(number, Fault.NOBODY)
    if move.enforcers_only and move.people > source.enforcers:
        return Refusal(number, Fault.TOO_MANY_ENFORCERS, source.enforcers)
    if move.people > source.people:
        return Refusal(number, Fault.TOO_MANY, source.people)
    return None


def _enforcers_going(move: Move, source: Staff) -> int:
    if move.enforcers_only:
        return move.people
    return max(0, move.people - (source.people - source.enforcers))
