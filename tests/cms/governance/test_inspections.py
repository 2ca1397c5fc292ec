"""Inspections from the plan to the last remedy; what stands against each step is said."""

from datetime import date, timedelta

import pytest

from cms.models import Inspection, Task
from cms.rules.inspections import Remedy, Tally, tally
from cms.services.inspections import (
    ConclusionFacts,
    PlanFacts,
    begin_inspection,
    close_inspection,
    conclude_inspection,
    correct_inspection,
    keep_plan,
    plan_inspection,
)
from cms.services.inspections_findings import close_finding, give_remedy
from staff.services.errors import DomainError, ReasonNeeded
from tests.cms.governance.building import (
    DAY,
    SOON,
    concluded,
    finding,
    finish,
    inspection_facts,
    planned,
    running,
    wanted,
)
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def plan_of(cast: Cast, **more):
    facts = {"year": 2026, "symbol": "12/KH", "issued_on": date(2026, 1, 15), "title": "Kế hoạch"} | more
    return keep_plan(actor=cast.loan, unit=cast.t, facts=PlanFacts(**facts))


class TestPlanning:
    def test_the_plan_twice_in_a_year_is_refused_and_in_another_year_taken(self, agency: Cast) -> None:
        plan_of(agency)
        with pytest.raises(DomainError) as refusal:
            plan_of(agency, symbol="12/kh")
        assert refusal.value.field == "symbol"
        assert plan_of(agency, year=2025, issued_on=date(2024, 12, 20)).pk

    def test_an_inspection_lies_in_the_year_of_its_plan(self, agency: Cast) -> None:
        plan = plan_of(agency)
        facts = inspection_facts(agency, start=date(2027, 1, 4), end=date(2027, 1, 6))
        with pytest.raises(DomainError) as refusal:
            plan_inspection(actor=agency.loan, facts=facts, plan=plan)
        assert refusal.value.field == "start"

    @pytest.mark.parametrize(
        ("kind", "by", "of"),
        [("inspection", "b", "t"), ("inspection", "a", "b"), ("self", "t", "b"), ("thematic", "b", "b")],
    )
    def test_nobody_inspects_a_superior_or_a_neighbour(
        self, agency: Cast, kind: str, by: str, of: str
    ) -> None:
        with pytest.raises(DomainError) as refusal:
            planned(agency, kind=kind, by_unit=getattr(agency, by), unit=getattr(agency, of))
        assert refusal.value.field == "by_unit"
        assert not Inspection.objects.exists()

    def test_days_out_of_order_and_a_closed_unit_are_refused(self, agency: Cast) -> None:
        with pytest.raises(DomainError) as refusal:
            planned(agency, end=date(2026, 10, 5))
        assert refusal.value.field == "end"
        agency.b.end = date(2026, 10, 5)
        agency.b.save()
        with pytest.raises(DomainError, match="không tồn tại vào ngày 05/10/2026"):
            planned(agency)

    def test_overlapping_days_need_a_reason_that_is_kept(self, agency: Cast) -> None:
        planned(agency)
        again = {"subject": "Chuyên đề", "start": date(2026, 10, 9), "end": date(2026, 10, 12)}
        with pytest.raises(ReasonNeeded, match="từ 05/10/2026 đến 09/10/2026"):
            planned(agency, **again)
        row = planned(agency, reason="Kiểm tra đột xuất", **again)
        assert row.overlap_reason == "Kiểm tra đột xuất"
        assert row.history.first().history_change_reason == "Kiểm tra đột xuất"

    def test_the_day_after_the_last_one_does_not_overlap(self, agency: Cast) -> None:
        planned(agency)
        assert planned(agency, start=date(2026, 10, 10), end=date(2026, 10, 12)).overlap_reason == ""

    def test_a_concluded_inspection_is_not_changed(self, agency: Cast) -> None:
        row = concluded(agency)
        with pytest.raises(DomainError, match="Đã kết luận"):
            correct_inspection(actor=agency.loan, inspection=row, facts=inspection_facts(agency))


class TestConducting:
    def test_it_does_not_begin_before_its_first_day(self, agency: Cast) -> None:
        row = planned(agency, start=DAY + timedelta(days=1), end=DAY + timedelta(days=3))
        with pytest.raises(DomainError, match="24/11/2026"):
            begin_inspection(actor=agency.loan, inspection=row)

    def test_it_is_not_concluded_before_it_began(self, agency: Cast) -> None:
        facts = ConclusionFacts("1/KL", date(2026, 10, 20), "Tốt")
        with pytest.raises(DomainError):
            conclude_inspection(actor=agency.loan, inspection=planned(agency), facts=facts)

    @pytest.mark.parametrize("day", [date(2026, 10, 4), DAY + timedelta(days=1)])
    def test_the_conclusion_lies_between_the_first_day_and_today(self, agency: Cast, day: date) -> None:
        with pytest.raises(DomainError) as refusal:
            conclude_inspection(
                actor=agency.loan, inspection=running(agency), facts=ConclusionFacts("1/KL", day, "Tốt")
            )
        assert refusal.value.field == "concluded_on"

    def test_a_symbol_belongs_to_one_conclusion_of_the_year(self, agency: Cast) -> None:
        concluded(agency)
        with pytest.raises(DomainError) as refusal:
            concluded(agency, symbol="45/kl-thads", unit=agency.a)
        assert refusal.value.field == "symbol"


class TestRemedies:
    def test_a_finding_needs_an_inspection_under_way_and_a_deadline_to_come(self, agency: Cast) -> None:
        with pytest.raises(DomainError):
            finding(agency, planned(agency))
        with pytest.raises(DomainError) as refusal:
            finding(agency, running(agency, unit=agency.a), remedy_by=DAY - timedelta(days=1))
        assert refusal.value.field == "remedy_by"

    def test_the_remedy_ends_by_the_deadline_of_the_finding(self, agency: Cast) -> None:
        found = finding(agency, running(agency))
        with pytest.raises(DomainError) as refusal:
            give_remedy(
                actor=agency.binh,
                finding=found,
                owner=agency.officer("bao"),
                unit=agency.b,
                wanted=wanted(deadline=SOON + timedelta(days=1)),
            )
        assert refusal.value.field == "deadline"
        assert not Task.objects.exists()

    def test_finished_tasks_close_the_finding_and_the_last_finding_the_inspection(self, agency: Cast) -> None:
        row = concluded(agency)
        found = finding(agency, row)
        task = give_remedy(
            actor=agency.binh, finding=found, owner=agency.officer("bao"), unit=agency.b, wanted=wanted()
        )
        with pytest.raises(ReasonNeeded, match="Chưa hoàn thành: Xác minh lại"):
            close_finding(actor=agency.loan, finding=found, closed_on=DAY)
        finish(task)
        closed = close_finding(actor=agency.loan, finding=found, closed_on=DAY, reason="không cần")
        row.refresh_from_db()
        assert (closed.closed_on, closed.closing_note, row.state) == (DAY, "", "closed")

    def test_without_a_task_it_closes_only_with_a_reason(self, agency: Cast) -> None:
        found = finding(agency, concluded(agency))
        with pytest.raises(ReasonNeeded):
            close_finding(actor=agency.loan, finding=found, closed_on=DAY)
        closed = close_finding(actor=agency.loan, finding=found, closed_on=DAY, reason="Khắc phục tại chỗ")
        assert closed.closing_note == "Khắc phục tại chỗ"
        with pytest.raises(DomainError, match="23/11/2026"):
            close_finding(actor=agency.loan, finding=found, closed_on=DAY, reason="x")

    def test_an_inspection_stays_open_while_a_finding_is(self, agency: Cast) -> None:
        row = concluded(agency)
        first, _second = finding(agency, row), finding(agency, row, "Sổ thiếu cột")
        close_finding(actor=agency.loan, finding=first, closed_on=DAY, reason="Đã xong")
        with pytest.raises(DomainError, match="Còn 1 thiếu sót"):
            close_inspection(actor=agency.loan, inspection=row)


def test_findings_are_counted_as_at_a_day() -> None:
    by = date(2026, 11, 10)
    remedies = [
        Remedy(by, by),
        Remedy(by, by + timedelta(days=1)),
        Remedy(by, None),
        Remedy(date(2026, 12, 1), None),
    ]
    assert tally(remedies, by) == Tally(on_time=1, late=1, waiting=2)
    assert tally(remedies, by + timedelta(days=1)) == Tally(on_time=1, late=1, waiting=1, overdue=1)
    assert tally([], by).total == 0
