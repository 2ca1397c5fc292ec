"""Decisions that personnel work has a word for: one decision, every history it touches, or none."""

from datetime import date
from decimal import Decimal

import pytest

from hrm.kernel.dates import PartialDate
from staff.kinds import kind_by_slug
from staff.models import LeadershipTerm, Officer, Post, Rank
from staff.services import career
from staff.services.errors import DomainError, ReasonNeeded
from staff.services.facts import DecisionFacts, record_fact
from staff.services.proposals import standing_of
from tests.conftest import Cast
from tests.factories import OfficerFactory

pytestmark = pytest.mark.django_db
DECISION = DecisionFacts("45/QĐ-THADS", date(2026, 6, 20), "THADS tỉnh T", "Nguyễn Văn Ký")


def day(y: int, m: int = 1, d: int = 1) -> PartialDate:
    return PartialDate(date(y, m, d), "day")


@pytest.fixture
def someone(cast: Cast) -> Officer:
    """Serves in A since 01/01/2020; born 15/06/1985."""
    officer = OfficerFactory(number="N1")
    record_fact(actor=None, officer=officer, kind=kind_by_slug("vi-tri"), start=day(2020), unit=cast.a)
    return officer


@pytest.fixture
def head(cast: Cast) -> Post:
    return Post.objects.get(name="Trưởng phòng")


def homes(officer: Officer) -> list[tuple]:
    rows = officer.postings.primary().order_by("start")
    return [(p.unit.code, p.post.name if p.post else "", p.start, p.end, p.act) for p in rows]


def terms(officer: Officer) -> list[tuple]:
    rows = LeadershipTerm.objects.filter(officer=officer).order_by("start")
    return [(t.unit.code, t.start, t.end, t.act) for t in rows]


def test_an_appointment_is_a_posting_and_a_term_by_one_decision(cast, someone, head) -> None:
    career.appoint(
        actor=cast.mai, officer=someone, unit=cast.b, post=head, start=day(2026, 7), decision=DECISION
    )
    assert homes(someone) == [
        ("T-A", "", date(2020, 1, 1), date(2026, 7, 1), ""),
        ("T-B", "Trưởng phòng", date(2026, 7, 1), None, "appointed"),
    ]
    assert terms(someone) == [("T-B", date(2026, 7, 1), date(2031, 7, 1), "first")]
    posting, term = someone.postings.latest("start"), LeadershipTerm.objects.get()
    assert {(row.decision, row.decision_date, row.signer) for row in (posting, term)} == {
        ("45/QĐ-THADS", date(2026, 6, 20), "Nguyễn Văn Ký")
    }
    assert {row.history.latest().history_user for row in (posting, term)} == {cast.mai}


def test_to_act_in_a_post_begins_no_term(cast, someone, head) -> None:
    career.appoint(actor=None, officer=someone, unit=cast.a, post=head, start=day(2026), acting=True)
    assert someone.postings.latest("start").acting
    assert terms(someone) == []


def test_the_next_appointment_ends_the_term_before(cast, someone, head) -> None:
    deputy = Post.objects.get(name="Phó Trưởng phòng")
    career.appoint(actor=None, officer=someone, unit=cast.a, post=deputy, start=day(2023))
    career.appoint(actor=None, officer=someone, unit=cast.b, post=head, start=day(2025))
    assert [(start, end) for _unit, start, end, _act in terms(someone)] == [
        (date(2023, 1, 1), date(2025, 1, 1)),
        (date(2025, 1, 1), date(2030, 1, 1)),
    ]


def test_an_appointment_to_no_leading_post_is_refused(cast, someone) -> None:
    plain, _new = Post.objects.get_or_create(name="Nhân viên", defaults={"role": "none", "order": 99})
    with pytest.raises(DomainError) as refused:
        career.appoint(actor=None, officer=someone, unit=cast.a, post=plain, start=day(2026))
    assert refused.value.field == "post"


def test_nothing_is_written_when_a_reason_is_missing_and_every_finding_is_told(cast, head) -> None:
    """A gap in the postings and a first term that reaches beyond retirement (01/01/2027): two findings."""
    old = OfficerFactory(birth_date=date(1965, 6, 15), service_start=date(1990, 1, 1))
    kind = kind_by_slug("vi-tri")
    record_fact(actor=None, officer=old, kind=kind, start=day(2020), end=date(2025, 1, 1), unit=cast.a)
    facts = {"actor": None, "officer": old, "unit": cast.a, "post": head, "start": day(2026)}
    with pytest.raises(ReasonNeeded) as needed:
        career.appoint(**facts)
    assert len(needed.value.findings) == 2
    assert (len(homes(old)), terms(old)) == (1, [])
    career.appoint(**facts, reason="Theo kết luận của Ban cán sự")
    assert LeadershipTerm.objects.get(officer=old).reason == "Theo kết luận của Ban cán sự"


# A man born 15/06/1970 retires on 01/07/2032 (62 years).
@pytest.mark.parametrize(
    ("first_term", "until", "act"),
    [
        (day(2022), date(2032, 1, 1), "again"),  # renewed from 01/01/2027: 5 years fit
        (day(2025, 7, 1), date(2035, 7, 1), "again"),  # from 01/07/2030: exactly 2 years left
        (day(2025, 7, 2), date(2032, 7, 1), "extended"),  # a day less
    ],
)
def test_a_term_is_renewed_for_five_years_or_until_retirement(cast, head, first_term, until, act) -> None:
    """Decree 170/2025; the extension with fewer than two years left is practice."""
    officer = OfficerFactory(birth_date=date(1970, 6, 15))
    facts = {"actor": None, "officer": officer}
    career.appoint(**facts, unit=cast.a, post=head, start=first_term)
    renewed = PartialDate(terms(officer)[0][2], "day")
    career.reappoint(**facts, start=renewed)
    assert terms(officer)[1][1:] == (renewed.value, until, act)
    assert len(homes(officer)) == 1


def test_without_a_term_there_is_nothing_to_renew(cast, someone) -> None:
    with pytest.raises(DomainError) as refused:
        career.reappoint(actor=None, officer=someone, start=day(2026))
    assert refused.value.field == "start"


@pytest.mark.parametrize(("verb", "act"), [(career.transfer_out, "transferred"), (career.rotate, "rotated")])
def test_a_move_ends_the_home_before_and_a_leading_post_begins_a_term(cast, someone, head, verb, act) -> None:
    verb(actor=cast.mai, officer=someone, unit=cast.b, start=day(2026, 7), post=head, decision=DECISION)
    assert homes(someone)[1] == ("T-B", "Trưởng phòng", date(2026, 7, 1), None, act)
    assert terms(someone) == [("T-B", date(2026, 7, 1), date(2031, 7, 1), "first")]


def test_a_move_within_the_own_unit_is_none(cast, someone) -> None:
    with pytest.raises(DomainError) as refused:
        career.transfer_out(actor=None, officer=someone, unit=cast.a, start=day(2026))
    assert refused.value.field == "unit"


def test_a_secondment_and_the_return_from_it(cast, someone) -> None:
    facts = {"actor": cast.mai, "officer": someone}
    career.second(**facts, unit=cast.b, start=day(2025), end=date(2027, 1, 1), decision=DECISION)
    assert [home[0] for home in homes(someone)] == ["T-A"]
    loan = career.end_secondment(**facts, day=date(2026, 7, 1), decision=DecisionFacts("50/QĐ"))
    loan.refresh_from_db()
    assert (loan.start, loan.end, loan.act) == (date(2025, 1, 1), date(2026, 7, 1), "seconded")
    assert loan.decision == "45/QĐ-THADS"
    assert "50/QĐ" in loan.history.latest().history_change_reason
    with pytest.raises(DomainError) as refused:
        career.end_secondment(**facts, day=date(2026, 8, 1))
    assert refused.value.field == "day"


def test_a_secondment_needs_its_end(cast, someone) -> None:
    with pytest.raises(DomainError) as refused:
        career.second(actor=None, officer=someone, unit=cast.b, start=day(2025), end=None)
    assert refused.value.field == "end"


def test_leaving_a_leading_post_ends_term_and_charges_and_keeps_the_unit(cast, someone, head) -> None:
    career.appoint(actor=None, officer=someone, unit=cast.a, post=head, start=day(2024))
    record_fact(actor=None, officer=someone, kind=kind_by_slug("phu-trach"), start=day(2024), unit=cast.b)
    career.dismiss(actor=cast.mai, officer=someone, start=day(2026))
    assert homes(someone)[-1] == ("T-A", "", date(2026, 1, 1), None, "dismissed")
    assert terms(someone)[0][2] == date(2026, 1, 1)
    assert someone.charges.get().end == date(2026, 1, 1)
    with pytest.raises(DomainError) as refused:
        career.dismiss(actor=cast.mai, officer=someone, start=day(2026, 2))
    assert refused.value.field == "start"


def test_removal_by_the_state_ends_the_leading_post(cast, someone, head) -> None:
    """Cách chức (Decree 172/2025); by the Party it does not touch the post."""
    career.appoint(actor=None, officer=someone, unit=cast.a, post=head, start=day(2024))
    facts = {"actor": None, "officer": someone, "form": "cach_chuc", "act": "Vi phạm"}
    career.discipline(**facts, start=day(2026, 2), side="party")
    assert homes(someone)[-1][1] == "Trưởng phòng"
    career.discipline(**facts, start=day(2026, 3), side="state", decision=DECISION)
    assert homes(someone)[-1] == ("T-A", "", date(2026, 3, 1), None, "dismissed")
    assert terms(someone)[0][2] == date(2026, 3, 1)


def test_a_reprimand_leaves_the_post_and_moves_the_next_step(cast, someone, head) -> None:
    career.appoint(actor=None, officer=someone, unit=cast.a, post=head, start=day(2024))
    kind = kind_by_slug("ngach")
    record_fact(actor=None, officer=someone, kind=kind, start=day(2020), rank=Rank.objects.get(code="03.301"))
    career.raise_step(actor=None, officer=someone, start=day(2024), step=2, raised="rank")
    today = date(2026, 11, 22)
    assert standing_of(someone, today).raise_due.day == date(2027, 1, 1)
    career.discipline(actor=None, officer=someone, start=day(2026, 3), form="khien_trach", act="Vi phạm")
    standing = standing_of(someone, today)
    assert (standing.raise_due.day, standing.raise_due.delay) == (date(2027, 4, 1), 3)
    assert homes(someone)[-1][1] == "Trưởng phòng"


def test_the_next_step_is_proposed_from_the_table(cast, someone) -> None:
    kind = kind_by_slug("ngach")
    record_fact(actor=None, officer=someone, kind=kind, start=day(2020), rank=Rank.objects.get(code="03.301"))
    career.raise_step(actor=cast.mai, officer=someone, start=day(2023, 5), step=2, decision=DECISION)
    standing = standing_of(someone, date(2026, 11, 22))
    assert (standing.raise_due.day, standing.raise_due.step) == (date(2026, 5, 1), 3)
    assert standing.coefficient == Decimal("3.00")
    assert standing.step.decision == "45/QĐ-THADS"


def test_an_empty_record_proposes_nothing(cast) -> None:
    standing = standing_of(OfficerFactory(), date(2026, 11, 22))
    assert (standing.home, standing.term, standing.raise_due, standing.renewal) == (None,) * 4
    assert standing.retires == date(2047, 7, 1)
