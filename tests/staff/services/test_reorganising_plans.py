"""Plans of reorganisation: whose reach goes along, what is refused, data that changed, what the preview tells."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group

from staff.access import ReachCode, grant, grants_on
from staff.models import (
    Officer,
    Posting,
    ReorganisationPlan,
    Unit,
    UnitCharge,
    UnitQuota,
)
from staff.rules.reorganising import Target
from staff.selectors.reorganisation.preview import Preview, preview_of
from staff.services.errors import DomainError
from staff.services.reorganising import (
    DataChanged,
    carry_out,
    draft_plan,
    drop_plan,
    put_step,
    remove_step,
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
    posting,
    rename,
    split,
    there,
)


@pytest.fixture
def plan(cast: Cast) -> ReorganisationPlan:
    return plan_in_t(cast)


def reach(unit: Unit) -> set[tuple[str, str]]:
    return {(str(held.holder), held.code.value) for held in grants_on([unit.pk])}


def test_reach_is_copied_to_the_successor_and_stays_on_the_closed_unit(cast: Cast, plan) -> None:
    group = Group.objects.create(name="Kiểm sát A")
    grant(group, ReachCode.VIEW_PEOPLE, cast.a)
    old = reach(cast.a)
    assert len(old) == 5
    apply(cast, enter(cast, plan, rename("T-A", new("T-1"))))
    assert reach(Unit.objects.get(code="T-1")) == old
    assert reach(cast.a) == old


def test_who_gives_up_the_lead_takes_no_reach_along_unless_it_is_chosen(cast: Cast, plan) -> None:
    plan = merged(cast, plan)
    plan = decide(cast, plan, posts={posting(cast, "binh").pk: 0})
    copies = preview_of(plan).changes.grants
    assert {(copy.held.holder, copy.copied) for copy in copies} == {(cast.an, True), (cast.binh, False)}
    kept = next(copy.key for copy in copies if copy.held.holder == cast.binh)
    plan = decide(cast, plan, posts={posting(cast, "binh").pk: 0}, grants={kept: True})
    apply(cast, plan)
    assert [name for name, _code in reach(Unit.objects.get(code="T-AB"))].count(str(cast.binh)) == 1


def test_after_a_split_a_leader_reaches_the_part_led_only(cast: Cast, plan) -> None:
    apply(cast, enter(cast, plan, split("T-A", new("T-A1", 3), new("T-A2", 2))))
    assert {name for name, _code in reach(Unit.objects.get(code="T-A1"))} == {str(cast.an)}
    assert reach(Unit.objects.get(code="T-A2")) == set()


# --- what is refused -----------------------------------------------------------------------------

WRONG = [
    (merge("T-A", into=new("T-AB")), "sources"),
    (merge("T-A", "X", into=new("T-AB")), "sources"),
    (merge("T", "T-A", into=new("T-AB")), "sources"),
    (merge("O", "T-A", into=new("T-AB")), "sources"),
    (merge("T-A", "LATE", into=new("T-AB")), "sources"),
    (merge("T-A", "ENDS", into=new("T-AB")), "sources"),
    (merge("T-A", "T-B", into=new("T-A")), "code"),
    (merge("T-A", "T-B", into=new("")), "code"),
    (merge("T-A", "T-B", into=new("X" * 41)), "code"),
    (merge("T-A", "T-B", into=Target("T-AB", "", PHONG, "T")), "name"),
    (merge("T-A", "T-B", into=Target("T-AB", "Tên", "x", "T")), "kind"),
    (merge("T-A", "T-B", into=new("T-AB", parent="O")), "parent"),
    (merge("T-A", "T-B", into=new("T-AB", parent="T-A")), "parent"),
    (merge("T-A", "T-B", into=new("T-AB", seats=-1)), "seats"),
    (merge("T-A", into=there("T-A")), "existing"),
    (merge("T-A", into=there("T-A-1")), "existing"),
    (merge("T-A", into=there("O")), "existing"),
    (merge("T-A", into=there("ENDS")), "existing"),
    (split("T-A", new("T-A1", 5)), "code"),
    (split("T-A", new("T-A1", 3), new("T-A1", 2)), "code"),
    (rename("", new("T-1")), "sources"),
]


@pytest.mark.parametrize(("step", "field"), WRONG)
def test_a_step_that_cannot_be_is_refused_at_its_field_and_not_kept(cast: Cast, plan, step, field) -> None:
    UnitFactory(code="O", kind="thads_tinh")
    UnitFactory(code="T-A-1", parent=cast.a)
    UnitFactory(code="LATE", parent=cast.t, start=DAY)
    UnitFactory(code="ENDS", parent=cast.t, end=date(2027, 1, 1))
    with pytest.raises(DomainError) as refused:
        enter(cast, plan, step)
    assert refused.value.field == field
    assert ReorganisationPlan.objects.get(pk=plan.pk).content["steps"] == []


def test_a_unit_stands_in_one_step_only(cast: Cast, plan) -> None:
    plan = enter(cast, plan, rename("T-A", new("T-1")))
    with pytest.raises(DomainError):
        enter(cast, plan, merge("T-A", "T-B", into=new("T-AB")))


@pytest.mark.parametrize("day", [date(1980, 1, 1), date(2250, 1, 1), date(2019, 1, 1)])
def test_the_day_is_one_on_which_the_unit_is_there(cast: Cast, day) -> None:
    with pytest.raises(DomainError):
        draft_plan(actor=cast.mai, title="Sớm quá", unit=cast.t, day=day)


# --- once, and as previewed ----------------------------------------------------------------------


def test_a_plan_is_carried_out_once(cast: Cast, plan) -> None:
    done = apply(cast, merged(cast, plan))
    count = Posting.objects.count()
    for act in (
        lambda: carry_out(actor=cast.mai, plan=done, seen=done.seen),
        lambda: drop_plan(actor=cast.mai, plan=done),
        lambda: remove_step(actor=cast.mai, plan=done, number=0, seen=seen_mark(done)),
    ):
        with pytest.raises(DomainError):
            act()
    assert Posting.objects.count() == count


def test_a_dropped_plan_changes_nothing_and_cannot_be_carried_out(cast: Cast, plan) -> None:
    plan = merged(cast, plan)
    seen = preview_of(plan).fingerprint
    drop_plan(actor=cast.mai, plan=plan)
    with pytest.raises(DomainError):
        carry_out(actor=cast.mai, plan=plan, seen=seen)
    assert Unit.objects.filter(end=None).count() == 3


def move_in(cast: Cast) -> None:
    PostingFactory(unit=cast.b, start=LONG_AGO)


def move_out(cast: Cast) -> None:
    Posting.objects.filter(officer=cast.officer("bao")).update(end=BEFORE)


def more_seats(cast: Cast) -> None:
    UnitQuota.objects.filter(unit=cast.a).update(seats=7)


def more_reach(cast: Cast) -> None:
    grant(cast.thu, ReachCode.VIEW_PEOPLE, cast.a)


def new_section(cast: Cast) -> None:
    UnitFactory(code="T-A-9", parent=cast.a)


@pytest.mark.parametrize("change", [move_in, move_out, more_seats, more_reach, new_section])
def test_data_that_changed_since_the_preview_stop_the_plan(cast: Cast, plan, change) -> None:
    plan = merged(cast, plan)
    seen = preview_of(plan).fingerprint
    change(cast)
    with pytest.raises(DataChanged):
        carry_out(actor=cast.mai, plan=plan, seen=seen)
    assert not Unit.objects.filter(code="T-AB").exists()
    apply(cast, plan)  # read again, it goes through
    assert Unit.objects.filter(code="T-AB").exists()


def test_the_fingerprint_is_the_same_for_the_same_data_and_differs_with_a_choice(cast: Cast, plan) -> None:
    plan = merged(cast, plan)
    first = preview_of(plan)
    assert preview_of(plan, Officer.objects.none()).fingerprint == first.fingerprint, "whoever looks"
    other = decide(cast, plan, posts={posting(cast, "an").pk: 0})
    assert preview_of(other).fingerprint != first.fingerprint


def test_a_choice_that_is_not_sent_again_stays(cast: Cast, plan) -> None:
    plan = decide(cast, plan, people={"1:T-A": "T-A2"}, posts={1: 0})
    plan = decide(cast, plan, people={"2:T-A": "T-A1"}, posts={1: 5})
    chosen = ReorganisationPlan.objects.get(pk=plan.pk).content["choices"]
    assert chosen["people"] == {"1:T-A": "T-A2", "2:T-A": "T-A1"}
    assert chosen["posts"] == {"1": 5}


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(cast: Cast, plan) -> None:
    seen = seen_mark(plan)
    enter(cast, plan, rename("T-A", new("T-1")))
    with pytest.raises(DomainError):
        put_step(actor=cast.mai, plan=plan, step=rename("T-B", new("T-2")), seen=seen)
    assert len(ReorganisationPlan.objects.get(pk=plan.pk).content["steps"]) == 1


# --- the preview ---------------------------------------------------------------------------------


def test_the_preview_balances_people_and_seats(cast: Cast, plan) -> None:
    preview = preview_of(merged(cast, plan))
    lines = {line.code: (line.state, line.before.seats, line.after.seats) for line in preview.units}
    assert lines == {"T-A": ("closes", 5, None), "T-B": ("closes", 4, None), "T-AB": ("opens", None, 9)}
    assert preview.total_before == preview.total_after
    assert preview.people_balance
    assert preview.total_after.servants == 4


def test_names_out_of_reach_are_only_counted(cast: Cast, plan) -> None:
    preview = preview_of(merged(cast, plan), Officer.objects.filter(pk=cast.officer("an").pk))
    assert [line.number for line in preview.people] == ["CC-an"]
    assert preview.hidden == 3


def queries(plan: ReorganisationPlan, counter: Any) -> int:
    fresh = ReorganisationPlan.objects.select_related("unit").get(pk=plan.pk)
    with counter() as seen:
        made: Preview = preview_of(fresh, Officer.objects.all())
    assert made.people
    return len(seen)


def test_the_preview_takes_the_same_queries_for_few_and_many(cast: Cast, plan) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    plan = merged(cast, plan)
    few = queries(plan, lambda: CaptureQueriesContext(connection))
    for number in range(4):
        unit = UnitFactory(code=f"T-A-{number}", parent=cast.a)
        guest = PostingFactory(unit=unit, start=LONG_AGO).officer
        UnitCharge.objects.create(officer=guest, unit=unit, start=LONG_AGO)
        grant(cast.kim, ReachCode.VIEW_PEOPLE, unit)
    assert queries(plan, lambda: CaptureQueriesContext(connection)) == few
    assert few < 30
