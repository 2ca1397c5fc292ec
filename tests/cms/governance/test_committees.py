"""The steering committee: who may sit where and when, meetings, conclusions that become tasks."""

from datetime import date, timedelta

import pytest

from cms.models import CommitteeMember, Conclusion, Task
from cms.selectors.committees import seats_at
from cms.services.committees import CommitteeFacts, MemberFacts, keep_committee, leave_seat, seat_member
from cms.services.committees_meetings import (
    MeetingFacts,
    conclude,
    give_conclusion,
    keep_meeting,
    withdraw_conclusion,
)
from staff.models import Post, Posting
from staff.services.errors import DomainError
from tests.cms.governance.building import DAY, committee, wanted
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
FIRST = date(2026, 7, 10)
CHAIR = "Phó Chủ tịch Ủy ban nhân dân tỉnh T"


def member(cast: Cast, found, instead_of=None, **more) -> CommitteeMember:
    facts = {"role": "member", "name": "Lê Văn Tám", "position": "Phó Giám đốc Công an tỉnh", "start": FIRST}
    return seat_member(
        actor=cast.loan, committee=found, facts=MemberFacts(**facts | more), instead_of=instead_of
    )


def heads(cast: Cast, name: str) -> None:
    head = Post.objects.filter(role="head").first()
    Posting.objects.filter(officer=cast.officer(name)).update(unit=cast.t, post=head)


class TestFounding:
    def test_only_a_province_has_one(self, agency: Cast) -> None:
        with pytest.raises(DomainError, match="Chỉ cấp tỉnh") as refusal:
            committee(agency, unit=agency.b)
        assert refusal.value.field == "unit"

    def test_a_province_has_one_at_a_time(self, agency: Cast) -> None:
        committee(agency, end=date(2026, 9, 1))
        with pytest.raises(DomainError):
            committee(agency, start=date(2026, 8, 31))
        assert committee(agency, start=date(2026, 9, 1)).pk

    def test_members_leave_with_the_committee(self, agency: Cast) -> None:
        found = committee(agency)
        seated = member(agency, found)
        facts = CommitteeFacts(found.name, found.decision, found.start, DAY)
        keep_committee(actor=agency.loan, unit=agency.t, facts=facts, committee=found)
        seated.refresh_from_db()
        assert seated.end == DAY


class TestSeats:
    @pytest.mark.parametrize("position", ["Chủ tịch UBND thành phố Hà Nội", CHAIR])
    def test_the_head_leads_the_peoples_committee_of_the_province(self, agency: Cast, position: str) -> None:
        assert member(agency, committee(agency), role="head", position=position).pk

    @pytest.mark.parametrize("position", ["Giám đốc Sở Tư pháp", "Chủ tịch Ủy ban nhân dân xã X"])
    def test_nobody_else_is_the_head(self, agency: Cast, position: str) -> None:
        with pytest.raises(DomainError, match="Điều 104") as refusal:
            member(agency, committee(agency), role="head", position=position)
        assert refusal.value.field == "position"

    def test_the_deputy_is_the_head_of_our_agency(self, agency: Cast) -> None:
        found = committee(agency)
        with pytest.raises(DomainError) as refusal:
            member(agency, found, role="deputy", officer=agency.officer("mai"))
        assert refusal.value.field == "officer"
        heads(agency, "mai")
        assert member(agency, found, role="deputy", officer=agency.officer("mai")).pk

    def test_a_single_seat_changes_hands_on_a_day(self, agency: Cast) -> None:
        found = committee(agency)
        first = member(agency, found, role="head", name="Ông Một", position=CHAIR)
        change = date(2026, 10, 1)
        new = {"role": "head", "name": "Bà Hai", "position": CHAIR, "start": change}
        with pytest.raises(DomainError, match="Ông Một"):
            member(agency, found, **new)
        member(agency, found, instead_of=first, **new)
        before = seats_at(found, change - timedelta(days=1)).holding
        assert [row.name for row in before] == ["Ông Một"]
        assert [row.name for row in seats_at(found, change).holding] == ["Bà Hai"]

    def test_the_same_person_twice_and_days_outside_are_refused(self, agency: Cast) -> None:
        found = committee(agency)
        member(agency, found)
        with pytest.raises(DomainError):
            member(agency, found, role="standing")
        with pytest.raises(DomainError) as refusal:
            member(agency, found, name="Người khác", start=FIRST - timedelta(days=1))
        assert refusal.value.field == "start"

    def test_a_seat_is_left_after_it_was_taken_and_once(self, agency: Cast) -> None:
        seated = member(agency, committee(agency))
        with pytest.raises(DomainError):
            leave_seat(actor=agency.loan, member=seated, end=FIRST)
        leave_seat(actor=agency.loan, member=seated, end=DAY)
        with pytest.raises(DomainError, match="23/11/2026"):
            leave_seat(actor=agency.loan, member=seated, end=DAY)


class TestMeetings:
    def meeting(self, cast: Cast, found=None, **more):
        facts = {"held_on": date(2026, 10, 15), "subject": "Quý III", "notice_symbol": "31/TB-BCĐ"} | more
        return keep_meeting(actor=cast.loan, committee=found or committee(cast), facts=MeetingFacts(**facts))

    @pytest.mark.parametrize("day", [FIRST - timedelta(days=1), DAY + timedelta(days=1)])
    def test_a_meeting_lies_within_the_committees_time_and_not_ahead(self, agency: Cast, day: date) -> None:
        with pytest.raises(DomainError) as refusal:
            self.meeting(agency, held_on=day)
        assert refusal.value.field == "held_on"

    def test_a_notice_belongs_to_one_meeting_of_the_year(self, agency: Cast) -> None:
        found = committee(agency)
        self.meeting(agency, found)
        with pytest.raises(DomainError) as refusal:
            self.meeting(agency, found, held_on=date(2026, 11, 1), notice_symbol="31/tb-bcđ")
        assert refusal.value.field == "notice_symbol"

    def test_conclusions_are_numbered_and_a_number_stands_once(self, agency: Cast) -> None:
        held = self.meeting(agency)
        numbers = [conclude(actor=agency.loan, meeting=held, text=text).number for text in ("Một", "Hai")]
        assert numbers == [1, 2]
        with pytest.raises(DomainError) as refusal:
            conclude(actor=agency.loan, meeting=held, text="Ba", number=2)
        assert refusal.value.field == "number"

    def test_a_conclusion_becomes_a_task_once_for_a_person_and_then_stays(self, agency: Cast) -> None:
        row = conclude(actor=agency.loan, meeting=self.meeting(agency), text="Cưỡng chế")
        give = {"conclusion": row, "owner": agency.officer("bao"), "unit": agency.b, "wanted": wanted()}
        give_conclusion(actor=agency.loan, **give)
        with pytest.raises(DomainError) as refusal:
            give_conclusion(actor=agency.loan, **give)
        assert refusal.value.field == "title"
        with pytest.raises(DomainError, match="rút việc"):
            withdraw_conclusion(actor=agency.loan, conclusion=row)
        assert Task.objects.filter(conclusion=row).count() == 1

    def test_one_noted_by_mistake_is_taken_out(self, agency: Cast) -> None:
        row = conclude(actor=agency.loan, meeting=self.meeting(agency), text="Nhầm")
        withdraw_conclusion(actor=agency.loan, conclusion=row)
        assert not Conclusion.objects.exists()
