"""Retirement in normal conditions, NĐ 135/2020/NĐ-CP: every birth band at both ends."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staff.rules.retirement import birth_band, births_retiring, retirement_age, retirement_date

# First and last month of birth, age (years, months), as the table of the decree has them.
MEN = [
    ("01/1961", "09/1961", (60, 3)),
    ("10/1961", "06/1962", (60, 6)),
    ("07/1962", "03/1963", (60, 9)),
    ("04/1963", "12/1963", (61, 0)),
    ("01/1964", "09/1964", (61, 3)),
    ("10/1964", "06/1965", (61, 6)),
    ("07/1965", "03/1966", (61, 9)),
    ("04/1966", "12/2008", (62, 0)),
]
WOMEN = [
    ("01/1966", "08/1966", (55, 4)),
    ("09/1966", "04/1967", (55, 8)),
    ("05/1967", "12/1967", (56, 0)),
    ("01/1968", "08/1968", (56, 4)),
    ("09/1968", "04/1969", (56, 8)),
    ("05/1969", "12/1969", (57, 0)),
    ("01/1970", "08/1970", (57, 4)),
    ("09/1970", "04/1971", (57, 8)),
    ("05/1971", "12/1971", (58, 0)),
    ("01/1972", "08/1972", (58, 4)),
    ("09/1972", "04/1973", (58, 8)),
    ("05/1973", "12/1973", (59, 0)),
    ("01/1974", "08/1974", (59, 4)),
    ("09/1974", "04/1975", (59, 8)),
    ("05/1975", "12/2008", (60, 0)),
]
ROWS = [("male", *row) for row in MEN] + [("female", *row) for row in WOMEN]


def month(text):
    number, year = text.split("/")
    return date(int(year), int(number), 1)


@pytest.mark.parametrize(("sex", "first", "last", "age"), ROWS)
def test_each_birth_band_has_one_age_from_its_first_day_to_its_last(sex, first, last, age):
    last_day = month(last).replace(day=28)

    assert retirement_age(month(first), sex) == age
    assert retirement_age(last_day, sex) == age


@pytest.mark.parametrize(
    ("birth", "sex", "age"),
    [
        (date(1960, 12, 31), "male", (60, 0)),
        (date(1965, 12, 31), "female", (55, 0)),
        (date(1961, 9, 30), "male", (60, 3)),
        (date(1961, 10, 1), "male", (60, 6)),
        (date(1966, 3, 31), "male", (61, 9)),
        (date(1968, 8, 31), "female", (56, 4)),
        (date(1975, 4, 30), "female", (59, 8)),
    ],
)
def test_bands_end_on_the_last_day_of_their_month(birth, sex, age):
    assert retirement_age(birth, sex) == age


@pytest.mark.parametrize(
    ("birth", "sex", "first_day_out"),
    [
        (date(1965, 6, 15), "male", date(2027, 1, 1)),
        (date(1970, 1, 1), "female", date(2027, 6, 1)),
        (date(1961, 1, 1), "male", date(2021, 5, 1)),
        (date(1964, 8, 31), "male", date(2025, 12, 1)),
        (date(1966, 4, 1), "male", date(2028, 5, 1)),
        (date(1966, 12, 31), "male", date(2029, 1, 1)),
        (date(1966, 1, 31), "female", date(2021, 6, 1)),
        (date(1968, 2, 29), "female", date(2024, 7, 1)),
        (date(1975, 5, 1), "female", date(2035, 6, 1)),
        (date(1960, 12, 5), "male", date(2021, 1, 1)),
    ],
)
def test_service_ends_with_the_month_in_which_the_age_is_reached(birth, sex, first_day_out):
    """Art. 3: the last day of that month is the last one in service."""
    assert retirement_date(birth, sex) == first_day_out


@given(st.dates(date(1940, 1, 1), date(2008, 12, 31)), st.sampled_from(["male", "female"]))
def test_retirement_is_a_first_of_a_month_after_the_birthday(birth, sex):
    years, months = retirement_age(birth, sex)
    out = retirement_date(birth, sex)

    assert out.day == 1
    assert (out.year * 12 + out.month) - (birth.year * 12 + birth.month) == years * 12 + months + 1


@given(
    st.dates(date(1940, 1, 1), date(2008, 12, 31)),
    st.dates(date(1940, 1, 1), date(2008, 12, 31)),
    st.sampled_from(["male", "female"]),
)
def test_the_older_never_retire_later(one, other, sex):
    elder, younger = sorted((one, other))

    assert retirement_date(elder, sex) <= retirement_date(younger, sex)


def test_a_sex_other_than_the_two_of_the_table_is_refused():
    with pytest.raises(KeyError):
        retirement_age(date(1970, 1, 1), "Nam")


@pytest.mark.parametrize("month", [first for first, _last, _age in [*MEN, *WOMEN]])
def test_a_band_is_named_by_its_first_and_last_month_of_birth(month):
    sex, rows = ("male", MEN) if month in [row[0] for row in MEN] else ("female", WOMEN)
    first, last, age = next(row for row in rows if row[0] == month)
    band = birth_band(date(int(month[3:]), int(month[:2]), 15), sex)

    assert f"{band.first[1]:02}/{band.first[0]}" == first
    assert (band.years, band.months) == age
    assert band.last is None or f"{band.last[1]:02}/{band.last[0]}" == last


@given(
    st.dates(date(1940, 1, 1), date(2008, 12, 31)),
    st.dates(date(1999, 1, 1), date(2070, 12, 31)),
    st.integers(0, 800),
    st.sampled_from(["male", "female"]),
)
def test_the_births_of_a_stretch_of_days_are_those_who_retire_in_it(birth, after, days, sex):
    last = date.fromordinal(after.toordinal() + days)
    first, end = births_retiring(after, last, sex)

    assert (first <= birth < end) == (after < retirement_date(birth, sex) <= last)
