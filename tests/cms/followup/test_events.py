"""Meetings, plans, reviews: what is kept and what is refused."""

from datetime import date

import pytest

from cms.enums import DisseminationForm, ReviewKind
from cms.models import ActionPlan, Attendance, Dissemination, Review
from cms.selectors.followup import invited_on, plan_lines, reports_due
from cms.services.followup import (
    Event,
    PlanFacts,
    Presence,
    ReviewFacts,
    correct_dissemination,
    correct_plan,
    issue_plan,
    record_attendance,
    record_dissemination,
    record_review,
)
from staff.services.errors import DomainError
from tests.factories import OfficerFactory, PostingFactory

HELD = date(2026, 9, 20)


def told(cast, directive, day=HELD, **more) -> Dissemination:
    event = Event(day, DisseminationForm.CONFERENCE, **more)
    return record_dissemination(directive=directive, unit=cast.a, event=event, file=None, actor=cast.an)


def planned(cast, directive, **more) -> ActionPlan:
    facts = {"symbol": "09/KH-A", "issued_on": date(2026, 9, 10), "title": "Thực hiện Chỉ thị 33", **more}
    return issue_plan(directive=directive, unit=cast.a, facts=PlanFacts(**facts), file=None, actor=cast.an)


def reviewed(cast, directive, **more) -> Review:
    facts = {
        "kind": ReviewKind.INTERIM,
        "held_on": date(2026, 11, 20),
        "covers_from": date(2026, 9, 1),
        "covers_until": date(2026, 11, 1),
        "results": "Đã thi hành xong 80 việc",
        **more,
    }
    return record_review(
        directive=directive, unit=cast.a, facts=ReviewFacts(**facts), file=None, actor=cast.an
    )


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2026, 11, 24)])
def test_a_meeting_before_the_directive_or_to_come_is_refused(cast, directive, day):
    with pytest.raises(DomainError) as refusal:
        told(cast, directive, day)
    assert refusal.value.field == "held_on"
    assert not Dissemination.objects.exists()


def test_a_correction_keeps_what_stood_before_in_the_history(cast, directive):
    row = told(cast, directive, place="Phòng họp 1")
    event = Event(HELD, DisseminationForm.ONLINE, place="Phòng họp 2")
    correct_dissemination(dissemination=row, event=event, file=None, actor=cast.loan)
    assert [each.place for each in Dissemination.history.order_by("history_id")] == [
        "Phòng họp 1",
        "Phòng họp 2",
    ]


def test_who_served_in_the_unit_on_that_day_is_invited(cast):
    left = OfficerFactory(full_name="Lê Văn Cũ")
    PostingFactory(officer=left, unit=cast.a, end=date(2026, 9, 20))
    late = OfficerFactory(full_name="Lê Văn Mới")
    PostingFactory(officer=late, unit=cast.a, start=date(2026, 9, 21))
    names = [posting.officer.full_name for posting in invited_on(cast.a.pk, HELD, with_below=False)]
    assert names == ["Phạm Văn An", "Nguyễn Thị Ánh"]
    whole = {posting.officer_id for posting in invited_on(cast.t.pk, HELD, with_below=True)}
    assert {cast.officer("bao").pk, cast.officer("loan").pk} <= whole


def test_the_list_of_who_came_replaces_the_one_before(cast, directive):
    row = told(cast, directive)
    an, anh = cast.officer("an").pk, cast.officer("anh").pk
    everyone = {an: Presence(True), anh: Presence(True)}
    assert record_attendance(dissemination=row, lines=everyone, actor=cast.an) == 2
    absent = {an: Presence(True, "thừa"), anh: Presence(False, "Nghỉ ốm")}
    assert record_attendance(dissemination=row, lines=absent, actor=cast.an) == 1
    kept = {each.officer_id: (each.present, each.reason) for each in Attendance.objects.all()}
    assert kept == {an: (True, ""), anh: (False, "Nghỉ ốm")}


def test_somebody_of_another_office_cannot_be_put_on_the_list(cast, directive):
    row = told(cast, directive)
    with pytest.raises(DomainError):
        record_attendance(dissemination=row, lines={cast.officer("bao").pk: Presence(True)}, actor=cast.an)
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"symbol": "không có số"}, "symbol"),
        ({"issued_on": date(2026, 8, 31)}, "issued_on"),
        ({"issued_on": date(2026, 12, 1)}, "issued_on"),
        ({"title": " "}, "title"),
        ({"report_every_months": 0}, "report_every_months"),
        ({"report_every_months": 61}, "report_every_months"),
    ],
)
def test_an_impossible_plan_is_refused(cast, directive, facts, field):
    with pytest.raises(DomainError) as refusal:
        planned(cast, directive, **facts)
    assert refusal.value.field == field
    assert not ActionPlan.objects.exists()


def test_a_unit_keeps_a_plan_once(cast, directive):
    planned(cast, directive)
    with pytest.raises(DomainError) as refusal:
        planned(cast, directive, symbol="09 / KH-A")
    assert refusal.value.field == "symbol"
    other = planned(cast, directive, symbol="10/KH-A")
    facts = PlanFacts("09/KH-A", other.issued_on, other.title)
    with pytest.raises(DomainError):
        correct_plan(plan=other, facts=facts, file=None, actor=cast.an)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"held_on": date(2026, 11, 24)}, "held_on"),
        ({"covers_until": date(2026, 9, 1)}, "last_day"),
        ({"covers_from": date(2026, 11, 21), "covers_until": date(2026, 11, 22)}, "covers_from"),
        ({"results": " "}, "results"),
    ],
)
def test_an_impossible_review_is_refused(cast, directive, facts, field):
    with pytest.raises(DomainError) as refusal:
        reviewed(cast, directive, **facts)
    assert refusal.value.field == field


def test_a_unit_holds_its_final_review_once(cast, directive):
    reviewed(cast, directive, kind=ReviewKind.FINAL)
    with pytest.raises(DomainError) as refusal:
        reviewed(cast, directive, kind=ReviewKind.FINAL)
    assert refusal.value.field == "kind"


def test_a_periodic_report_falls_due_until_the_unit_reviewed_and_ends_with_the_final_review(cast, directive):
    plan = planned(cast, directive, report_every_months=2)
    assert plan_lines([plan])[0].due == date(2026, 11, 10)
    reviewed(cast, directive)
    assert plan_lines([plan])[0].due == date(2027, 1, 10)
    reviewed(cast, directive, kind=ReviewKind.FINAL)
    assert plan_lines([plan])[0].due is None


def test_the_review_of_another_unit_is_no_report_of_this_one(cast, directive):
    plan = planned(cast, directive, report_every_months=2)
    Review.objects.create(
        directive=directive,
        unit=cast.b,
        kind="interim",
        held_on=date(2026, 11, 10),
        covers_from=date(2026, 9, 1),
        covers_until=date(2026, 11, 1),
        results="B",
    )
    assert plan_lines([plan])[0].due == date(2026, 11, 10)


def test_reports_due_are_shown_to_who_leads_the_unit_alone(cast, directive):
    planned(cast, directive, report_every_months=2)
    until = date(2026, 11, 30)
    assert [line.plan.symbol for line in reports_due(cast.an, until)] == ["09/KH-A"]
    assert reports_due(cast.binh, until) == []
    assert reports_due(cast.anh, until) == []
