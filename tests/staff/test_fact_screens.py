"""Every kind of history on its screens: list, form, correction, withdrawal, history; who may; how many queries."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from staff.kinds import KINDS, kind_by_slug
from staff.models import Disclosure, Post, PriorWork, Relation
from staff.services.editing import seen_of
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory, UnitFactory
from tests.staff.fact_rows import SHOWN, START, prepare, stored, typed
from tests.staff.screens import text, url

EVERY = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
BAO = "CC-bao"


@pytest.fixture
def enter(cast: Cast, as_):
    """mai types a row of a kind into bao's record, or what is given instead."""

    def entering(kind: Any, number: str = BAO, /, **other: str) -> Any:
        return as_(cast.mai).post(url("fact_add", number, kind.slug), {**typed(kind, cast), **other})

    return entering


def work(cast: Cast, name: str = "bao", organisation: str = "Ủy ban xã", **more: Any) -> PriorWork:
    officer = cast.officer(name)
    return PriorWork.objects.create(officer=officer, start=START, organisation=organisation, **more)


def words(response: Any) -> str:
    return text(response)


# --- every kind --------------------------------------------------------------------------------


@EVERY
def test_the_list_opens_with_and_without_rows(cast: Cast, as_, enter, kind) -> None:
    client = as_(cast.mai)
    words(client.get(url("facts", kind.slug, at="01/01/1990")))
    prepare(kind, cast.officer("bao"))
    enter(kind)
    page = words(client.get(url("facts", kind.slug, at="01/06/2024")))
    assert "Đỗ Quốc Bảo" in page
    assert url("officer_facts", BAO, kind.slug) in page
    assert kind.heading in page


@EVERY
def test_the_form_opens_and_what_is_typed_becomes_a_row(cast: Cast, as_, enter, kind) -> None:
    bao = cast.officer("bao")
    prepare(kind, bao)
    page = words(as_(cast.mai).get(url("fact_add", BAO, kind.slug)))
    assert all(f'name="{name}"' in page for name in (*kind.fields, "start", "end", "decision"))
    assert 'name="reason"' not in page, "nobody is asked for a reason before a rule asks"
    before = stored(kind, bao).count()
    response = enter(kind)
    assert response.status_code == 302, response.context and response.context["form"].errors
    assert response.url == f"{url('officer', BAO)}?tab={kind.chapter.value}"
    row = stored(kind, bao).get(start=START)
    assert stored(kind, bao).count() == before + 1
    assert row.decision == "15/QĐ-THADS"
    assert row.history.latest().history_user == cast.mai


@EVERY
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_written(cast: Cast, as_, enter, kind) -> None:
    bao = cast.officer("bao")
    prepare(kind, bao)
    before = stored(kind, bao).count()
    response = enter(kind, start="31/02/2024")
    assert "start" in response.context["form"].errors
    assert "15/06/2020" in words(response)
    for name in kind.needed:
        response = enter(kind, **{name: ""})
        assert name in response.context["form"].errors, name
    assert stored(kind, bao).count() == before


@EVERY
def test_a_stored_row_opens_corrects_and_shows_its_history(cast: Cast, as_, enter, kind) -> None:
    bao = cast.officer("bao")
    prepare(kind, bao)
    enter(kind)
    row = stored(kind, bao).get(start=START)
    client = as_(cast.mai)
    page = words(client.get(url("fact_edit", kind.slug, str(row.pk))))
    assert f'value="{SHOWN}"' in page
    data = {**typed(kind, cast), "seen": str(seen_of(row)), "decision": "16/QĐ-THADS"}
    response = client.post(url("fact_edit", kind.slug, str(row.pk)), data)
    assert response.status_code == 302, response.context and response.context["form"].errors
    row.refresh_from_db()
    assert row.decision == "16/QĐ-THADS"
    history = words(client.get(url("fact_history", kind.slug, str(row.pk))))
    assert "15/QĐ-THADS" in history
    assert "16/QĐ-THADS" in history
    assert "Trần Thị Mai" in history


@EVERY
def test_the_officers_own_rows_of_the_kind(cast: Cast, as_, enter, kind) -> None:
    client = as_(cast.mai)
    prepare(kind, cast.officer("bao"))
    enter(kind)
    page = words(client.get(url("officer_facts", BAO, kind.slug)))
    assert "15/QĐ-THADS" in page
    empty = words(client.get(url("officer_facts", "CC-thu", kind.slug)))
    assert ("Chưa ghi nhận gì" in empty) == (kind.slug != "vi-tri")


@EVERY
def test_the_number_of_queries_does_not_grow_with_the_rows(cast: Cast, as_, enter, kind) -> None:
    prepare(kind, cast.officer("bao"))
    enter(kind)
    client = as_(cast.mai)
    addresses = [
        url("histories"),
        url("facts", kind.slug, at="01/06/2024"),
        url("facts_xlsx", kind.slug, at="01/06/2024"),
    ]

    def queries() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            found.append(len(captured))
        return found

    queries()
    one = queries()
    for name in ("anh", "binh"):
        prepare(kind, cast.officer(name))
        assert enter(kind, f"CC-{name}", **_elsewhere(kind, cast, name)).status_code == 302
    client = as_(cast.mai)
    queries()
    assert queries() == one


def _elsewhere(kind: Any, cast: Cast, name: str) -> dict[str, str]:
    """What has to differ for another person: bao's unit is binh's, but not anh's; numbers are the own."""
    if kind.slug == "vi-tri" and name == "anh":
        return {"unit": str(cast.a.pk)}
    return {}


# --- the hub -------------------------------------------------------------------------------------


def test_the_hub_counts_what_is_in_force_in_reach(cast: Cast, as_) -> None:
    work(cast)
    work(cast, "anh", end=date(2025, 1, 1))
    Relation.objects.create(officer=cast.officer("bao"), start=START, relationship="child", full_name="X")

    def counts(user: Any) -> dict[str, int]:
        chapters = as_(user).get(url("histories")).context["chapters"]
        return {each.kind.slug: each.count for _chapter, kinds in chapters for each in kinds}

    assert counts(cast.mai)["cong-tac-khac"] == 1
    assert counts(cast.mai)["vi-tri"] == 9
    assert counts(cast.binh)["vi-tri"] == 2
    assert counts(cast.ngoc)["vi-tri"] == 1, "only the own"
    assert counts(cast.mai)["quan-he"] == 1
    assert counts(cast.binh)["quan-he"] == 0, "leaders do not see relatives of their people"
    assert counts(cast.thu)["vi-tri"] == 1, "who sees people's names need not see their careers"


# --- list ------------------------------------------------------------------------------------------


def found(response: Any) -> list[str]:
    return [row.record.officer.number for row in response.context["table"].rows]


def exported(response: Any) -> list[tuple]:
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return list(sheet.iter_rows(min_row=4, values_only=True))


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"at": "29/02/2024"}, []),
        ({"at": "01/03/2024"}, ["CC-anh", "CC-bao"]),
        ({"at": "01/01/2025"}, ["CC-bao"]),  # anh's ended that day
        ({"at": "tat-ca"}, ["CC-anh", "CC-bao"]),
        ({"at": "tất cả", "q": "nguyen thi anh"}, ["CC-anh"]),
        ({"at": "tat-ca", "q": "cc-bao"}, ["CC-bao"]),
        ({"at": "tat-ca", "q": "77/QĐ"}, ["CC-bao"]),
        ({"at": "tat-ca", "unit": "T-B"}, ["CC-bao"]),
        ({"at": "tat-ca", "unit": "T"}, ["CC-anh", "CC-bao"]),
        ({"at": "tat-ca", "q": "%"}, []),
    ],
)
def test_as_at_search_and_filter_on_screen_and_in_the_workbook(cast: Cast, as_, query, numbers) -> None:
    work(cast, decision="77/QĐ")
    work(cast, "anh", end=date(2025, 1, 1))
    client = as_(cast.mai)
    assert found(client.get(url("facts", "cong-tac-khac", **query))) == numbers
    assert [row[0] for row in exported(client.get(url("facts_xlsx", "cong-tac-khac", **query)))] == numbers


def test_choices_of_a_kind_filter(cast: Cast, as_, enter) -> None:
    enter(kind_by_slug("khen-thuong"))
    client = as_(cast.mai)
    assert found(client.get(url("facts", "khen-thuong", kind="award"))) == [BAO]
    assert found(client.get(url("facts", "khen-thuong", kind="title"))) == []
    assert found(client.get(url("facts", "khen-thuong", kind="zz"))) == []


@pytest.mark.parametrize(
    "query",
    [
        {"page": "x"},
        {"page": "0"},
        {"page": "9" * 30},
        {"sort": "zz"},
        {"sort": "-f_organisation"},
        {"unit": "?"},
    ],
)
def test_odd_addresses_still_answer(cast: Cast, as_, query) -> None:
    work(cast)
    response = as_(cast.mai).get(url("facts", "cong-tac-khac", at="tat-ca", **query))
    assert len(found(response)) == (0 if "unit" in query else 1)


def test_a_day_that_is_none_is_said(cast: Cast, as_) -> None:
    client = as_(cast.mai)
    for address in (url("facts", "vi-tri", at="31/02/2026"), url("officer_facts", BAO, "vi-tri", at="x")):
        assert "không phải là ngày" in words(client.get(address))
    assert client.get(url("facts_xlsx", "vi-tri", at="x")).url == url("facts", "vi-tri") + "?at=x"


def test_an_unknown_kind_is_not_found(cast: Cast, as_) -> None:
    for name in ("facts", "facts_xlsx"):
        assert as_(cast.mai).get(url(name, "la-lung")).status_code == 404
    assert as_(cast.mai).get(url("fact_add", BAO, "la-lung")).status_code == 404
    assert as_(cast.mai).get(url("officer_decide", BAO, "la-lung")).status_code == 404


def test_a_formula_typed_into_the_record_is_text_in_the_workbook(cast: Cast, as_) -> None:
    work(cast, organisation="=1+1")
    book = as_(cast.mai).get(url("facts_xlsx", "cong-tac-khac"))
    cell = openpyxl.load_workbook(io.BytesIO(book.content)).active["D4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


# --- who may ---------------------------------------------------------------------------------------


def test_lists_hold_rows_in_reach(cast: Cast, as_) -> None:
    for name in ("anh", "bao", "ngoc"):
        work(cast, name)
    seen = {
        who: found(as_(getattr(cast, who)).get(url("facts", "cong-tac-khac")))
        for who in ("mai", "an", "binh", "anh", "kim", "ngoc")
    }
    assert seen == {
        "mai": ["CC-anh", "CC-bao", "CC-ngoc"],
        "an": ["CC-anh"],
        "binh": ["CC-bao"],
        "anh": ["CC-anh"],
        "kim": ["CC-anh", "CC-bao", "CC-ngoc"],
        "ngoc": ["CC-ngoc"],
    }


READS = [
    ("mai", 200),
    ("binh", 200),
    ("kim", 200),
    ("bao", 200),
    ("an", 404),
    ("anh", 404),
    ("ngoc", 404),
    ("thu", 404),  # sees the names of T's people, not their careers
]


@pytest.mark.parametrize(("who", "status"), READS)
def test_who_reads_rows_and_history(cast: Cast, as_, who, status) -> None:
    row = work(cast)
    client = as_(getattr(cast, who))
    assert client.get(url("officer_facts", BAO, "cong-tac-khac")).status_code == status
    assert client.get(url("fact_history", "cong-tac-khac", str(row.pk))).status_code == status


WRITES = [("binh", 403), ("kim", 403), ("bao", 403), ("an", 403), ("ngoc", 404), ("loan", 403)]


@pytest.mark.parametrize(("who", "status"), WRITES)
def test_who_may_not_write(cast: Cast, as_, who, status) -> None:
    row = work(cast)
    client = as_(getattr(cast, who))
    data = {"start": SHOWN, "organisation": "Khác", "reason": "Vì thế"}
    for address in (
        url("fact_add", BAO, "cong-tac-khac"),
        url("fact_edit", "cong-tac-khac", str(row.pk)),
        url("fact_withdraw", "cong-tac-khac", str(row.pk)),
        url("officer_decide", BAO, "dieu-dong"),
    ):
        assert client.post(address, data).status_code == status, address
    assert [each.organisation for each in PriorWork.objects.all()] == ["Ủy ban xã"]
    if client.get(url("officer_facts", BAO, "cong-tac-khac")).status_code == 200:
        page = words(client.get(url("officer_facts", BAO, "cong-tac-khac")))
        assert url("fact_add", BAO, "cong-tac-khac") not in page


def test_a_row_is_reached_by_its_own_kind_only(cast: Cast, as_) -> None:
    posting = cast.officer("bao").postings.get()
    client = as_(cast.mai)
    assert client.get(url("fact_edit", "vi-tri", str(posting.pk))).status_code == 200
    for name in ("fact_edit", "fact_history"):
        assert client.get(url(name, "biet-phai", str(posting.pk))).status_code == 404


def test_a_unit_out_of_reach_is_no_choice(cast: Cast, as_) -> None:
    other = UnitFactory(code="O", name="Tỉnh khác")
    page = words(as_(cast.mai).get(url("fact_add", BAO, "vi-tri")))
    assert "Tỉnh khác" not in page
    data = {"unit": str(other.pk), "engagement": "civil_servant", "start": SHOWN}
    response = as_(cast.mai).post(url("fact_add", BAO, "vi-tri"), data)
    assert "unit" in response.context["form"].errors


# --- reasons, two editors, withdrawing ----------------------------------------------------------------


def test_a_reason_is_asked_for_with_what_the_rule_says_and_then_kept(cast: Cast, as_, enter) -> None:
    kind = kind_by_slug("nhiem-ky")
    response = enter(kind, end="01/03/2027")
    page = words(response)
    assert response.context["findings"][0] in page
    assert "5 năm" in page
    assert 'name="reason"' in page
    assert not stored(kind, cast.officer("bao")).exists()
    assert enter(kind, end="01/03/2027", reason="Theo thông báo kết luận").status_code == 302
    assert stored(kind, cast.officer("bao")).get().reason == "Theo thông báo kết luận"


def test_who_saves_second_keeps_what_was_typed_and_may_save_again(cast: Cast, as_) -> None:
    row = work(cast)
    seen = seen_of(row)
    row.organisation = "Ủy ban phường"
    row._history_user = cast.kim
    row.save()
    address = url("fact_edit", "cong-tac-khac", str(row.pk))
    data = {"start": SHOWN, "organisation": "Ủy ban huyện", "seen": str(seen)}
    response = as_(cast.mai).post(address, data)
    page = words(response)
    assert "Hồ Thị Kim" in page
    assert "<del>Ủy ban xã</del> → Ủy ban phường" in page
    assert 'value="Ủy ban huyện"' in page
    assert f'name="seen" value="{seen_of(row)}"' in page
    row.refresh_from_db()
    assert row.organisation == "Ủy ban phường"
    assert as_(cast.mai).post(address, {**data, "seen": str(seen_of(row))}).status_code == 302
    row.refresh_from_db()
    assert row.organisation == "Ủy ban huyện"


def test_what_was_typed_into_a_row_withdrawn_meanwhile_becomes_a_new_one(cast: Cast, as_) -> None:
    row = work(cast)
    address, pk = url("fact_edit", "cong-tac-khac", str(row.pk)), row.pk
    client = as_(cast.mai)
    client.post(url("fact_withdraw", "cong-tac-khac", str(pk)), {"reason": "Nhập nhầm"})
    page = words(client.post(address, {"start": SHOWN, "organisation": "Ủy ban huyện"}))
    assert "Nhập nhầm" in page
    assert 'value="Ủy ban huyện"' in page
    assert f'action="{url("fact_add", BAO, "cong-tac-khac")}"' in page


def test_withdrawing_needs_a_reason_and_the_history_stays(cast: Cast, as_) -> None:
    row = work(cast)
    client = as_(cast.mai)
    address = url("fact_withdraw", "cong-tac-khac", str(row.pk))
    assert client.get(address).status_code == 405
    refused = client.post(address, {})
    assert refused.context["withdraw_error"] in words(refused)
    assert PriorWork.objects.exists()
    client.post(address, {"reason": "Nhập nhầm người", "seen": "9" * 40})
    assert not PriorWork.objects.exists()
    page = words(client.get(url("fact_history", "cong-tac-khac", str(row.pk))))
    assert "Nhập nhầm người" in page
    assert "đã rút" in page
    assert as_(cast.an).get(url("fact_history", "cong-tac-khac", str(row.pk))).status_code == 404


def test_a_row_of_the_future_says_so(cast: Cast, as_, enter) -> None:
    response = as_(cast.mai).post(
        url("fact_add", BAO, "cong-tac-khac"), {"start": "01/01/2099", "organisation": "Tòa án"}, follow=True
    )
    assert "sẽ có hiệu lực từ 01/01/2099" in words(response)
    assert "sẽ có hiệu lực" in words(as_(cast.mai).get(url("facts", "cong-tac-khac", at="tat-ca")))


def test_a_day_known_to_the_month_stays_known_to_the_month(cast: Cast, as_, enter) -> None:
    enter(kind_by_slug("cong-tac-khac"), start="9/2008")
    row = PriorWork.objects.get()
    assert (row.start, row.start_precision) == (date(2008, 9, 1), "month")
    assert 'value="09/2008"' in words(as_(cast.mai).get(url("fact_edit", "cong-tac-khac", str(row.pk))))


@pytest.mark.parametrize(
    ("slug", "field", "value"),
    [
        ("cong-tac-khac", "start", "00/13/2020"),
        ("cong-tac-khac", "start", "01/01/9999"),
        ("cong-tac-khac", "end", "hôm nay"),
        ("cong-tac-khac", "end", "29/02/2024"),  # before the beginning
        ("cong-tac-khac", "organisation", "x" * 201),
        ("khen-thuong", "money", "1.5tr"),
        ("khen-thuong", "money", "-5"),
        ("khen-thuong", "year", "99999"),
        ("luong", "step", "-1"),
        ("luong", "step", "99999999999"),
        ("luong", "coefficient", "abc"),
        ("thay-mat", "instead_of", "CC-khong-co"),
        ("trinh-do-chuyen-mon", "title", "Giáo sư"),
        ("vi-tri", "unit", "abc"),
        ("vi-tri", "scan", "12345"),
    ],
)
def test_bad_input_is_said_at_its_field(cast: Cast, as_, enter, slug, field, value) -> None:
    kind = kind_by_slug(slug)
    prepare(kind, cast.officer("bao"))
    before = stored(kind, cast.officer("bao")).count()
    response = enter(kind, **{field: value})
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert stored(kind, cast.officer("bao")).count() == before


def test_money_is_read_as_people_write_it(cast: Cast, as_, enter) -> None:
    enter(kind_by_slug("khen-thuong"), money="500.000")
    row = stored(kind_by_slug("khen-thuong"), cast.officer("bao")).get()
    assert row.money == 500_000
    assert 'value="500.000"' in words(as_(cast.mai).get(url("fact_edit", "khen-thuong", str(row.pk))))


# --- relatives: masked ------------------------------------------------------------------------------------


@pytest.fixture
def relative(cast: Cast) -> Relation:
    facts = {"relationship": "spouse", "full_name": "Trần Thị Kín", "occupation": "Kế toán Công ty Z"}
    return Relation.objects.create(officer=cast.officer("bao"), start=START, **facts)


def test_relatives_are_masked_on_every_list_and_in_the_history(cast: Cast, as_, relative) -> None:
    for who in ("mai", "bao"):
        client = as_(getattr(cast, who))
        for address in (
            url("facts", "quan-he"),
            url("officer_facts", BAO, "quan-he"),
            url("fact_history", "quan-he", str(relative.pk)),
        ):
            page = words(client.get(address))
            assert "Vợ / chồng" in page
            assert "Trần Thị Kín" not in page
            assert "Công ty Z" not in page
        rows = exported(client.get(url("facts_xlsx", "quan-he")))
        assert len(rows) == 1
        assert "Trần Thị Kín" not in rows[0]
    assert not Disclosure.objects.exists()


def test_the_form_shows_a_relative_in_full_and_that_is_logged(cast: Cast, as_, relative) -> None:
    page = words(as_(cast.mai).get(url("fact_edit", "quan-he", str(relative.pk))))
    assert 'value="Trần Thị Kín"' in page
    logged = Disclosure.objects.get()
    assert (logged.viewer, logged.officer.number, logged.field) == (cast.mai, BAO, "relations")


def test_a_leader_does_not_learn_of_relatives_at_all(cast: Cast, as_, relative) -> None:
    client = as_(cast.binh)
    assert found(client.get(url("facts", "quan-he"))) == []
    for address in (url("officer_facts", BAO, "quan-he"), url("fact_history", "quan-he", str(relative.pk))):
        assert client.get(address).status_code == 404
    relative.delete()
    assert client.get(url("fact_history", "quan-he", str(Relation.history.first().id))).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("binh", 403), ("kim", 403), ("ngoc", 404), ("bao", 403)])
def test_who_does_not_get_a_relative_in_full(cast: Cast, as_, relative, who, status) -> None:
    client = as_(getattr(cast, who))
    assert client.get(url("fact_edit", "quan-he", str(relative.pk))).status_code == status
    assert not Disclosure.objects.exists()


# --- decisions by their word --------------------------------------------------------------------------------

VERBS = [
    "bo-nhiem",
    "bo-nhiem-lai",
    "dieu-dong",
    "luan-chuyen",
    "biet-phai",
    "het-biet-phai",
    "thoi-giu-chuc-vu",
    "nang-bac-luong",
    "ky-luat",
]


@pytest.mark.parametrize("verb", VERBS)
def test_the_page_of_a_decision_opens_for_full_and_for_empty_records(cast: Cast, as_, verb) -> None:
    client = as_(cast.mai)
    empty = OfficerFactory(number="CC-moi")
    PostingFactory(officer=empty, unit=cast.a)
    for number in ("CC-binh", "CC-moi"):
        assert "Ra quyết định" in words(client.get(url("officer_decide", number, verb)))
    response = client.post(url("officer_decide", "CC-moi", verb), {"start": "x", "day": "x"})
    assert response.context["form"].errors


def test_one_appointment_writes_posting_and_term(cast: Cast, as_) -> None:
    bao = cast.officer("bao")
    data = {
        "unit": str(cast.a.pk),
        "post": str(Post.objects.get(name="Phó Trưởng phòng").pk),
        "start": "01/07/2026",
        "decision": "90/QĐ",
        "decision_date": "20/06/2026",
    }
    response = as_(cast.mai).post(url("officer_decide", BAO, "bo-nhiem"), data)
    assert response.url == f"{url('officer', BAO)}?tab=cong-tac"
    term = stored(kind_by_slug("nhiem-ky"), bao).get()
    assert (term.end, term.decision) == (date(2031, 7, 1), "90/QĐ")
    assert bao.postings.get(end=None).unit == cast.a


def test_a_refused_decision_is_said_at_its_field(cast: Cast, as_) -> None:
    data = {"unit": str(cast.b.pk), "start": "01/07/2026"}
    response = as_(cast.mai).post(url("officer_decide", BAO, "dieu-dong"), data)
    assert "unit" in response.context["form"].errors
    assert cast.officer("bao").postings.count() == 1


def test_a_decision_that_needs_a_reason_asks_for_it(cast: Cast, as_) -> None:
    data = {"unit": str(cast.a.pk), "start": "01/07/2026", "end": "01/07/2030"}
    client = as_(cast.mai)
    assert 'name="reason"' in words(client.post(url("officer_decide", BAO, "biet-phai"), data))
    assert cast.officer("bao").postings.count() == 1
    assert (
        client.post(url("officer_decide", BAO, "biet-phai"), {**data, "reason": "Dự án"}).status_code == 302
    )
