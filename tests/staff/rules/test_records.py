"""Rules of single entries of the record, by tables of values."""

from datetime import date
from decimal import Decimal

import pytest

from staff.rules.records import (
    discipline_forms,
    is_full_term,
    is_too_long_a_secondment,
    months_early,
    step_coefficient,
)

SIX = ["khien_trach", "canh_cao", "ha_bac_luong", "giang_chuc", "cach_chuc", "buoc_thoi_viec"]
FOUR = ["khien_trach", "canh_cao", "cach_chuc", "buoc_thoi_viec"]
PARTY = ["khien_trach", "canh_cao", "cach_chuc", "khai_tru"]


@pytest.mark.parametrize(
    ("side", "day", "forms"),
    [
        ("state", date(2020, 9, 20), SIX),  # Decree 112/2020
        ("state", date(2025, 6, 30), SIX),
        ("state", date(2025, 7, 1), FOUR),  # Law 80/2025, Decree 172/2025
        ("state", date(2026, 11, 22), FOUR),
        ("party", date(2025, 6, 30), PARTY),
        ("party", date(2025, 7, 1), PARTY),
    ],
)
def test_forms_of_discipline(side, day, forms) -> None:
    assert [form.value for form in discipline_forms(side, day)] == forms


# Decree 204/2004: first and last step of each table (domain 3.2).
@pytest.mark.parametrize(
    ("first", "rise", "step", "coefficient"),
    [
        ("6.20", "0.36", 1, "6.20"),  # A3.1
        ("6.20", "0.36", 6, "8.00"),
        ("4.40", "0.34", 1, "4.40"),  # A2.1
        ("4.40", "0.34", 8, "6.78"),
        ("2.34", "0.33", 1, "2.34"),  # A1
        ("2.34", "0.33", 9, "4.98"),
        ("2.10", "0.31", 10, "4.89"),  # A0
        ("1.86", "0.20", 12, "4.06"),  # B
        ("2.05", "0.18", 12, "4.03"),  # C
    ],
)
def test_the_coefficient_of_a_step(first, rise, step, coefficient) -> None:
    assert step_coefficient(Decimal(first), Decimal(rise), step) == Decimal(coefficient)


def test_without_a_table_there_is_no_coefficient() -> None:
    assert step_coefficient(None, Decimal("0.33"), 2) is None
    assert step_coefficient(Decimal("2.34"), None, 2) is None


REGULAR = date(2026, 7, 15)


@pytest.mark.parametrize(
    ("raised", "months"),
    [
        (date(2026, 7, 15), 0),
        (date(2026, 7, 16), 0),
        (date(2026, 7, 14), 1),  # a begun month counts
        (date(2026, 6, 15), 1),
        (date(2026, 6, 14), 2),
        (date(2025, 7, 15), 12),  # the most that achievement allows (TT 08/2013/TT-BNV)
        (date(2025, 7, 14), 13),
    ],
)
def test_how_early_a_step_came(raised, months) -> None:
    assert months_early(REGULAR, raised) == months


@pytest.mark.parametrize(
    ("start", "end", "full"),
    [
        (date(2021, 7, 1), date(2026, 7, 1), True),
        (date(2021, 7, 1), date(2026, 6, 30), False),
        (date(2021, 7, 1), date(2026, 7, 2), False),
        (date(2024, 2, 29), date(2029, 2, 28), True),
        (date(2021, 7, 1), None, False),
    ],
)
def test_a_term_in_a_leading_post_is_five_years(start, end, full) -> None:
    """Decree 170/2025."""
    assert is_full_term(start, end) is full


@pytest.mark.parametrize(
    ("start", "end", "too_long"),
    [
        (date(2023, 7, 1), date(2026, 7, 1), False),
        (date(2023, 7, 1), date(2026, 7, 2), True),
        (date(2023, 7, 1), None, False),
    ],
)
def test_a_secondment_lasts_three_years_at_most(start, end, too_long) -> None:
    """Decree 170/2025."""
    assert is_too_long_a_secondment(start, end) is too_long
