"""Completeness of records: person by person, board by unit, screens, gaps as a workbook."""

import io
from datetime import date

import openpyxl
import pytest
from django.utils import timezone

from staff.models import Officer, PartyMembership, Profile, Rank, RankHolding, Relation
from staff.registries import installers
from staff.rules.completeness import BY_KEY
from staff.selectors.completeness import own_standing, people_standing, quality_board
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory, UnitFactory
from tests.staff.screens import text, url

DAY = date(2026, 9, 30)
LONG_AGO = date(2020, 1, 1)


def missing_of(officer: Officer, at: date = DAY) -> set[str]:
    record = own_standing(at, officer)
    assert record is not None
    return {field.key for field in record.missing}


def enforcer(officer: Officer, **days) -> RankHolding:
    rank = Rank.objects.filter(family="enforcer").first()
    return RankHolding.objects.create(officer=officer, rank=rank, **{"start": LONG_AGO, **days})


def test_a_bare_record_lacks_the_form_and_a_filled_column_counts(cast: Cast) -> None:
    anh = cast.officer("anh")
    assert {"birth_place", "ethnicity", "rank", "relatives", "photo"} <= missing_of(anh)
    Profile.objects.create(officer=anh, birth_place="Vĩnh Yên", height_cm=160)
    anh.ethnicity = "Kinh"
    anh.save()
    assert not {"birth_place", "ethnicity", "height_cm"} & missing_of(anh)
    assert {"home_place", "weight_kg"} <= missing_of(anh)


def test_a_date_of_birth_known_to_the_year_only_is_missing(cast: Cast) -> None:
    anh = cast.officer("anh")
    assert "birth_day" not in missing_of(anh)
    Officer.objects.filter(pk=anh.pk).update(birth_precision="year")
    assert "birth_day" in missing_of(anh)


@pytest.mark.parametrize(
    ("start", "end", "there"),
    [
        (DAY, None, True),
        (date(2026, 10, 1), None, False),
        (LONG_AGO, DAY, False),
        (LONG_AGO, date(2026, 10, 1), True),
    ],
)
def test_a_history_fills_its_field_while_a_row_is_in_force(cast: Cast, start, end, there: bool) -> None:
    anh = cast.officer("anh")
    enforcer(anh, start=start, end=end)
    missing = missing_of(anh)
    assert ("rank" not in missing) is there
    assert ("card" in missing) is there, "a card is asked of enforcement officers only"


def test_party_members_need_their_cell_and_the_day_of_full_membership(cast: Cast) -> None:
    anh = cast.officer("anh")
    assert "party_cell" not in missing_of(anh)
    anh.party_joined = date(2015, 5, 19)
    anh.save()
    assert {"party_cell", "party_official"} <= missing_of(anh)
    PartyMembership.objects.create(officer=anh, start=date(2015, 5, 19), cell="Chi bộ A")
    assert missing_of(anh) & {"party_cell", "party_official"} == {"party_official"}


def test_leaders_need_a_term_and_relatives_of_others_do_not_count(cast: Cast) -> None:
    assert "term" in missing_of(cast.officer("an"))
    assert "term" not in missing_of(cast.officer("anh"))
    Relation.objects.create(
        officer=cast.officer("an"), start=LONG_AGO, relationship="child", full_name="Phạm Văn Con"
    )
    assert "relatives" not in missing_of(cast.officer("an"))
    assert "relatives" in missing_of(cast.officer("anh"))


def test_someone_who_serves_nowhere_is_asked_for_nothing(db: None) -> None:
    assert own_standing(DAY, OfficerFactory()) is None


def test_the_board_sums_subtrees_and_keeps_the_own_figures_apart(cast: Cast) -> None:
    people = people_standing(DAY, None, Officer.objects.all())
    board = quality_board(DAY, [cast.t.pk, cast.a.pk, cast.b.pk], people)
    rows = {row.code: row for row in board.rows}
    assert [row.code for row in board.rows] == ["T", "T-A", "T-B"]
    assert rows["T"].whole.people == len(people) == board.total.people
    assert rows["T-A"].own.people == rows["T-A"].whole.people == 2
    assert rows["T"].own.people == len(people) - 4
    assert rows["T"].whole.filled == sum(person.record.filled for person in people)
    assert rows["T"].whole.wanted == sum(person.record.wanted for person in people)
    field, number = board.total.most_missing[0]
    assert number == len(people)
    assert field is BY_KEY[field.key]


@pytest.mark.parametrize("people", [1, 3])
def test_ten_queries_whatever_the_number_of_people(reference, people, django_assert_num_queries) -> None:
    for _n in range(people):
        officer = PostingFactory(unit=UnitFactory()).officer
        Profile.objects.create(officer=officer)
        enforcer(officer)
    with django_assert_num_queries(10):
        assert len(people_standing(DAY, None, Officer.objects.all())) == people


# --- screens ---


def test_leaders_see_the_board_of_their_own_unit_only(cast: Cast, as_) -> None:
    page = text(as_(cast.an).get(url("data_quality")))
    assert "khu vực A" in page
    assert "khu vực B" not in page


def test_officers_and_clerks_have_no_board(cast: Cast, as_) -> None:
    assert as_(cast.anh).get(url("data_quality")).status_code == 403
    assert as_(cast.thu).get(url("data_quality")).status_code == 403


def test_the_board_takes_the_same_number_of_queries_for_more_people(
    cast: Cast, as_, django_assert_max_num_queries
) -> None:
    client = as_(cast.mai)
    client.get(url("data_quality"))
    with django_assert_max_num_queries(40) as before:
        client.get(url("data_quality"))
    for _n in range(3):
        PostingFactory(unit=UnitFactory(parent=cast.a))
    with django_assert_max_num_queries(40) as after:
        client.get(url("data_quality"))
    assert len(after) == len(before)


def test_the_people_of_a_unit_filtered_by_the_field_they_lack(cast: Cast, as_) -> None:
    Profile.objects.create(officer=cast.officer("anh"), religion="Không")
    client = as_(cast.mai)
    page = text(client.get(url("data_quality_unit", "T-A", field="religion")))
    assert "Phạm Văn An" in page
    assert "Nguyễn Thị Ánh" not in page
    assert "Đỗ Quốc Bảo" not in page


@pytest.mark.parametrize(
    "query",
    [{"page": "0"}, {"page": "x"}, {"sort": "nothing"}, {"field": "gone"}, {"state": "?"}, {"q": "x" * 500}],
)
def test_odd_addresses_are_answered(cast: Cast, as_, query) -> None:
    assert as_(cast.mai).get(url("data_quality_unit", "T-A", **query)).status_code == 200


@pytest.mark.parametrize("number", ["x", "0", "99999999999999", "²"])
def test_an_unknown_campaign_is_not_found(cast: Cast, as_, number: str) -> None:
    answer = as_(cast.mai).get(url("data_quality_unit", "T-A", **{"chien-dich": number}))
    assert answer.status_code == 404


def test_the_workbook_has_one_row_for_each_person_and_missing_field(cast: Cast, as_) -> None:
    answer = as_(cast.mai).get(url("data_quality_xlsx", **{"don-vi": "T-A"}))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]]
    today = timezone.localdate()
    lacking = sum(len(missing_of(cast.officer(name), today)) for name in ("an", "anh"))
    assert len(rows) == lacking > 20
    assert {row[2] for row in rows} == {"CC-an", "CC-anh"}
    one = as_(cast.mai).get(url("data_quality_xlsx", **{"don-vi": "T-A", "field": "religion"}))
    sheet = openpyxl.load_workbook(io.BytesIO(one.content)).active
    assert [row[5] for row in sheet.iter_rows(min_row=4, values_only=True)] == ["Tôn giáo", "Tôn giáo"]


def test_the_officer_sees_what_the_own_record_lacks_at_home_and_on_the_own_page(cast: Cast, as_) -> None:
    for installer in installers:
        installer()
    client = as_(cast.anh)
    assert "Hồ sơ của tôi còn thiếu" in text(client.get("/"))
    assert "Quan hệ gia đình (ít nhất một người)" in text(client.get(url("my_record", tab="day-du")))


def test_a_clerk_who_may_open_the_record_does_not_see_what_it_lacks(cast: Cast, as_) -> None:
    page = text(as_(cast.thu).get(url("officer", "CC-anh", tab="day-du")))
    assert "Nguyễn Thị Ánh" in page
    assert "Quan hệ gia đình (ít nhất một người)" not in page
