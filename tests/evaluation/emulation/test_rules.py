"""Titles and awards by the law of emulation: conditions by tables of values, chains of years, caps, votes, money."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules.base_salary import base_salary_on, bonus_on
from evaluation.rules.emulation import (
    Facts,
    Outcome,
    Penalty,
    TitleRule,
    Verdict,
    chain,
    is_quorate,
    judge,
    months_of,
    passes,
    quota,
)

DAY = date(2026, 12, 20)
YES, NO, UNKNOWN, BARRED = Outcome.YES, Outcome.NO, Outcome.UNKNOWN, Outcome.BARRED


def conditions(code: str) -> TitleRule:
    """The conditions as they are installed."""
    import json
    from pathlib import Path

    content = json.loads(Path("fixtures/reference/award_types.json").read_text(encoding="utf-8"))
    entry = next(each for each in content["types"] if each["code"] == code)
    return TitleRule(code, entry["name"], entry["conditions"])


LIBRARY = {code: conditions(code) for code in ("LDTT", "CSTDCS", "CSTDB", "COB")}


def outcome(code: str, **facts) -> Outcome:
    return judge(conditions(code), Facts(2026, DAY, **{"months": 12} | facts), LIBRARY).outcome


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ({2026: "xuat_sac"}, YES),
        ({2026: "tot"}, YES),
        ({2026: "hoan_thanh"}, NO),
        ({2026: "khong_hoan_thanh"}, NO),
        ({}, UNKNOWN),
        ({2025: "xuat_sac"}, UNKNOWN),
    ],
)
def test_ldtt_art_24_needs_the_rating_tot_or_better_of_the_year(ratings, expected) -> None:
    assert outcome("LDTT", ratings=ratings) is expected


@pytest.mark.parametrize(("months", "expected"), [(12, YES), (6, YES), (5, NO), (0, NO), (None, UNKNOWN)])
def test_ldtt_needs_six_months_of_work(months, expected) -> None:
    assert outcome("LDTT", ratings={2026: "tot"}, months=months) is expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 3, 1), date(2027, 3, 1), BARRED),
        (date(2026, 3, 1), None, BARRED),
        (date(2026, 12, 20), date(2027, 12, 20), BARRED),
        (date(2026, 12, 21), date(2027, 12, 21), NO),
        (date(2025, 12, 20), date(2026, 12, 20), NO),
        (date(2025, 1, 2), date(2026, 1, 2), NO),
        (date(2025, 1, 1), date(2026, 1, 1), YES),
    ],
    ids=["in force", "open", "first day", "after the day", "ended that day", "one day of the year", "before"],
)
def test_discipline_in_force_bars_and_one_of_the_year_counts_against(start, end, expected) -> None:
    penalty = Penalty("khiển trách", start, end)
    assert outcome("LDTT", ratings={2026: "tot"}, penalties=[penalty]) is expected


@pytest.mark.parametrize(
    ("band", "initiatives", "expected"),
    [
        ("xuat_sac", [], YES),
        ("tot", [(2026, "co_so")], YES),
        ("tot", [(2026, "nha_nuoc")], YES),
        ("tot", [], NO),
        ("tot", [(2025, "co_so")], NO),
        ("hoan_thanh", [(2026, "co_so")], NO),
    ],
)
def test_cstdcs_art_23_ldtt_and_either_an_initiative_or_xuat_sac(band, initiatives, expected) -> None:
    assert outcome("CSTDCS", ratings={2026: band}, initiatives=initiatives) is expected


def test_cstdcs_without_a_rating_is_not_known_although_there_is_an_initiative() -> None:
    assert outcome("CSTDCS", initiatives=[(2026, "co_so")]) is UNKNOWN


def test_cstdcs_with_ldtt_decided_needs_no_second_look_at_the_rating() -> None:
    assert outcome("CSTDCS", held={"LDTT": {2026}}, initiatives=[(2026, "co_so")]) is YES


@pytest.mark.parametrize(
    ("years", "year", "apart", "expected"),
    [
        ({2024, 2025, 2026}, 2026, 1, (2024, 2025, 2026)),
        ({2023, 2024, 2025}, 2026, 1, (2023, 2024, 2025)),
        ({2022, 2023, 2024}, 2026, 1, ()),
        ({2023, 2025, 2026}, 2026, 1, (2025, 2026)),
        ({2023, 2024, 2026}, 2026, 1, (2026,)),
        ({2025, 2026, 2027}, 2026, 1, (2025, 2026)),
        (set(), 2026, 1, ()),
        ({2020, 2023, 2026}, 2026, 3, (2020, 2023, 2026)),
        ({2019, 2023, 2026}, 2026, 3, (2023, 2026)),
        ({2023}, 2026, 3, (2023,)),
        ({2022}, 2026, 3, ()),
    ],
)
def test_times_in_a_row_with_gaps(years, year, apart, expected) -> None:
    assert chain(years, year, apart) == expected


@pytest.mark.parametrize(
    ("held", "asked", "initiatives", "expected"),
    [
        ({2024, 2025, 2026}, set(), [(2025, "bo_tinh")], YES),
        ({2023, 2024, 2025}, set(), [(2026, "bo_tinh")], YES),
        ({2024, 2025}, {2026}, [(2026, "bo_tinh")], UNKNOWN),
        ({2023, 2025, 2026}, set(), [(2026, "bo_tinh")], NO),
        ({2024, 2025, 2026}, set(), [(2026, "co_so")], NO),
        ({2024, 2025, 2026}, set(), [(2023, "bo_tinh")], NO),
        ({2024, 2025, 2026}, set(), [(2024, "nha_nuoc")], YES),
    ],
    ids=["this year too", "up to last year", "waiting", "gap", "level", "too old", "higher level"],
)
def test_cstd_bo_art_22_three_years_in_a_row_and_an_initiative(held, asked, initiatives, expected) -> None:
    found = outcome("CSTDB", held={"CSTDCS": held}, asked={"CSTDCS": asked}, initiatives=initiatives)
    assert found is expected


@pytest.mark.parametrize(
    ("held", "level", "expected"),
    [
        ({2023, 2026}, "nha_nuoc", YES),
        ({2025, 2026}, "nha_nuoc", YES),
        ({2021, 2026}, "nha_nuoc", NO),
        ({2026}, "nha_nuoc", NO),
        ({2023, 2026}, "bo_tinh", NO),
    ],
)
def test_cstd_toan_quoc_art_21_two_times_in_a_row_and_national_effect(held, level, expected) -> None:
    assert outcome("CSTDTQ", held={"CSTDB": held}, initiatives=[(2026, level)]) is expected


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ({2025: "xuat_sac", 2026: "xuat_sac"}, YES),
        # A theme or a sudden achievement may stand in for the years; only people can tell.
        ({2025: "tot", 2026: "xuat_sac"}, UNKNOWN),
        ({2026: "xuat_sac"}, UNKNOWN),
    ],
)
def test_bang_khen_two_excellent_years_in_a_row(ratings, expected) -> None:
    assert outcome("BKB", ratings=ratings) is expected


def collective(code: str, **more) -> Outcome:
    facts = {"members": 10, "bands": {"tot": 10}, "ratings": {2026: "xuat_sac"}} | more
    return judge(conditions(code), Facts(2026, DAY, **facts), LIBRARY).outcome


@pytest.mark.parametrize(
    ("members_held", "asked", "expected"),
    [(5, 0, YES), (4, 0, NO), (4, 1, UNKNOWN), (10, 0, YES), (0, 0, NO)],
)
def test_tap_the_ldtt_art_28_half_of_the_members_ldtt(members_held, asked, expected) -> None:
    found = collective("TTLDTT", members_held={"LDTT": members_held}, members_asked={"LDTT": asked})
    assert found is expected


@pytest.mark.parametrize(
    ("bands", "ldtt", "fighters", "rating", "expected"),
    [
        ({"tot": 10}, 7, 1, "xuat_sac", YES),
        ({"hoan_thanh": 3, "tot": 7}, 7, 1, "xuat_sac", YES),
        ({"tot": 10}, 6, 1, "xuat_sac", NO),
        ({"tot": 10}, 7, 0, "xuat_sac", NO),
        ({"tot": 10}, 7, 1, "tot", NO),
        ({"tot": 9, "khong_hoan_thanh": 1}, 7, 1, "xuat_sac", NO),
        ({"tot": 9, "": 1}, 7, 1, "xuat_sac", UNKNOWN),
    ],
)
def test_tap_the_ldxs_art_27(bands, ldtt, fighters, rating, expected) -> None:
    found = collective(
        "TTLDXS",
        bands=bands,
        members_held={"LDTT": ldtt, "CSTDCS": fighters},
        ratings={2026: rating},
    )
    assert found is expected


@pytest.mark.parametrize(
    ("heavy", "expected"), [(True, BARRED), (False, YES)], ids=["cảnh cáo", "khiển trách"]
)
def test_a_member_disciplined_from_canh_cao_bars_the_collective(heavy, expected) -> None:
    penalty = Penalty("x", date(2026, 2, 1), date(2027, 2, 1), heavy=heavy)
    assert collective("TTLDTT", members_held={"LDTT": 5}, penalties=[penalty]) is expected


def test_a_collective_without_members_is_not_known() -> None:
    assert collective("TTLDTT", members=0) is UNKNOWN


def test_reasons_for_and_against_carry_figures_and_the_text_of_the_condition() -> None:
    facts = Facts(2026, DAY, ratings={2026: "tot"}, months=12, initiatives=[(2025, "co_so")])
    verdict = judge(conditions("CSTDCS"), facts, LIBRARY)
    (against,) = verdict.opposing
    assert "sáng kiến" in against.condition
    assert "năm 2026: Hoàn thành tốt nhiệm vụ" in against.found
    assert [reason.condition[:3] for reason in verdict.supporting] == ["Đạt", "Khô"]


def test_a_verdict_is_kept_and_read_back_whole() -> None:
    verdict = judge(conditions("CSTDCS"), Facts(2026, DAY), LIBRARY)
    assert Verdict.read(verdict.kept()) == verdict


@pytest.mark.parametrize(
    ("base", "expected"), [(0, 0), (6, 0), (7, 1), (13, 1), (14, 2), (20, 3), (26, 3), (27, 4), (100, 15)]
)
def test_cap_15_percent_of_ldtt_cut_to_whole_people(base, expected) -> None:
    assert quota(Decimal("15.00"), base) == expected


@given(st.integers(0, 100_000), st.decimals(0, 100, places=2))
def test_the_quota_is_the_largest_number_within_the_share(base, percent) -> None:
    number, share = quota(percent, base), Fraction(percent) / 100 * base
    assert number <= share < number + 1


@pytest.mark.parametrize(
    ("votes", "members", "percent", "expected"),
    [
        (5, 9, 50, True),
        (4, 9, 50, False),
        (4, 8, 50, True),
        (8, 10, 80, True),
        (7, 9, 80, False),
        (8, 9, 80, True),
        (9, 10, 90, True),
        (8, 9, 90, False),
        (0, 0, 0, False),
    ],
)
def test_a_vote_is_counted_over_all_members_of_the_council(votes, members, percent, expected) -> None:
    assert passes(votes, members, percent) is expected


@pytest.mark.parametrize(
    ("present", "members", "expected"), [(6, 9, True), (5, 9, False), (7, 10, True), (6, 10, False)]
)
def test_two_thirds_of_the_members_make_a_quorum(present, members, expected) -> None:
    assert is_quorate(present, members, (2, 3)) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 6, 30), None),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_base_salary_by_decree_73_2024_and_161_2026(day, expected) -> None:
    found = base_salary_on(day)
    assert (found.amount if found else None) == expected


@pytest.mark.parametrize(
    ("multiple", "day", "expected"),
    [
        ("0.30", date(2026, 12, 15), 759_000),
        ("1.00", date(2026, 12, 15), 2_530_000),
        ("3.00", date(2026, 12, 15), 7_590_000),
        ("4.50", date(2026, 12, 15), 11_385_000),
        ("0.30", date(2026, 6, 30), 702_000),
        ("0.30", date(2020, 1, 1), None),
    ],
)
def test_bonus_by_the_base_salary_of_the_day(multiple, day, expected) -> None:
    assert bonus_on(Decimal(multiple), day) == expected


def test_no_multiple_no_bonus() -> None:
    assert bonus_on(None, DAY) is None


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(date(2020, 1, 1), None)], 12),
        ([(date(2026, 7, 1), None)], 6),
        ([(date(2026, 7, 17), None)], 6),
        ([(date(2026, 7, 18), None)], 5),
        ([(date(2020, 1, 1), date(2026, 6, 1))], 5),
        ([(date(2026, 1, 1), date(2026, 1, 10)), (date(2026, 1, 10), date(2026, 1, 16))], 1),
        ([(date(2025, 1, 1), date(2026, 1, 1))], 0),
        ([], 0),
    ],
)
def test_a_month_counts_from_fifteen_days_on(spans, expected) -> None:
    assert months_of(spans, 2026) == expected
