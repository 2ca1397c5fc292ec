"""Pledges: plan, versions, the own confirmation with the password, paper, who is missing, who may see what."""

import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfReader

from hrm.kernel.pdf import PdfError
from staff.models import Officer, Pledge, PledgePlan, PledgeText, Rank, RankHolding, RecordFile, Unit
from staff.registries import installers
from staff.rules.pledging import PledgeState
from staff.selectors.pledges import newest_text, pledge_board, texts_waiting_for
from staff.services.errors import DomainError
from staff.services.pledges import make_plan, record_paper_pledge, sign_pledge, write_text
from staff.views.pledge_signing import _copy
from tests.conftest import Cast
from tests.factories import PostingFactory
from tests.staff.screens import text, url

PASSWORD = "mat-khau-thu-2026"
BODY = "Tôi cam kết không tham nhũng, tiêu cực.\nTôi cam kết không sách nhiễu đương sự."
PDF = b"%PDF-1.4 scan"


def today() -> date:
    return timezone.localdate()


def issued(cast: Cast, unit: Unit | None = None, **facts: Any) -> PledgePlan:
    year = today().year
    given = {
        "actor": cast.mai,
        "unit": unit or cast.t,
        "year": year,
        "title": "Kế hoạch liêm chính của T",
        "decision": "05/KH-THADS",
        "opened_on": date(year, 1, 1),
        "deadline": date(year, 12, 31),
        "enforcers_only": True,
        "body": BODY,
    }
    return make_plan(**{**given, **facts})


def make_enforcer(*officers: Officer) -> None:
    rank = Rank.objects.filter(family="enforcer").first()
    for officer in officers:
        RankHolding.objects.create(officer=officer, rank=rank, start=date(2020, 1, 1))


@pytest.fixture
def plan(cast: Cast) -> PledgePlan:
    """T asks its enforcement officers, of whom there is one in each office."""
    make_enforcer(cast.officer("anh"), cast.officer("bao"))
    return issued(cast)


def sign(cast: Cast, name: str, what: PledgeText, moment=None) -> Pledge:
    user = getattr(cast, name)
    return sign_pledge(actor=user, text=what, moment=moment or timezone.now(), render=_copy)


def board(plan: PledgePlan, *units: Unit, at: date | None = None):
    return pledge_board(plan, at or today(), Officer.objects.all(), [unit.pk for unit in units])


# --- plan and text ---


def test_a_plan_comes_with_its_first_text_and_who_issued_it(plan: PledgePlan, cast: Cast) -> None:
    first = newest_text(plan)
    assert first is not None
    assert (first.version, first.body) == (1, BODY)
    assert {row.history_user for row in plan.history.all()} == {cast.mai}


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"deadline": date(2020, 1, 1)}, "deadline"),
        ({"opened_on": date(2019, 1, 1)}, "opened_on"),
        ({"deadline": date(today().year + 1, 1, 31)}, "deadline"),
        ({"body": " \n "}, "body"),
    ],
)
def test_an_impossible_plan_is_refused_and_nothing_is_kept(cast: Cast, facts, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        issued(cast, **facts)
    assert refused.value.field == field
    assert not PledgePlan.objects.exists()


def test_one_plan_a_unit_and_year(plan: PledgePlan, cast: Cast) -> None:
    with pytest.raises(DomainError) as refused:
        issued(cast)
    assert refused.value.field == "year"
    issued(cast, unit=cast.a)


def test_the_same_text_again_is_no_new_version(plan: PledgePlan, cast: Cast) -> None:
    with pytest.raises(DomainError):
        write_text(actor=cast.mai, plan=plan, body=f"  {BODY}\r\n")
    assert write_text(actor=cast.mai, plan=plan, body=f"{BODY}\nThêm.").version == 2


# --- who is asked, who is missing ---


def test_the_missing_list_by_unit(plan: PledgePlan, cast: Cast) -> None:
    sign(cast, "anh", newest_text(plan))
    found = board(plan, cast.t, cast.a, cast.b)
    assert [(row.code, row.asked, row.signed, row.missing) for row in found.rows] == [
        ("T", 2, 1, 1),
        ("T-A", 1, 1, 0),
        ("T-B", 1, 0, 1),
    ]
    assert {(each.number, each.state) for each in found.signers} == {
        ("CC-anh", PledgeState.SIGNED),
        ("CC-bao", PledgeState.WAITING),
    }


def test_a_plan_for_everyone_asks_everyone_of_its_subtree(cast: Cast) -> None:
    found = board(issued(cast, unit=cast.a, enforcers_only=False), cast.t, cast.a, cast.b)
    assert {each.number for each in found.signers} == {"CC-an", "CC-anh"}


def test_after_the_deadline_what_is_missing_is_overdue(cast: Cast) -> None:
    make_enforcer(cast.officer("anh"))
    plan = issued(cast, deadline=date(today().year, 1, 1))
    late = date(today().year, 1, 2)
    assert [each.state for each in board(plan, cast.a, at=late).signers] == [PledgeState.OVERDUE]


def test_a_new_version_asks_again_and_the_old_pledge_stays(plan: PledgePlan, cast: Cast) -> None:
    sign(cast, "anh", newest_text(plan))
    assert texts_waiting_for(cast.officer("anh"), today()) == []
    second = write_text(actor=cast.mai, plan=plan, body=f"{BODY}\nThêm.")
    assert texts_waiting_for(cast.officer("anh"), today()) == [second]
    assert [each.state for each in board(plan, cast.a).signers] == [PledgeState.OLD_TEXT]
    assert Pledge.objects.count() == 1


@pytest.mark.parametrize("people", [1, 3])
def test_constant_queries_for_the_missing_list(plan, cast: Cast, people, django_assert_num_queries) -> None:
    for _n in range(people):
        make_enforcer(PostingFactory(unit=cast.a).officer)
    with django_assert_num_queries(5):
        assert len(board(plan, cast.a).signers) == people + 1


# --- the own confirmation ---


def test_signing_keeps_the_day_and_a_copy_with_text_name_and_hash(plan: PledgePlan, cast: Cast) -> None:
    what = newest_text(plan)
    pledge = sign(cast, "anh", what)
    assert (pledge.signed_on, pledge.method, pledge.recorded_by) == (today(), "account", cast.anh)
    assert pledge.copy.officer == cast.officer("anh")
    assert pledge.copy.kind == "pledge"
    with pledge.copy.file.open("rb") as kept:
        words = " ".join(PdfReader(kept).pages[0].extract_text().split())
    for part in ("Nguyễn Thị Ánh", "không sách nhiễu đương sự", "Xác nhận trên hệ thống", what.sha256):
        assert part in words
    assert "BẢN CAM KẾT" in words
    assert "chữ ký số" not in words


def test_the_same_version_is_not_signed_twice(plan: PledgePlan, cast: Cast) -> None:
    sign(cast, "anh", newest_text(plan))
    with pytest.raises(DomainError, match="đã được ký"):
        sign(cast, "anh", newest_text(plan))
    assert Pledge.objects.count() == RecordFile.objects.count() == 1


@pytest.mark.parametrize("name", ["an", "mai"])
def test_who_is_not_asked_cannot_sign(plan: PledgePlan, cast: Cast, name: str) -> None:
    with pytest.raises(DomainError):
        sign(cast, name, newest_text(plan))
    assert not Pledge.objects.exists()


def test_an_older_version_cannot_be_signed(plan: PledgePlan, cast: Cast) -> None:
    first = newest_text(plan)
    write_text(actor=cast.mai, plan=plan, body=f"{BODY}\nThêm.")
    with pytest.raises(DomainError):
        sign(cast, "anh", first)


def test_a_text_changed_behind_our_back_cannot_be_signed(plan: PledgePlan, cast: Cast) -> None:
    PledgeText.objects.update(body="Tôi không cam kết gì.")
    with pytest.raises(DomainError, match="mã kiểm tra"):
        sign(cast, "anh", newest_text(plan))


def test_without_a_copy_there_is_no_pledge(plan: PledgePlan, cast: Cast) -> None:
    def broken(signing: Any) -> bytes:
        raise PdfError("no")

    with pytest.raises(PdfError):
        sign_pledge(actor=cast.anh, text=newest_text(plan), moment=timezone.now(), render=broken)
    assert not Pledge.objects.exists()


# --- paper ---


def on_paper(cast: Cast, plan: PledgePlan, **facts: Any) -> Pledge:
    given = {
        "actor": cast.mai,
        "text": newest_text(plan),
        "officer": cast.officer("anh"),
        "signed_on": today(),
        "today": today(),
        "scan": io.BytesIO(PDF),
    }
    return record_paper_pledge(**{**given, **facts})


def test_a_paper_pledge_is_recorded_with_its_scan(plan: PledgePlan, cast: Cast) -> None:
    pledge = on_paper(cast, plan)
    assert (pledge.method, pledge.copy.content_type) == ("paper", "application/pdf")
    assert [each.state for each in board(plan, cast.a).signers] == [PledgeState.SIGNED]


def test_what_a_paper_pledge_may_not_be(plan: PledgePlan, cast: Cast) -> None:
    refused: list[dict[str, Any]] = [
        {"signed_on": today() + timedelta(days=1)},
        {"signed_on": plan.opened_on - timedelta(days=1)},
        {"officer": cast.officer("an")},
        {"scan": io.BytesIO(b"MZ not a scan")},
        {"scan": io.BytesIO(b"")},
        {"scan": io.BytesIO(PDF + b"x" * (10 * 1024 * 1024))},
    ]
    for facts in refused:
        with pytest.raises(DomainError):
            on_paper(cast, plan, **facts)
    assert not Pledge.objects.exists()
    assert not RecordFile.objects.exists()


# --- screens ---


def confirmation(version: int = 1, **more: str) -> dict[str, str]:
    return {"version": str(version), "agreed": "on", "password": PASSWORD, **more}


def test_the_officer_finds_the_text_at_home_reads_it_and_signs(plan: PledgePlan, cast: Cast, as_) -> None:
    for installer in installers:
        installer()
    client, address = as_(cast.anh), url("pledge_sign", str(plan.pk))
    assert address in text(client.get("/"))
    assert "không sách nhiễu đương sự" in text(client.get(address))
    assert "Đã ký phiên bản 1" in text(client.post(address, confirmation(), follow=True))
    pledge = Pledge.objects.get()
    assert address not in text(client.get("/"))
    copy = client.get(url("pledge_copy", str(pledge.pk)))
    assert b"".join(copy.streaming_content).startswith(b"%PDF")
    assert "attachment" in copy["Content-Disposition"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (confirmation(password="sai-mat-khau"), "Mật khẩu không đúng"),
        (confirmation(password=""), "Cần điền mục này"),
        ({"version": "1", "password": PASSWORD}, "đã đọc nội dung"),
        (confirmation(version=7), "phiên bản nội dung mới"),
    ],
)
def test_without_the_own_password_or_the_newest_text_nothing_is_stored(
    plan: PledgePlan, cast: Cast, as_, data, said: str
) -> None:
    page = text(as_(cast.anh).post(url("pledge_sign", str(plan.pk)), data))
    assert said in page
    assert PASSWORD not in page
    assert not Pledge.objects.exists()


@pytest.mark.parametrize("name", ["an", "mai", "loan"])
def test_only_who_is_asked_finds_the_page_to_sign(plan: PledgePlan, cast: Cast, as_, name: str) -> None:
    client = as_(getattr(cast, name))
    assert client.get(url("pledge_sign", str(plan.pk))).status_code == 404
    assert client.post(url("pledge_sign", str(plan.pk)), confirmation()).status_code == 404


@pytest.mark.parametrize(
    ("name", "status"), [("anh", 200), ("mai", 200), ("an", 403), ("bao", 404), ("binh", 404), ("ngoc", 404)]
)
def test_who_may_open_the_copy(plan: PledgePlan, cast: Cast, as_, name: str, status: int) -> None:
    """The person and those who keep the record; the leader sees that it was signed, not the file."""
    pledge = sign(cast, "anh", newest_text(plan))
    found = as_(getattr(cast, name)).get(url("pledge_copy", str(pledge.pk)))
    assert found.status_code in ({403, 404} if status == 403 else {status})


def test_the_plan_shows_leaders_their_own_people_only(plan: PledgePlan, cast: Cast, as_) -> None:
    page = text(as_(cast.an).get(url("pledge_plan", str(plan.pk))))
    assert "Nguyễn Thị Ánh" in page
    assert "Đỗ Quốc Bảo" not in page
    assert "bản giấy" not in page


def test_a_plan_of_another_office_is_not_found(cast: Cast, as_) -> None:
    other = issued(cast, unit=cast.b)
    assert as_(cast.an).get(url("pledge_plan", str(other.pk))).status_code == 404
    assert as_(cast.anh).get(url("pledge_plan", str(other.pk))).status_code == 403


def plan_data(**more: Any) -> dict[str, Any]:
    year = today().year
    base = {"unit": "T", "year": year, "title": "Kế hoạch", "decision": "", "enforcers_only": "on"}
    return {**base, "opened_on": f"01/01/{year}", "deadline": f"31/12/{year}", "body": BODY, **more}


def test_personnel_issue_a_plan_and_a_new_version(cast: Cast, as_) -> None:
    client = as_(cast.mai)
    assert "Kế hoạch" in text(client.post(url("pledge_plan_new"), plan_data(), follow=True))
    made = PledgePlan.objects.get()
    page = text(client.post(url("pledge_text_new", str(made.pk)), {"body": "Nội dung mới"}, follow=True))
    assert "phiên bản 2" in page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"year": "1e9"}, "Năm"),
        ({"year": str(10**30)}, "2100"),
        ({"deadline": "x"}, "dd/mm/yyyy"),
        ({"body": "Biểu tượng 🙂"}, "không in được"),
        ({"unit": "O"}, "O"),
        ({"deadline": "01/01/1999"}, "hạn ký"),
    ],
)
def test_bad_input_of_a_plan_is_named(cast: Cast, as_, data, said: str) -> None:
    assert said in text(as_(cast.mai).post(url("pledge_plan_new"), plan_data(**data)))
    assert not PledgePlan.objects.exists()


def test_a_paper_pledge_on_the_screen(plan: PledgePlan, cast: Cast, as_) -> None:
    client, address = as_(cast.mai), url("pledge_paper", str(plan.pk), "CC-bao")
    day = f"{today():%d/%m/%Y}"
    bad = {"signed_on": day, "file": SimpleUploadedFile("cam-ket.pdf", b"MZ")}
    assert "PDF" in text(client.post(address, bad))
    good = {"signed_on": day, "file": SimpleUploadedFile("cam-ket.pdf", PDF)}
    assert "Đỗ Quốc Bảo" in text(client.post(address, good, follow=True))
    assert Pledge.objects.get().method == "paper"
    assert as_(cast.binh).get(address).status_code == 403


def test_the_missing_list_as_a_workbook_with_its_filters(plan: PledgePlan, cast: Cast, as_) -> None:
    sign(cast, "anh", newest_text(plan))
    answer = as_(cast.mai).get(url("pledge_plan_xlsx", str(plan.pk), state="chua-ky"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]]
    assert [row[1] for row in rows] == ["CC-bao"]
    assert "Chưa ký" in rows[0]


@pytest.mark.parametrize("query", [{"page": "0"}, {"unit": "?"}, {"state": "x"}, {"sort": "-x"}, {"q": "%"}])
def test_odd_addresses_of_a_plan_are_answered(plan: PledgePlan, cast: Cast, as_, query) -> None:
    client = as_(cast.mai)
    assert client.get(url("pledge_plan", str(plan.pk), **query)).status_code == 200
    assert client.get(url("pledge_plan_xlsx", str(plan.pk), **query)).status_code == 200


def test_the_lists_of_plans(plan: PledgePlan, cast: Cast, as_) -> None:
    client = as_(cast.mai)
    assert plan.title in text(client.get(url("pledge_plans")))
    assert plan.title not in text(client.get(url("pledge_plans", year="1999")))
    assert client.get(url("pledge_plans_xlsx")).status_code == 200


def test_an_empty_list_of_plans_says_what_a_plan_is(cast: Cast, as_) -> None:
    assert "Chưa có kế hoạch" in text(as_(cast.mai).get(url("pledge_plans")))
