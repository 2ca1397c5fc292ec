"""Validity, circles, and for whom something is meant."""

from datetime import date

import pytest

from cms.rules.audience import Addressee, Chair, counted_at
from cms.rules.validity import Standing, Validity, circle, standing

DAY = date(2026, 6, 1)


def valid(**values) -> Validity:
    facts = {"published": True, "start": date(2026, 1, 1), "end": None, "replaced": False, "partly": False}
    return Validity(**(facts | values))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, Standing.IN_FORCE),
        ({"published": False}, Standing.DRAFT),
        ({"start": DAY}, Standing.IN_FORCE),
        ({"start": date(2026, 6, 2)}, Standing.NOT_YET),
        ({"end": DAY}, Standing.EXPIRED),
        ({"end": date(2026, 6, 2)}, Standing.IN_FORCE),
        ({"partly": True}, Standing.PARTLY),
        ({"replaced": True}, Standing.REPLACED),
        ({"replaced": True, "end": DAY}, Standing.REPLACED),
    ],
)
def test_where_a_directive_stands(values: dict, expected: Standing) -> None:
    assert standing(valid(**values), DAY) is expected


def test_a_circle_is_told_from_end_to_end() -> None:
    assert circle(1, 2, {2: [3], 3: [1]}) == [1, 2, 3, 1]


def test_a_chain_is_no_circle() -> None:
    assert circle(3, 2, {2: [1]}) == []


def test_circles_elsewhere_do_not_hang_the_search() -> None:
    assert circle(1, 2, {2: [3], 3: [2]}) == []


COUNTRY, T, A, B = 1, 2, 3, 4
AT_A = Chair(A, frozenset({A, T, COUNTRY}), "region")
AT_B = Chair(B, frozenset({B, T, COUNTRY}), "region")
AT_T = Chair(T, frozenset({T, COUNTRY}), "province")


@pytest.mark.parametrize(
    ("addressees", "chairs", "unit"),
    [
        ([], [AT_A], A),
        ([Addressee(None, True, "")], [AT_A], A),
        ([Addressee(T, True, "")], [AT_A], A),
        ([Addressee(T, False, "")], [AT_A], None),
        ([Addressee(T, False, "")], [AT_T], T),
        ([Addressee(None, True, "province")], [AT_A], None),
        ([Addressee(T, True, "region")], [AT_A], A),
        # On loan to B, at home in A: counted at B, unless only A is addressed.
        ([Addressee(T, True, "")], [AT_B, AT_A], B),
        ([Addressee(A, True, "")], [AT_B, AT_A], A),
        ([Addressee(A, True, ""), Addressee(B, True, "")], [AT_B, AT_A], B),
    ],
)
def test_where_a_person_is_counted(addressees: list, chairs: list, unit: int | None) -> None:
    assert counted_at(addressees, chairs) == unit
