"""Reorganisations: merge, split, rename; people, quotas and reach are carried as previewed, old days stay."""

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from staff.models import (
    LeadershipTerm,
    Officer,
    Posting,
    Reorganisation,
    ReorganisationPlan,
    RotationDuty,
    RotationPosition,
    StandIn,
    Unit,
    UnitCharge,
    UnitQuota,
)
from staff.rules.reorganising import Below
from staff.selectors.quality import quality
from staff.selectors.reorganisation.preview import preview_of
from staff.selectors.reorganisation.unbroken import unbroken_starts
from staff.selectors.staffing import staffing
from staff.services.errors import DomainError
from staff.services.reorganising import (
    amend_plan,
    seen_mark,
)
from tests.conftest import Cast
from tests.factories import PostingFactory, UnitFactory
from tests.staff.services.reorganising_scenes import (
    BEFORE,
    DAY,
    LONG_AGO,
    PHONG,
    apply,
    decide,
    enter,
    merge,
    merged,
    new,
    plan_in_t,
    post,
    posting,
    rename,
    rows_of,
    split,
    there,
)


@pytest.fixture
def plan(cast: Cast) -> ReorganisationPlan:
    return plan_in_t(cast)


def test_a_merge_closes_the_predecessors_and_opens_the_successor_on_the_day(cast: Cast, plan) -> None:
    done = apply(cast, merged(cast, plan))
    ab = Unit.objects.get(code="T-AB")
    assert (ab.start, ab.end, ab.parent, ab.kind) == (DAY, None, cast.t, PHONG)
    assert set(Unit.objects.filter(end=DAY).values_list("code", flat=True)) == {"T-A", "T-B"}
    links = Reorganisation.objects.values_list("predecessor__code", "successor__code", "day", "decision")
    assert set(links) == {("T-A", "T-AB", DAY, "12/QĐ-BTP"), ("T-B", "T-AB", DAY, "12/QĐ-BTP")}
    assert (done.state, done.applied_by) == ("applied", cast.mai)


def test_everyone_at_home_in_a_predecessor_is_at_home_in_the_successor(cast: Cast, plan) -> None:
    apply(cast, merged(cast, plan))
    for name, old in (("an", "T-A"), ("anh", "T-A"), ("binh", "T-B"), ("bao", "T-B")):
        assert rows_of(Posting, cast.officer(name)) == [(old, LONG_AGO, DAY), ("T-AB", DAY, None)]
    new_row = posting(cast, "anh")
    assert (new_row.act, new_row.decision) == ("reorganised", "12/QĐ-BTP")
    assert new_row.history.first().history_user == cast.mai


def test_posts_go_on_as_chosen(cast: Cast, plan) -> None:
    apply(cast, merged(cast, plan))
    assert posting(cast, "an").post == post("Trưởng phòng")
    assert posting(cast, "binh").post == post("Phó Trưởng phòng")
    assert posting(cast, "bao").post is None


def test_two_heads_stand_in_the_way_until_one_is_chosen(cast: Cast, plan) -> None:
    plan = enter(cast, plan, merge("T-A", "T-B", into=new("T-AB")))
    assert [problem.field for problem in preview_of(plan).problems] == ["head:T-AB"]
    with pytest.raises(DomainError):
        apply(cast, plan)
    assert not Unit.objects.filter(code="T-AB").exists()
    plan = decide(cast, plan, posts={posting(cast, "binh").pk: 0})
    assert preview_of(plan).problems == []


def test_the_quota_of_a_merge_is_the_sum_of_the_predecessors(cast: Cast, plan) -> None:
    apply(cast, merged(cast, plan))
    rows = UnitQuota.objects.filter(unit__code="T-AB").values_list("seats", "start", "end", "decision")
    assert list(rows) == [(9, DAY, None, "12/QĐ-BTP")]
    assert UnitQuota.objects.get(unit=cast.a).end == DAY


def test_quotas_given_ahead_are_summed_from_their_day(cast: Cast, plan) -> None:
    later = date(2027, 1, 1)
    UnitQuota.objects.filter(unit=cast.a).update(end=later)
    UnitQuota.objects.create(unit=cast.a, seats=6, start=later)
    apply(cast, merged(cast, plan))
    rows = UnitQuota.objects.filter(unit__code="T-AB").order_by("start").values_list("seats", "start", "end")
    assert list(rows) == [(9, DAY, later), (10, later, None)]
    assert UnitQuota.objects.filter(unit=cast.a, start__gte=DAY).count() == 0


def test_another_quota_than_the_sum_needs_a_reason(cast: Cast, plan) -> None:
    with pytest.raises(DomainError) as refused:
        enter(cast, plan, merge("T-A", "T-B", into=new("T-AB", seats=8)))
    assert refused.value.field == "reason"
    plan = enter(cast, plan, merge("T-A", "T-B", into=new("T-AB", seats=8), reason="Tinh giản 1 biên chế"))
    plan = decide(cast, plan, posts={posting(cast, "binh").pk: 0})
    apply(cast, plan)
    assert UnitQuota.objects.get(unit__code="T-AB").seats == 8


def test_a_unit_may_be_merged_into_one_that_stays(cast: Cast, plan) -> None:
    UnitCharge.objects.create(officer=cast.officer("binh"), unit=cast.b, start=LONG_AGO)
    plan = enter(cast, plan, merge("T-B", into=there("T-A")))
    plan = decide(cast, plan, posts={posting(cast, "binh").pk: 0})
    apply(cast, plan)
    assert Unit.objects.get(code="T-A").end is None
    assert rows_of(Posting, cast.officer("anh")) == [("T-A", LONG_AGO, None)], "untouched"
    assert rows_of(Posting, cast.officer("bao")) == [("T-B", LONG_AGO, DAY), ("T-A", DAY, None)]
    rows = UnitQuota.objects.filter(unit=cast.a).order_by("start").values_list("seats", "start", "end")
    assert list(rows) == [(5, LONG_AGO, DAY), (9, DAY, None)]
    link = Reorganisation.objects.get()
    assert (link.predecessor, link.successor, link.day) == (cast.b, cast.a, DAY)
    assert rows_of(UnitCharge, cast.officer("binh")) == [("T-B", LONG_AGO, DAY)], "no longer a leader"


# --- old reports ---------------------------------------------------------------------------------


def picture(day: date) -> tuple[Any, Any]:
    return [asdict(row) for row in staffing(day, None)], quality(day, None)


@pytest.mark.parametrize("day", [LONG_AGO, date(2024, 6, 30), BEFORE])
def test_reports_of_the_days_before_stay_as_they_were(cast: Cast, plan, day) -> None:
    plan = merged(cast, plan)
    before = picture(day)
    assert {row["code"] for row in before[0]} == {"T", "T-A", "T-B"}
    apply(cast, plan)
    assert picture(day) == before


@pytest.mark.parametrize("day", [DAY, date(2027, 6, 1)])
def test_from_the_day_on_as_many_people_and_seats_stand_in_the_new_units(cast: Cast, plan, day) -> None:
    plan = merged(cast, plan)
    before = {row.code: row for row in staffing(day, None)}
    apply(cast, plan)
    after = {row.code: row for row in staffing(day, None)}
    assert set(after) == {"T", "T-AB"}
    for name in ("quota", "present", "leaving_12_months"):
        assert getattr(after["T"], name) == getattr(before["T"], name)
        assert getattr(after["T-AB"], name) == sum(getattr(before[code], name) for code in ("T-A", "T-B"))


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2027, 1, 1)])
def test_the_day_may_lie_in_the_past_or_ahead(cast: Cast, plan, day) -> None:
    plan = amend_plan(
        actor=cast.mai, plan=plan, seen=seen_mark(plan), title="Khác", unit=cast.t, day=day, decision=""
    )
    apply(cast, merged(cast, plan))
    assert rows_of(Posting, cast.officer("bao")) == [("T-B", LONG_AGO, day), ("T-AB", day, None)]


# --- rows beside the home posting ---------------------------------------------------------------


def test_everything_that_names_the_unit_ends_and_goes_on_in_the_successor(cast: Cast, plan) -> None:
    guest = PostingFactory(unit=cast.t, start=LONG_AGO).officer
    until = date(2027, 3, 1)
    PostingFactory(officer=guest, unit=cast.b, kind="secondment", start=date(2026, 1, 1), end=until)
    head = cast.officer("an")
    LeadershipTerm.objects.create(
        officer=head, unit=cast.a, post=post("Trưởng phòng"), start=date(2024, 1, 1), end=date(2029, 1, 1)
    )
    StandIn.objects.create(officer=head, unit=cast.a, kind="delegation", start=date(2026, 1, 1))
    UnitCharge.objects.create(officer=guest, unit=cast.a, start=date(2026, 1, 1))
    position = RotationPosition.objects.first() or RotationPosition.objects.create(
        name="Kế toán", term_months=36
    )
    RotationDuty.objects.create(
        officer=cast.officer("bao"), unit=cast.b, position=position, start=date(2025, 1, 1)
    )
    apply(cast, merged(cast, plan))
    assert rows_of(Posting, guest)[1:] == [("T-B", date(2026, 1, 1), DAY), ("T-AB", DAY, until)]
    assert rows_of(LeadershipTerm, head) == [
        ("T-A", date(2024, 1, 1), DAY),
        ("T-AB", DAY, date(2029, 1, 1)),
    ]
    assert rows_of(StandIn, head) == [("T-A", date(2026, 1, 1), DAY), ("T-AB", DAY, None)]
    assert rows_of(UnitCharge, guest) == [("T-A", date(2026, 1, 1), DAY), ("T-AB", DAY, None)]
    assert rows_of(RotationDuty, cast.officer("bao")) == [
        ("T-B", date(2025, 1, 1), DAY),
        ("T-AB", DAY, None),
    ]


def since(officer: Officer) -> dict[int, date]:
    rows = RotationDuty.objects.filter(officer=officer).order_by("start")
    return unbroken_starts(rows.values_list("pk", "officer_id", "position_id", "unit_id", "start"))


def test_a_reorganisation_does_not_break_off_the_period_in_a_position(cast: Cast, plan) -> None:
    position = RotationPosition.objects.all()[0]
    stays, rotated = cast.officer("bao"), cast.officer("anh")
    RotationDuty.objects.create(officer=stays, unit=cast.b, position=position, start=date(2025, 1, 1))
    # A rotation to another unit on the very day is a new period.
    RotationDuty.objects.create(officer=rotated, unit=cast.t, position=position, start=LONG_AGO, end=DAY)
    RotationDuty.objects.create(officer=rotated, unit=cast.a, position=position, start=DAY)
    apply(cast, merged(cast, plan))
    carried = RotationDuty.objects.get(officer=stays, end=None)
    assert since(stays) == {carried.pk: date(2025, 1, 1)}
    assert since(rotated) == {}
    assert rows_of(RotationDuty, rotated)[1] == ("T-AB", DAY, None)


def test_a_term_ends_with_a_post_that_is_given_up(cast: Cast, plan) -> None:
    head = cast.officer("binh")
    LeadershipTerm.objects.create(
        officer=head, unit=cast.b, post=post("Trưởng phòng"), start=date(2024, 1, 1), end=date(2029, 1, 1)
    )
    apply(cast, merged(cast, plan))
    assert rows_of(LeadershipTerm, head) == [("T-B", date(2024, 1, 1), DAY)]


def test_a_stand_in_may_be_let_go(cast: Cast, plan) -> None:
    row = StandIn.objects.create(officer=cast.officer("bao"), unit=cast.b, kind="acting_head", start=LONG_AGO)
    plan = merged(cast, plan)
    choices = {"posts": {posting(cast, "binh").pk: 0}, "stand_ins": {row.pk: False}}
    apply(cast, decide(cast, plan, **choices))
    assert rows_of(StandIn, cast.officer("bao")) == [("T-B", LONG_AGO, DAY)]


def test_nobody_is_on_loan_to_the_own_unit(cast: Cast, plan) -> None:
    lent = cast.officer("anh")
    PostingFactory(officer=lent, unit=cast.b, kind="secondment", start=date(2026, 1, 1))
    apply(cast, merged(cast, plan))
    assert rows_of(Posting, lent) == [
        ("T-A", LONG_AGO, DAY),
        ("T-B", date(2026, 1, 1), DAY),
        ("T-AB", DAY, None),
    ]


def test_the_same_post_beside_in_both_units_is_held_once(cast: Cast, plan) -> None:
    guest = PostingFactory(unit=cast.t, start=LONG_AGO).officer
    for unit in (cast.a, cast.b):
        PostingFactory(officer=guest, unit=unit, kind="concurrent", start=LONG_AGO)
        UnitCharge.objects.create(officer=guest, unit=unit, start=LONG_AGO)
    apply(cast, merged(cast, plan))
    assert Posting.objects.filter(officer=guest, unit__code="T-AB").count() == 1
    assert UnitCharge.objects.filter(officer=guest, unit__code="T-AB").count() == 1
    assert Posting.objects.filter(officer=guest, kind="concurrent", end=None).count() == 1


def test_a_posting_that_begins_later_is_entered_for_the_successor(cast: Cast, plan) -> None:
    later = date(2026, 12, 1)
    mover = PostingFactory(unit=cast.t, start=LONG_AGO, end=later).officer
    PostingFactory(officer=mover, unit=cast.b, start=later, act="transferred", decision="9/QĐ")
    apply(cast, merged(cast, plan))
    assert rows_of(Posting, mover) == [("T", LONG_AGO, later), ("T-AB", later, None)]
    row = Posting.objects.get(officer=mover, start=later)
    assert (row.act, row.decision) == ("transferred", "9/QĐ"), "its own decision stays"


def test_a_posting_that_ends_before_the_day_is_history(cast: Cast, plan) -> None:
    gone = PostingFactory(unit=cast.a, start=LONG_AGO, end=DAY).officer
    apply(cast, merged(cast, plan))
    assert rows_of(Posting, gone) == [("T-A", LONG_AGO, DAY)]


def test_a_posting_that_is_to_end_ends_in_the_successor(cast: Cast, plan) -> None:
    retiring = PostingFactory(unit=cast.a, start=LONG_AGO, end=date(2027, 1, 1)).officer
    apply(cast, merged(cast, plan))
    assert rows_of(Posting, retiring) == [("T-A", LONG_AGO, DAY), ("T-AB", DAY, date(2027, 1, 1))]


# --- split ---------------------------------------------------------------------------------------


def test_a_split_sends_everyone_to_the_first_successor_or_the_one_chosen(cast: Cast, plan) -> None:
    plan = enter(cast, plan, split("T-A", new("T-A1", 3), new("T-A2", 2)))
    anh = cast.officer("anh")
    plan = decide(cast, plan, people={f"{anh.pk}:T-A": "T-A2"})
    apply(cast, plan)
    assert posting(cast, "an").unit.code == "T-A1"
    assert posting(cast, "anh").unit.code == "T-A2"
    assert dict(UnitQuota.objects.filter(start=DAY).values_list("unit__code", "seats")) == {
        "T-A1": 3,
        "T-A2": 2,
    }


def test_a_split_may_send_people_into_units_that_stay(cast: Cast, plan) -> None:
    plan = enter(cast, plan, split("T-A", there("T-B", 6), new("T-A2", 3)))
    anh = cast.officer("anh")
    plan = decide(cast, plan, people={f"{anh.pk}:T-A": "T-A2"}, posts={posting(cast, "an").pk: 0})
    apply(cast, plan)
    assert (posting(cast, "an").unit, posting(cast, "anh").unit.code) == (cast.b, "T-A2")
    assert UnitQuota.objects.get(unit=cast.b, start=DAY).seats == 6


def test_the_seats_of_a_split_are_typed_and_add_up(cast: Cast, plan) -> None:
    with pytest.raises(DomainError) as missing:
        enter(cast, plan, split("T-A", new("T-A1", 3), new("T-A2")))
    assert missing.value.field == "seats"
    with pytest.raises(DomainError) as wrong:
        enter(cast, plan, split("T-A", new("T-A1", 3), new("T-A2", 3)))
    assert wrong.value.field == "reason"


def test_who_is_in_charge_of_a_unit_that_splits_is_in_charge_of_both_parts(cast: Cast, plan) -> None:
    deputy = PostingFactory(unit=cast.t, start=LONG_AGO).officer
    UnitCharge.objects.create(officer=deputy, unit=cast.a, start=LONG_AGO)
    apply(cast, enter(cast, plan, split("T-A", new("T-A1", 3), new("T-A2", 2))))
    assert rows_of(UnitCharge, deputy) == [
        ("T-A", LONG_AGO, DAY),
        ("T-A1", DAY, None),
        ("T-A2", DAY, None),
    ]


# --- rename and the units below ------------------------------------------------------------------


def test_a_rename_closes_the_unit_and_opens_it_under_a_new_name(cast: Cast, plan) -> None:
    apply(cast, enter(cast, plan, rename("T-A", new("T-1", name="Phòng THADS khu vực 1"))))
    assert Unit.objects.get(code="T-1").name == "Phòng THADS khu vực 1"
    assert Unit.objects.get(code="T-A").name == "Phòng Thi hành án dân sự khu vực A", "as old reports say it"
    assert UnitQuota.objects.get(unit__code="T-1").seats == 5
    assert posting(cast, "an").post == post("Trưởng phòng")


def test_what_lies_below_opens_again_below_the_successor(cast: Cast, plan) -> None:
    section = UnitFactory(code="T-A-1", name="Tổ 1", kind="phong", parent=cast.a)
    deep = UnitFactory(code="T-A-1-X", name="Nhóm X", kind="phong", parent=section)
    worker = PostingFactory(unit=deep, start=LONG_AGO).officer
    apply(cast, enter(cast, plan, rename("T-A", new("T-1"))))
    opened = Unit.objects.get(code="T-1-1-X")
    assert (opened.name, opened.parent.code, opened.parent.parent.code) == ("Nhóm X", "T-1-1", "T-1")
    assert rows_of(Posting, worker) == [("T-A-1-X", LONG_AGO, DAY), ("T-1-1-X", DAY, None)]
    assert Unit.objects.get(code="T-A-1").parent == cast.a, "units never move"


def test_what_lies_below_may_be_dissolved_or_given_a_code(cast: Cast, plan) -> None:
    for code in ("T-A-1", "T-A-2"):
        unit = UnitFactory(code=code, kind="phong", parent=cast.a)
        UnitQuota.objects.create(unit=unit, seats=2, start=LONG_AGO)
        PostingFactory(unit=unit, start=LONG_AGO)
    plan = enter(cast, plan, rename("T-A", new("T-1")))
    plan = decide(cast, plan, below={"T-A-1": Below("T-1"), "T-A-2": Below("T-1", "TO-2")})
    apply(cast, plan)
    seats = dict(UnitQuota.objects.filter(start=DAY).values_list("unit__code", "seats"))
    assert seats == {"T-1": 7, "TO-2": 2}
    assert Posting.objects.at(DAY).filter(unit__code="T-1").count() == 3
    assert Posting.objects.at(DAY).filter(unit__code="TO-2").count() == 1


def test_a_code_of_a_unit_below_that_is_taken_is_said_at_that_unit(cast: Cast, plan) -> None:
    UnitFactory(code="T-A-1", kind="phong", parent=cast.a)
    plan = enter(cast, plan, rename("T-A", new("T-1")))
    plan = decide(cast, plan, below={"T-A-1": Below("T-1", "T-B")})
    preview = preview_of(plan)
    assert [problem.field for problem in preview.problems] == ["below:T-A-1"]
    assert preview.below[0].error
    with pytest.raises(DomainError):
        apply(cast, plan)


# --- reach ---------------------------------------------------------------------------------------
