"""Declaration duties: who gets one in bulk, single ones, marking, the list; never contents."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.utils import timezone

from staff.enums import AssetDutyKind
from staff.models import AssetDuty, Officer, Post, Rank, RankHolding
from staff.rules.declarations import Circle, Ground
from staff.selectors.asset_duties import declarers, duties, duties_by_unit
from staff.services.asset_duties import make_duty, make_yearly_duties, mark_duties
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.factories import PostingFactory
from tests.staff.screens import text, url

TODAY = date(2026, 11, 20)


def hold(officer: Officer, family: str) -> None:
    rank = Rank.objects.filter(family=family).first()
    RankHolding.objects.create(officer=officer, rank=rank, start=date(2020, 1, 1))


def who(cast: Cast, year: int, circle: Circle = Circle.HEADS_AND_ENFORCERS) -> dict[str, Ground]:
    units = [cast.t.pk, cast.a.pk, cast.b.pk]
    found = declarers(year, TODAY, units, Officer.objects.all(), circle)
    return {each.number: each.ground for each in found}


def yearly(cast: Cast, *names: str, year: int = 2026) -> list[AssetDuty]:
    make_yearly_duties(actor=cast.mai, officers=[cast.officer(n) for n in names], year=year)
    return list(AssetDuty.objects.filter(year=year).select_related("officer").order_by("officer__number"))


# --- who declares ---


def test_who_declares_before_and_after_july_2026(cast: Cast) -> None:
    hold(cast.officer("anh"), "enforcer")
    hold(cast.officer("bao"), "accountant")
    # Trưởng phòng: an and binh.
    assert who(cast, 2025) == {
        "CC-an": Ground.LEADER,
        "CC-binh": Ground.LEADER,
        "CC-anh": Ground.ENFORCER,
        "CC-bao": Ground.ACCOUNTANT,
    }
    assert who(cast, 2026) == {
        "CC-an": Ground.HEAD,
        "CC-binh": Ground.HEAD,
        "CC-anh": Ground.ENFORCER,
    }
    assert set(who(cast, 2026, Circle.HEADS)) == {"CC-an", "CC-binh"}


def test_the_deputy_of_a_phong_ranks_below_its_head_the_deputy_of_an_agency_above(cast: Cast) -> None:
    deputy = Post.objects.filter(role="deputy").first()
    PostingFactory(officer__number="CC-pho-tinh", unit=cast.t, post=deputy)
    PostingFactory(officer__number="CC-pho-phong", unit=cast.a, post=deputy)
    found = who(cast, 2026, Circle.HEADS)
    assert "CC-pho-tinh" in found
    assert "CC-pho-phong" not in found
    assert {"CC-pho-tinh", "CC-pho-phong"} <= set(who(cast, 2025))


# --- services ---


def test_yearly_duties_in_bulk_are_due_on_31_12_and_never_doubled(cast: Cast) -> None:
    first = yearly(cast, "an", "anh")
    assert [(row.officer.number, row.kind, row.due) for row in first] == [
        ("CC-an", "yearly", date(2026, 12, 31)),
        ("CC-anh", "yearly", date(2026, 12, 31)),
    ]
    assert first[0].history.get().history_user == cast.mai
    new = make_yearly_duties(actor=cast.mai, officers=[cast.officer(n) for n in ("an", "bao")], year=2026)
    assert new == 1
    assert AssetDuty.objects.count() == 3


def test_a_duty_handed_in_stays_when_the_list_is_made_again(cast: Cast) -> None:
    rows = yearly(cast, "an")
    mark_duties(actor=cast.mai, duties=rows, today=TODAY, handed_in=date(2026, 11, 1))
    yearly(cast, "an")
    assert AssetDuty.objects.get().handed_in == date(2026, 11, 1)


@pytest.mark.parametrize("people", [1, 3])
def test_bulk_takes_the_same_number_of_queries(cast: Cast, people, django_assert_num_queries) -> None:
    officers = [PostingFactory(unit=cast.a).officer for _n in range(people)]
    with django_assert_num_queries(9):
        make_yearly_duties(actor=cast.mai, officers=officers, year=2026)


@pytest.mark.parametrize(
    ("kind", "day", "start", "due", "year"),
    [
        (AssetDutyKind.FIRST, date(2026, 11, 10), date(2026, 11, 10), date(2026, 11, 20), 2026),
        (AssetDutyKind.SUPPLEMENTARY, date(2026, 8, 1), date(2026, 8, 1), date(2026, 12, 31), 2026),
        (AssetDutyKind.PERSONNEL, date(2027, 1, 5), TODAY, date(2026, 12, 26), 2027),
        (AssetDutyKind.YEARLY, date(2026, 8, 1), date(2026, 1, 1), date(2026, 12, 31), 2026),
    ],
)
def test_a_single_duty_computes_its_due_day(cast: Cast, kind, day, start, due, year) -> None:
    row = make_duty(actor=cast.mai, officer=cast.officer("anh"), kind=kind, day=day, today=TODAY)
    row.refresh_from_db()
    assert (row.start, row.due, row.year) == (start, due, year)


def test_a_declaration_for_an_appointment_in_less_than_ten_days_is_refused(cast: Cast) -> None:
    facts = {"officer": cast.officer("anh"), "kind": AssetDutyKind.PERSONNEL, "today": TODAY}
    with pytest.raises(DomainError) as refused:
        make_duty(actor=cast.mai, day=TODAY + timedelta(days=9), **facts)
    assert refused.value.field == "day"
    make_duty(actor=cast.mai, day=TODAY + timedelta(days=10), **facts)


def test_the_same_duty_twice_is_refused(cast: Cast) -> None:
    yearly(cast, "anh")
    facts = {"officer": cast.officer("anh"), "today": TODAY, "day": date(2026, 5, 5)}
    with pytest.raises(DomainError):
        make_duty(actor=cast.mai, kind=AssetDutyKind.YEARLY, **facts)
    make_duty(actor=cast.mai, kind=AssetDutyKind.FIRST, **facts)
    with pytest.raises(DomainError):
        make_duty(actor=cast.mai, kind=AssetDutyKind.FIRST, **facts)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"handed_in": TODAY + timedelta(days=1)}, "handed_in"),
        ({"published": TODAY}, "handed_in"),  # what was not handed in cannot be published
        ({"handed_in": date(2025, 12, 31)}, "handed_in"),  # before the duty arose
    ],
)
def test_an_impossible_day_is_refused_for_all_of_them(cast: Cast, days, field: str) -> None:
    rows = yearly(cast, "an", "anh")
    with pytest.raises(DomainError) as refused:
        mark_duties(actor=cast.mai, duties=rows, today=TODAY, **days)
    assert refused.value.field == field
    assert not AssetDuty.objects.exclude(handed_in=None, published=None).exists()


def test_marking_in_bulk_names_who_marked(cast: Cast) -> None:
    rows = yearly(cast, "an", "anh")
    assert mark_duties(actor=cast.mai, duties=rows, today=TODAY, handed_in=TODAY) == 2
    assert mark_duties(actor=cast.mai, duties=rows, today=TODAY, handed_in=TODAY) == 0
    assert mark_duties(actor=cast.mai, duties=rows[:1], today=TODAY, published=TODAY) == 1
    stored = AssetDuty.objects.order_by("officer__number").values_list("handed_in", "published")
    assert list(stored) == [(TODAY, TODAY), (TODAY, None)]
    assert rows[0].history.first().history_user == cast.mai


def test_duties_are_counted_by_the_home_of_their_people(cast: Cast) -> None:
    rows = yearly(cast, "an", "anh", "bao")
    mark_duties(actor=cast.mai, duties=rows[:1], today=TODAY, handed_in=TODAY)
    listed = duties(AssetDuty.objects.all(), date(2027, 1, 1))
    found = {row.code: (row.total, row.handed_in, row.states["qua-han"]) for row in duties_by_unit(listed)}
    assert found == {"T-A": (2, 1, 1), "T-B": (1, 0, 1)}


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_takes_two_queries(cast: Cast, people, django_assert_num_queries) -> None:
    officers = [PostingFactory(unit=cast.a).officer for _n in range(people)]
    make_yearly_duties(actor=cast.mai, officers=officers, year=2026)
    with django_assert_num_queries(2):
        assert len(duties(AssetDuty.objects.all(), TODAY)) == people


# --- screens ---


def this_year() -> int:
    return timezone.localdate().year


def test_personnel_preview_then_make_the_duties(cast: Cast, as_) -> None:
    client, ask = as_(cast.mai), {"unit": "T", "year": str(this_year())}
    page = text(client.get(url("asset_duties_make", **ask)))
    assert "Phạm Văn An" in page
    assert "chưa được xác định rõ" in page, "the open question stands on the screen"
    assert not AssetDuty.objects.exists()
    assert "Đã lập 2 nghĩa vụ" in text(client.post(url("asset_duties_make"), ask, follow=True))
    assert set(AssetDuty.objects.values_list("officer__number", flat=True)) == {"CC-an", "CC-binh"}
    assert "Đã có" in text(client.get(url("asset_duties_make", **ask)))


def test_marking_on_the_screen(cast: Cast, as_) -> None:
    (row,) = yearly(cast, "anh", year=this_year())
    client = as_(cast.mai)
    day = f"{timezone.localdate():%d/%m/%Y}"
    data = {"duty": [row.pk], "what": "handed_in", "day": day, "query": f"year={this_year()}"}
    assert "Đã cập nhật 1" in text(client.post(url("asset_duties_mark"), data, follow=True))
    row.refresh_from_db()
    assert row.handed_in == timezone.localdate()
    assert "chọn ít nhất" in text(client.post(url("asset_duties_mark"), {**data, "duty": []}, follow=True))
    assert "dd/mm/yyyy" in text(client.post(url("asset_duties_mark"), {**data, "day": "x"}, follow=True))


def test_only_who_keeps_the_record_marks(cast: Cast, as_) -> None:
    (row,) = yearly(cast, "bao", year=this_year())
    data = {"duty": [row.pk], "what": "handed_in", "day": "01/02/2026"}
    assert as_(cast.binh).post(url("asset_duties_mark"), data).status_code == 403
    assert as_(cast.ngoc).post(url("asset_duties_mark"), data).status_code == 404
    row.refresh_from_db()
    assert row.handed_in is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"number": "KHONG-CO"}, "Không có người mang số hiệu"),
        ({"day": "x"}, "dd/mm/yyyy"),
        ({"kind": "khac"}, "khac"),
        ({"day": "01/01/2150"}, "quá xa"),
    ],
)
def test_bad_input_of_a_single_duty_is_named(cast: Cast, as_, data, said: str) -> None:
    given = {"number": "CC-anh", "kind": "first", "day": "01/02/2026", **data}
    assert said in text(as_(cast.mai).post(url("asset_duty_new"), given))
    assert not AssetDuty.objects.exists()


def test_a_single_duty_on_the_screen(cast: Cast, as_) -> None:
    given = {"number": "CC-anh", "kind": "first", "day": f"01/02/{this_year()}"}
    page = text(as_(cast.mai).post(url("asset_duty_new"), given, follow=True))
    assert "Nguyễn Thị Ánh" in page
    assert f"11/02/{this_year()}" in page


def test_the_list_filtered_and_as_a_workbook(cast: Cast, as_) -> None:
    yearly(cast, "anh", "bao", year=this_year())
    client = as_(cast.mai)
    page = text(client.get(url("asset_duties", unit="T-A")))
    assert "Nguyễn Thị Ánh" in page
    assert "Đỗ Quốc Bảo" not in page
    answer = client.get(url("asset_duties_xlsx", unit="T-A"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]]
    assert [row[1] for row in rows] == ["CC-anh"]
    assert "<" not in rows[0][0]


def test_leaders_see_their_own_people_without_boxes_to_tick(cast: Cast, as_) -> None:
    yearly(cast, "anh", "bao", year=this_year())
    page = text(as_(cast.an).get(url("asset_duties")))
    assert "Nguyễn Thị Ánh" in page
    assert "Đỗ Quốc Bảo" not in page
    assert 'name="duty"' not in page


@pytest.mark.parametrize(
    "query", [{"year": "x"}, {"year": str(10**30)}, {"page": "0"}, {"unit": "?"}, {"state": "x"}, {"q": "%"}]
)
def test_odd_addresses_are_answered(cast: Cast, as_, query) -> None:
    client = as_(cast.mai)
    assert client.get(url("asset_duties", **query)).status_code == 200
    assert client.get(url("asset_duties_xlsx", **query)).status_code == 200


@pytest.mark.parametrize("query", [{"unit": "?", "year": "2026"}, {"unit": "T", "year": "x"}])
def test_odd_addresses_of_the_preview_are_answered(cast: Cast, as_, query) -> None:
    assert as_(cast.mai).get(url("asset_duties_make", **query)).status_code == 200
