"""The using agency of a unit and who rates whom (NĐ 335/2025, art. 10.2)."""

from collections.abc import Collection, Iterator, Mapping


def agency_of(unit_id: int, parent_of: Mapping[int, int | None], agencies: Collection[int]) -> int:
    """The nearest agency at or above the unit; the topmost unit where none is."""
    last = unit_id
    for step in _upwards(unit_id, parent_of):
        if step in agencies:
            return step
        last = step
    return last


def rater_of(
    officer_id: int,
    agency_id: int,
    parent_of: Mapping[int, int | None],
    agencies: Collection[int],
    heads: Mapping[int, int],
) -> int | None:
    """Who rates an officer: the head of the using agency (10.2.b); for that head, the one above (10.2.a).

    An agency without a head is rated by the next one above; nobody rates oneself. None at the very top.
    """
    for step in _upwards(agency_id, parent_of):
        head = heads.get(step)
        if (step in agencies or step == agency_id) and head is not None and head != officer_id:
            return head
    return None


def signer_of(officer_id: int, rater_id: int | None, stand_ins: Mapping[int, int]) -> int | None:
    """Who signs for the rater: whoever stands in for an absent head, but nobody for the own rating.

    `stand_ins`: absent head → who holds the powers meanwhile. The stand-in is rated by the head all the same.
    """
    if rater_id is None:
        return None
    stand_in = stand_ins.get(rater_id, rater_id)
    return rater_id if stand_in == officer_id else stand_in


def _upwards(unit_id: int, parent_of: Mapping[int, int | None]) -> Iterator[int]:
    passed: set[int] = set()
    step: int | None = unit_id
    while step is not None and step not in passed:
        passed.add(step)
        yield step
        step = parent_of.get(step)
