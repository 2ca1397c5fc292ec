"""Staff quality: each civil servant once a dimension, at the highest level held on the day (domain 8.2)."""

from datetime import date
from decimal import Decimal

import pytest

from staff.models import Officer, Qualification, Rank, RankHolding, Unit
from staff.rules.bands import EDUCATION_LEVELS, POLITICAL_LEVELS
from staff.selectors.quality import headlines, quality, quality_of
from tests.factories import OfficerFactory, PostingFactory, UnitFactory

DAY = date(2026, 9, 30)


@pytest.fixture
def unit(reference: None) -> Unit:
    return UnitFactory(code="T", kind="thads_tinh")


def civil_servant(unit: Unit, **fields) -> Officer:
    officer = OfficerFactory(**fields)
    PostingFactory(officer=officer, unit=unit)
    return officer


def learn(officer: Officer, kind: str, level: str, start: date = date.min, end: date | None = None) -> None:
    titles = EDUCATION_LEVELS if kind == "education" else POLITICAL_LEVELS
    Qualification.objects.create(
        officer=officer, kind=kind, level=level, title=titles[level], start=start, end=end
    )


def counts(unit: Unit, dimension: str, at: date = DAY) -> dict[str, int]:
    rows = quality(at, [unit.pk])
    return {r.value: r.count for r in rows if r.unit == unit.code and r.dimension == dimension}


@pytest.mark.parametrize(
    ("levels", "label"),
    [
        (["phd"], "Sau đại học"),
        (["master"], "Sau đại học"),
        (["postgraduate"], "Sau đại học"),
        (["university"], "Đại học"),
        (["college"], "Cao đẳng"),
        (["intermediate"], "Trung cấp"),
        (["elementary"], "Sơ cấp"),
        ([], "Chưa qua đào tạo"),
        (["intermediate", "university", "college"], "Đại học"),
    ],
)
def test_education_counts_the_highest_level_once(unit, levels, label) -> None:
    officer = civil_servant(unit)
    for n, level in enumerate(levels):
        learn(officer, "education", level, start=date(2000 + n, 1, 1))
    assert counts(unit, "education") == {label: 1}


@pytest.mark.parametrize(
    ("levels", "label"),
    [
        (["bachelor"], "Cao cấp"),
        (["advanced"], "Cao cấp"),
        (["intermediate"], "Trung cấp"),
        (["elementary"], "Sơ cấp"),
        ([], "Chưa qua đào tạo"),
    ],
)
def test_political_theory_counts_bachelor_and_advanced_together(unit, levels, label) -> None:
    officer = civil_servant(unit)
    for level in levels:
        learn(officer, "political_theory", level)
    assert counts(unit, "political_theory") == {label: 1}


def test_a_level_counts_from_the_day_it_is_held(unit) -> None:
    officer = civil_servant(unit)
    learn(officer, "education", "university", end=date(2026, 9, 30))
    learn(officer, "education", "master", start=date(2026, 9, 30))
    assert counts(unit, "education", date(2026, 9, 29)) == {"Đại học": 1}
    assert counts(unit, "education", date(2026, 9, 30)) == {"Sau đại học": 1}


def test_of_two_ranks_held_the_higher_counts(unit) -> None:
    officer = civil_servant(unit)
    civil_servant(unit)
    for n, code in enumerate(("03.300", "03.301")):
        RankHolding.objects.create(
            officer=officer, rank=Rank.objects.get(code=code), start=date(2010 + n, 1, 1)
        )
    assert counts(unit, "rank") == {"Chấp hành viên trung cấp": 1, "Chưa bổ nhiệm ngạch": 1}


@pytest.mark.parametrize(
    ("birth", "label"),
    [
        (date(1995, 10, 1), "30 tuổi trở xuống"),
        (date(1995, 9, 30), "31 đến 40 tuổi"),
        (date(1966, 9, 30), "51 đến 60 tuổi"),
        (date(1965, 9, 30), "Trên 60 tuổi"),
    ],
)
def test_age_is_in_whole_years_on_the_day(unit, birth, label) -> None:
    civil_servant(unit, birth_date=birth)
    assert counts(unit, "age_band") == {label: 1}


def test_party_members_from_the_day_they_joined(unit) -> None:
    civil_servant(unit, party_joined=DAY)
    civil_servant(unit, party_joined=date(2026, 10, 1))
    civil_servant(unit)
    assert counts(unit, "party") == {"Đảng viên": 1, "Chưa là đảng viên": 2}


def test_only_civil_servants_present_in_the_subtree_and_everyone_in_every_dimension(unit) -> None:
    below = UnitFactory(code="T-A", parent=unit)
    civil_servant(unit)
    civil_servant(below, sex="female")
    PostingFactory(unit=below, engagement="contract")
    PostingFactory(unit=below, end=DAY)
    PostingFactory(unit=UnitFactory(code="O"))
    for code, people in (("T", 2), ("T-A", 1)):
        sums: dict[str, int] = {}
        for row in quality(DAY, [unit.pk]):
            if row.unit == code:
                sums[row.dimension] = sums.get(row.dimension, 0) + row.count
        assert sums == dict.fromkeys(
            ("rank", "education", "political_theory", "gender", "age_band", "party"), people
        )
    assert {r.unit for r in quality(DAY, [unit.pk])} == {"T", "T-A"}


def test_shares_are_rounded_half_up_to_one_decimal(unit) -> None:
    """53 of 103, the published figure of Vĩnh Phúc, is 51.5% and not 52%."""
    for n in range(103):
        officer = civil_servant(unit)
        if n < 53:
            learn(officer, "political_theory", "advanced" if n < 16 else "intermediate")
    found = quality_of(DAY, None)
    shares = {s.value: (s.count, s.total, s.percent) for s in found["political_theory"]}
    quoted = {s.value: (s.count, s.total, s.percent) for s in headlines(found)}
    assert quoted["Lý luận chính trị từ trung cấp trở lên"] == (53, 103, Decimal("51.5"))
    assert quoted["Chấp hành viên"] == (0, 103, Decimal("0.0"))
    assert shares["Chưa qua đào tạo"] == (50, 103, Decimal("48.5"))
    assert shares["Cao cấp"] == (16, 103, Decimal("15.5"))
    assert shares["Trung cấp"] == (37, 103, Decimal("35.9"))


def test_nobody_gives_no_rows_and_no_shares(unit) -> None:
    assert quality(DAY, None) == []
    assert {s.percent for shares in quality_of(DAY, None).values() for s in shares} == {None}


@pytest.mark.parametrize("people", [1, 3])
def test_five_queries_whatever_the_size(unit, people, django_assert_num_queries) -> None:
    for n in range(people):
        learn(civil_servant(UnitFactory(code=f"X{n}", parent=unit)), "education", "university")
    with django_assert_num_queries(5):
        quality(DAY, None)
