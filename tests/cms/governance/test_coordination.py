"""Coordination rules: entered once, reviewed on time, ended with a reason; our duties become tasks."""

from datetime import date, timedelta

import pytest

from cms.enums import PartnerKind
from cms.models import CoordinationMeeting, CoordinationRule, Partner, Task
from cms.rules.coordination import partner_kind
from cms.services.coordination import correct_rule, end_rule, enter_duty, give_duty, hold_meeting
from staff.services.errors import DomainError
from tests.cms.governance.building import DAY, rule_facts, rules, wanted
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tòa án nhân dân tỉnh T", PartnerKind.COURT),
        ("TÒA ÁN QUÂN SỰ", PartnerKind.COURT),
        ("Viện kiểm sát nhân dân khu vực 3", PartnerKind.PROCURACY),
        ("Trại giam Tân Lập, Bộ Công an", PartnerKind.PRISON),
        ("Công an tỉnh T", PartnerKind.POLICE),
        ("Hội Luật gia", PartnerKind.FRONT),
        ("Sở Tư pháp", PartnerKind.OTHER),
    ],
)
def test_the_name_of_a_partner_tells_its_kind(name: str, kind: PartnerKind) -> None:
    assert partner_kind(name) is kind


class TestEntering:
    def test_the_next_review_follows_from_the_interval(self, agency: Cast) -> None:
        assert rules(agency).next_review == date(2026, 7, 10)

    def test_a_partner_known_by_another_spelling_is_not_entered_twice(self, agency: Cast) -> None:
        rules(agency)
        second = rules(agency, symbol="06/QCPH", new_partners=("TÒA ÁN  nhân dân tỉnh T", "Công an tỉnh T"))
        assert Partner.objects.count() == 2
        assert second.partners.count() == 2

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"signed_on": DAY + timedelta(days=1)}, "signed_on"),
            ({"next_review": date(2026, 1, 10)}, "next_review"),
            ({"review_every_months": 0}, "review_every_months"),
            ({"new_partners": ()}, "partners"),
            ({"symbol": " "}, "symbol"),
            ({"title": "x" * 401}, "title"),
        ],
    )
    def test_bad_input_is_refused_and_nothing_is_kept(self, agency: Cast, changes: dict, field: str) -> None:
        with pytest.raises(DomainError) as refusal:
            rules(agency, **changes)
        assert refusal.value.field == field
        assert not CoordinationRule.objects.exists()

    def test_the_same_rules_twice_are_refused(self, agency: Cast) -> None:
        rules(agency)
        with pytest.raises(DomainError, match="05/qcph-thads-tand ngày 10/01/2026 đã được lưu"):
            rules(agency, symbol="05/qcph-thads-tand")

    def test_a_unit_that_had_closed_signs_nothing(self, agency: Cast) -> None:
        agency.b.end = date(2026, 1, 1)
        agency.b.save()
        with pytest.raises(DomainError) as refusal:
            rules(agency, unit=agency.b)
        assert refusal.value.field == "unit"

    def test_a_partner_with_duties_stays(self, agency: Cast) -> None:
        rule = rules(agency)
        enter_duty(actor=agency.loan, rule=rule, text="Chuyển giao bản án", partner=rule.partners.get())
        with pytest.raises(DomainError) as refusal:
            correct_rule(actor=agency.loan, rule=rule, facts=rule_facts(new_partners=("Công an tỉnh T",)))
        assert refusal.value.field == "partners"


class TestEnding:
    def test_the_reason_stands_in_the_history(self, agency: Cast) -> None:
        rule = end_rule(actor=agency.loan, rule=rules(agency), ended_on=DAY, reason="Ký quy chế mới")
        assert (rule.ended_on, rule.ended_reason) == (DAY, "Ký quy chế mới")
        assert rule.history.first().history_change_reason == "Ký quy chế mới"

    @pytest.mark.parametrize(
        ("day", "reason", "field"), [(date(2026, 1, 10), "x", "ended_on"), (DAY, "", "reason")]
    )
    def test_it_needs_a_later_day_and_a_reason(
        self, agency: Cast, day: date, reason: str, field: str
    ) -> None:
        with pytest.raises(DomainError) as refusal:
            end_rule(actor=agency.loan, rule=rules(agency), ended_on=day, reason=reason)
        assert refusal.value.field == field

    def test_nothing_is_added_afterwards(self, agency: Cast) -> None:
        rule = end_rule(actor=agency.loan, rule=rules(agency), ended_on=DAY, reason="Thay thế")
        with pytest.raises(DomainError, match="hết hiệu lực từ ngày 23/11/2026"):
            enter_duty(actor=agency.loan, rule=rule, text="Họp hằng quý")


class TestMeetings:
    def test_a_review_moves_the_next_one_on(self, agency: Cast) -> None:
        rule = rules(agency)
        hold_meeting(
            actor=agency.loan, rule=rule, held_on=date(2026, 8, 31), outcome="Rà soát", is_review=True
        )
        rule.refresh_from_db()
        assert rule.next_review == date(2027, 2, 28)

    def test_any_other_meeting_does_not(self, agency: Cast) -> None:
        rule = rules(agency)
        hold_meeting(actor=agency.loan, rule=rule, held_on=date(2026, 8, 31), outcome="Họp liên ngành")
        rule.refresh_from_db()
        assert rule.next_review == date(2026, 7, 10)

    @pytest.mark.parametrize("day", [date(2026, 1, 9), DAY + timedelta(days=1)])
    def test_neither_before_the_signing_nor_in_the_future(self, agency: Cast, day: date) -> None:
        with pytest.raises(DomainError) as refusal:
            hold_meeting(actor=agency.loan, rule=rules(agency), held_on=day, outcome="Họp")
        assert refusal.value.field == "held_on"
        assert not CoordinationMeeting.objects.exists()


class TestDuties:
    def test_ours_becomes_a_task_of_one_person(self, agency: Cast) -> None:
        duty = enter_duty(actor=agency.loan, rule=rules(agency), text="Lập danh sách")
        bao = agency.officer("bao")
        give_duty(actor=agency.loan, duty=duty, owner=bao, unit=agency.b, wanted=wanted())
        task = Task.objects.get(duty=duty)
        assert (task.owner, task.unit, task.deadline) == (bao, agency.b, wanted().deadline)

    def test_a_partners_duty_is_not_ours_to_give(self, agency: Cast) -> None:
        rule = rules(agency)
        duty = enter_duty(actor=agency.loan, rule=rule, text="Chuyển giao", partner=rule.partners.get())
        with pytest.raises(DomainError, match="trách nhiệm của cơ quan phối hợp"):
            give_duty(
                actor=agency.loan, duty=duty, owner=agency.officer("bao"), unit=agency.b, wanted=wanted()
            )
        assert not Task.objects.exists()

    def test_the_same_duty_twice_and_a_stranger_are_refused(self, agency: Cast) -> None:
        rule = rules(agency)
        enter_duty(actor=agency.loan, rule=rule, text="Lập danh sách")
        with pytest.raises(DomainError):
            enter_duty(actor=agency.loan, rule=rule, text="lập  DANH SÁCH")
        stranger = Partner.objects.create(name="Ngân hàng X", kind="bank")
        with pytest.raises(DomainError):
            enter_duty(actor=agency.loan, rule=rule, text="Phong tỏa", partner=stranger)
