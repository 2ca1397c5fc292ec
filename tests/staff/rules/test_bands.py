"""Classes of the staff-quality statistics: each person once a dimension, at the highest level."""

from datetime import date

import pytest

from staff.rules.bands import (
    AGE_BANDS,
    EDUCATION_CLASSES,
    EDUCATION_LEVELS,
    NOT_TRAINED,
    POLITICAL_CLASSES,
    POLITICAL_LEVELS,
    age_band,
    age_on,
    education_class,
    highest,
    political_class,
)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(1990, 6, 15), date(2021, 6, 14), 30),
        (date(1990, 6, 15), date(2021, 6, 15), 31),
        (date(1990, 6, 15), date(2021, 12, 31), 31),
        (date(1990, 6, 15), date(1990, 6, 15), 0),
        (date(2000, 2, 29), date(2021, 2, 28), 20),
        (date(2000, 2, 29), date(2021, 3, 1), 21),
        (date(2000, 2, 29), date(2024, 2, 29), 24),
    ],
)
def test_age_counts_completed_years(birth, day, age):
    assert age_on(birth, day) == age


@pytest.mark.parametrize(
    ("age", "label"),
    [
        (18, "30 tuổi trở xuống"),
        (30, "30 tuổi trở xuống"),
        (31, "31 đến 40 tuổi"),
        (40, "31 đến 40 tuổi"),
        (41, "41 đến 50 tuổi"),
        (50, "41 đến 50 tuổi"),
        (51, "51 đến 60 tuổi"),
        (60, "51 đến 60 tuổi"),
        (61, "Trên 60 tuổi"),
        (99, "Trên 60 tuổi"),
    ],
)
def test_age_bands_at_both_ends(age, label):
    assert AGE_BANDS[age_band(age)] == label


def test_age_bands_stand_in_the_order_of_age():
    assert list(AGE_BANDS) == list(dict.fromkeys(age_band(age) for age in range(18, 80)))


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("phd", "Sau đại học"),
        ("master", "Sau đại học"),
        ("postgraduate", "Sau đại học"),
        ("university", "Đại học"),
        ("college", "Cao đẳng"),
        ("intermediate", "Trung cấp"),
        ("elementary", "Sơ cấp"),
        (None, "Chưa qua đào tạo"),
    ],
)
def test_education_classes_of_the_cross_tabs(code, label):
    assert education_class(code) == label


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("bachelor", "Cao cấp"),
        ("advanced", "Cao cấp"),
        ("intermediate", "Trung cấp"),
        ("elementary", "Sơ cấp"),
        (None, "Chưa qua đào tạo"),
    ],
)
def test_political_theory_classes_of_the_cross_tabs(code, label):
    assert political_class(code) == label


def test_classes_run_from_the_highest_to_none():
    assert list(dict.fromkeys(map(education_class, [*EDUCATION_LEVELS, None]))) == list(EDUCATION_CLASSES)
    assert list(dict.fromkeys(map(political_class, [*POLITICAL_LEVELS, None]))) == list(POLITICAL_CLASSES)
    assert EDUCATION_CLASSES[-1] == POLITICAL_CLASSES[-1] == NOT_TRAINED


@pytest.mark.parametrize("levels", [EDUCATION_LEVELS, POLITICAL_LEVELS])
def test_the_highest_of_any_two_levels_is_the_one_listed_first(levels):
    codes = list(levels)

    for place, better in enumerate(codes):
        for lower in codes[place:]:
            assert highest([lower, better]) == highest([better, lower]) == better


def test_no_level_is_none():
    assert highest([]) is None


def test_an_unknown_level_is_an_error():
    with pytest.raises(KeyError):
        education_class("bachelor")
    with pytest.raises(ValueError):
        highest(["doctor"])
