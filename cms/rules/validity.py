"""Whether a document is in force on a day, and circles of documents that replace each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """Where a directive stands on a day."""

    DRAFT = "draft"
    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    PARTLY = "partly"
    REPLACED = "replaced"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Validity:
    """What decides it. `start` is the first day in force, `end` the first day no longer (None: open).

    `replaced`: something made known and begun replaces it as a whole; `partly`: in part.
    """

    published: bool
    start: date
    end: date | None
    replaced: bool
    partly: bool


def standing(validity: Validity, day: date) -> Standing:
    """In force, replaced, expired … on a day. What replaced it counts more than a day of expiry."""
    if not validity.published:
        return Standing.DRAFT
    if validity.replaced:
        return Standing.REPLACED
    if validity.end is not None and validity.end <= day:
        return Standing.EXPIRED
    if validity.start > day:
        return Standing.NOT_YET
    return Standing.PARTLY if validity.partly else Standing.IN_FORCE


def circle(newer: int, older: int, replaces: Mapping[int, Sequence[int]]) -> list[int]:
    """The way back from `older` to `newer` by what each replaces; empty when there is none.

    `replaces`: newer → the older ones. The circle that "newer replaces older" would close is
    newer → older → … → newer; it is given from newer to newer.
    """
    ways: list[list[int]] = [[newer, older]]
    seen: set[int] = set()
    while ways:
        way = ways.pop()
        here = way[-1]
        if here == newer:
            return way
        if here not in seen:
            seen.add(here)
            ways.extend([*way, step] for step in replaces.get(here, ()))
    return []
