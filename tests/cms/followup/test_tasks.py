"""Giving, changing and withdrawing tasks; reports and their answers."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.models import ActionPlan, KeptFile, Task, TaskReport
from cms.selectors.tasks import story_of
from cms.services.followup_reports import accept_report, report_on_task, return_report
from cms.services.tasks import Wanted, change_task, give_task, give_tasks, mark_of, withdraw_task
from staff.models import Notice
from staff.services.errors import DomainError
from tests.cms.followup.conftest import TODAY
from tests.conftest import Cast

DECEMBER = date(2026, 12, 15)
LATER = date(2026, 12, 31)
PDF = b"%PDF-1.4 bien ban"


def report(cast: Cast, task: Task, *, finished: bool = False, percent: int = 50, **more) -> TaskReport:
    facts = {"text": "Đã rà soát 20 hồ sơ", "evidence": None, "actor": cast.anh, **more}
    return report_on_task(task=task, percent=percent, finished=finished, **facts)


def state_of(task: Task) -> tuple[str, date | None]:
    task.refresh_from_db()
    return task.state, task.done_on


# Giving


def test_a_task_names_one_person_one_product_and_a_last_day(cast, give):
    task = give()
    assert (task.owner, task.unit, task.deadline, task.state) == (
        cast.officer("anh"),
        cast.a,
        DECEMBER,
        "open",
    )


def test_someone_of_another_office_is_refused(cast, directive):
    with pytest.raises(DomainError, match="Bảo") as told:
        give_task(
            source=directive,
            unit=cast.a,
            owner=cast.officer("bao"),
            wanted=Wanted("Việc", "Báo cáo", DECEMBER),
            actor=cast.an,
        )
    assert told.value.field == "owner"
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted("Việc", "Báo cáo", date(2026, 11, 22)), "deadline"),
        (Wanted("  ", "Báo cáo", DECEMBER), "title"),
        (Wanted("Việc", " ", DECEMBER), "title"),
    ],
)
def test_a_task_without_sense_is_refused(cast, directive, wanted, field):
    with pytest.raises(DomainError) as told:
        give_task(source=directive, unit=cast.a, owner=cast.officer("anh"), wanted=wanted, actor=cast.an)
    assert told.value.field == field


def test_several_tasks_of_a_plan_are_given_all_or_none(cast, directive):
    plan = ActionPlan.objects.create(
        directive=directive, unit=cast.a, symbol="09/KH-A", issued_on=TODAY, title="Kế hoạch"
    )
    good = (cast.officer("anh"), Wanted("Việc 1", "Báo cáo", DECEMBER))
    stranger = (cast.officer("bao"), Wanted("Việc 2", "Báo cáo", DECEMBER))
    with pytest.raises(DomainError):
        give_tasks(source=plan, unit=cast.a, wanted=[good, stranger], actor=cast.an)
    assert not Task.objects.exists()
    given = give_tasks(source=plan, unit=cast.a, wanted=[good, good], actor=cast.an)
    assert [(task.plan, task.directive) for task in given] == [(plan, directive)] * 2


# Changing


def test_a_moved_day_and_a_new_person_stand_in_the_story_with_the_reason(cast, give):
    task = give()
    change_task(
        task=task,
        owner=cast.officer("an"),
        deadline=LATER,
        seen=mark_of(task),
        reason="Chị Ánh đi học",
        actor=cast.an,
    )
    newest, first = story_of(Task.objects.get())
    assert "Nguyễn Thị Ánh" in newest.text
    assert "Phạm Văn An" in newest.text
    assert "15/12/2026" in newest.text
    assert "31/12/2026" in newest.text
    assert newest.reason == "Chị Ánh đi học"
    assert "Nguyễn Thị Ánh" in first.text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"deadline": DECEMBER}, "deadline"),
        ({"deadline": date(2026, 11, 1)}, "deadline"),
        ({"owner": "bao"}, "owner"),
    ],
)
def test_a_change_needs_a_reason_and_something_that_changes(cast, give, change, field):
    task = give()
    facts = {"owner": "anh", "deadline": LATER, "reason": "Lý do", **change}
    owner = cast.officer(facts.pop("owner"))
    with pytest.raises(DomainError) as told:
        change_task(task=task, owner=owner, seen=mark_of(task), actor=cast.an, **facts)
    assert told.value.field == field
    assert Task.objects.get().deadline == DECEMBER


def test_the_second_of_two_people_who_change_a_task_is_told(cast, give):
    task = give()
    seen = mark_of(task)
    anh = cast.officer("anh")
    change_task(task=task, owner=anh, deadline=LATER, seen=seen, reason="Một", actor=cast.an)
    with pytest.raises(DomainError, match="31/12/2026"):
        change_task(task=task, owner=anh, deadline=date(2027, 1, 5), seen=seen, reason="Hai", actor=cast.loan)
    assert Task.objects.get().deadline == LATER


def test_an_overdue_task_may_change_hands_without_a_new_day(cast, give):
    task = give(deadline=date(2026, 11, 1))
    change_task(
        task=task,
        owner=cast.officer("an"),
        deadline=task.deadline,
        seen=mark_of(task),
        reason="Nghỉ ốm",
        actor=cast.an,
    )
    assert Task.objects.get().owner == cast.officer("an")


def test_a_withdrawn_task_keeps_its_reason_and_ends(cast, give):
    task = give()
    with pytest.raises(DomainError):
        withdraw_task(task=task, reason="", actor=cast.an)
    withdraw_task(task=task, reason="Trùng với kế hoạch tỉnh", actor=cast.an)
    assert state_of(task) == ("withdrawn", None)
    assert task.withdrawn_reason == "Trùng với kế hoạch tỉnh"
    with pytest.raises(DomainError):
        withdraw_task(task=task, reason="Lần nữa", actor=cast.an)


# Reports


def test_a_report_of_progress_leaves_the_task_open(cast, give):
    task = give()
    sent = report(cast, task)
    accept_report(report=sent, answer="", actor=cast.an)
    assert state_of(task) == ("open", None)


def test_a_finished_task_is_done_on_the_day_it_was_reported_once_accepted(cast, give):
    task = give()
    sent = report(cast, task, finished=True, percent=80)
    assert sent.percent == 100
    assert state_of(task) == ("reported", None)
    accept_report(report=sent, answer="Tốt", actor=cast.an)
    assert state_of(task) == ("done", TODAY)
    assert Notice.objects.get(user=cast.anh).url == f"/nhiem-vu/{task.pk}/"


def test_a_returned_report_opens_the_task_again_and_says_what_is_missing(cast, give):
    task = give()
    sent = report(cast, task, finished=True)
    with pytest.raises(DomainError) as told:
        return_report(report=sent, answer=" ", actor=cast.an)
    assert told.value.field == "answer"
    return_report(report=sent, answer="Thiếu biên bản", actor=cast.an)
    assert state_of(task) == ("open", None)
    assert report(cast, task, finished=True).pk


def test_a_second_answer_is_refused(cast, give):
    sent = report(cast, give())
    accept_report(report=sent, answer="", actor=cast.an)
    with pytest.raises(DomainError):
        return_report(report=sent, answer="Không", actor=cast.loan)
    sent.refresh_from_db()
    assert sent.state == "accepted"


def test_nobody_answers_a_report_on_the_own_task(cast, give):
    task = give("an", actor=cast.loan)
    sent = report(cast, task, finished=True, actor=cast.an)
    with pytest.raises(DomainError):
        accept_report(report=sent, answer="", actor=cast.an)
    accept_report(report=sent, answer="", actor=cast.loan)
    assert state_of(task) == ("done", TODAY)


@pytest.mark.parametrize(
    "columns", [{"state": "withdrawn"}, {"state": "done", "done_on": TODAY}, {"state": "reported"}]
)
def test_nothing_is_reported_on_a_task_that_ended_or_waits(cast, give, columns):
    task = give(**columns)
    with pytest.raises(DomainError):
        report(cast, task)
    assert not TaskReport.objects.exists()


def test_a_report_waiting_when_the_task_is_withdrawn_is_no_longer_answered(cast, give):
    task = give()
    sent = report(cast, task)
    withdraw_task(task=task, reason="Thôi", actor=cast.an)
    with pytest.raises(DomainError):
        accept_report(report=sent, answer="", actor=cast.an)


def test_evidence_is_looked_at_and_a_bad_file_keeps_nothing(cast, give):
    task = give()
    script = SimpleUploadedFile("x.pdf", b"<script>")
    with pytest.raises(DomainError) as told:
        report(cast, task, evidence=script)
    assert told.value.field == "evidence"
    assert not TaskReport.objects.exists()
    sent = report(cast, task, evidence=SimpleUploadedFile("Biên bản.pdf", BytesIO(PDF).read()))
    assert KeptFile.objects.get() == sent.evidence
