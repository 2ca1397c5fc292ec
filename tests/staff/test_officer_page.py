"""The page of one officer: who opens it, what is masked, what is logged, what it says."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from staff.enums import PostingKind
from staff.models import (
    AwardHeld,
    Disclosure,
    Officer,
    Pledge,
    Posting,
    Profile,
    Rank,
    RankHolding,
    RecordFile,
    Relation,
    SalaryStep,
)
from staff.registries import OfficerTab, officer_tabs
from staff.selectors.changes import HISTORY_TABLES
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory, UnitFactory
from tests.staff.screens import text, url

CCCD = "026085001234"


def officer_name(user: Any) -> str:
    return f'<span class="item-title">{user.officer.full_name}</span>'


@pytest.fixture
def with_cccd(cast: Cast) -> Cast:
    Officer.objects.filter(number="CC-anh").update(citizen_id=CCCD)
    return cast


def test_out_of_reach_is_not_found(cast: Cast, as_) -> None:
    assert as_(cast.an).get(url("officer", "CC-bao")).status_code == 404
    assert as_(cast.anh).get(url("officer", "CC-an")).status_code == 404
    assert as_(cast.an).get(url("officer", "CC-anh")).status_code == 200


def test_the_own_record_without_any_grant(cast: Cast, as_) -> None:
    page = text(as_(cast.anh).get(url("my_record")))
    assert "Nguyễn Thị Ánh" in page
    assert "Hồ sơ của tôi" in page


def test_an_account_without_an_officer_has_no_own_record(cast: Cast, as_) -> None:
    Officer.objects.filter(number="CC-anh").update(user=None)
    assert as_(cast.anh).get(url("my_record")).status_code == 404


@pytest.mark.parametrize("who", ["mai", "an", "anh", "kim"])
def test_the_citizen_number_is_masked_for_everyone_on_the_page_and_in_the_history(
    with_cccd: Cast, as_, who
) -> None:
    officer = with_cccd.officer("anh")
    officer.citizen_id = "026085009999"
    officer.save()
    client = as_(getattr(with_cccd, who))
    for tab in ("ho-so", "lich-su"):
        page = text(client.get(url("officer", "CC-anh", tab=tab)))
        assert "02608500" not in page
    assert "•••••••••999" in text(client.get(url("officer", "CC-anh")))


@pytest.mark.parametrize("who", ["mai", "anh"])
def test_revealing_is_logged(with_cccd: Cast, as_, who) -> None:
    user = getattr(with_cccd, who)
    page = text(as_(user).post(url("officer_reveal", "CC-anh", "citizen_id")))
    assert CCCD in page
    logged = Disclosure.objects.get()
    assert (logged.viewer, logged.officer.number, logged.field) == (user, "CC-anh", "citizen_id")
    assert officer_name(user) in text(as_(with_cccd.mai).get(url("officer", "CC-anh")))


def test_the_page_asks_for_a_part_only_with_htmx(with_cccd: Cast, as_) -> None:
    response = as_(with_cccd.mai).post(
        url("officer_reveal", "CC-anh", "citizen_id"), headers={"HX-Request": "true"}
    )
    assert CCCD in text(response)
    assert "<html" not in text(response)
    assert "no-store" in response["Cache-Control"]


def test_nothing_to_reveal_is_not_logged(cast: Cast, as_) -> None:
    as_(cast.mai).post(url("officer_reveal", "CC-anh", "citizen_id"))
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    ("who", "number", "status"),
    [
        ("an", "CC-anh", 403),  # leads the office, but may not unmask
        ("kim", "CC-anh", 403),
        ("an", "CC-bao", 404),
        ("ngoc", "CC-anh", 404),  # the verb without reach
        ("anh", "CC-an", 404),
    ],
)
def test_who_may_not_reveal(with_cccd: Cast, as_, who, number, status) -> None:
    assert (
        as_(getattr(with_cccd, who)).post(url("officer_reveal", number, "citizen_id")).status_code == status
    )
    assert not Disclosure.objects.exists()


def test_revealing_is_no_link(with_cccd: Cast, as_) -> None:
    assert as_(with_cccd.mai).get(url("officer_reveal", "CC-anh", "citizen_id")).status_code == 405


def test_the_log_is_shown_to_those_who_may_reveal(with_cccd: Cast, as_) -> None:
    heading = "Ai đã xem đầy đủ thông tin che"
    assert heading in text(as_(with_cccd.mai).get(url("officer", "CC-anh")))
    assert heading in text(as_(with_cccd.anh).get(url("officer", "CC-anh")))
    assert heading not in text(as_(with_cccd.an).get(url("officer", "CC-anh")))


def test_dates_known_in_part_are_shown_so(cast: Cast, as_) -> None:
    Officer.objects.filter(number="CC-anh").update(birth_date=date(1985, 1, 1), birth_precision="year")
    Posting.objects.filter(officer__number="CC-anh").update(start=date(2019, 3, 1), start_precision="month")
    page = text(as_(cast.mai).get(url("officer", "CC-anh")))
    assert "<dd>1985</dd>" in page
    assert "<dt>Ở đơn vị này từ</dt><dd>03/2019</dd>" in page
    postings = text(as_(cast.mai).get(url("officer", "CC-anh", tab="cong-tac")))
    assert "từ 03/2019" in postings


def test_the_retirement_day_with_its_rule(cast: Cast, as_) -> None:
    Officer.objects.filter(number="CC-anh").update(birth_date=date(1970, 1, 1), sex="female")
    page = text(as_(cast.anh).get(url("my_record")))
    assert "01/06/2027" in page
    assert "57 tuổi 4 tháng" in page
    assert "135/2020/NĐ-CP" in page


def test_the_history_says_who_changed_what(cast: Cast, as_) -> None:
    officer = cast.officer("anh")
    officer.ethnicity = "Tày"
    officer._history_user = cast.mai
    officer.save()
    page = text(as_(cast.an).get(url("officer", "CC-anh", tab="lich-su")))
    assert "Trần Thị Mai" in page
    assert "Dân tộc:</span> <del>–</del> → Tày" in page


def test_the_note_is_for_personnel(cast: Cast, as_) -> None:
    Officer.objects.filter(number="CC-anh").update(note="ghi chú riêng")
    assert "ghi chú riêng" in text(as_(cast.mai).get(url("officer", "CC-anh")))
    assert "ghi chú riêng" not in text(as_(cast.an).get(url("officer", "CC-anh")))


def test_a_number_with_a_slash_opens(cast: Cast, as_) -> None:
    PostingFactory(officer=OfficerFactory(number="VP/01"), unit=cast.a)
    assert as_(cast.an).get(url("officer", "VP/01")).status_code == 200


TABS = ["ho-so", "cong-tac", "ngach-luong", "quan-he", "dong-thoi-gian", "tai-lieu", "lich-su"]


@pytest.mark.parametrize("tab", TABS)
def test_the_officer_page_takes_the_same_queries_for_a_long_record(cast: Cast, as_, tab) -> None:
    client = as_(cast.mai)
    address = url("officer", "CC-anh", tab=tab)
    client.get(address)
    with CaptureQueriesContext(connection) as short:
        client.get(address)
    officer = cast.officer("anh")
    for n in range(3):
        PostingFactory(
            officer=officer,
            unit=UnitFactory(),
            start=date(2010, 1, 1) + timedelta(days=400 * n),
            end=date(2010, 1, 1) + timedelta(days=400 * n + 300),
        )
        RankHolding.objects.create(officer=officer, rank=Rank.objects.all()[n], start=date(2001 + n, 1, 1))
        Disclosure.objects.create(viewer=cast.mai, officer=officer, field="citizen_id")
        Relation.objects.create(
            officer=officer, relationship="child", full_name=f"Con {n}", start=date(2010 + n, 1, 1)
        )
        RecordFile.objects.create(
            officer=officer,
            kind="other",
            title=f"Tài liệu {n}",
            file=f"records/{n}.pdf",
            content_type="application/pdf",
            size=1,
            sha256=str(n) * 64,
            uploaded_by=cast.mai,
        )
    with CaptureQueriesContext(connection) as long:
        client.get(address)
    assert len(long) == len(short)


# --- as at a day -----------------------------------------------------------------------------------------


def test_the_head_says_what_held_on_the_day_asked_for(cast: Cast, as_) -> None:
    officer = cast.officer("anh")
    Posting.objects.filter(officer=officer).update(end=date(2024, 1, 1))
    PostingFactory(officer=officer, unit=cast.b, start=date(2024, 1, 1))
    client = as_(cast.mai)
    assert "CC-anh · Phòng Thi hành án dân sự khu vực A" in text(
        client.get(url("officer", "CC-anh", at="31/12/2023"))
    )
    assert "CC-anh · Phòng Thi hành án dân sự khu vực B" in text(
        client.get(url("officer", "CC-anh", at="01/01/2024"))
    )
    assert "không công tác vào ngày này" in text(client.get(url("officer", "CC-anh", at="01/01/2001")))


def test_the_tabs_keep_the_day(cast: Cast, as_) -> None:
    page = text(as_(cast.mai).get(url("officer", "CC-anh", at="31/12/2023")))
    assert "?tab=cong-tac&amp;at=31%2F12%2F2023" in page


@pytest.mark.parametrize("at", ["x", "31/02/2026", "0", "9" * 40, "01/01/9999"])
def test_a_day_that_is_none_is_explained_and_shows_nothing(cast: Cast, as_, at) -> None:
    page = text(as_(cast.mai).get(url("officer", "CC-anh", at=at)))
    assert "không phải là ngày" in page
    assert "Thông tin chung" not in page


@pytest.mark.parametrize(
    ("at", "state"), [("31/12/2019", "future"), ("01/01/2020", "now"), ("01/06/2024", "past")]
)
def test_a_fact_is_marked_by_how_it_lies_to_the_day(cast: Cast, as_, at, state) -> None:
    Posting.objects.filter(officer__number="CC-anh").update(end=date(2024, 6, 1))
    page = text(as_(cast.an).get(url("officer", "CC-anh", tab="cong-tac", at=at)))
    assert f'<tr class="fact-{state}">' in page
    others = {"future", "now", "past"} - {state}
    assert not any(f'class="fact-{other}"' in page for other in others)


# --- chapters --------------------------------------------------------------------------------------------


def test_a_chapter_shows_every_kind_with_its_decision(cast: Cast, as_) -> None:
    SalaryStep.objects.create(
        officer=cast.officer("anh"),
        step=4,
        start=date(2024, 3, 1),
        decision="15/QĐ-THADS",
        decision_date=date(2024, 2, 20),
        issuer="THADS tỉnh T",
    )
    page = text(as_(cast.an).get(url("officer", "CC-anh", tab="ngach-luong")))
    assert "15/QĐ-THADS" in page
    assert "(20/02/2024)" in page
    assert "THADS tỉnh T" in page
    assert "Phụ cấp" in page  # a kind without rows says so
    assert "Chưa có thông tin" in page


def test_only_the_rows_of_the_open_tab_are_read(cast: Cast, as_) -> None:
    AwardHeld.objects.create(
        officer=cast.officer("anh"), kind="title", name="Chiến sĩ", start=date(2025, 1, 1)
    )
    client = as_(cast.an)
    client.get(url("officer", "CC-anh"))
    with CaptureQueriesContext(connection) as asked:
        client.get(url("officer", "CC-anh", tab="cong-tac"))
    assert not [query for query in asked.captured_queries if "staff_awardheld" in query["sql"]]


def test_a_tab_of_another_app_is_rendered_only_when_it_is_open(cast: Cast, as_, monkeypatch) -> None:
    rendered: list[str] = []

    def render(request: Any, officer: Officer) -> str:
        rendered.append(officer.number)
        return "<p>nội dung của ứng dụng khác</p>"

    tab = OfficerTab("thu", "Tab thử", render, lambda request, officer: officer.number == "CC-anh")
    monkeypatch.setattr("staff.views.officer_tabs.officer_tabs", [*officer_tabs, tab])
    client = as_(cast.an)
    assert "Tab thử" in text(client.get(url("officer", "CC-anh")))
    assert rendered == []
    assert "nội dung của ứng dụng khác" in text(client.get(url("officer", "CC-anh", tab="thu")))
    assert rendered == ["CC-anh"]
    assert "Tab thử" not in text(client.get(url("officer", "CC-an")))


@pytest.mark.parametrize("tab", ["khong-co", "", "../", "quan-he"])
def test_a_tab_that_is_not_there_shows_the_record(cast: Cast, as_, tab) -> None:
    """Relatives are for those who keep the record: a leader has no such tab."""
    page = text(as_(cast.an).get(url("officer", "CC-anh", tab=tab)))
    assert "Thông tin chung" in page


# --- masked facts ----------------------------------------------------------------------------------------

SECRETS = {
    "insurance_number": "0110203999",
    "permanent_address": "12 ngõ Bí Mật",
    "current_address": "34 phố Kín Đáo",
    "phone": "0912345678",
    "health": "loại hai bí mật",
    "blood_group": "AB+",
}


@pytest.fixture
def with_secrets(cast: Cast) -> Cast:
    officer = cast.officer("anh")
    profile = Profile(officer=officer, religion="Không", **SECRETS)
    profile.save()
    profile.current_address = "56 phố Kín Đáo"
    profile.save()
    relation = Relation(
        officer=officer,
        relationship="spouse",
        full_name="Trần Văn Chồng",
        birth_year=1980,
        occupation="Giám đốc công ty Kín",
        start=date(2010, 1, 1),
    )
    relation.save()
    relation.full_name = "Trần Văn Chồng Mới"
    relation.save()
    return cast


HIDDEN = [*SECRETS.values(), "Kín Đáo", "Trần Văn Chồng", "công ty Kín", ">1980<"]


@pytest.mark.parametrize("who", ["mai", "an", "anh", "kim"])
@pytest.mark.parametrize("tab", TABS)
def test_masked_facts_stand_in_full_in_no_tab(with_secrets: Cast, as_, who, tab) -> None:
    page = text(as_(getattr(with_secrets, who)).get(url("officer", "CC-anh", tab=tab)))
    assert [secret for secret in HIDDEN if secret in page] == []


@pytest.mark.parametrize(
    ("what", "secret"),
    [("contact", "12 ngõ Bí Mật"), ("health", "loại hai bí mật"), ("relations", "Trần Văn Chồng Mới")],
)
@pytest.mark.parametrize("who", ["mai", "anh"])
def test_a_group_is_shown_in_full_on_request_and_logged(with_secrets: Cast, as_, who, what, secret) -> None:
    user = getattr(with_secrets, who)
    client = as_(user)
    whole = text(client.post(url("officer_reveal", "CC-anh", what)))
    part = text(client.post(url("officer_reveal", "CC-anh", what), headers={"HX-Request": "true"}))
    assert secret in whole
    assert secret in part
    assert "<html" not in part
    logged = [(seen.viewer, seen.field) for seen in Disclosure.objects.all()]
    assert logged == [(user, what), (user, what)]


def test_one_group_shown_leaves_the_others_masked(with_secrets: Cast, as_) -> None:
    page = text(as_(with_secrets.mai).post(url("officer_reveal", "CC-anh", "contact")))
    assert "loại hai bí mật" not in page


@pytest.mark.parametrize(
    ("who", "number", "status"),
    [("an", "CC-anh", 403), ("kim", "CC-anh", 403), ("an", "CC-bao", 404), ("ngoc", "CC-anh", 404)],
)
def test_who_may_not_see_a_group(with_secrets: Cast, as_, who, number, status) -> None:
    client = as_(getattr(with_secrets, who))
    assert client.post(url("officer_reveal", number, "relations")).status_code == status
    assert not Disclosure.objects.exists()


def test_an_unknown_group_is_not_found(with_secrets: Cast, as_) -> None:
    assert as_(with_secrets.mai).post(url("officer_reveal", "CC-anh", "note")).status_code == 404


def test_the_profile_is_for_those_who_keep_the_record(with_secrets: Cast, as_) -> None:
    heading = "Sơ yếu lý lịch"
    assert heading in text(as_(with_secrets.mai).get(url("officer", "CC-anh")))
    assert heading in text(as_(with_secrets.anh).get(url("my_record")))
    assert heading not in text(as_(with_secrets.an).get(url("officer", "CC-anh")))


# --- change history --------------------------------------------------------------------------------------


def test_the_history_holds_every_table_of_the_record() -> None:
    from staff.kinds import KINDS

    assert {kind.model for kind in KINDS} | {Officer, Profile, RecordFile, Pledge} <= set(HISTORY_TABLES)


def test_the_history_names_the_kind_and_shows_the_decision(cast: Cast, as_) -> None:
    posting = Posting.objects.create(
        officer=cast.officer("anh"), unit=cast.b, kind=PostingKind.SECONDMENT, start=date(2025, 1, 1)
    )
    posting.decision = "77/QĐ-BP"
    posting._history_user = cast.mai
    posting.save()
    page = text(as_(cast.an).get(url("officer", "CC-anh", tab="lich-su")))
    assert "Biệt phái" in page
    assert "<del>–</del> → 77/QĐ-BP" in page


def test_the_history_by_one_table(cast: Cast, as_) -> None:
    AwardHeld.objects.create(
        officer=cast.officer("anh"), kind="title", name="Chiến sĩ", start=date(2025, 1, 1)
    )
    client = as_(cast.an)
    assert "Chiến sĩ" in text(client.get(url("officer", "CC-anh", tab="lich-su", bang="awardheld")))
    assert "Chiến sĩ" not in text(client.get(url("officer", "CC-anh", tab="lich-su", bang="posting")))
    assert "Chiến sĩ" in text(client.get(url("officer", "CC-anh", tab="lich-su", bang="<x>")))


def test_the_history_of_relatives_is_not_for_leaders(with_secrets: Cast, as_) -> None:
    assert "Quan hệ gia đình, lợi ích" in text(
        as_(with_secrets.mai).get(url("officer", "CC-anh", tab="lich-su"))
    )
    page = text(as_(with_secrets.an).get(url("officer", "CC-anh", tab="lich-su", bang="relation")))
    assert "Quan hệ gia đình, lợi ích" not in page


@pytest.mark.parametrize("page_number", ["0", "-1", "x", "9" * 30, "2"])
def test_the_history_has_pages_and_forgives_odd_ones(cast: Cast, as_, page_number) -> None:
    officer = cast.officer("anh")
    for n in range(45):
        officer.ethnicity = f"Dân tộc {n}"
        officer.save()
    page = text(as_(cast.an).get(url("officer", "CC-anh", tab="lich-su", bang="officer", page=page_number)))
    assert "Trang" in page
    assert page.count("Dân tộc:</span>") <= 40
