"""What other parts learn: the digest, the section on a directive's page, reorganisations, work offered."""

from datetime import date

from django.test import RequestFactory

from cms.models import ActionPlan, Task
from cms.selectors.directive_sections import sections
from cms.selectors.tasks_news import task_news
from cms.selectors.tasks_work import offered
from cms.services.followup_reorganised import follow, foresee
from cms.services.followup_reports import report_on_task
from staff.models import Unit
from staff.registries import Reorganised
from tests.cms.followup.conftest import TODAY
from tests.factories import UnitFactory

FIRST, AFTER = date(2026, 10, 1), date(2027, 1, 1)


def told(day: date = TODAY) -> list[tuple[int, str]]:
    return [(each.user_id, each.key) for each in task_news(day)]


def test_the_owner_learns_of_a_task_then_that_it_is_due_then_that_it_is_overdue(cast, give):
    task = give(deadline=date(2026, 12, 15))
    mine = f"nhiem-vu:{task.pk}:{task.owner_id}"
    assert told() == [(cast.anh.pk, f"{mine}:giao")]
    assert told(date(2026, 12, 5)) == []
    assert told(date(2026, 12, 12)) == [(cast.anh.pk, f"{mine}:sap:2026-12-15")]
    assert told(date(2026, 12, 15)) == [(cast.anh.pk, f"{mine}:sap:2026-12-15")]
    assert told(date(2026, 12, 16)) == [(cast.anh.pk, f"{mine}:qua-han:2026-12-15")]


def test_a_report_waits_for_who_leads_but_not_for_its_writer(cast, give):
    task = give("an", actor=cast.loan)
    report = report_on_task(task=task, text="x", percent=1, finished=True, evidence=None, actor=cast.an)
    assert told() == [(cast.loan.pk, f"cho-tra-loi:{report.pk}")]


def test_a_periodic_report_is_told_two_weeks_ahead_and_when_late(cast, directive):
    plan = ActionPlan.objects.create(
        directive=directive,
        unit=cast.a,
        symbol="09/KH-A",
        issued_on=date(2026, 9, 10),
        title="Kế hoạch",
        report_every_months=3,
    )
    key = f"bao-cao-ke-hoach:{plan.pk}:2026-12-10"
    leads = {cast.an.pk, cast.loan.pk}
    assert told(date(2026, 11, 25)) == []
    assert set(told(date(2026, 11, 26))) == {(user, f"{key}:sap") for user in leads}
    assert set(told(date(2026, 12, 11))) == {(user, f"{key}:qua-han") for user in leads}


def shown_to(user, directive) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return "".join(section(request, directive) for section in sections)


def test_the_section_shows_each_reader_as_far_as_the_own_reach_goes(cast, directive, give):
    give(title="Việc phòng A")
    give("bao", title="Việc phòng B")
    assert "Việc phòng A" in shown_to(cast.an, directive)
    assert "Việc phòng B" not in shown_to(cast.an, directive)
    assert "Việc phòng B" in shown_to(cast.bao, directive)
    assert "Việc phòng A" not in shown_to(cast.bao, directive)
    assert "Việc phòng A" in shown_to(cast.loan, directive)


def reorganised(cast, **homes: Unit) -> Reorganised:
    codes = {cast.officer(name).pk: unit.code for name, unit in homes.items()}
    ids = {unit.code: unit.pk for unit in homes.values()}
    return Reorganised(date(2026, 12, 1), frozenset((cast.a.pk,)), codes, ids)


def test_open_tasks_go_with_their_owner_and_finished_ones_stay(cast, directive, give):
    new, other = UnitFactory(parent=cast.t), UnitFactory(parent=cast.t)
    open_one, of_an = give(), give("an", actor=cast.loan)
    finished = give(state="done", done_on=TODAY)
    plan = ActionPlan.objects.create(
        directive=directive, unit=cast.a, symbol="09/KH-A", issued_on=TODAY, title="Kế hoạch"
    )
    plan_of_b = ActionPlan.objects.create(
        directive=directive, unit=cast.b, symbol="09/KH-B", issued_on=TODAY, title="Kế hoạch"
    )
    change = reorganised(cast, anh=new, an=other)
    assert len(foresee(change).lines) == 2
    assert follow(change, cast.mai) == 3
    units = dict(Task.objects.values_list("pk", "unit_id"))
    assert units == {open_one.pk: new.pk, of_an.pk: other.pk, finished.pk: cast.a.pk}
    plans = dict(ActionPlan.objects.values_list("pk", "unit_id"))
    assert plans[plan.pk] == min(new, other, key=lambda unit: unit.code).pk
    assert plans[plan_of_b.pk] == cast.b.pk
    assert Task.history.filter(id=open_one.pk).first().history_user == cast.mai


def test_a_task_of_somebody_from_elsewhere_goes_where_most_people_go(cast, give):
    new = UnitFactory(parent=cast.t)
    task = give()
    Task.objects.filter(pk=task.pk).update(owner=cast.officer("loan"))
    follow(reorganised(cast, anh=new, an=new), cast.mai)
    assert Task.objects.get().unit == new


def test_nothing_is_foreseen_where_nothing_closes(cast, give):
    give()
    assert foresee(Reorganised(TODAY, frozenset(), {}, {})).lines == ()


def test_tasks_due_or_done_in_a_time_are_offered_as_work_within_the_gate(cast, give):
    due = give(deadline=date(2026, 12, 31))
    done = give(deadline=date(2027, 2, 1), state="done", done_on=date(2026, 10, 1))
    give(deadline=AFTER)
    give(state="withdrawn")
    give("bao")
    keys = {work.key for work in offered(cast.an, {cast.a.pk, cast.b.pk}, FIRST, AFTER)}
    assert keys == {str(due.pk), str(done.pk)}
    assert offered(cast.binh, {cast.a.pk}, FIRST, AFTER) == []
    (work,) = offered(cast.loan, {cast.b.pk}, FIRST, AFTER)
    assert (work.officer_id, work.product) == (cast.officer("bao").pk, "Kết quả")
