"""Self-service corrections: propose with the difference in sight, decide against what is stored now."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from staff.access import ReachCode, grant
from staff.models import (
    AwardHeld,
    CorrectionRequest,
    Disclosure,
    Notice,
    Officer,
    Profile,
    Qualification,
    RecordFile,
    Relation,
    SalaryStep,
)
from staff.services.corrections import (
    AlreadyDecidedError,
    approve,
    propose,
    refuse,
    seen_of_row,
    withdraw,
)
from staff.services.errors import DomainError
from staff.services.profile import keep_profile
from tests.conftest import Cast
from tests.staff.screens import text, url


def proposed(
    cast: Cast, target: str = "officer", row: int | None = None, who: str = "anh", **new: str
) -> Any:
    from staff.selectors.corrections import target_of

    part = target_of(target)
    assert part is not None
    officer = cast.officer(who)
    return propose(
        actor=getattr(cast, who), officer=officer, target=part, row_id=row, new=new or {"ethnicity": "Tày"}
    )


def typed(**changed: str) -> dict[str, str]:
    """The whole form of the person's own facts."""
    facts = {"full_name": "Nguyễn Thị Ánh", "birth_date": "15/06/1985", "sex": "male", "ethnicity": ""}
    return facts | changed


def looked_at(page: str) -> str:
    found = re.search(r'name="looked_at" value="(\w+)"', page)
    return found.group(1) if found else ""


# --- proposing -------------------------------------------------------------------------------------------


def test_the_difference_is_shown_before_anything_is_sent(cast: Cast, as_) -> None:
    client, address = as_(cast.anh), url("correction_add", "officer")
    page = text(client.post(address, typed(ethnicity="Tày")))
    assert "Nội dung sẽ thay đổi" in page
    assert "<strong>Tày</strong>" in page
    assert not CorrectionRequest.objects.exists()
    client.post(address, typed(ethnicity="Tày", looked_at=looked_at(page), explanation="Giấy khai sinh"))
    request = CorrectionRequest.objects.get()
    assert (request.old, request.new) == ({"ethnicity": ""}, {"ethnicity": "Tày"})
    assert (request.officer, request.state, request.explanation) == (
        cast.officer("anh"),
        "waiting",
        "Giấy khai sinh",
    )
    assert cast.officer("anh").ethnicity == ""


def test_another_value_than_the_one_looked_at_is_shown_again_first(cast: Cast, as_) -> None:
    client, address = as_(cast.anh), url("correction_add", "officer")
    page = text(client.post(address, typed(ethnicity="Tày")))
    again = text(client.post(address, typed(ethnicity="Mường", looked_at=looked_at(page))))
    assert "<strong>Mường</strong>" in again
    assert not CorrectionRequest.objects.exists()


def test_looking_again_sends_nothing(cast: Cast, as_) -> None:
    client, address = as_(cast.anh), url("correction_add", "officer")
    page = text(client.post(address, typed(ethnicity="Tày")))
    client.post(address, typed(ethnicity="Tày", looked_at=looked_at(page), look_again="1"))
    assert not CorrectionRequest.objects.exists()


def test_nothing_new_is_no_proposal(cast: Cast, as_) -> None:
    assert "Không có gì khác" in text(as_(cast.anh).post(url("correction_add", "officer"), typed()))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"birth_date": "31/02/1985"}, "15/06/1965"),
        ({"birth_date": "01/01/0001"}, "01/01/1900"),
        ({"sex": "khác"}, "khác"),
        ({"full_name": "x" * 121}, "120"),
        ({"full_name": ""}, "Cần điền mục này"),
    ],
)
def test_bad_input_is_told_at_its_field(cast: Cast, as_, changed: dict[str, str], told: str) -> None:
    page = text(as_(cast.anh).post(url("correction_add", "officer"), typed(**changed)))
    assert told in page
    assert 'class="errorlist"' in page
    assert not CorrectionRequest.objects.exists()


def test_fields_that_are_the_agencys_cannot_be_proposed(cast: Cast, as_) -> None:
    client, address = as_(cast.anh), url("correction_add", "officer")
    page = text(client.post(address, typed(number="CC-1", note="x", service_start="01/01/2000")))
    assert "Không có gì khác" in page
    with pytest.raises(DomainError):
        proposed(cast, number="CC-1")


def test_a_masked_fact_is_not_shown_and_stays_when_left_empty(cast: Cast, as_) -> None:
    Officer.objects.filter(number="CC-anh").update(citizen_id="026085001234")
    page = text(as_(cast.anh).get(url("correction_add", "officer")))
    assert "026085001234" not in page
    page = text(as_(cast.anh).post(url("correction_add", "officer"), typed(ethnicity="Tày")))
    assert "căn cước" not in page[page.index("Nội dung sẽ thay đổi") : page.index("Gửi đề nghị")]


def test_a_new_row_of_a_kind(cast: Cast, as_) -> None:
    client, address = as_(cast.anh), url("correction_add", "khen-thuong")
    facts = {"kind": "title", "name": "Chiến sĩ thi đua", "year": "2024", "start": "01/2025"}
    page = text(client.post(address, facts))
    client.post(address, facts | {"looked_at": looked_at(page)})
    request = CorrectionRequest.objects.get()
    assert request.row is None
    assert request.new == {"kind": "title", "name": "Chiến sĩ thi đua", "year": "2024", "start": "01/2025"}


@pytest.mark.parametrize("start", ["", "x", "31/02/2025", "2300", "1800"])
def test_a_row_needs_a_first_day_that_is_one(cast: Cast, as_, start: str) -> None:
    facts = {"kind": "title", "name": "Chiến sĩ", "start": start}
    page = text(as_(cast.anh).post(url("correction_add", "khen-thuong"), facts))
    assert 'class="errorlist"' in page


def test_every_part_of_the_record_has_its_form(cast: Cast, as_) -> None:
    from staff.kinds import KINDS

    client = as_(cast.anh)
    for target in ("officer", "profile", *(kind.slug for kind in KINDS)):
        assert client.get(url("correction_add", target)).status_code == 200, target


@pytest.mark.parametrize("dong", ["x", "0", "-1", "9" * 40, "²", "٣"])
def test_a_row_that_is_none_of_ones_own_is_not_found(cast: Cast, as_, dong: str) -> None:
    assert as_(cast.anh).get(url("correction_add", "luong", dong=dong)).status_code == 404


def test_the_row_of_somebody_else_is_not_found(cast: Cast, as_) -> None:
    other = SalaryStep.objects.create(officer=cast.officer("bao"), step=3, start=date(2024, 1, 1))
    assert as_(cast.anh).get(url("correction_add", "luong", dong=str(other.pk))).status_code == 404
    with pytest.raises(DomainError):
        proposed(cast, "luong", row=other.pk, step="9")


def test_an_unknown_part_is_not_found_and_an_account_without_a_record_proposes_nothing(
    cast: Cast, as_
) -> None:
    assert as_(cast.anh).get(url("correction_add", "user")).status_code == 404
    Officer.objects.filter(number="CC-anh").update(user=None)
    assert as_(cast.anh).get(url("correction_add", "officer")).status_code == 404


def test_a_file_of_the_own_record_may_prove_it_no_other(cast: Cast, as_) -> None:
    facts = {"kind": "other", "title": "t", "content_type": "application/pdf", "size": 1}
    own = RecordFile.objects.create(officer=cast.officer("anh"), file="a.pdf", sha256="1" * 64, **facts)
    other = RecordFile.objects.create(officer=cast.officer("bao"), file="b.pdf", sha256="2" * 64, **facts)
    client, address = as_(cast.anh), url("correction_add", "officer")
    page = text(client.post(address, typed(ethnicity="Tày")))
    client.post(address, typed(ethnicity="Tày", looked_at=looked_at(page), proof=str(other.pk)))
    assert not CorrectionRequest.objects.exists()
    client.post(address, typed(ethnicity="Tày", looked_at=looked_at(page), proof=str(own.pk)))
    assert CorrectionRequest.objects.get().proof == own


def test_those_who_keep_the_record_are_told(cast: Cast) -> None:
    request = proposed(cast)
    told = Notice.objects.get()
    assert told.user == cast.mai
    assert "Nguyễn Thị Ánh" in told.text
    assert told.url == url("correction", request.pk)


# --- deciding --------------------------------------------------------------------------------------------


def decide(as_, who: Any, request: Any, act: str, **typed: str) -> Any:
    return as_(who).post(url("correction_decide", request.pk), {"act": act, "seen": "0"} | typed)


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found
    return found.group(1)


def test_an_accepted_proposal_stands_in_the_record_with_who_accepted_it(cast: Cast, as_) -> None:
    request = proposed(cast, ethnicity="Tày", birth_date="16/06/1985")
    page = text(as_(cast.mai).get(url("correction", request.pk)))
    decide(as_, cast.mai, request, "approve", seen=seen(page))
    officer = cast.officer("anh")
    assert (officer.ethnicity, officer.birth_date) == ("Tày", date(1985, 6, 16))
    assert officer.history.first().history_user == cast.mai
    request.refresh_from_db()
    assert (request.state, request.decided_by) == ("approved", cast.mai)
    assert Notice.objects.filter(user=cast.anh, url=url("correction", request.pk)).exists()


@pytest.mark.parametrize("answer", ["", "   "])
def test_a_refusal_needs_a_reason(cast: Cast, as_, answer: str) -> None:
    request = proposed(cast)
    page = text(decide(as_, cast.mai, request, "refuse", answer=answer))
    assert "Hãy ghi lý do không chấp nhận" in page
    request.refresh_from_db()
    assert request.state == "waiting"


def test_a_refused_proposal_changes_nothing_and_the_officer_reads_why(cast: Cast, as_) -> None:
    request = proposed(cast)
    decide(as_, cast.mai, request, "refuse", answer="Thiếu giấy khai sinh")
    assert cast.officer("anh").ethnicity == ""
    assert "Thiếu giấy khai sinh" in text(as_(cast.anh).get(url("correction", request.pk)))
    assert "Thiếu giấy khai sinh" in Notice.objects.get(user=cast.anh).text


def test_a_change_meanwhile_is_pointed_out(cast: Cast, as_) -> None:
    officer = cast.officer("anh")
    request = proposed(cast, ethnicity="Tày")
    client = as_(cast.mai)
    before = text(client.get(url("correction", request.pk)))
    officer.ethnicity = "Kinh"
    officer._history_user = cast.ngoc
    officer.save()
    page = text(client.get(url("correction", request.pk)))
    assert "Hồ sơ đã thay đổi sau khi có đề nghị này" in page
    assert "Hồ sơ đã thay đổi" not in before
    # who decides by the page of before is told, and nothing is written
    late = text(decide(as_, cast.mai, request, "approve", seen=seen(before)))
    assert "Bùi Thị Ngọc" in late
    assert cast.officer("anh").ethnicity == "Kinh"
    decide(as_, cast.mai, request, "approve", seen=seen(page))
    assert cast.officer("anh").ethnicity == "Tày"


def test_of_two_who_decide_the_second_is_told(cast: Cast, as_) -> None:
    request = proposed(cast)
    refuse(actor=cast.mai, request_id=request.pk, answer="Chưa rõ")
    with pytest.raises(AlreadyDecidedError, match="Không chấp nhận, Trần Thị Mai"):
        approve(actor=cast.ngoc, request_id=request.pk, seen=None)
    answer = decide(as_, cast.mai, request, "approve")
    assert answer.status_code == 302
    assert cast.officer("anh").ethnicity == ""


def test_nobody_decides_the_own_proposal(cast: Cast, as_) -> None:
    request = proposed(cast, who="mai")
    page = text(as_(cast.mai).get(url("correction", request.pk)))
    assert "Chấp nhận và ghi vào hồ sơ" not in page
    decide(as_, cast.mai, request, "approve")
    request.refresh_from_db()
    assert request.state == "waiting"


def test_the_officer_withdraws_while_it_waits_and_not_after(cast: Cast, as_) -> None:
    request = proposed(cast)
    as_(cast.anh).post(url("correction_withdraw", request.pk))
    request.refresh_from_db()
    assert request.state == "withdrawn"
    with pytest.raises(AlreadyDecidedError):
        withdraw(actor=cast.anh, request_id=request.pk)
    with pytest.raises(AlreadyDecidedError):
        approve(actor=cast.mai, request_id=request.pk, seen=None)


def test_only_the_person_withdraws(cast: Cast, as_) -> None:
    request = proposed(cast)
    assert as_(cast.mai).post(url("correction_withdraw", request.pk)).status_code == 404
    with pytest.raises(DomainError):
        withdraw(actor=cast.mai, request_id=request.pk)


def test_a_new_row_is_recorded_with_its_decision(cast: Cast) -> None:
    request = proposed(
        cast,
        "khen-thuong",
        kind="title",
        name="Chiến sĩ thi đua",
        start="01/2025",
        decision="12/QĐ",
        decision_date="20/01/2025",
    )
    approve(actor=cast.mai, request_id=request.pk, seen=0)
    row = AwardHeld.objects.get()
    assert (row.name, row.start, row.start_precision) == ("Chiến sĩ thi đua", date(2025, 1, 1), "month")
    assert (row.decision, row.decision_date) == ("12/QĐ", date(2025, 1, 20))
    assert row.history.first().history_user == cast.mai


def test_a_stored_row_is_corrected_where_it_stands(cast: Cast) -> None:
    row = Qualification.objects.create(
        officer=cast.officer("anh"),
        kind="language",
        level="b1",
        title="Tiếng Anh B1",
        school="Đại học Cũ",
        start=date(2015, 1, 1),
    )
    request = proposed(cast, "ngoai-ngu", row=row.pk, school="Đại học Ngoại ngữ")
    approve(actor=cast.mai, request_id=request.pk, seen=seen_of_row(row))
    row.refresh_from_db()
    assert (row.school, row.title, row.start) == ("Đại học Ngoại ngữ", "Tiếng Anh B1", date(2015, 1, 1))
    assert Qualification.objects.count() == 1


def test_profile_facts_go_into_the_profile(cast: Cast) -> None:
    request = proposed(cast, "profile", religion="Phật giáo", enlisted_on="01/09/2003", height_cm="160")
    approve(actor=cast.mai, request_id=request.pk, seen=0)
    stored = Profile.objects.get()
    assert (stored.religion, stored.enlisted_on, stored.height_cm) == ("Phật giáo", date(2003, 9, 1), 160)


def test_what_the_record_refuses_is_refused_here_and_leaves_the_proposal_waiting(cast: Cast, as_) -> None:
    request = proposed(cast, "profile", height_cm="16")
    page = text(decide(as_, cast.mai, request, "approve"))
    assert "165" in page
    assert not Profile.objects.exists()
    request.refresh_from_db()
    assert request.state == "waiting"


def test_a_row_that_was_withdrawn_meanwhile_cannot_be_corrected(cast: Cast, as_) -> None:
    row = AwardHeld.objects.create(
        officer=cast.officer("anh"), kind="title", name="Chiến sĩ", start=date(2025, 1, 1)
    )
    request = proposed(cast, "khen-thuong", row=row.pk, name="Lao động tiên tiến")
    row.delete()
    assert "không còn trong hồ sơ" in text(as_(cast.mai).get(url("correction", request.pk)))
    decide(as_, cast.mai, request, "approve")
    request.refresh_from_db()
    assert request.state == "waiting"


# --- what is masked --------------------------------------------------------------------------------------


def test_masked_facts_of_a_proposal_are_shown_on_record_only(cast: Cast, as_) -> None:
    keep_profile(actor=cast.mai, officer=cast.officer("anh"), seen=None, phone="0912345678")
    request = proposed(cast, "profile", phone="0987000111")
    client = as_(cast.mai)
    page = text(client.get(url("correction", request.pk)))
    assert "0987000111" not in page
    assert "0912345678" not in page
    assert not Disclosure.objects.exists()
    whole = text(client.post(url("correction_reveal", request.pk)))
    assert "0987000111" in whole
    logged = Disclosure.objects.get()
    assert (logged.viewer, logged.officer, logged.field) == (cast.mai, cast.officer("anh"), "contact")


def test_a_relative_of_a_proposal_is_masked_in_lists_and_files(cast: Cast, as_) -> None:
    row = Relation.objects.create(
        officer=cast.officer("anh"), relationship="spouse", full_name="Trần Kín Đáo", start=date(2010, 1, 1)
    )
    request = proposed(cast, "quan-he", row=row.pk, full_name="Trần Kín Mới")
    client = as_(cast.mai)
    for address in (url("correction", request.pk), url("corrections")):
        page = text(client.get(address))
        assert "Kín" not in page
    assert "Kín" in text(client.post(url("correction_reveal", request.pk)))


# --- the inbox -------------------------------------------------------------------------------------------


def names(page: str) -> list[str]:
    return re.findall(r'<a href="/nhan-su/de-nghi/\d+/">([^<]+)</a>', page)


def test_those_that_wait_come_first(cast: Cast, as_) -> None:
    refused = proposed(cast, who="bao")
    proposed(cast, who="anh")
    refuse(actor=cast.mai, request_id=refused.pk, answer="Chưa rõ")
    assert names(text(as_(cast.mai).get(url("corrections")))) == ["Nguyễn Thị Ánh", "Đỗ Quốc Bảo"]


def test_the_inbox_by_state_unit_and_name(cast: Cast, as_) -> None:
    refused = proposed(cast, who="bao")
    proposed(cast, who="anh")
    refuse(actor=cast.mai, request_id=refused.pk, answer="Chưa rõ")
    client = as_(cast.mai)
    assert names(text(client.get(url("corrections", state="refused")))) == ["Đỗ Quốc Bảo"]
    assert names(text(client.get(url("corrections", unit="T-A")))) == ["Nguyễn Thị Ánh"]
    assert len(names(text(client.get(url("corrections", unit="T"))))) == 2
    assert names(text(client.get(url("corrections", q="anh")))) == ["Nguyễn Thị Ánh"]


@pytest.mark.parametrize(
    "query", [{"state": "x"}, {"unit": "x"}, {"page": "0"}, {"page": "x"}, {"page": "9" * 30}, {"sort": "x"}]
)
def test_odd_addresses_are_answered(cast: Cast, as_, query: dict[str, str]) -> None:
    proposed(cast)
    client = as_(cast.mai)
    assert client.get(url("corrections", **query)).status_code == 200
    assert client.get(url("corrections_xlsx", **query)).status_code in (200, 302)


def test_an_officer_sees_the_own_proposals_only_and_an_empty_list_says_so(cast: Cast, as_) -> None:
    assert "Không có đề nghị nào" in text(as_(cast.bao).get(url("corrections")))
    request = proposed(cast, who="anh")
    assert names(text(as_(cast.anh).get(url("corrections")))) == ["Nguyễn Thị Ánh"]
    assert names(text(as_(cast.bao).get(url("corrections")))) == []
    assert as_(cast.bao).get(url("correction", request.pk)).status_code == 404


@pytest.mark.parametrize("who", ["an", "kim", "binh", "ngoc", "thu"])
def test_proposals_are_for_those_who_keep_the_record(cast: Cast, as_, who: str) -> None:
    request = proposed(cast, who="anh")
    client = as_(getattr(cast, who))
    assert client.get(url("correction", request.pk)).status_code == 404
    assert names(text(client.get(url("corrections")))) == []
    assert client.post(url("correction_decide", request.pk), {"act": "approve"}).status_code in (403, 404)
    request.refresh_from_db()
    assert request.state == "waiting"


def test_the_keeper_of_another_office_neither_sees_nor_is_told(cast: Cast, as_) -> None:
    grant(cast.ngoc, ReachCode.MANAGE_PEOPLE, cast.b)
    request = proposed(cast, who="anh")
    assert as_(cast.ngoc).get(url("correction", request.pk)).status_code == 404
    assert not Notice.objects.filter(user=cast.ngoc).exists()
    proposed(cast, who="bao")
    assert Notice.objects.filter(user=cast.ngoc).exists()


def test_the_inbox_takes_the_same_queries_for_three(cast: Cast, as_) -> None:
    proposed(cast, who="anh")
    client, address = as_(cast.mai), url("corrections")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for who in ("bao", "an"):
        refuse(actor=cast.mai, request_id=proposed(cast, who=who).pk, answer="Chưa rõ")
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(three) == len(one)


def test_the_workbook_has_the_filtered_rows_without_what_was_proposed(cast: Cast, as_) -> None:
    import io

    from openpyxl import load_workbook

    proposed(cast, who="anh", ethnicity="Tày bí mật")
    proposed(cast, who="bao")
    answer = as_(cast.mai).get(url("corrections_xlsx", unit="T-A"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "Nguyễn Thị Ánh" in cells
    assert "Đỗ Quốc Bảo" not in cells
    assert not [cell for cell in cells if "bí mật" in cell]
