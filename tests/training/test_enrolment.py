"""Places in a session: seats, the waiting list, who may come."""

from datetime import timedelta

import pytest

from staff.models import Officer, Posting
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory
from tests.training.building import course, in_days, place, session
from training.enums import EnrolmentState
from training.models import Enrolment
from training.services.enrolment import enrol, enrol_people, propose, refuse, withdraw
from training.services.sessions import cancel_session, change_session, open_session


def people(cast: Cast, number: int) -> list[Officer]:
    return [PostingFactory(unit=cast.a, officer=OfficerFactory()).officer for _ in range(number)]


def states(held) -> list[str]:
    return list(held.enrolments.order_by("officer__number").values_list("state", flat=True))


def test_seats_first_then_the_waiting_list(cast: Cast) -> None:
    held = session(cast.t, seats=2)
    outcome = enrol_people(actor=cast.mai, session=held, officers=people(cast, 3))
    assert (len(outcome.enrolled), len(outcome.waiting), outcome.refused) == (2, 1, [])
    assert states(held) == ["enrolled", "enrolled", "waiting"]


def test_who_gives_a_seat_back_lets_the_first_of_the_line_move_up(cast: Cast) -> None:
    held = session(cast.t, seats=1)
    first, second, third = people(cast, 3)
    for officer in (first, second, third):
        enrol(actor=cast.mai, session=held, officer=officer)
    moved = withdraw(actor=cast.mai, enrolment=held.enrolments.get(officer=first), reason="bận")
    assert [each.officer for each in moved] == [second]
    assert states(held) == ["withdrawn", "enrolled", "waiting"]


def test_whoever_meanwhile_learns_elsewhere_is_passed_over(cast: Cast) -> None:
    held, other = session(cast.t, seats=1), session(cast.t, start=22)
    first, second, third = people(cast, 3)
    for officer in (first, second, third):
        enrol(actor=cast.mai, session=held, officer=officer)
    place(other, second)
    moved = withdraw(actor=cast.mai, enrolment=held.enrolments.get(officer=first))
    assert [each.officer for each in moved] == [third]


def test_nobody_is_enrolled_twice(cast: Cast) -> None:
    held, [officer] = session(cast.t), people(cast, 1)
    enrol(actor=cast.mai, session=held, officer=officer)
    with pytest.raises(DomainError, match="đã có"):
        enrol(actor=cast.mai, session=held, officer=officer)
    assert held.enrolments.count() == 1


def test_who_withdrew_may_come_again_on_the_same_row(cast: Cast) -> None:
    held, [officer] = session(cast.t), people(cast, 1)
    withdraw(actor=cast.mai, enrolment=enrol(actor=cast.mai, session=held, officer=officer))
    again = enrol(actor=cast.mai, session=held, officer=officer)
    assert again.state == EnrolmentState.ENROLLED
    assert [row.state for row in again.history.order_by("history_id")] == [
        "enrolled",
        "withdrawn",
        "enrolled",
    ]
    assert again.history.first().history_user == cast.mai


@pytest.mark.parametrize(("start", "refused"), [(24, True), (25, False), (15, False), (16, True)])
def test_two_sessions_on_the_same_day_are_refused(cast: Cast, start: int, refused: bool) -> None:
    held, [officer] = session(cast.t, start=20, days=5), people(cast, 1)
    place(session(cast.t, start=start, days=5), officer)
    if not refused:
        assert enrol(actor=cast.mai, session=held, officer=officer).state == "enrolled"
        return
    with pytest.raises(DomainError, match="đang học"):
        enrol(actor=cast.mai, session=held, officer=officer)


def test_a_cancelled_session_hinders_nobody(cast: Cast) -> None:
    held, [officer] = session(cast.t), people(cast, 1)
    place(session(cast.t, cancelled=True), officer)
    assert enrol(actor=cast.mai, session=held, officer=officer).state == "enrolled"


def test_who_is_not_in_service_on_the_first_day_cannot_come(cast: Cast) -> None:
    held, [officer] = session(cast.t), people(cast, 1)
    Posting.objects.filter(officer=officer).update(end=held.start)
    with pytest.raises(DomainError, match="không công tác") as refusal:
        enrol(actor=cast.mai, session=held, officer=officer)
    assert refusal.value.field == "officer"
    Posting.objects.filter(officer=officer).update(end=held.start + timedelta(days=1))
    assert enrol(actor=cast.mai, session=held, officer=officer).state == "enrolled"


def test_one_who_cannot_come_does_not_hinder_the_others(cast: Cast) -> None:
    held, (first, second) = session(cast.t), people(cast, 2)
    place(session(cast.t), first)
    outcome = enrol_people(actor=cast.mai, session=held, officers=[first, second])
    assert [each.officer for each in outcome.enrolled] == [second]
    assert len(outcome.refused) == 1
    assert first.full_name in outcome.refused[0]


def test_a_session_that_is_over_takes_late_lists_but_nobody_waits_there(cast: Cast) -> None:
    held, (first, second) = session(cast.t, start=-20, seats=1), people(cast, 2)
    assert enrol(actor=cast.mai, session=held, officer=first).state == "enrolled"
    with pytest.raises(DomainError, match="đã kết thúc"):
        enrol(actor=cast.mai, session=held, officer=second)


# --- proposals -----------------------------------------------------------------------------------


def test_an_officer_proposes_and_personnel_decides(cast: Cast) -> None:
    held, anh = session(cast.t), cast.officer("anh")
    asked = propose(actor=cast.anh, session=held, officer=anh)
    assert (asked.state, asked.proposed_by, asked.decided_by) == ("proposed", cast.anh, None)
    given = enrol(actor=cast.mai, session=held, officer=anh)
    assert (given.pk, given.state, given.decided_by) == (asked.pk, "enrolled", cast.mai)


def test_who_asked_first_stands_first_in_the_line(cast: Cast) -> None:
    held = session(cast.t, seats=1)
    taken, early, late = people(cast, 3)
    seat = enrol(actor=cast.mai, session=held, officer=taken)
    propose(actor=None, session=held, officer=early)
    enrol(actor=cast.mai, session=held, officer=late)
    enrol(actor=cast.mai, session=held, officer=early)
    assert [each.officer for each in withdraw(actor=cast.mai, enrolment=seat)] == [early]


def test_after_the_last_day_to_sign_up_nobody_proposes(cast: Cast) -> None:
    held = session(cast.t, deadline=in_days(-1))
    with pytest.raises(DomainError, match="hết hạn"):
        propose(actor=cast.anh, session=held, officer=cast.officer("anh"))
    open_still = session(cast.t, start=40, deadline=in_days(0))
    assert propose(actor=cast.anh, session=open_still, officer=cast.officer("anh")).state == "proposed"


def test_a_refusal_needs_a_reason_and_an_open_proposal(cast: Cast) -> None:
    asked = propose(actor=cast.anh, session=session(cast.t), officer=cast.officer("anh"))
    with pytest.raises(DomainError) as without:
        refuse(actor=cast.mai, enrolment=asked, reason=" ")
    assert without.value.field == "reason"
    assert refuse(actor=cast.mai, enrolment=asked, reason="đã học năm 2025").state == "refused"
    with pytest.raises(DomainError):
        refuse(actor=cast.mai, enrolment=asked, reason="lần nữa")


def test_withdrawing_twice_is_refused(cast: Cast) -> None:
    row = place(session(cast.t), cast.officer("anh"))
    withdraw(actor=cast.mai, enrolment=row)
    with pytest.raises(DomainError):
        withdraw(actor=cast.mai, enrolment=row)


# --- the session itself --------------------------------------------------------------------------


def test_more_seats_move_the_line_up_and_fewer_than_taken_are_refused(cast: Cast) -> None:
    held = session(cast.t, seats=1)
    for officer in people(cast, 3):
        enrol(actor=cast.mai, session=held, officer=officer)
    facts = {"start": held.start, "end": held.end, "place": held.place, "deadline": held.deadline}
    change_session(actor=cast.mai, session=held, seats=2, **facts)
    assert states(held) == ["enrolled", "enrolled", "waiting"]
    with pytest.raises(DomainError) as refusal:
        change_session(actor=cast.mai, session=held, seats=1, **facts)
    assert refusal.value.field == "seats"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"end": in_days(20)}, "end"),
        ({"seats": 0}, "seats"),
        ({"seats": 10**9}, "seats"),
        ({"deadline": in_days(25)}, "deadline"),
        ({"start": in_days(20 + 3 * 365), "end": in_days(30 + 3 * 365)}, "start"),
        ({"end": in_days(20 + 4 * 366)}, "end"),
    ],
)
def test_impossible_sessions_are_refused(cast: Cast, change: dict, field: str) -> None:
    facts = {"start": in_days(20), "end": in_days(25), "place": "Hội trường", "seats": 5}
    facts |= {"deadline": in_days(15)}
    with pytest.raises(DomainError) as refusal:
        open_session(actor=cast.mai, course=course(cast.t), **(facts | change))
    assert refusal.value.field == field


def test_cancelling_keeps_the_list_and_its_reason(cast: Cast) -> None:
    held = session(cast.t)
    row = place(held, cast.officer("anh"))
    cancelled = cancel_session(actor=cast.mai, session=held, reason="không đủ học viên")
    assert (cancelled.cancelled, cancelled.note) == (True, "không đủ học viên")
    assert Enrolment.objects.get(pk=row.pk).state == "enrolled"
    with pytest.raises(DomainError):
        enrol(actor=cast.mai, session=held, officer=cast.officer("bao"))
