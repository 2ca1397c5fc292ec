"""A reorganisation on plain values: half-open days, sums of seats, what lies below, marks."""

from datetime import date

import pytest

from staff.rules.reorganising import (
    Below,
    Choices,
    Fate,
    Place,
    Scheme,
    Step,
    Target,
    balances,
    content_of,
    fate,
    fingerprint,
    outline,
    read_scheme,
    seats_from,
    seats_on,
    suggest_code,
)

DAY = date(2026, 10, 1)
EVE = date(2026, 9, 30)
NEXT = date(2026, 10, 2)
OLD = date(2020, 1, 1)
Y27, Y28 = date(2027, 1, 1), date(2028, 1, 1)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (OLD, None, Fate.SPLITS),
        (OLD, NEXT, Fate.SPLITS),
        (OLD, DAY, Fate.STAYS),  # its end is the first day no longer: it has ended by then
        (OLD, EVE, Fate.STAYS),
        (EVE, None, Fate.SPLITS),
        (DAY, None, Fate.MOVES),
        (NEXT, Y27, Fate.MOVES),
    ],
)
def test_what_the_day_does_to_a_row(start, end, expected) -> None:
    assert fate(start, end, DAY) == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(OLD, None, 5)], [(DAY, None, 5)]),
        ([(OLD, None, 5), (OLD, None, 4)], [(DAY, None, 9)]),
        ([(OLD, DAY, 5)], []),
        ([(OLD, DAY, 5), (DAY, None, 6)], [(DAY, None, 6)]),
        ([(OLD, Y27, 5), (Y27, None, 6), (OLD, None, 4)], [(DAY, Y27, 9), (Y27, None, 10)]),
        ([(OLD, Y27, 5), (Y27, None, 5)], [(DAY, None, 5)]),  # the same sum is one quota
        ([(OLD, Y27, 5)], [(DAY, Y27, 5)]),
        ([(Y27, Y28, 5)], [(Y27, Y28, 5)]),  # none before, none after
        ([(OLD, Y27, 5), (Y28, None, 6)], [(DAY, Y27, 5), (Y28, None, 6)]),
        ([(OLD, None, 0)], [(DAY, None, 0)]),
    ],
)
def test_seats_are_summed_from_the_day_on(spans, expected) -> None:
    assert seats_from(spans, DAY) == expected


def test_seats_on_a_day_are_unknown_without_a_quota_and_may_be_none_at_all() -> None:
    assert seats_on([(OLD, DAY, 5)], DAY) is None
    assert seats_on([(OLD, DAY, 5)], EVE) == 5
    assert seats_on([(OLD, None, 0)], DAY) == 0


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ([5, 4], [9], True),
        ([5, None], [5], True),
        ([None], [None], True),
        ([5], [3, 3], False),
        ([5], [None], False),
    ],
)
def test_seats_balance(before, after, same) -> None:
    assert balances(before, after) is same


@pytest.mark.parametrize(
    ("code", "above", "into", "taken", "expected"),
    [
        ("T-A-1", "T-A", "T-AB", set(), "T-AB-1"),
        ("T-A-1", "T-A", "T-AB", {"T-AB-1"}, "T-AB-1-2"),
        ("TO7", "T-A", "T-AB", set(), "T-AB-TO7"),
        ("T-A" + "1" * 37, "T-A", "T-AB", set(), ("T-AB" + "1" * 37)[:37]),
    ],
)
def test_a_unit_below_gets_a_code_like_its_own(code, above, into, taken, expected) -> None:
    assert suggest_code(code, above, into, taken) == expected
    assert len(expected) <= 40


def place(code: str, parent: str = "", start: date = OLD, end: date | None = None) -> Place:
    return Place(code, f"Đơn vị {code}", "phong", parent, start, end)


TREE = [
    place("T"),
    place("A", "T"),
    place("B", "T"),
    place("A-1", "A"),
    place("A-1-X", "A-1"),
    place("A-2", "A"),
    place("A-OLD", "A", end=DAY),
]
MERGE = Step("merge", ("A", "B"), (Target("AB", "Phòng AB", "phong", "T"),))


def drawn(*steps: Step, **below: Below):
    return outline(Scheme(steps, Choices(below=below)), TREE, DAY)


def test_what_lies_below_closes_too_and_opens_again_in_its_order() -> None:
    found = drawn(MERGE)
    assert found.closings == {
        "A": ("AB",),
        "B": ("AB",),
        "A-1": ("AB-1",),
        "A-2": ("AB-2",),
        "A-1-X": ("AB-1-X",),
    }
    assert [(o.code, o.parent, o.follows) for o in found.openings] == [
        ("AB", "T", ""),
        ("AB-1", "AB", "A-1"),
        ("AB-2", "AB", "A-2"),
        ("AB-1-X", "AB-1", "A-1-X"),
    ]


def test_a_unit_below_may_be_dissolved_and_what_is_below_it_follows_to_the_same_place() -> None:
    found = drawn(MERGE, **{"A-1": Below("AB")})
    assert found.closings["A-1"] == ("AB",)
    assert found.closings["A-1-X"] == ("AB-X",)
    assert found.openings[-1].parent == "AB"


def test_a_unit_below_that_has_a_step_of_its_own_is_left_to_it() -> None:
    found = drawn(MERGE, Step("rename", ("A-1",), (Target("X", "X", "phong", "T"),)))
    assert found.closings["A-1"] == ("X",)
    assert "A-1" not in found.below
    assert found.closings["A-1-X"] == ("X-X",)


def test_a_choice_for_a_unit_that_is_no_successor_falls_back_to_the_default() -> None:
    assert drawn(MERGE, **{"A-1": Below("B", "Z")}).below["A-1"] == Below("AB", "AB-1")


def test_below_a_unit_that_splits_one_of_the_parts_is_chosen() -> None:
    split = Step("split", ("A",), (Target("A1"), Target("A2")))
    found = drawn(split, **{"A-2": Below("A2", "A2-2")})
    assert found.options["A-2"] == ("A1", "A2")
    assert found.closings["A-1"] == ("A1-1",)
    assert found.closings["A-2"] == ("A2-2",)


def test_a_stored_plan_reads_as_it_was_written() -> None:
    scheme = Scheme(
        (MERGE, Step("split", ("C",), (Target("D", existing=True, seats=3), Target("E", seats=0)), "Lý do")),
        Choices({"A-1": Below("AB")}, {"7:C": "E"}, {5: 0}, {9: False}, {"u1:x:A:AB": True}),
    )
    assert read_scheme(content_of(scheme)) == scheme
    assert read_scheme({}) == Scheme()


def test_the_fingerprint_knows_every_line_and_no_order() -> None:
    lines = {"a": "1", "b": "2"}
    assert fingerprint(lines) == fingerprint(dict(reversed(lines.items())))
    others = ({"a": "1"}, {"a": "1", "b": "3"}, {"a": "2", "b": "1"}, {"a": "1", "c": "2"})
    assert len({fingerprint(lines), *map(fingerprint, others)}) == 5
