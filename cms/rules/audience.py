"""For whom something addressed is meant, and in which of a person's units that person is counted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Addressee:
    """One target: a unit (None: the whole country), with those below or without, of a level ("": any)."""

    unit_id: int | None
    with_below: bool
    level: str


@dataclass(frozen=True)
class Chair:
    """Where a person serves: the unit, everything above it (itself included), its level."""

    unit_id: int
    above: frozenset[int]
    level: str


def reaches(addressee: Addressee, chair: Chair) -> bool:
    """Whether a target includes who sits there."""
    here = addressee.unit_id is None or addressee.unit_id == chair.unit_id
    below = addressee.with_below and addressee.unit_id in chair.above
    return (here or below) and addressee.level in ("", chair.level)


def counted_at(addressees: Collection[Addressee], chairs: Sequence[Chair]) -> int | None:
    """The unit in which a person is asked, None when not addressed at all; nobody is counted twice.

    `chairs` in the order in which a person is where: on loan, at home, in a second chair. Without any target
    everyone is addressed.
    """
    for chair in chairs:
        if not addressees or any(reaches(each, chair) for each in addressees):
            return chair.unit_id
    return None
