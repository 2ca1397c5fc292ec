"""Under which class a person counts (domain 8.2), and how two days are compared."""

from datetime import date
from decimal import Decimal

import pytest

from staff.rules.certificates import computing_class, language_class
from staff.rules.comparison import Share, points_change, relative_change
from staff.rules.crosstab import (
    UNKNOWN,
    PersonFacts,
    RankFact,
    cross,
    dimensions,
    ethnicity_class,
    grade_of,
    is_party_member,
    leadership_class,
    religion_class,
    retirement_class,
    state_class,
    traits_of,
)

DAY = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("titles", "counted"),
    [
        ([], None),
        (["Cử nhân Ngôn ngữ Anh"], "degree"),
        (["Tiếng Anh B1"], "b"),
        (["Tiếng Anh bậc 3/6"], "b"),
        (["Tiếng Anh C"], "old"),
        (["Chứng chỉ B tiếng Nga"], "old"),
        (["TOEIC 550"], "other"),
        (["Tiếng Anh A2", "Tiếng Pháp C1"], "c"),
        (["Tiếng Anh B", "Tiếng Anh A2"], "a"),
        (["TOEIC 550", "Đại học Ngoại ngữ"], "degree"),
    ],
)
def test_the_highest_language_certificate_counts(titles, counted) -> None:
    assert language_class(titles) == counted


@pytest.mark.parametrize(
    ("titles", "counted"),
    [
        ([], None),
        (["Trung cấp tin học"], "degree"),
        (["Ứng dụng CNTT cơ bản", "Ứng dụng CNTT nâng cao"], "advanced"),
        (["Chứng chỉ ứng dụng CNTT cơ bản"], "basic"),
        (["Tin học văn phòng"], "other"),
    ],
)
def test_the_highest_computing_certificate_counts(titles, counted) -> None:
    assert computing_class(titles) == counted


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("", UNKNOWN),
        ("Không", "no"),
        ("không theo tôn giáo nào", "no"),
        ("Công giáo", "believer"),
        ("Phật giáo", "believer"),
    ],
)
def test_an_empty_religion_is_not_known_and_khong_is_none(written, counted) -> None:
    assert religion_class(written) == counted


@pytest.mark.parametrize(
    ("written", "counted"), [("", UNKNOWN), ("Kinh", "kinh"), ("KINH", "kinh"), ("Sán Dìu", "minority")]
)
def test_minorities_are_all_but_the_kinh(written, counted) -> None:
    assert ethnicity_class(written) == counted


@pytest.mark.parametrize(
    ("joined", "memberships", "member"),
    [
        (None, [], False),
        (DAY, [], True),
        (date(2026, 10, 1), [], False),
        # A row of another cell that begins later does not take the years before away.
        (date(2010, 1, 1), [(date(2026, 10, 1), None)], True),
        (date(2010, 1, 1), [(date(2010, 1, 1), date(2020, 1, 1))], False),
        (date(2010, 1, 1), [(date(2010, 1, 1), date(2020, 1, 1)), (date(2020, 1, 1), None)], True),
        (None, [(date(2010, 1, 1), DAY)], False),
        (None, [(DAY, None)], True),
    ],
)
def test_a_party_member_by_rows_else_by_the_day_of_joining(joined, memberships, member) -> None:
    assert is_party_member(joined, memberships, DAY) is member


@pytest.mark.parametrize(
    ("birth", "sex", "counted"),
    [
        # Men born from April 1966: 62 years (Decree 135/2020); out on the first of the month after.
        (date(1964, 8, 31), "male", "reached"),
        (date(1965, 9, 1), "male", "soon"),
        (date(1966, 4, 1), "male", "later"),
        (date(1970, 1, 15), "female", "soon"),
        (date(1980, 1, 1), "female", "later"),
    ],
)
def test_the_age_of_retirement(birth, sex, counted) -> None:
    assert retirement_class(birth, sex, DAY) == counted


@pytest.mark.parametrize(
    ("table", "grade"),
    [
        ("A3.1", "senior"),
        ("A3.2", "senior"),
        ("A2.1", "principal"),
        ("A2.2", "principal"),
        ("A1", "specialist"),
        ("A0", "clerk"),
        ("B", "support"),
        ("C", "support"),
        ("", "support"),
    ],
)
def test_the_grade_of_a_salary_table(table, grade) -> None:
    assert grade_of(table) == grade


@pytest.mark.parametrize(
    ("codes", "counted"),
    [
        ([], UNKNOWN),
        (["specialist", "principal"], "principal"),
        (["other"], "other"),
        (["other", "clerk"], "clerk"),
        (["làm thử"], "other"),
    ],
)
def test_the_highest_course_in_state_management(codes, counted) -> None:
    assert state_class(codes) == counted


@pytest.mark.parametrize(
    ("posts", "counted"),
    [
        ([], "none"),
        ([("none", "cuc_tinh")], "none"),
        ([("head", "phong_khu_vuc")], "office_head"),
        ([("deputy", "thads_tinh")], "province_deputy"),
        ([("head", "phong"), ("deputy", "cuc_tinh")], "province_deputy"),
        ([("deputy", "phong"), ("head", "chi_cuc")], "office_head"),
        ([("head", "cuc_quan_ly")], "central_head"),
    ],
)
def test_the_highest_leading_post(posts, counted) -> None:
    assert leadership_class(posts) == counted


FACTS = {
    "nothing known": PersonFacts(date(1990, 1, 1), "female"),
    "much known": PersonFacts(
        date(1970, 5, 1),
        "male",
        ethnicity="Tày",
        religion="Không",
        party_joined=date(2000, 1, 1),
        ranks=[RankFact(3, "03.301", "enforcer", "A1"), RankFact(2, "03.300", "enforcer", "A2.1")],
        levels={
            "education": [("university", "Đại học"), ("master", "Thạc sĩ")],
            "political_theory": [("bachelor", "Cử nhân")],
            "state_management": [("other", "Lớp khác")],
            "language": [("other", "Anh B1")],
        },
        posts=[("head", "phong")],
    ),
}


@pytest.mark.parametrize("facts", FACTS.values(), ids=FACTS.keys())
def test_everyone_stands_in_one_class_of_every_dimension(facts) -> None:
    known = dimensions({"03.300": "Chấp hành viên trung cấp", "03.301": "Chấp hành viên sơ cấp"})
    traits = traits_of(facts, DAY)
    assert traits.keys() == known.keys()
    assert [key for key in known if traits[key] not in known[key].classes] == []


def test_the_highest_of_everything_held() -> None:
    traits = traits_of(FACTS["much known"], DAY)
    assert traits["rank"] == "03.300"
    assert traits["grade"] == "principal"
    assert traits["education"] == "master"
    assert traits["political_theory"] == "advanced"
    assert traits["language"] == "b"
    assert traits["computing"] == UNKNOWN


def test_what_is_crossed_adds_up_to_the_people() -> None:
    people = [traits_of(facts, DAY) for facts in (*FACTS.values(), *FACTS.values())]
    cells = cross(people, "education", "gender")
    assert dict(cells) == {(UNKNOWN, "female"): 2, ("master", "male"): 2}


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (11, 22, "100.0"),
        (115, 103, "-10.4"),
        (5944, 7335, "23.4"),
        (8, 8, "0.0"),
        (3, 0, "-100.0"),
        (0, 5, None),
    ],
)
def test_counts_change_in_per_cent_of_what_they_were(before, after, change) -> None:
    assert relative_change(before, after) == (None if change is None else Decimal(change))


@pytest.mark.parametrize(
    ("before", "after", "points"),
    [
        (Share(6371, 10000), Share(90, 100), "26.3"),
        (Share(53, 103), Share(53, 105), "-1.0"),
        (Share(22, 50), Share(22, 50), "0.0"),
        (Share(0, 0), Share(1, 2), None),
        (Share(1, None), Share(1, None), None),
    ],
)
def test_shares_change_in_points_from_the_exact_numbers(before, after, points) -> None:
    assert points_change(before, after) == (None if points is None else Decimal(points))


def test_points_are_not_the_difference_of_rounded_shares() -> None:
    """1/3 to 2/3 is 33,3 points, though 66,7 − 33,3 is 33,4."""
    assert points_change(Share(1, 3), Share(2, 3)) == Decimal("33.3")
