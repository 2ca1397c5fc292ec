"""Each kind of due date: from which rows it comes, when it is settled, what it says."""

from datetime import date

import pytest

from staff.enums import QualificationKind
from staff.models import (
    Absence,
    AssetDuty,
    Card,
    Discipline,
    Hindrance,
    LabourContract,
    LeadershipTerm,
    Officer,
    Pledge,
    PledgeText,
    Post,
    Posting,
    Qualification,
    RotationDuty,
    SalaryStep,
)
from staff.rules.due import DueKind, DueState, Horizon
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory
from tests.staff.due_cast import DAY, in_position, of, on_step, plan, rank

TERM_OVER = date(2026, 12, 1)


@pytest.fixture
def anh(cast: Cast) -> Officer:
    return cast.officer("anh")


def days(kind: str, at: date = DAY) -> list[tuple[str, date]]:
    return [(item.person.number, item.due) for item in of(kind, at)]


class TestRotation:
    """Articles 24 and 25 of Law 36/2018; articles 36, 38 and 39 of Decree 59/2019."""

    def test_due_after_the_term_and_said_with_the_article(self, cast: Cast, anh: Officer) -> None:
        in_position(anh, cast.a)
        [item] = of(DueKind.ROTATION)
        assert (item.due, item.horizon, item.state) == (TERM_OVER, Horizon.MONTHS_3, DueState.OPEN)
        assert "Điều 36 Nghị định 59/2019/NĐ-CP" in item.why
        assert item.person.unit_code == "T-A"

    def test_leaders_are_left_out_by_post_and_by_term(self, cast: Cast, anh: Officer) -> None:
        in_position(cast.officer("an"), cast.a)  # head of A
        in_position(anh, cast.a)
        assert [number for number, _day in days(DueKind.ROTATION)] == ["CC-anh"]
        deputy = Post.objects.get(name="Phó Trưởng phòng")
        LeadershipTerm.objects.create(
            officer=anh, unit=cast.a, post=deputy, start=date(2024, 1, 1), end=date(2029, 1, 1)
        )
        assert days(DueKind.ROTATION) == []

    def test_a_concurrent_leading_post_counts_as_leading(self, cast: Cast, anh: Officer) -> None:
        in_position(anh, cast.a)
        PostingFactory(
            officer=anh, unit=cast.b, kind="concurrent", post=Post.objects.get(name="Phó Trưởng phòng")
        )
        assert days(DueKind.ROTATION) == []

    @pytest.mark.parametrize("kind", ["pending", "investigated", "illness", "nursing"])
    def test_each_state_on_record_stands_in_the_way(self, cast: Cast, anh: Officer, kind: str) -> None:
        in_position(anh, cast.a)
        Hindrance.objects.create(officer=anh, kind=kind, start=date(2026, 9, 1), end=date(2027, 3, 1))
        [item] = of(DueKind.ROTATION)
        assert (item.due, item.state) == (date(2027, 3, 1), DueState.BLOCKED)
        assert "28/02/2027" in item.block
        assert "Điều 38" in item.block

    def test_a_secondment_stands_in_the_way_until_it_ends(self, cast: Cast, anh: Officer) -> None:
        in_position(anh, cast.a)
        PostingFactory(officer=anh, unit=cast.b, kind="secondment", start=DAY, end=date(2027, 6, 1))
        assert [(i.due, i.state) for i in of(DueKind.ROTATION)] == [(date(2027, 6, 1), DueState.BLOCKED)]
        assert [(i.due, i.state) for i in of(DueKind.ROTATION, date(2027, 6, 1))] == [
            (date(2027, 6, 1), DueState.OPEN)
        ]

    @pytest.mark.parametrize(
        ("kind", "end", "state"),
        [
            ("study", date(2027, 9, 1), DueState.BLOCKED),
            ("study", date(2027, 8, 31), DueState.OPEN),
            ("study", None, DueState.BLOCKED),
            ("maternity", date(2027, 3, 1), DueState.BLOCKED),
            ("sick", date(2027, 9, 1), DueState.OPEN),  # a serious illness is recorded as such
            ("unpaid", date(2027, 9, 1), DueState.OPEN),
        ],
    )
    def test_long_studies_and_maternity_stand_in_the_way(
        self, cast: Cast, anh: Officer, kind, end, state
    ) -> None:
        in_position(anh, cast.a)
        Absence.objects.create(officer=anh, kind=kind, start=date(2026, 9, 1), end=end)
        assert [item.state for item in of(DueKind.ROTATION)] == [state]

    def test_never_within_18_months_of_the_age(self, cast: Cast, anh: Officer) -> None:
        """A man born on 01/12/1966 is 62 on 01/12/2028; on 30/11/1966, a day earlier."""
        in_position(anh, cast.a, start=date(2022, 6, 1))  # five years: 01/06/2027
        for birth, state in [(date(1966, 12, 1), DueState.OPEN), (date(1966, 11, 30), DueState.EXEMPT)]:
            Officer.objects.filter(pk=anh.pk).update(birth_date=birth, sex="male")
            [item] = of(DueKind.ROTATION)
            assert (item.due, item.state) == (date(2027, 6, 1), state)
        assert "39" in item.block

    def test_a_duty_that_ends_by_then_is_settled(self, cast: Cast, anh: Officer) -> None:
        duty = in_position(anh, cast.a, end=TERM_OVER)
        assert days(DueKind.ROTATION) == []
        RotationDuty.objects.filter(pk=duty.pk).update(end=date(2027, 1, 1))
        assert days(DueKind.ROTATION) == [("CC-anh", TERM_OVER)]

    def test_what_is_blocked_stays_as_near_as_its_term(self, cast: Cast, anh: Officer) -> None:
        in_position(anh, cast.a)
        Hindrance.objects.create(officer=anh, kind="nursing", start=DAY, end=date(2029, 1, 1))
        [item] = of(DueKind.ROTATION, later=False)
        assert (item.due, item.horizon) == (date(2029, 1, 1), Horizon.MONTHS_3)


class TestTerms:
    """Leading posts: five years (Decree 170/2025)."""

    def term(self, cast: Cast, **more) -> LeadershipTerm:
        head = Post.objects.get(name="Trưởng phòng")
        values = {"start": date(2022, 1, 1), "end": date(2027, 1, 1), **more}
        return LeadershipTerm.objects.create(officer=cast.officer("an"), unit=cast.a, post=head, **values)

    def test_reappointment_is_due_on_the_last_day(self, cast: Cast) -> None:
        self.term(cast)
        [item] = of(DueKind.TERM)
        assert item.due == date(2026, 12, 31)
        assert "bổ nhiệm lại" in item.why

    def test_with_fewer_than_two_years_left_it_is_extended_to_retirement(self, cast: Cast) -> None:
        self.term(cast)
        Officer.objects.filter(number="CC-an").update(birth_date=date(1966, 5, 1))  # 62: retires 01/06/2028
        [item] = of(DueKind.TERM)
        assert "kéo dài" in item.why
        assert "01/06/2028" in item.why

    def test_nothing_where_retirement_comes_first(self, cast: Cast) -> None:
        self.term(cast)
        Officer.objects.filter(number="CC-an").update(birth_date=date(1965, 6, 15))  # retires 01/01/2027
        assert of(DueKind.TERM) == []

    def test_a_new_term_settles_the_old_one(self, cast: Cast) -> None:
        self.term(cast)
        self.term(cast, start=date(2027, 1, 1), end=date(2032, 1, 1), act="again")
        assert days(DueKind.TERM) == []
        assert days(DueKind.TERM, date(2031, 12, 1)) == [("CC-an", date(2031, 12, 31))]

    def test_a_term_that_is_over_is_overdue_while_the_post_is_held(self, cast: Cast) -> None:
        self.term(cast, start=date(2021, 1, 1), end=date(2026, 1, 1))
        assert [item.horizon for item in of(DueKind.TERM)] == [Horizon.OVERDUE]
        Posting.objects.filter(officer__number="CC-an").update(post=None)
        assert of(DueKind.TERM) == []


class TestLeaving:
    """Retirement by birth band (Decree 135/2020), notice six months before (Decree 170/2025)."""

    def only(self, **facts) -> None:
        Posting.objects.exclude(officer__number="CC-anh").delete()
        Officer.objects.filter(number="CC-anh").update(**facts)

    def test_retirement_and_its_notice(self, cast: Cast) -> None:
        self.only(birth_date=date(1965, 6, 15), sex="male")
        assert days(DueKind.RETIREMENT) == [("CC-anh", date(2027, 1, 1))]
        assert days(DueKind.RETIREMENT_NOTICE) == [("CC-anh", date(2026, 7, 1))]
        assert "61 tuổi 6 tháng" in of(DueKind.RETIREMENT)[0].why

    def test_a_decided_end_stands_instead_and_needs_no_notice(self, cast: Cast) -> None:
        self.only(service_end=date(2026, 12, 1), service_end_reason="Chuyển công tác")
        assert days(DueKind.RETIREMENT) == [("CC-anh", date(2026, 12, 1))]
        assert of(DueKind.RETIREMENT)[0].what == "Chuyển công tác"
        assert of(DueKind.RETIREMENT_NOTICE) == []

    def test_contract_staff_get_no_notice(self, cast: Cast) -> None:
        self.only(birth_date=date(1965, 6, 15), sex="male")
        Posting.objects.update(engagement="contract")
        assert of(DueKind.RETIREMENT_NOTICE) == []
        assert days(DueKind.RETIREMENT) == [("CC-anh", date(2027, 1, 1))]

    def test_nobody_who_does_not_serve(self, cast: Cast) -> None:
        self.only(birth_date=date(1965, 6, 15), sex="male")
        Posting.objects.update(end=DAY)
        assert of(DueKind.RETIREMENT) == []
        assert of(DueKind.RETIREMENT, date(2026, 9, 29)) != []


class TestSalary:
    """Decree 204/2004."""

    def test_the_next_step_is_due_after_the_months_of_the_rank(self, anh: Officer) -> None:
        on_step(anh)
        [item] = of(DueKind.SALARY)
        assert (item.due, item.what) == (date(2026, 12, 1), "Bậc 4 → bậc 5")
        assert "01/12/2025" in item.why, "early for achievement, 12 months at most"

    def test_a_discipline_by_the_state_delays_it_one_by_the_party_does_not(self, anh: Officer) -> None:
        on_step(anh)
        facts = {"officer": anh, "act": "x", "start": date(2025, 5, 1)}
        Discipline.objects.create(form="canh_cao", side="party", **facts)
        assert days(DueKind.SALARY) == [("CC-anh", date(2026, 12, 1))]
        Discipline.objects.create(form="khien_trach", side="state", **facts)
        assert days(DueKind.SALARY) == [("CC-anh", date(2027, 3, 1))]
        assert "3 tháng" in of(DueKind.SALARY)[0].why

    def test_the_months_of_a_discipline_are_a_setting(self, anh: Officer, settings) -> None:
        settings.SALARY_DELAY_MONTHS = {}
        on_step(anh)
        Discipline.objects.create(
            officer=anh, form="khien_trach", side="state", act="x", start=date(2025, 5, 1)
        )
        assert days(DueKind.SALARY) == [("CC-anh", date(2026, 12, 1))]

    def test_beyond_the_last_step_in_per_cent(self, anh: Officer) -> None:
        on_step(anh, step=9)
        assert of(DueKind.SALARY)[0].what == "Phụ cấp thâm niên vượt khung 5%"

    def test_a_step_recorded_for_later_settles_it(self, anh: Officer) -> None:
        old = on_step(anh)
        SalaryStep.objects.create(officer=anh, start=date(2026, 12, 1), step=5)
        SalaryStep.objects.filter(pk=old.pk).update(end=date(2026, 12, 1))
        assert days(DueKind.SALARY) == []

    def test_nothing_without_a_rank_or_after_retirement(self, anh: Officer) -> None:
        on_step(anh)
        Officer.objects.filter(pk=anh.pk).update(birth_date=date(1964, 12, 15), sex="male")
        assert days(DueKind.SALARY) == [], "retires on 01/07/2026"
        Officer.objects.filter(pk=anh.pk).update(birth_date=date(1985, 1, 1))
        anh.ranks.all().delete()
        assert days(DueKind.SALARY) == []


class TestEnds:
    """Secondments, contracts, cards, certificates, absences: due on their last day."""

    def test_a_secondment_ends_as_recorded_or_after_three_years(self, cast: Cast, anh: Officer) -> None:
        lent = PostingFactory(
            officer=anh, unit=cast.b, kind="secondment", start=date(2024, 2, 1), end=date(2026, 12, 1)
        )
        assert days(DueKind.SECONDMENT) == [("CC-anh", date(2026, 11, 30))]
        Posting.objects.filter(pk=lent.pk).update(end=None)
        assert days(DueKind.SECONDMENT) == [("CC-anh", date(2027, 1, 31))]
        assert days(DueKind.SECONDMENT, date(2027, 6, 1)) == [("CC-anh", date(2027, 1, 31))], "overdue"

    def test_a_contract_is_settled_by_the_next(self, anh: Officer) -> None:
        Posting.objects.filter(officer=anh).update(engagement="contract")
        LabourContract.objects.create(
            officer=anh, kind="definite", start=date(2024, 1, 1), end=date(2027, 1, 1)
        )
        assert days(DueKind.CONTRACT) == [("CC-anh", date(2026, 12, 31))]
        LabourContract.objects.create(officer=anh, kind="indefinite", start=date(2027, 1, 1))
        assert days(DueKind.CONTRACT) == []

    def test_a_contract_of_someone_who_became_a_civil_servant_asks_nothing(self, anh: Officer) -> None:
        LabourContract.objects.create(
            officer=anh, kind="definite", start=date(2018, 1, 1), end=date(2020, 1, 1)
        )
        assert days(DueKind.CONTRACT) == []

    def test_a_card_is_due_unless_revoked_or_replaced(self, anh: Officer) -> None:
        card = Card.objects.create(
            officer=anh, kind="enforcer", number="123", start=date(2021, 9, 30), end=date(2026, 9, 30)
        )
        assert [(i.due, i.horizon) for i in of(DueKind.CARD)] == [(date(2026, 9, 29), Horizon.OVERDUE)]
        Card.objects.filter(pk=card.pk).update(revoked=True)
        assert days(DueKind.CARD) == []
        Card.objects.filter(pk=card.pk).update(revoked=False)
        Card.objects.create(officer=anh, kind="enforcer", number="124", start=date(2026, 9, 30))
        assert days(DueKind.CARD) == []

    def test_a_certificate_is_due_unless_something_newer_replaces_it(self, anh: Officer) -> None:
        facts = {"officer": anh, "kind": QualificationKind.LANGUAGE, "level": "b1"}
        Qualification.objects.create(
            title="Tiếng Anh B1", start=date(2024, 1, 1), end=date(2027, 1, 1), **facts
        )
        Qualification.objects.create(title="Tiếng Pháp A2", start=date(2025, 1, 1), **facts)
        assert days(DueKind.CERTIFICATE) == [("CC-anh", date(2026, 12, 31))]
        Qualification.objects.create(title="Tiếng Anh B1", start=date(2026, 5, 1), **facts)
        assert days(DueKind.CERTIFICATE) == []

    def test_a_higher_level_replaces_the_lower_one(self, anh: Officer) -> None:
        facts = {"officer": anh, "kind": QualificationKind.EDUCATION}
        Qualification.objects.create(
            title="Đại học", level="university", start=date(2010, 1, 1), end=date(2020, 1, 1), **facts
        )
        Qualification.objects.create(title="Thạc sĩ", level="master", start=date(2020, 1, 1), **facts)
        assert days(DueKind.CERTIFICATE) == []

    def test_an_absence_ends_the_day_before_the_person_is_back(self, anh: Officer) -> None:
        Absence.objects.create(officer=anh, kind="unpaid", start=date(2026, 8, 1), end=date(2026, 11, 1))
        [item] = of(DueKind.ABSENCE)
        assert item.due == date(2026, 10, 31)
        assert "01/11/2026" in item.why
        assert days(DueKind.ABSENCE, date(2026, 11, 1)) == []


class TestDuties:
    """Pledges and declarations."""

    def test_whoever_is_in_scope_and_has_not_signed_the_newest_text(self, cast: Cast) -> None:
        for name in ("anh", "bao"):
            rank(cast.officer(name))
        found = plan(cast.a, texts=2)
        assert days(DueKind.PLEDGE) == [("CC-anh", date(2026, 10, 31))]
        first, second = PledgeText.objects.filter(plan=found).order_by("version")
        Pledge.objects.create(
            text=first, officer=cast.officer("anh"), signed_on=date(2026, 2, 1), method="paper"
        )
        assert days(DueKind.PLEDGE) != [], "the old text"
        Pledge.objects.create(text=second, officer=cast.officer("anh"), signed_on=DAY, method="paper")
        assert days(DueKind.PLEDGE) == []
        assert days(DueKind.PLEDGE, date(2026, 9, 29)) != [], "the day before"

    def test_a_plan_of_the_agency_above_holds_below(self, cast: Cast) -> None:
        rank(cast.officer("anh"))
        plan(cast.t)
        assert [number for number, _day in days(DueKind.PLEDGE)] == ["CC-anh"]

    def test_a_plan_for_everyone_asks_everyone_below(self, cast: Cast) -> None:
        plan(cast.a, enforcers_only=False)
        assert {number for number, _day in days(DueKind.PLEDGE)} == {"CC-an", "CC-anh"}

    def test_only_plans_of_the_year_that_are_issued_and_have_a_text(self, cast: Cast) -> None:
        plan(cast.a, year=2025, deadline=date(2025, 3, 1), opened_on=date(2025, 1, 1), enforcers_only=False)
        assert days(DueKind.PLEDGE) == []
        assert {number for number, _day in days(DueKind.PLEDGE, date(2025, 6, 1))} == {"CC-an", "CC-anh"}
        plan(cast.a, year=2026, texts=0, enforcers_only=False)
        plan(cast.b, year=2026, opened_on=date(2026, 10, 1), enforcers_only=False)
        assert days(DueKind.PLEDGE) == []
        assert {number for number, _day in days(DueKind.PLEDGE, date(2026, 10, 1))} == {"CC-binh", "CC-bao"}

    def test_a_declaration_not_handed_in(self, anh: Officer) -> None:
        duty = AssetDuty.objects.create(
            officer=anh, kind="yearly", year=2026, start=date(2026, 9, 1), due=date(2026, 12, 31)
        )
        assert days(DueKind.ASSETS) == [("CC-anh", date(2026, 12, 31))]
        AssetDuty.objects.filter(pk=duty.pk).update(handed_in=DAY)
        assert days(DueKind.ASSETS) == []
        assert days(DueKind.ASSETS, date(2026, 9, 29)) != []
        assert days(DueKind.ASSETS, date(2026, 8, 31)) == []


def test_someone_with_two_postings_has_the_unit_of_the_day(cast: Cast, anh: Officer) -> None:
    in_position(anh, cast.a)
    Posting.objects.filter(officer=anh).update(end=date(2026, 10, 15))
    PostingFactory(officer=anh, unit=cast.b, start=date(2026, 10, 15))
    assert [item.person.unit_code for item in of(DueKind.ROTATION)] == ["T-A"]
    assert [item.person.unit_code for item in of(DueKind.ROTATION, date(2026, 10, 15))] == ["T-B"]


def test_rows_of_people_who_do_not_serve_ask_nothing(cast: Cast) -> None:
    gone = OfficerFactory(number="CC-cu")
    in_position(gone, cast.a)
    on_step(gone)
    assert days(DueKind.ROTATION) == days(DueKind.SALARY) == []
