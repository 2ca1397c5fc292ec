"""From proposal to decision: what the database holds after each verb, and what is refused."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.models import AwardProposal, AwardType
from evaluation.services.emulation.decisions import AwardDecision
from evaluation.services.emulation.initiatives import keep_initiative
from evaluation.services.emulation.proposals import (
    propose_collectives,
    propose_people,
    refuse_proposal,
    withdraw_proposal,
)
from evaluation.services.emulation.sessions import (
    SessionFacts,
    change_session,
    close_session,
    record_votes,
)
from evaluation.services.emulation.types import install_award_types
from staff.models import AwardHeld
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.emulation.building import (
    CSTDCS,
    DECISION,
    HELD_ON,
    LDTT,
    TODAY,
    crowd,
    decided,
    held,
    initiative,
    law,
    passed,
    proposed,
    punished,
    rated,
    session_of,
    unit_rated,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency(cast: Cast) -> Cast:
    """The cast under the law of emulation, Ánh and Bảo rated "tốt"."""
    law(cast)
    rated(cast.officer("anh"), cast.a)
    rated(cast.officer("bao"), cast.b)
    return cast


# --- the law as data


def test_every_title_has_a_row_for_each_law_without_gaps(agency: Cast) -> None:
    rows = list(AwardType.objects.filter(code="LDTT").order_by("start"))
    assert [(row.start, row.end) for row in rows] == [
        (date(2024, 1, 1), date(2025, 7, 1)),
        (date(2025, 7, 1), date(2026, 10, 1)),
        (date(2026, 10, 1), None),
    ]
    assert "06/2026/QH16" in rows[2].basis
    assert rows[2].conditions["unsure"]
    assert AwardType.objects.values("code").distinct().count() == 18


def test_installing_again_changes_nothing(agency: Cast) -> None:
    before = AwardType.history.count()
    install_award_types()
    assert AwardType.history.count() == before


# --- proposing


def test_who_meets_every_condition_is_proposed_without_a_reason(agency: Cast) -> None:
    (row,) = proposed(agency, "LDTT", [agency.officer("anh")])
    assert (row.stage, row.unit, row.reason, row.proposed_by) == ("proposed", agency.a, "", agency.mai)
    assert row.grounds["outcome"] == "yes"
    assert row.award.start == date(2026, 10, 1)


def test_the_law_of_the_day_of_the_proposal_decides_which_row_it_points_to(agency: Cast) -> None:
    (row,) = propose_people(
        actor=agency.mai,
        code="LDTT",
        year=2026,
        officers=[agency.officer("anh")],
        today=date(2026, 9, 30),
    )
    assert row.award.start == date(2025, 7, 1)


def test_a_condition_that_is_not_met_asks_for_a_written_reason_and_keeps_it(agency: Cast) -> None:
    anh = agency.officer("anh")
    with pytest.raises(DomainError, match="sáng kiến") as refusal:
        proposed(agency, "CSTDCS", [anh])
    assert refusal.value.field == "reason"
    (row,) = proposed(agency, "CSTDCS", [anh], reason="Thành tích đặc biệt")
    assert row.reason == "Thành tích đặc biệt"
    assert row.grounds["outcome"] == "no"


def test_without_a_rating_of_the_year_nobody_is_known_to_meet_the_condition(agency: Cast) -> None:
    with pytest.raises(DomainError, match="chưa có kết quả xếp loại"):
        proposed(agency, "LDTT", [agency.officer("an")])


def test_a_rating_that_is_not_signed_does_not_count(agency: Cast) -> None:
    rated(agency.officer("an"), agency.a, state="proposed")
    with pytest.raises(DomainError, match="chưa có kết quả xếp loại"):
        proposed(agency, "LDTT", [agency.officer("an")])


def test_someone_under_discipline_is_refused_whatever_the_reason(agency: Cast) -> None:
    punished(agency.officer("anh"), date(2026, 5, 1), date(2027, 5, 1))
    with pytest.raises(DomainError, match="kỷ luật"):
        proposed(agency, "LDTT", [agency.officer("anh")], reason="Xin xét")
    assert not AwardProposal.objects.exists()


def test_the_same_title_twice_a_year_is_refused_and_nothing_of_the_batch_is_kept(agency: Cast) -> None:
    proposed(agency, "LDTT", [agency.officer("anh")])
    with pytest.raises(DomainError, match="2026"), transaction.atomic():
        proposed(agency, "LDTT", [agency.officer("bao"), agency.officer("anh")])
    assert AwardProposal.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "year", "today", "match"),
    [
        ("KHONG-CO", 2026, TODAY, "KHONG-CO"),
        ("LDTT", 2026, date(2023, 12, 31), "31/12/2023"),
        ("TTLDTT", 2026, TODAY, "Tập thể lao động tiên tiến"),
        ("LDTT", 2027, TODAY, "2026"),
    ],
    ids=["no such title", "before the law", "for collectives", "a year to come"],
)
def test_an_unknown_title_at_the_date_is_refused(agency: Cast, code, year, today, match) -> None:
    with pytest.raises(DomainError, match=match):
        propose_people(actor=agency.mai, code=code, year=year, officers=[agency.officer("anh")], today=today)


def test_three_years_in_a_row_with_one_of_them_in_the_record(agency: Cast) -> None:
    anh = agency.officer("anh")
    held(anh, CSTDCS, 2023, 2024, 2025)
    initiative(anh, agency.a, "bo_tinh", 2025)
    (row,) = proposed(agency, "CSTDB", [anh])
    assert row.grounds["outcome"] == "yes"


def test_a_collective_is_proposed_with_its_members_counted(agency: Cast) -> None:
    unit_rated(agency.a)
    (row,) = proposed(agency, "LDTT", [agency.officer("anh")])
    passed(agency, row)
    decided(agency, row)
    (collective,) = propose_collectives(
        actor=agency.mai, code="TTLDTT", year=2026, units=[agency.a], today=TODAY
    )
    assert collective.officer is None
    assert "1/2 người đã có quyết định" in collective.grounds["reasons"][1]["found"]


def test_a_member_under_canh_cao_bars_the_collective(agency: Cast) -> None:
    unit_rated(agency.a)
    punished(agency.officer("an"), date(2026, 2, 1), date(2027, 2, 1), "canh_cao")
    with pytest.raises(DomainError, match="cảnh cáo"):
        propose_collectives(
            actor=agency.mai, code="TTLDTT", year=2026, units=[agency.a], today=TODAY, reason="Xin xét"
        )


def test_a_proposal_is_taken_back_only_before_the_vote(agency: Cast) -> None:
    first, second = proposed(agency, "LDTT", [agency.officer("anh"), agency.officer("bao")])
    record_votes(actor=agency.mai, session=session_of(agency), votes={second.pk: 5})
    withdraw_proposal(actor=agency.mai, proposal=first, reason="Nhập nhầm")
    with pytest.raises(DomainError):
        withdraw_proposal(actor=agency.mai, proposal=second, reason="Nhập nhầm")
    assert list(AwardProposal.objects.all()) == [second]
    assert AwardProposal.history.filter(history_type="-").get().history_change_reason == "Nhập nhầm"


def test_a_refusal_keeps_its_reason_and_happens_once(agency: Cast) -> None:
    (row,) = proposed(agency, "LDTT", [agency.officer("anh")])
    refuse_proposal(actor=agency.mai, proposal=row, reason="Bị tố cáo", today=TODAY)
    row.refresh_from_db()
    assert (row.stage, row.grounds["refused"]["reason"]) == ("refused", "Bị tố cáo")
    with pytest.raises(DomainError):
        refuse_proposal(actor=agency.mai, proposal=row, reason="Lần nữa", today=TODAY)


def test_a_refused_title_is_proposed_again_with_a_reason_only(agency: Cast) -> None:
    (first,) = proposed(agency, "LDTT", [agency.officer("anh")])
    refuse_proposal(actor=agency.mai, proposal=first, reason="Bị tố cáo", today=TODAY)
    with pytest.raises(DomainError) as refusal:
        proposed(agency, "LDTT", [agency.officer("anh")])
    assert refusal.value.field == "reason"

    (second,) = proposed(agency, "LDTT", [agency.officer("anh")], "Tố cáo không đúng")

    assert (second.stage, second.reason) == ("proposed", "Tố cáo không đúng")
    assert AwardProposal.objects.count() == 2
    with pytest.raises(DomainError):
        proposed(agency, "LDTT", [agency.officer("anh")], "Lần nữa")


# --- the council


def test_votes_above_the_members_present_are_refused(agency: Cast) -> None:
    (row,) = proposed(agency, "LDTT", [agency.officer("anh")])
    session = session_of(agency, members=9, present=7)
    with pytest.raises(DomainError, match="7"):
        record_votes(actor=agency.mai, session=session, votes={row.pk: 8})
    row.refresh_from_db()
    assert row.votes_for is None


@pytest.mark.parametrize(
    ("code", "votes", "stage"),
    [("LDTT", 5, "passed"), ("LDTT", 4, "not_passed"), ("CSTDB", 8, "passed"), ("CSTDB", 7, "not_passed")],
    ids=["5/9 of 50%", "4/9 of 50%", "8/9 of 80%", "7/9 of 80%"],
)
def test_a_proposal_passes_with_the_share_of_all_members(agency: Cast, code, votes, stage) -> None:
    (row,) = proposed(agency, code, [agency.officer("anh")], reason="Được đề nghị")
    session = session_of(agency, members=9, present=9)
    record_votes(actor=agency.mai, session=session, votes={row.pk: votes})
    close_session(actor=agency.mai, session=session)
    row.refresh_from_db()
    assert row.stage == stage


def test_closing_freezes_the_votes(agency: Cast) -> None:
    (row,) = proposed(agency, "LDTT", [agency.officer("anh")])
    session = passed(agency, row)
    with pytest.raises(DomainError, match=r"\d{2}/\d{2}/\d{4}"):
        record_votes(actor=agency.mai, session=session, votes={row.pk: 1})
    with pytest.raises(DomainError):
        close_session(actor=agency.mai, session=session)
    row.refresh_from_db()
    assert row.votes_for == 7


@pytest.mark.parametrize(
    ("members", "present", "course", "vote", "field"),
    [(9, 5, "Có", 4, "present"), (9, 6, " ", 4, "course"), (9, 6, "Có", None, "")],
    ids=["no quorum", "no minutes", "no vote"],
)
def test_a_session_without_quorum_minutes_or_votes_stays_open(
    agency: Cast, members, present, course, vote, field
) -> None:
    (row,) = proposed(agency, "LDTT", [agency.officer("anh")])
    session = session_of(agency, members=members, present=present, course=course)
    record_votes(actor=agency.mai, session=session, votes={row.pk: vote})
    with pytest.raises(DomainError) as refusal:
        close_session(actor=agency.mai, session=session)
    assert refusal.value.field == field
    session.refresh_from_db()
    assert session.closed_at is None


@pytest.mark.parametrize(
    ("held_on", "members", "present", "field"),
    [
        (date(2026, 12, 21), 9, 7, "held_on"),
        (date(2025, 12, 31), 9, 7, "held_on"),
        (HELD_ON, 9, 10, "present"),
        (HELD_ON, 9, 0, "present"),
    ],
)
def test_impossible_sessions_are_refused(agency: Cast, held_on, members, present, field) -> None:
    session = session_of(agency)
    facts = SessionFacts(held_on, "A", "B", members, present)
    with pytest.raises(DomainError) as refusal:
        change_session(actor=agency.mai, session=session, facts=facts, today=TODAY)
    assert refusal.value.field == field


def test_fewer_present_than_votes_already_counted_is_refused(agency: Cast) -> None:
    (row,) = proposed(agency, "LDTT", [agency.officer("anh")])
    session = session_of(agency)
    record_votes(actor=agency.mai, session=session, votes={row.pk: 7})
    with pytest.raises(DomainError, match="7"):
        change_session(
            actor=agency.mai, session=session, facts=SessionFacts(HELD_ON, "A", "B", 9, 6), today=TODAY
        )


def test_a_proposal_of_another_agency_is_not_on_the_agenda(agency: Cast) -> None:
    from tests.factories import PostingFactory, UnitFactory

    other = UnitFactory(code="U", name="Thi hành án dân sự tỉnh U", kind="thads_tinh")
    stranger = PostingFactory(unit=other).officer
    rated(stranger, other)
    (row,) = proposed(agency, "LDTT", [stranger])
    with pytest.raises(DomainError):
        record_votes(actor=agency.mai, session=session_of(agency), votes={row.pk: 5})


# --- decisions


def test_a_decision_gives_the_title_the_money_and_one_entry_in_the_record(agency: Cast) -> None:
    anh = agency.officer("anh")
    (row,) = proposed(agency, "LDTT", [anh])
    passed(agency, row)
    decided(agency, row)
    row.refresh_from_db()
    assert (row.stage, row.money, row.decision) == ("decided", 759_000, "15/QĐ-THADS")
    entry = AwardHeld.objects.get(officer=anh)
    assert (entry.name, entry.kind, entry.year, entry.money) == (LDTT, "title", 2026, 759_000)
    assert (entry.start, entry.decision, entry.issuer) == (DECISION.day, DECISION.number, DECISION.decided_by)
    with pytest.raises(DomainError):
        decided(agency, row)
    assert AwardHeld.objects.filter(officer=anh).count() == 1


@pytest.mark.parametrize(
    ("decision", "field"),
    [
        (AwardDecision("15/QĐ", date(2026, 12, 9), "Trưởng"), "day"),
        (AwardDecision("15/QĐ", date(2026, 12, 21), "Trưởng"), "day"),
        (AwardDecision(" ", date(2026, 12, 15), "Trưởng"), "number"),
        (AwardDecision("15/QĐ", date(2026, 12, 15), ""), "decided_by"),
    ],
    ids=["before the session", "in the future", "no number", "nobody"],
)
def test_an_impossible_decision_is_refused_and_nothing_is_recorded(agency: Cast, decision, field) -> None:
    (row,) = proposed(agency, "LDTT", [agency.officer("anh")])
    passed(agency, row)
    with pytest.raises(DomainError) as refusal:
        decided(agency, row, decision=decision)
    assert refusal.value.field == field
    assert not AwardHeld.objects.exists()


def test_what_the_council_did_not_pass_is_not_decided(agency: Cast) -> None:
    (row,) = proposed(agency, "LDTT", [agency.officer("anh")])
    with pytest.raises(DomainError):
        decided(agency, row)


def test_discipline_between_council_and_decision_blocks(agency: Cast) -> None:
    (row,) = proposed(agency, "LDTT", [agency.officer("anh")])
    passed(agency, row)
    punished(agency.officer("anh"), date(2026, 12, 12), date(2027, 12, 12))
    with pytest.raises(DomainError, match="khiển trách"):
        decided(agency, row)


def test_cstdcs_needs_ldtt_decided_first_and_one_decision_may_give_both(agency: Cast) -> None:
    people = crowd(agency.a, 6)
    anh = agency.officer("anh")
    initiative(anh, agency.a)
    (fighter,) = proposed(agency, "CSTDCS", [anh])
    workers = proposed(agency, "LDTT", [anh, *people])
    passed(agency, fighter, *workers)
    with pytest.raises(DomainError, match=LDTT), transaction.atomic():
        decided(agency, fighter)
    decided(agency, fighter, *workers)
    fighter.refresh_from_db()
    assert (fighter.stage, fighter.money) == ("decided", 2_530_000)


def test_cap_six_ldtt_give_no_cstdcs(agency: Cast) -> None:
    people = crowd(agency.a, 5)
    anh = agency.officer("anh")
    initiative(anh, agency.a)
    rows = [*proposed(agency, "LDTT", [anh, *people]), *proposed(agency, "CSTDCS", [anh])]
    passed(agency, *rows)
    with pytest.raises(DomainError, match="15"), transaction.atomic():
        decided(agency, *rows)
    assert not AwardProposal.objects.filter(stage="decided").exists()
    assert not AwardHeld.objects.exists()


def test_the_cap_counts_the_whole_agency_not_the_office(agency: Cast) -> None:
    """Seven LĐTT over A and B of province T give one CSTĐ cơ sở, wherever the person serves."""
    rows = proposed(agency, "LDTT", [*crowd(agency.a, 3), *crowd(agency.b, 3), agency.officer("anh")])
    initiative(agency.officer("anh"), agency.a)
    rows += proposed(agency, "CSTDCS", [agency.officer("anh")])
    passed(agency, *rows)
    decided(agency, *rows)
    assert AwardProposal.objects.get(award__code="CSTDCS").stage == "decided"


def test_titles_entered_in_the_records_by_hand_count_for_the_cap(agency: Cast) -> None:
    for officer in crowd(agency.a, 7):
        held(officer, LDTT, 2026)
    anh = agency.officer("anh")
    held(anh, LDTT, 2026)
    initiative(anh, agency.a)
    held(agency.officer("bao"), CSTDCS, 2026)
    (row,) = proposed(agency, "CSTDCS", [anh])
    passed(agency, row)
    with pytest.raises(DomainError, match="8"):
        decided(agency, row)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(8)), workers=st.integers(5, 16))
def test_the_cap_is_never_exceeded_in_any_order_of_decisions(agency: Cast, order, workers) -> None:
    point = transaction.savepoint()
    people = crowd(agency.a, workers)
    fighters = people[:4]
    for officer in fighters:
        initiative(officer, agency.a)
    rows = proposed(agency, "LDTT", people)
    titles = proposed(agency, "CSTDCS", fighters)
    passed(agency, *rows, *titles)
    half = len(rows) // 2
    steps = [*[[row] for row in titles], rows[:half], rows[half:], titles[:2], titles[2:]]
    for place in order:
        try:
            with transaction.atomic():
                decided(agency, *steps[place])
        except DomainError:
            pass
        given_titles = AwardProposal.objects.filter(stage="decided", award__code="CSTDCS").count()
        base = AwardProposal.objects.filter(stage="decided", award__code="LDTT").count()
        assert given_titles * 100 <= 15 * base
    transaction.savepoint_rollback(point)


# --- initiatives


def kept(cast: Cast, **more):
    values = {
        "officer": cast.officer("anh"),
        "year": 2026,
        "title": "Sổ tay xác minh",
        "level": "co_so",
        "decision": "7/QĐ",
        "decision_date": date(2026, 11, 2),
    }
    return keep_initiative(actor=cast.mai, today=TODAY, **values | more)


def test_an_initiative_is_kept_with_the_home_of_the_day_of_its_decision(agency: Cast) -> None:
    assert kept(agency).unit == agency.a


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"decision_date": date(2026, 12, 21)}, "decision_date"),
        ({"decision_date": date(2025, 12, 31)}, "decision_date"),
        ({"title": "SỔ TAY xác minh"}, "title"),
    ],
    ids=["future", "before its year", "twice"],
)
def test_impossible_initiatives_are_refused(agency: Cast, more, field) -> None:
    kept(agency)
    with pytest.raises(DomainError) as refusal:
        kept(agency, **more)
    assert refusal.value.field == field


def test_someone_not_in_service_that_day_has_no_initiative(agency: Cast) -> None:
    with pytest.raises(DomainError) as refusal:
        kept(agency, year=2019, decision_date=date(2019, 11, 2))
    assert refusal.value.field == "officer"
