"""A reorganisation on plain values: which units close, who follows whom, how dated rows split on the day."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

LONGEST_CODE: Final = 40
_DIGITS: Final = 12


@dataclass(frozen=True)
class Target:
    """A successor: a unit that opens on the day, or (`existing`) one that is there already.

    `seats`: the quota typed for it; None = the sum of what its predecessors have.
    """

    code: str
    name: str = ""
    kind: str = ""
    parent: str = ""
    existing: bool = False
    seats: int | None = None


@dataclass(frozen=True)
class Step:
    """Units that close and the successors they give way to; `reason`: why the seats do not add up."""

    kind: str
    sources: tuple[str, ...]
    targets: tuple[Target, ...]
    reason: str = ""


@dataclass(frozen=True)
class Below:
    """What becomes of a sub-unit of a unit that closes.

    It opens again below `into` under a new `code`; with an empty code it is dissolved into that unit.
    """

    into: str
    code: str = ""


@dataclass(frozen=True)
class Choices:
    """What was decided on the preview; what is not decided follows the default.

    `people`: "officer id:unit code" → successor, where a unit splits. `posts`: id of a posting → id of the
    post held from the day on, 0 = none. `stand_ins`: id → whether it goes on. `grants`: key → whether copied.
    """

    below: Mapping[str, Below] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[int, int] = field(default_factory=dict)
    stand_ins: Mapping[int, bool] = field(default_factory=dict)
    grants: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Scheme:
    """All of a plan: its steps, and what was decided about their consequences."""

    steps: tuple[Step, ...] = ()
    choices: Choices = field(default_factory=Choices)


@dataclass(frozen=True)
class Place:
    """A unit as these rules see it."""

    code: str
    name: str
    kind: str
    parent: str
    start: date
    end: date | None


@dataclass(frozen=True)
class Opening:
    """A unit that opens on the day; `follows`: the sub-unit it continues, where no step names it."""

    code: str
    name: str
    kind: str
    parent: str
    follows: str = ""


@dataclass(frozen=True)
class Outline:
    """Every unit that closes with its successors, every unit that opens, in the order they were found.

    `below`: sub-units no step names, with what becomes of them; `options`: the units they may go to.
    """

    closings: dict[str, tuple[str, ...]]
    openings: list[Opening]
    below: dict[str, Below]
    options: dict[str, tuple[str, ...]]


class Fate(StrEnum):
    """What the day does to a dated row of a unit that closes."""

    STAYS = "stays"  # ended by then: history
    SPLITS = "splits"  # ends that day and goes on elsewhere
    MOVES = "moves"  # begins on the day or later: in the successor from its first day


Span = tuple[date, date | None, int]
"""Seats in force from a day until another (exclusive; None = open)."""


def fate(start: date, end: date | None, day: date) -> Fate:
    """What becomes of [start, end) when its unit closes on `day`, the first day it is no longer open."""
    if end is not None and end <= day:
        return Fate.STAYS
    return Fate.MOVES if start >= day else Fate.SPLITS


def outline(scheme: Scheme, places: Collection[Place], day: date) -> Outline:
    """Units never move, so whatever lies below a closing unit closes with it.

    A sub-unit that no step names opens again below the (first) successor, unless decided otherwise.
    """
    found = Outline({}, [], {}, {})
    for step in scheme.steps:
        _enter(step, found)
    children = _open_children(places, day)
    taken = {place.code for place in places} | {opening.code for opening in found.openings}
    waiting = list(found.closings)
    while waiting:
        above = waiting.pop(0)
        for child in children.get(above, ()):
            if child.code not in found.closings:
                _follow(child, above, scheme.choices, found, taken)
                waiting.append(child.code)
    return found


def suggest_code(code: str, above: str, into: str, taken: Collection[str]) -> str:
    """A free code for a sub-unit that opens again: the same ending below the successor's code."""
    ending = code.removeprefix(above) if code.startswith(above) else f"-{code}"
    stem = f"{into}{ending}"[: LONGEST_CODE - 3]
    number, suggested = 2, stem
    while suggested in taken:
        suggested, number = f"{stem}-{number}", number + 1
    return suggested


def seats_from(spans: Iterable[Span], day: date) -> list[Span]:
    """The sum of several quotas from `day` on; days on which none is in force are left out."""
    rows = [span for span in spans if span[1] is None or span[1] > day]
    turns = sorted({day, *(turn for span in rows for turn in span[:2] if turn is not None and turn > day)})
    found: list[Span] = []
    for first, until in zip(turns, [*turns[1:], None], strict=True):
        held = [seats for start, end, seats in rows if start <= first and (end is None or end > first)]
        if held and found and found[-1][1:] == (first, sum(held)):
            found[-1] = (found[-1][0], until, sum(held))
        elif held:
            found.append((first, until, sum(held)))
    return found


def seats_on(spans: Iterable[Span], day: date) -> int | None:
    """The sum in force on one day; None where no quota is."""
    held = [seats for start, end, seats in spans if start <= day and (end is None or end > day)]
    return sum(held) if held else None


def balances(before: Iterable[int | None], after: Iterable[int | None]) -> bool:
    """Whether as many seats come out as went in; a quota nobody gave counts nothing."""
    return sum(seats or 0 for seats in before) == sum(seats or 0 for seats in after)


def digest(text: str) -> str:
    """A short mark by which a change of the text shows."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def fingerprint(lines: Mapping[str, str]) -> str:
    """One mark for everything a preview says, whatever its order."""
    whole = "\n".join(f"{key}={lines[key]}" for key in sorted(lines))
    return hashlib.sha256(whole.encode()).hexdigest()


def read_scheme(content: Mapping[str, Any]) -> Scheme:
    """A stored plan; what is missing is empty."""
    chosen = content.get("choices", {})
    return Scheme(
        tuple(_read_step(step) for step in content.get("steps", ())),
        Choices(
            below={code: Below(*pair) for code, pair in chosen.get("below", {}).items()},
            people=dict(chosen.get("people", {})),
            posts={int(key): int(post) for key, post in chosen.get("posts", {}).items()},
            stand_ins={int(key): bool(goes_on) for key, goes_on in chosen.get("stand_ins", {}).items()},
            grants={key: bool(copied) for key, copied in chosen.get("grants", {}).items()},
        ),
    )


def content_of(scheme: Scheme) -> dict[str, Any]:
    """A plan as it is stored."""
    chosen = scheme.choices
    return {
        "steps": [
            {
                "kind": step.kind,
                "sources": list(step.sources),
                "targets": [vars(target).copy() for target in step.targets],
                "reason": step.reason,
            }
            for step in scheme.steps
        ],
        "choices": {
            "below": {code: [below.into, below.code] for code, below in chosen.below.items()},
            "people": dict(chosen.people),
            "posts": {str(key): post for key, post in chosen.posts.items()},
            "stand_ins": {str(key): goes_on for key, goes_on in chosen.stand_ins.items()},
            "grants": dict(chosen.grants),
        },
    }


def _read_step(stored: Mapping[str, Any]) -> Step:
    targets = tuple(Target(**target) for target in stored["targets"])
    return Step(stored["kind"], tuple(stored["sources"]), targets, stored.get("reason", ""))


def _enter(step: Step, found: Outline) -> None:
    successors = tuple(target.code for target in step.targets)
    found.closings.update(dict.fromkeys(step.sources, successors))
    found.openings.extend(
        Opening(target.code, target.name, target.kind, target.parent)
        for target in step.targets
        if not target.existing
    )


def _follow(child: Place, above: str, choices: Choices, found: Outline, taken: set[str]) -> None:
    options = found.closings[above]
    chosen = choices.below.get(child.code)
    if chosen is None or chosen.into not in options:
        into = options[0]
        chosen = Below(into, suggest_code(child.code, above, into, taken))
    found.below[child.code], found.options[child.code] = chosen, options
    if chosen.code:
        taken.add(chosen.code)
        found.openings.append(Opening(chosen.code, child.name, child.kind, chosen.into, child.code))
    found.closings[child.code] = (chosen.code or chosen.into,)


def _open_children(places: Iterable[Place], day: date) -> dict[str, list[Place]]:
    children: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(places, key=lambda place: place.code):
        if place.parent and (place.end is None or place.end > day):
            children[place.parent].append(place)
    return children
