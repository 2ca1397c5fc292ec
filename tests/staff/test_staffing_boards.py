"""The gap board by unit and by cause, its charts and document, and the what-if."""

import io
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from staff.access import ReachCode, Role, revoke
from staff.models import LabourContract, LeadershipTerm, Post, Posting, UnitQuota
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory, UnitFactory
from tests.staff.boards import appoint, enforcer, to_enforce
from tests.staff.screens import text, url

AT = {"at": "30/09/2026"}
RETIRING = date(1965, 6, 15)


def codes(response: Any) -> list[str]:
    return [row.code for row in response.context["board"].rows]


# --- filter, causes, charts ----------------------------------------------------------------------


def test_the_board_of_one_unit(cast: Cast, as_) -> None:
    client = as_(cast.mai)
    assert codes(client.get(url("staffing"))) == ["T", "T-A", "T-B"]
    assert codes(client.get(url("staffing", **{"don-vi": "T-A"}))) == ["T-A"]


@pytest.mark.parametrize("name", ["staffing", "staffing_xlsx", "staffing_pdf", "staffing_whatif"])
@pytest.mark.parametrize("code", ["T-B", "T", "KHONG-CO", "'; --"])
def test_a_unit_out_of_reach_and_an_unknown_one_look_the_same(cast: Cast, as_, name, code) -> None:
    assert as_(cast.an).get(url(name, **{"don-vi": code})).status_code == 404


def test_causes_open_to_their_names(cast: Cast, as_) -> None:
    PostingFactory(officer=OfficerFactory(number="CC-huu", birth_date=RETIRING), unit=cast.a)
    PostingFactory(officer=OfficerFactory(number="CC-di", service_end=date(2026, 12, 1)), unit=cast.a)
    client = as_(cast.an)
    page = text(client.get(url("staffing", **AT)))
    assert "ly-do=nghi-huu" in page
    assert "ly-do=ket-thuc" in page

    def names(**query: str) -> list[str]:
        response = client.get(url("staffing_people", "T-A", "sap-nghi", **AT, **query))
        return sorted(row.record.number for row in response.context["table"].rows)

    assert names() == ["CC-di", "CC-huu"]
    assert names(**{"ly-do": "nghi-huu"}) == ["CC-huu"]
    assert names(**{"ly-do": "ket-thuc"}) == ["CC-di"]
    assert names(**{"ly-do": "linh-tinh"}) == ["CC-di", "CC-huu"]


def test_terms_and_contracts_are_for_those_who_may_see_such_rows(cast: Cast, as_) -> None:
    """A clerk whose role does not hold these verbs sees the board without terms and contracts."""
    for group in Group.objects.filter(name__in=[Role.OFFICER.value, Role.CASELOAD_CLERK.value]):
        kept = ("view_leadershipterm", "view_labourcontract")
        group.permissions.remove(*group.permissions.filter(codename__in=kept))
    LeadershipTerm.objects.create(
        officer=cast.officer("an"),
        unit=cast.a,
        post=Post.objects.get(name="Trưởng phòng"),
        start=date(2022, 1, 1),
        end=date(2027, 1, 1),
    )
    Posting.objects.filter(officer=cast.officer("anh")).update(engagement="contract")
    LabourContract.objects.create(
        officer=cast.officer("anh"), kind="definite", start=date(2024, 1, 1), end=date(2027, 1, 1)
    )
    shown = {"het-nhiem-ky": "Phạm Văn An", "het-hop-dong": "Nguyễn Thị Ánh"}
    for what, name in shown.items():
        assert name in text(as_(cast.an).get(url("staffing_people", "T-A", what, **AT)))
        assert as_(cast.thu).get(url("staffing_people", "T-A", what, **AT)).status_code == 403
        assert as_(cast.binh).get(url("staffing_people", "T-A", what, **AT)).status_code == 404
    assert "het-nhiem-ky" in text(as_(cast.an).get(url("staffing", **AT)))
    page = text(as_(cast.thu).get(url("staffing", **AT)))
    assert "het-nhiem-ky" not in page
    assert "Hết hợp đồng" not in page


@pytest.mark.parametrize("chart", ["bien-che", "nghi"])
def test_charts_are_pictures_of_the_same_day_and_units(cast: Cast, as_, chart) -> None:
    PostingFactory(officer=OfficerFactory(birth_date=RETIRING), unit=cast.a)
    client = as_(cast.an)
    response = client.get(url("staffing_chart", chart, **AT))
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<script" not in response.content
    assert "khu vực B" not in response.content.decode()
    assert client.get(url("staffing_chart", chart, at="x")).status_code == 404
    assert client.get(url("staffing_chart", chart, **{"don-vi": "T-B"})).status_code == 404


def test_an_unknown_chart_is_not_found(cast: Cast, as_) -> None:
    assert as_(cast.an).get(url("staffing_chart", "luong")).status_code == 404


def test_the_table_stands_behind_each_chart(cast: Cast, as_) -> None:
    PostingFactory(officer=OfficerFactory(birth_date=RETIRING), unit=cast.a)
    gap, leaving = as_(cast.an).get(url("staffing", **AT)).context["charts"]
    assert gap["rows"] == [("Phòng Thi hành án dân sự khu vực A", "–", "3")]
    assert [row for row in leaving["rows"] if row[-1] != "0"] == [("01/2027", "1", "0", "0", "0", "1")]


def test_the_document_of_the_board(cast: Cast, as_) -> None:
    UnitQuota.objects.create(unit=cast.a, seats=5, start=date(2020, 1, 1))
    response = as_(cast.an).get(url("staffing_pdf", **AT))
    page = PdfReader(io.BytesIO(response.content)).pages[0]
    printed = " ".join(page.extract_text().split())
    assert page.mediabox.width > page.mediabox.height, "A4 lying"
    for words in (
        "THI HÀNH ÁN DÂN SỰ TỈNH T",
        "KHU VỰC A",
        "Độc lập - Tự do - Hạnh phúc",
        "30/09/2026",
        "-3",
    ):
        assert words in printed
    assert "THỦ TRƯỞNG" in printed
    assert "khu vực B" not in printed


def test_a_wrong_day_brings_the_document_back_to_the_board(cast: Cast, as_) -> None:
    assert as_(cast.an).get(url("staffing_pdf", at="hom nay")).url == url("staffing") + "?at=hom+nay"


# --- what if -------------------------------------------------------------------------------------


def moves(*rows: tuple[str, str, str, str], **query: str) -> dict[str, str]:
    """from, to, number, who → the address."""
    found = {
        f"d{n}-{name}": value
        for n, row in enumerate(rows, 1)
        for name, value in zip(("tu", "den", "so", "ai"), row, strict=True)
    }
    return AT | found | query


@pytest.fixture
def offices(cast: Cast) -> Cast:
    """A: two people, one of them an enforcement officer with 300 việc; B: the same with 100."""
    for name, unit, cases in (("anh", cast.a, 300), ("bao", cast.b, 100)):
        UnitQuota.objects.create(unit=unit, seats=2, start=date(2020, 1, 1))
        appoint(cast.officer(name))
        to_enforce(cast.officer(name), unit, cases)
    enforcer(cast.b, "CC-chv")
    return cast


def told(response: Any) -> dict[str, tuple]:
    """code → gap, officers, việc an officer, before and after."""
    trial = response.context["trial"]
    return {
        row.code: tuple(
            (side.gap, side.officers, side.cases and side.cases.each) for side in (row.before, row.after)
        )
        for row in trial.changes
    }


def test_gap_and_work_before_and_after_for_the_units_and_those_above(offices: Cast, as_) -> None:
    response = as_(offices.mai).get(url("staffing_whatif", **moves(("T-B", "T-A", "1", "chv"))))
    within = (6, 3, Fraction(400, 3))  # ten people for four seats; 400 việc for three officers
    assert told(response) == {
        "T": (within, within),
        "T-A": ((0, 1, 300), (1, 2, 150)),
        "T-B": ((1, 2, 50), (0, 1, 100)),
    }


def test_nothing_is_written(offices: Cast, as_) -> None:
    before = list(Posting.objects.order_by("pk").values())
    as_(offices.mai).get(url("staffing_whatif", **moves(("T-B", "T-A", "1", "tat-ca"))))
    assert list(Posting.objects.order_by("pk").values()) == before


def test_the_moves_stand_in_the_address_and_one_may_be_left_out(offices: Cast, as_) -> None:
    query = moves(("T-B", "T-A", "1", "tat-ca"), ("T-A", "T-B", "2", "tat-ca"))
    response = as_(offices.mai).get(url("staffing_whatif", **query))
    without_first = response.context["filled"][0][1]
    again = as_(offices.mai).get(url("staffing_whatif") + without_first)
    assert [form.cleaned_data["so"] for form, _address in again.context["filled"]] == [2]


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        (("T-A", "T-A", "1", "tat-ca"), "den", "Đơn vị đến phải khác đơn vị đi"),
        (("T-A", "T-B", "0", "tat-ca"), "so", "ít nhất một người"),
        (("T-A", "T-B", "-2", "tat-ca"), "so", "ít nhất một người"),
        (("T-A", "T-B", "3", "tat-ca"), "so", "còn 2 người để chuyển"),
        (("T-A", "T-B", "2", "chv"), "so", "còn 1 chấp hành viên để chuyển"),
        (("T-A", "T-B", "hai", "tat-ca"), "so", "số nguyên"),
        (("T-A", "T-B", "9" * 30, "tat-ca"), "so", "lớn hơn mọi đơn vị"),
        (("T-A", "T-B", "", "tat-ca"), "so", ""),
        (("", "T-B", "1", "tat-ca"), "tu", ""),
        (("T-A", "KHONG", "1", "tat-ca"), "den", "không thuộc phạm vi của bạn"),
        (("T-A", "T-B", "1", "giam-doc"), "ai", "một trong hai"),
    ],
)
def test_a_move_that_cannot_be_is_named_at_its_field(offices: Cast, as_, row, field, words) -> None:
    response = as_(offices.mai).get(url("staffing_whatif", **moves(row)))
    ((form, _address),) = response.context["filled"]
    assert list(form.errors) == [field]
    assert words in str(form.errors[field])
    assert response.context["trial"] is None


def test_a_unit_out_of_reach_or_closed_is_no_choice(offices: Cast, as_) -> None:
    """The leader of A cannot send people to B, and nobody sends them to a unit that is closed."""
    response = as_(offices.an).get(url("staffing_whatif", **moves(("T-A", "T-B", "1", "tat-ca"))))
    assert "khu vực B" not in text(response)
    assert list(response.context["filled"][0][0].errors) == ["den"]
    UnitFactory(code="CC", parent=offices.t, end=date(2025, 7, 1))
    response = as_(offices.mai).get(url("staffing_whatif", **moves(("T-A", "CC", "1", "tat-ca"))))
    assert list(response.context["filled"][0][0].errors) == ["den"]


def test_who_sees_no_caseload_sees_the_gap_only(offices: Cast, as_) -> None:
    revoke(offices.mai, ReachCode.VIEW_CASELOAD, offices.t)
    response = as_(offices.mai).get(url("staffing_whatif", **moves(("T-B", "T-A", "1", "chv"))))
    assert told(response)["T-A"] == ((0, 1, None), (1, 2, None))
    assert "Không hiện số liệu án" in text(response)


@pytest.mark.parametrize(
    "query",
    [
        {"at": "x", "d1-tu": "T-A"},
        {"d999-tu": "T-A", "d0-den": "T-B"},
        {"d1-tu": "T-A", "d1-": "x", "d-tu": "y"},
        {f"d{n}-so": "1" for n in range(30)},
    ],
)
def test_odd_addresses_never_break_the_page(offices: Cast, as_, query) -> None:
    response = as_(offices.mai).get(url("staffing_whatif", **query))
    assert response.status_code == 200
    assert len(response.context.get("filled", ())) <= 10


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("staffing", ()),
        ("staffing_pdf", ()),
        ("staffing_chart", ("nghi",)),
        ("staffing_whatif", ()),
        ("staffing_people", ("T", "het-nhiem-ky")),
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_rows(offices: Cast, as_, name, args) -> None:
    client = as_(offices.mai)
    query = moves(("T-B", "T-A", "1", "chv"))
    post = Post.objects.get(name="Trưởng phòng")

    def grow(number: int) -> None:
        unit = UnitFactory(code=f"T-Z{number}", parent=offices.t)
        officer = enforcer(unit, f"CC-z{number}").officer
        to_enforce(officer, unit, 10)
        LeadershipTerm.objects.create(
            officer=officer, unit=unit, post=post, start=date(2022, 1, 1), end=date(2027, 1, 1)
        )

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(url(name, *args, **query))
        return len(captured)

    grow(1)
    queries()
    before = queries()
    grow(2)
    grow(3)
    assert queries() == before
