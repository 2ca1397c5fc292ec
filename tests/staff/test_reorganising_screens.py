"""Reorganisations on the screen: a plan is drafted, previewed, confirmed; wrong input is said at its field."""

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from staff.models import Posting, ReorganisationPlan, Unit, UnitQuota
from staff.rules.reorganising import Scheme, Step, Target, content_of
from tests.conftest import Cast
from tests.factories import PostingFactory, UnitFactory
from tests.staff.screens import text, url

DAY = date(2026, 12, 1)
FRAME = {"title": "Sáp nhập A và B", "day": "01/12/2026", "decision": "12/QĐ-BTP"}
NEW_UNIT = {
    "code": "T-AB",
    "name": "Phòng THADS khu vực AB",
    "kind": "phong_khu_vuc",
    "parent": "T",
    "into": "new",
}


@pytest.fixture
def plan(cast: Cast) -> ReorganisationPlan:
    """A and B become AB on 01/12/2026; both have a head."""
    target = Target("T-AB", "Phòng THADS khu vực AB", "phong_khu_vuc", "T")
    for unit, seats in ((cast.a, 5), (cast.b, 4)):
        UnitQuota.objects.create(unit=unit, seats=seats, start=date(2020, 1, 1))
    made: ReorganisationPlan = ReorganisationPlan.objects.create(
        unit=cast.t,
        title="Sáp nhập A và B",
        day=DAY,
        content=content_of(Scheme((Step("merge", ("T-A", "T-B"), (target,)),))),
    )
    return made


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    assert found, name
    return found.group(1)


def led(cast: Cast, name: str) -> str:
    return f"post.{Posting.objects.get(officer=cast.officer(name)).pk}"


def confirmation(cast: Cast, client: Any, plan: ReorganisationPlan) -> dict[str, Any]:
    """What the page sends when its preview is confirmed: An stays head, Bình gives the post up."""
    choices = {led(cast, "binh"): "0"}
    client.post(url("reorganisation_choose", str(plan.pk)), choices)
    page = text(client.get(url("reorganisation", str(plan.pk))))
    return {**choices, "fingerprint": hidden(page, "fingerprint"), "marks": hidden(page, "marks")}


# --- from the empty list to the result -----------------------------------------------------------


def test_the_empty_list_invites_to_begin(cast: Cast, as_) -> None:
    page = text(as_(cast.mai).get(url("reorganisations")))
    assert "Chưa có phương án sắp xếp" in page
    assert url("reorganisation_new") in page


def test_a_plan_from_the_first_form_to_the_result(cast: Cast, as_) -> None:
    client = as_(cast.mai)
    client.post(url("reorganisation_new"), {**FRAME, "unit": cast.t.pk})
    made = ReorganisationPlan.objects.get()
    address = url("reorganisation_new_step", str(made.pk), "gop")
    seen = hidden(text(client.get(address)), "seen")
    client.post(address, {**NEW_UNIT, "sources": ["T-A", "T-B"], "seen": seen})
    page = text(client.get(url("reorganisation", str(made.pk))))
    assert "sẽ có 2 người đứng đầu" in page
    assert "Xác nhận và thực hiện" not in page
    response = client.post(
        url("reorganisation_carry_out", str(made.pk)), confirmation(cast, client, made), follow=True
    )
    assert "Đã thực hiện sắp xếp tổ chức" in text(response)
    assert Unit.objects.get(code="T-AB").start == DAY
    assert ReorganisationPlan.objects.get().applied_by == cast.mai


def test_a_split_is_entered_in_blocks(cast: Cast, as_) -> None:
    client = as_(cast.mai)
    UnitQuota.objects.create(unit=cast.a, seats=5, start=date(2020, 1, 1))
    made = ReorganisationPlan.objects.create(unit=cast.t, title="Tách A", day=DAY)
    address = url("reorganisation_new_step", str(made.pk), "tach")
    blocks = {
        f"{name}_{number}": value
        for number in (1, 2)
        for name, value in {
            "code": f"T-A{number}",
            "name": f"Phòng {number}",
            "kind": "phong_khu_vuc",
            "parent": "T",
            "seats": str(number + 1),
        }.items()
    }
    seen = hidden(text(client.get(address)), "seen")
    assert client.post(address, {**blocks, "source": "T-A", "seen": seen}).status_code == 302
    page = text(client.get(url("reorganisation", str(made.pk))))
    anh = cast.officer("anh")
    assert f'name="person.{anh.pk}:T-A"' in page
    sent = {f"person.{anh.pk}:T-A": "T-A2"}
    page = text(client.post(url("reorganisation_choose", str(made.pk)), sent, follow=True))
    assert '<option value="T-A2" selected>' in page


def test_a_step_may_be_changed_and_taken_out(cast: Cast, as_, plan) -> None:
    client = as_(cast.mai)
    page = text(client.get(url("reorganisation_step", str(plan.pk), "0")))
    assert 'value="T-AB"' in page
    seen = hidden(page, "seen")
    changed = {**NEW_UNIT, "code": "T-X", "sources": ["T-A", "T-B"], "seen": seen}
    client.post(url("reorganisation_step", str(plan.pk), "0"), changed)
    page = text(client.get(url("reorganisation", str(plan.pk))))
    assert "(T-X)" in page
    client.post(url("reorganisation_remove_step", str(plan.pk), "0"), {"seen": hidden(page, "seen")})
    assert "Chưa có bước nào" in text(client.get(url("reorganisation", str(plan.pk))))


def test_units_below_are_decided_on_the_preview(cast: Cast, as_, plan) -> None:
    UnitFactory(code="T-A-1", name="Tổ Một", kind="phong", parent=cast.a)
    client = as_(cast.mai)
    page = text(client.get(url("reorganisation", str(plan.pk))))
    assert 'name="below.T-A-1"' in page
    assert 'value="T-AB-1"' in page
    sent = {"below.T-A-1": "mo:T-AB", "code.T-A-1": "T-B"}
    page = text(client.post(url("reorganisation_choose", str(plan.pk)), sent, follow=True))
    assert "mã đơn vị “T-B” đã dùng" in page
    sent = {"below.T-A-1": "nhap:T-AB", "code.T-A-1": ""}
    client.post(url("reorganisation_choose", str(plan.pk)), sent)
    stored = ReorganisationPlan.objects.get(pk=plan.pk).content["choices"]["below"]
    assert stored == {"T-A-1": ["T-AB", ""]}


def test_a_plan_is_dropped(cast: Cast, as_, plan) -> None:
    client = as_(cast.mai)
    page = text(client.post(url("reorganisation_drop", str(plan.pk)), follow=True))
    assert "Đã bỏ phương án" in page
    assert "Phương án này đã bỏ" in text(client.get(url("reorganisation", str(plan.pk))))


# --- what was confirmed is what is done ----------------------------------------------------------


def test_data_that_changed_show_the_preview_again_and_say_what_differs(cast: Cast, as_, plan) -> None:
    client = as_(cast.mai)
    sent = confirmation(cast, client, plan)
    PostingFactory(officer__full_name="Trịnh Văn Mới", unit=cast.b, start=date(2021, 1, 1))
    response = client.post(url("reorganisation_carry_out", str(plan.pk)), sent)
    assert response.status_code == 409
    page = " ".join(response.content.decode().split())
    assert "Bản xem trước không còn như lúc bạn xác nhận" in page
    alert = page[page.index("Những chỗ đã khác") :][:400]
    assert "Trịnh Văn Mới" in alert
    assert not Unit.objects.filter(code="T-AB").exists()
    again = {**sent, "fingerprint": hidden(page, "fingerprint"), "marks": hidden(page, "marks")}
    client.post(url("reorganisation_carry_out", str(plan.pk)), again)
    assert Unit.objects.filter(code="T-AB").exists()


def test_a_choice_changed_just_before_confirming_is_previewed_first(cast: Cast, as_, plan) -> None:
    client = as_(cast.mai)
    sent = confirmation(cast, client, plan)
    deputy = {led(cast, "an"): "0", led(cast, "binh"): "0"}
    response = client.post(url("reorganisation_carry_out", str(plan.pk)), {**sent, **deputy})
    assert response.status_code == 409
    assert not Unit.objects.filter(code="T-AB").exists()


def test_it_is_carried_out_once(cast: Cast, as_, plan) -> None:
    client = as_(cast.mai)
    sent = confirmation(cast, client, plan)
    client.post(url("reorganisation_carry_out", str(plan.pk)), sent)
    count = Posting.objects.count()
    page = text(client.post(url("reorganisation_carry_out", str(plan.pk)), sent, follow=True))
    assert "không thay đổi được nữa" in page
    assert Posting.objects.count() == count
    assert client.get(url("reorganisation_frame", str(plan.pk))).status_code == 302
    assert client.get(url("reorganisation_people", str(plan.pk))).status_code == 302


def test_the_two_boards_are_linked_and_the_old_one_reads_as_before(cast: Cast, as_, plan) -> None:
    client = as_(cast.mai)
    old = client.get(url("staffing", at="30/11/2026")).context["board"].rows
    client.post(url("reorganisation_carry_out", str(plan.pk)), confirmation(cast, client, plan))
    page = text(client.get(url("reorganisation", str(plan.pk))))
    assert f"{url('staffing')}?at=2026-11-30" in page
    assert f"{url('staffing')}?at=2026-12-01" in page
    assert client.get(url("staffing", at="30/11/2026")).context["board"].rows == old
    codes = [row.code for row in client.get(url("staffing", at="01/12/2026")).context["board"].rows]
    assert codes == ["T", "T-AB"]


# --- wrong input ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "id_title"),
        ({"title": "x" * 201}, "200"),
        ({"unit": ""}, "id_unit"),
        ({"unit": "999999"}, "id_unit"),
        ({"unit": "abc"}, "id_unit"),
        ({"day": ""}, "id_day"),
        ({"day": "31/02/2026"}, "id_day"),
        ({"day": "01/01/1900"}, "từ năm 1990"),
        ({"day": "01/06/2019"}, "đến ngày 01/01/2020 mới có đơn vị này"),
        ({"decision": "x" * 81}, "80"),
    ],
)
def test_a_wrong_frame_is_said_at_its_field(cast: Cast, as_, wrong, said) -> None:
    page = text(as_(cast.mai).post(url("reorganisation_new"), {**FRAME, "unit": cast.t.pk, **wrong}))
    assert said in page
    assert "has-error" in page
    assert ReorganisationPlan.objects.count() == 0


def test_a_unit_out_of_reach_cannot_be_planned_for(cast: Cast, as_) -> None:
    other = UnitFactory(code="O", kind="thads_tinh")
    page = text(as_(cast.mai).post(url("reorganisation_new"), {**FRAME, "unit": other.pk}))
    assert "has-error" in page
    assert ReorganisationPlan.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sources": []}, "Chọn ít nhất hai đơn vị"),
        ({"sources": ["T-A", "X"]}, "has-error"),
        ({"code": "T-A"}, "mã đơn vị “T-A” đã dùng"),
        ({"code": ""}, "Nhập mã cho đơn vị mới"),
        ({"name": ""}, "Nhập tên đơn vị mới"),
        ({"kind": ""}, "Chọn loại đơn vị"),
        ({"seats": "-1"}, "has-error"),
        ({"seats": "abc"}, "has-error"),
        ({"seats": "8"}, "Tổng biên chế không khớp: trước 9, sau 8"),
        ({"into": "existing", "existing": ""}, "has-error"),
        ({"into": "existing", "existing": "T-A"}, "kết thúc hoạt động theo chính phương án này"),
    ],
)
def test_a_wrong_step_is_said_at_its_field_and_not_kept(cast: Cast, as_, plan, wrong, said) -> None:
    plan.content = {}
    plan.save()
    address = url("reorganisation_new_step", str(plan.pk), "gop")
    client = as_(cast.mai)
    seen = hidden(text(client.get(address)), "seen")
    page = text(client.post(address, {**NEW_UNIT, "sources": ["T-A", "T-B"], "seen": seen, **wrong}))
    assert said in page
    assert "has-error" in page
    assert ReorganisationPlan.objects.get(pk=plan.pk).content == {}


def test_the_second_of_two_editors_is_told(cast: Cast, as_, plan) -> None:
    client = as_(cast.mai)
    seen = hidden(text(client.get(url("reorganisation_frame", str(plan.pk)))), "seen")
    sent = {**FRAME, "unit": cast.t.pk, "seen": seen}
    client.post(url("reorganisation_frame", str(plan.pk)), {**sent, "title": "Của người thứ nhất"})
    page = text(client.post(url("reorganisation_frame", str(plan.pk)), {**sent, "title": "Người thứ hai"}))
    assert "vừa sửa phương án" in page
    assert ReorganisationPlan.objects.get(pk=plan.pk).title == "Của người thứ nhất"


ODD = {
    "below.T-A": "???",
    "code.T-A": "x" * 500,
    "post.abc": "1",
    f"post.{'9' * 30}": "1",
    "post.1": "-5",
    "standin.²": "1",
    "person.": "",
    "grant": ["a", "b"],
    "grant-shown": ["a"],
    "fingerprint": "x" * 1000,
    "marks": "a= =b person:²=1 person:99999999999999999999=1 unit:=2",
}


@pytest.mark.parametrize("name", ["reorganisation_choose", "reorganisation_carry_out"])
def test_odd_choices_are_no_traceback(cast: Cast, as_, plan, name) -> None:
    response = as_(cast.mai).post(url(name, str(plan.pk)), ODD)
    assert response.status_code in (302, 409)
    assert not Unit.objects.filter(code="T-AB").exists()
    assert as_(cast.mai).get(url("reorganisation", str(plan.pk))).status_code == 200


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=999", "sort=x", "state=x", "q=" + "x" * 300])
def test_odd_addresses_are_no_traceback(cast: Cast, as_, plan, query) -> None:
    client = as_(cast.mai)
    for name in ("reorganisations", "reorganisations_xlsx"):
        assert client.get(f"{url(name)}?{query}").status_code in (200, 302)


def test_unknown_steps_and_kinds_are_not_found(cast: Cast, as_, plan) -> None:
    client = as_(cast.mai)
    assert client.get(url("reorganisation_step", str(plan.pk), "7")).status_code == 404
    assert client.get(url("reorganisation_new_step", str(plan.pk), "xoa")).status_code == 404
    assert client.get(url("reorganisation", "999")).status_code == 404


# --- who may, and what they see ------------------------------------------------------------------


def test_an_auditor_reads_the_preview_and_changes_nothing(cast: Cast, as_, plan) -> None:
    page = text(as_(cast.kim).get(url("reorganisation", str(plan.pk))))
    assert "Đỗ Quốc Bảo" in page
    assert "Lưu lựa chọn" not in page
    assert "Phân quyền trên đơn vị mới" not in page
    for name in ("choose", "carry_out", "drop"):
        assert as_(cast.kim).post(url(f"reorganisation_{name}", str(plan.pk))).status_code == 403


def test_a_leader_of_one_office_sees_no_plan_of_the_province(cast: Cast, as_, plan) -> None:
    assert as_(cast.an).get(url("reorganisation", str(plan.pk))).status_code == 404
    assert "Sáp nhập A và B" not in text(as_(cast.an).get(url("reorganisations")))


def rows(response: Any) -> list[tuple]:
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return list(sheet.iter_rows(min_row=4, values_only=True))


def test_list_and_people_come_as_workbooks(cast: Cast, as_, plan) -> None:
    client = as_(cast.mai)
    assert rows(client.get(url("reorganisations_xlsx")))[0][0] == "Sáp nhập A và B"
    assert rows(client.get(url("reorganisations_xlsx", state="applied"))) == []
    people = rows(client.get(url("reorganisation_people", str(plan.pk))))
    assert {row[0] for row in people} == {"CC-an", "CC-anh", "CC-binh", "CC-bao"}
    an = next(row for row in people if row[0] == "CC-an")
    assert an[3:7] == (
        "Phòng Thi hành án dân sự khu vực A",
        "Phòng THADS khu vực AB",
        "Trưởng phòng",
        "Trưởng phòng",
    )


@pytest.mark.parametrize(("query", "found"), [("sáp nhập", 1), ("SÁP", 1), ("tách", 0), ("12/QĐ", 0)])
def test_the_list_is_searched_by_words(cast: Cast, as_, plan, query, found) -> None:
    response = as_(cast.mai).get(url("reorganisations", q=query))
    assert len(response.context["table"].rows) == found


def test_the_list_takes_the_same_queries_for_one_and_three(cast: Cast, as_, plan) -> None:
    client = as_(cast.mai)
    client.get(url("reorganisations"))
    with CaptureQueriesContext(connection) as one:
        client.get(url("reorganisations"))
    for number in range(2):
        ReorganisationPlan.objects.create(unit=cast.t, title=f"Khác {number}", day=DAY, created_by=cast.mai)
    with CaptureQueriesContext(connection) as three:
        client.get(url("reorganisations"))
    assert len(three) == len(one)


def test_the_preview_takes_the_same_queries_for_few_and_many(cast: Cast, as_, plan) -> None:
    client = as_(cast.mai)
    client.get(url("reorganisation", str(plan.pk)))
    with CaptureQueriesContext(connection) as few:
        client.get(url("reorganisation", str(plan.pk)))
    for number in range(3):
        unit = UnitFactory(code=f"T-A-{number}", parent=cast.a)
        PostingFactory(unit=unit)
    with CaptureQueriesContext(connection) as many:
        client.get(url("reorganisation", str(plan.pk)))
    assert len(many) == len(few)
