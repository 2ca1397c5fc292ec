"""The screens: who opens what, lists with filters, what a form writes, boards and their papers."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import ActionPlan, Attendance, Dissemination, Review, Task, TaskReport
from cms.services.followup_reports import report_on_task
from tests.cms.followup.conftest import TODAY

OVERDUE = date(2026, 11, 1)


def text_of(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def plan_in(cast, directive) -> ActionPlan:
    return ActionPlan.objects.create(
        directive=directive, unit=cast.a, symbol="09/KH-A", issued_on=directive.issued_on, title="Kế hoạch A"
    )


def test_a_meeting_is_recorded_and_the_list_proposes_who_served_there(cast, directive, browse):
    client = browse(cast.an)
    typed = {"unit": "T-A", "held_on": "20/09/2026", "form": "conference", "place": "Phòng họp"}
    answer = client.post(f"/chi-dao/{directive.pk}/quan-triet/", typed)
    row = Dissemination.objects.get()
    assert answer.url == f"/chi-dao/quan-triet/{row.pk}/diem-danh/"
    page = text_of(client, answer.url)
    assert "Nguyễn Thị Ánh" in page
    assert "Đỗ Quốc Bảo" not in page
    an, anh = cast.officer("an").pk, cast.officer("anh").pk
    client.post(answer.url, {f"p{an}": "on", f"r{anh}": "Nghỉ ốm"})
    assert Attendance.objects.get(present=False).reason == "Nghỉ ốm"
    shown = text_of(client, f"/chi-dao/quan-triet/{row.pk}/")
    assert "50,0%" in shown
    assert "(1/2)" in shown


def test_a_bad_day_is_told_at_its_field_and_nothing_is_kept(cast, directive, browse):
    typed = {"unit": "T-A", "held_on": "31/02/2026", "form": "conference"}
    answer = browse(cast.an).post(f"/chi-dao/{directive.pk}/quan-triet/", typed)
    assert answer.status_code == 200
    assert answer.context["form"].errors["held_on"]
    assert not Dissemination.objects.exists()


def test_a_leader_cannot_choose_another_office(cast, directive, browse):
    typed = {"unit": "T-B", "held_on": "20/09/2026", "form": "conference"}
    answer = browse(cast.an).post(f"/chi-dao/{directive.pk}/quan-triet/", typed)
    assert answer.context["form"].errors["unit"]
    assert not Dissemination.objects.exists()


def test_a_plan_with_its_file_and_tasks_given_at_once(cast, directive, browse):
    client = browse(cast.an)
    typed = {
        "unit": "T-A",
        "symbol": "09/KH-A",
        "issued_on": "10/09/2026",
        "title": "Kế hoạch thực hiện",
        "file": SimpleUploadedFile("ke-hoach.pdf", b"%PDF-1.4 noi dung"),
    }
    client.post(f"/chi-dao/{directive.pk}/ke-hoach/", typed)
    plan = ActionPlan.objects.get()
    assert client.get(f"/chi-dao/ke-hoach/{plan.pk}/tep/").getvalue() == b"%PDF-1.4 noi dung"
    lines = {
        "owner1": "CC-anh",
        "title1": "Việc một",
        "product1": "Báo cáo",
        "deadline1": "31/12/2026",
        "owner3": "CC-an",
        "title3": "Việc hai",
        "product3": "Báo cáo",
        "deadline3": "31/12/2026",
    }
    url = f"/chi-dao/ke-hoach/{plan.pk}/giao-viec/"
    half = client.post(url, {**lines, "deadline3": ""})
    assert half.context["form"].errors["deadline3"]
    assert not Task.objects.exists()
    client.post(url, lines)
    assert list(Task.objects.order_by("pk").values_list("title", flat=True)) == ["Việc một", "Việc hai"]
    assert "Việc một" in text_of(client, f"/chi-dao/ke-hoach/{plan.pk}/")


def test_an_empty_sheet_of_lines_says_so(cast, directive, browse):
    plan = plan_in(cast, directive)
    answer = browse(cast.an).post(f"/chi-dao/ke-hoach/{plan.pk}/giao-viec/", {"title1": " "})
    assert answer.context["form"].non_field_errors()


def test_a_task_is_given_reported_and_accepted_in_the_browser(cast, directive, browse):
    lead, does = browse(cast.an), browse(cast.anh)
    typed = {
        "unit": "T-A",
        "owner": "CC-anh",
        "title": "Rà soát",
        "product": "Báo cáo",
        "deadline": "15/12/2026",
    }
    task_url = lead.post(f"/chi-dao/{directive.pk}/giao-viec/", typed).url
    assert "Rà soát" in text_of(does, "/nhiem-vu/cua-toi/")
    does.post(f"{task_url}bao-cao/", {"text": "Xong", "finished": "on"})
    report = TaskReport.objects.get()
    assert "Rà soát" in text_of(lead, "/nhiem-vu/cua-toi/")
    lead.post(f"/nhiem-vu/bao-cao/{report.pk}/chap-nhan/", {"answer": "Tốt"})
    task = Task.objects.get()
    assert (task.state, task.done_on) == ("done", TODAY)
    page = text_of(does, task_url)
    assert "Tốt" in page


def test_a_report_without_percentage_or_tick_is_asked_for_one(cast, give, browse):
    task = give()
    answer = browse(cast.anh).post(f"/nhiem-vu/{task.pk}/bao-cao/", {"text": "Đang làm"})
    assert answer.context["form"].errors["percent"]
    assert not TaskReport.objects.exists()


def test_neither_a_colleague_nor_another_leader_touches_a_task(cast, give, browse):
    task = give()
    for user, status in ((cast.bao, 404), (cast.binh, 404)):
        client = browse(user)
        assert client.get(f"/nhiem-vu/{task.pk}/").status_code == status
        assert client.post(f"/nhiem-vu/{task.pk}/bao-cao/", {"text": "x", "percent": "1"}).status_code == 404
    assert browse(cast.anh).get(f"/nhiem-vu/{task.pk}/sua/").status_code == 403
    assert browse(cast.binh).get(f"/nhiem-vu/{task.pk}/rut/").status_code == 404
    # Who leads the unit reports nothing in somebody's place.
    assert browse(cast.an).post(f"/nhiem-vu/{task.pk}/bao-cao/", {"text": "x"}).status_code == 404


def test_a_change_and_a_withdrawal_by_form(cast, give, browse):
    task, client = give(), browse(cast.an)
    page = client.get(f"/nhiem-vu/{task.pk}/sua/")
    typed = {"owner": "CC-an", "deadline": "31/12/2026", "reason": "Đổi phân công"}
    client.post(f"/nhiem-vu/{task.pk}/sua/", {**typed, "seen": page.context["form"]["seen"].value()})
    task.refresh_from_db()
    assert (task.owner, task.deadline) == (cast.officer("an"), date(2026, 12, 31))
    stale = client.post(f"/nhiem-vu/{task.pk}/sua/", {**typed, "deadline": "05/01/2027", "seen": "cũ"})
    assert stale.context["form"].non_field_errors()
    client.post(f"/nhiem-vu/{task.pk}/rut/", {"reason": "Trùng"})
    assert Task.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"Rà soát án", "Lập danh sách", "Việc của tỉnh B"}),
        ("?state=qua-han", {"Lập danh sách"}),
        ("?unit=T-B", {"Việc của tỉnh B"}),
        ("?q=ra+soat", {"Rà soát án"}),
        ("?q=bao", {"Việc của tỉnh B"}),
        ("?source=kiem-tra", set()),
        ("?first=01/12/2026&last=31/12/2026", {"Rà soát án", "Việc của tỉnh B"}),
    ],
)
def test_the_list_is_filtered_by_what_is_asked(cast, give, browse, asked, shown):
    give(title="Rà soát án")
    give("an", title="Lập danh sách", deadline=OVERDUE)
    give("bao", title="Việc của tỉnh B")
    page = browse(cast.loan).get(f"/nhiem-vu/{asked}")
    assert {row.record.title for row in page.context["table"].rows} == shown


def test_a_filter_that_makes_no_sense_is_told_and_lists_nothing(cast, give, browse):
    give()
    page = browse(cast.an).get("/nhiem-vu/?first=abc&state=khac&unit=T-B")
    assert set(page.context["form"].errors) == {"first", "state", "unit"}
    assert len(page.context["table"].rows) == 0


def test_an_officer_has_the_own_tasks_alone(cast, give, browse):
    give(title="Việc của Ánh")
    give("an", title="Việc của An")
    client = browse(cast.anh)
    assert client.get("/nhiem-vu/").url == "/nhiem-vu/cua-toi/"
    page = text_of(client, "/nhiem-vu/cua-toi/")
    assert "Việc của Ánh" in page
    assert "Việc của An<" not in page
    assert client.get("/nhiem-vu/danh-sach.xlsx").status_code == 403
    assert client.get("/chi-dao/theo-doi/").status_code == 403


def test_the_board_adds_units_up_and_shows_rates_with_numbers(cast, give, browse):
    give()
    give(deadline=OVERDUE)
    give("bao", state="done", done_on=date(2026, 12, 15))
    give("bao", deadline=OVERDUE, state="done", done_on=TODAY)
    give("bao", state="withdrawn")
    page = browse(cast.loan).get("/chi-dao/theo-doi/")
    lines = {row.record.code: row.record.tally for row in page.context["table"].rows}
    assert (lines["T"].given, lines["T"].overdue, lines["T"].in_time, lines["T"].late) == (4, 1, 1, 1)
    assert (lines["T-A"].given, lines["T-B"].given) == (2, 2)
    assert "(2/4)" in page.content.decode()
    assert "/nhiem-vu/?unit=T-A&amp;state=qua-han" in page.content.decode()


def test_a_leader_sees_the_figures_of_the_own_office_alone(cast, give, browse):
    give()
    give("bao")
    page = browse(cast.an).get("/chi-dao/theo-doi/")
    assert [row.record.code for row in page.context["table"].rows] == ["T-A"]
    assert page.context["total"].given == 1


def test_the_way_of_a_directive(cast, directive, give, browse):
    give()
    plan_in(cast, directive)
    Dissemination.objects.create(directive=directive, unit=cast.a, held_on=TODAY, form="meeting")
    Dissemination.objects.create(directive=directive, unit=cast.b, held_on=TODAY, form="meeting")
    client = browse(cast.an)
    (row,) = client.get("/chi-dao/theo-doi/van-ban/").context["table"].rows
    way = row.record
    assert (way.units_told, way.plans, way.tally.given, way.reviews) == (1, 1, 1, 0)


def test_exports_are_workbooks_and_a_pdf(cast, give, browse):
    give(deadline=OVERDUE)
    client = browse(cast.an)
    for url in (
        "/nhiem-vu/danh-sach.xlsx",
        "/chi-dao/theo-doi/danh-sach.xlsx",
        "/chi-dao/theo-doi/van-ban/danh-sach.xlsx",
    ):
        assert client.get(url).content.startswith(b"PK")
    assert client.get("/chi-dao/theo-doi/bao-cao.pdf").content.startswith(b"%PDF-")


def test_a_review_is_kept_by_form(cast, directive, browse):
    typed = {
        "unit": "T-A",
        "kind": "interim",
        "held_on": "20/11/2026",
        "covers_from": "01/09/2026",
        "last_day": "31/10/2026",
        "results": "Đã xong 80 việc",
    }
    client = browse(cast.an)
    url = client.post(f"/chi-dao/{directive.pk}/so-ket/", typed).url
    assert Review.objects.get().covers_until == date(2026, 11, 1)
    assert "Đã xong 80 việc" in text_of(client, url)


def test_the_home_card_names_what_waits(cast, site, directive, give, browse):
    task = give(deadline=OVERDUE)
    assert "Rà soát án tồn đọng" in text_of(browse(cast.anh), "/")
    report_on_task(task=task, text="Xong", percent=1, finished=True, evidence=None, actor=cast.anh)
    assert "card-tasks" in text_of(browse(cast.an), "/")
    assert "card-tasks" not in text_of(browse(cast.bao), "/")


@pytest.mark.parametrize(
    "url",
    ["/nhiem-vu/", "/nhiem-vu/cua-toi/", "/chi-dao/theo-doi/", "/chi-dao/theo-doi/van-ban/", "thuc-hien"],
)
def test_lists_ask_the_same_number_of_queries_at_one_row_and_at_three(cast, directive, give, browse, url):
    url = f"/chi-dao/{directive.pk}/thuc-hien/" if url == "thuc-hien" else url

    def add() -> None:
        task = give("an", actor=cast.loan)
        other = give()
        report_on_task(task=other, text="x", percent=1, finished=False, evidence=None, actor=cast.anh)
        number = task.pk
        plan = ActionPlan.objects.create(
            directive=directive,
            unit=cast.a,
            symbol=f"{number}/KH-A",
            issued_on=TODAY,
            title="Kế hoạch",
            report_every_months=1,
        )
        assert plan.pk
        Dissemination.objects.create(directive=directive, unit=cast.a, held_on=TODAY, form="meeting")

    client = browse(cast.an)
    add()
    once = queries(client, url)
    add()
    add()
    assert queries(client, url) == once
