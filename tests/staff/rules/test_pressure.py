"""Work per enforcement officer against a mean; the national figures are those of domain 2.4."""

from fractions import Fraction

import pytest

from staff.rules.pressure import Level, Load, index, level, mean


def test_the_mean_is_that_of_the_officers_and_not_of_the_units() -> None:
    whole = mean([Load(300, 1), Load(100, 3)])
    assert (whole.amount, whole.officers, whole.each) == (400, 4, 100)
    assert mean([]).each is None


def test_the_national_workload_of_2020() -> None:
    """885.833 việc phải thi hành at 216 an officer are about 4.100 officers (S40)."""
    assert round(Load(885_833, 4_101).each or 0) == 216


@pytest.mark.parametrize(
    ("unit", "of", "share"),
    [
        (Load(360, 2), Load(600, 4), Fraction(6, 5)),
        (Load(0, 2), Load(600, 4), 0),
        (Load(5, 0), Load(600, 4), None),
        (Load(5, 1), Load(0, 4), None),
        (Load(5, 1), Load(0, 0), None),
    ],
)
def test_the_index_is_the_unit_over_the_mean(unit, of, share) -> None:
    assert index(unit, of) == share


@pytest.mark.parametrize(
    ("load", "share", "word"),
    [
        (Load(120, 1), Fraction(120, 100), Level.HIGH),  # from 120 per cent on
        (Load(1, 1), Fraction(11999, 10000), Level.USUAL),
        (Load(1, 1), Fraction(8001, 10000), Level.USUAL),
        (Load(80, 1), Fraction(80, 100), Level.LOW),  # up to 80 per cent
        (Load(7, 0), None, Level.NOBODY),
        (Load(0, 0), None, Level.UNKNOWN),
        (Load(7, 1), None, Level.UNKNOWN),
    ],
)
def test_the_word_for_an_index(load, share, word) -> None:
    assert level(load, share, high_percent=120, low_percent=80) is word
