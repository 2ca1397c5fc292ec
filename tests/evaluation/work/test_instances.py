"""Defects and delays one by one, objective causes (article 14.2.b, c)."""

from datetime import date
from decimal import Decimal

import pytest

from evaluation.enums import InstanceKind
from evaluation.models import Evaluation, WorkInstance, WorkItem
from evaluation.rules.periods import Quarter
from evaluation.services.drafts import open_period
from evaluation.services.handing_over import hand_over
from evaluation.services.instances import claim_objective, counted, judge_objective, note_instance
from evaluation.services.merging import Wanted
from evaluation.services.work import WorkRows, store_work
from staff.models import Notice
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.factories.scoring import work

DAY = date(2026, 8, 3)


def item_of(cast: Cast, **more) -> WorkItem:
    return work(cast.officer("anh"), cast.a, "10", "10", **more)


def note(cast: Cast, item: WorkItem, kind=InstanceKind.DELAY, day: date = DAY) -> WorkInstance:
    return note_instance(item=item, kind=kind, day=day, reason="Chậm 3 ngày", actor=cast.an)


def claim(cast: Cast, instance: WorkInstance) -> WorkInstance:
    return claim_objective(instance=instance, claim="Bão số 3, không đi lại được", actor=cast.anh)


def form_of(cast: Cast) -> Evaluation:
    return Evaluation.objects.get(officer=cast.officer("anh"), current=True)


def test_each_instance_takes_25_per_cent_of_one_product(cast: Cast) -> None:
    item = item_of(cast)
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)
    note(cast, item)
    note(cast, item, InstanceKind.DEFECT)
    item.refresh_from_db()
    assert (item.failures, item.delays) == (1, 1)
    assert (form_of(cast).quality, form_of(cast).on_time) == (Decimal("9.75"), Decimal("9.75"))


def test_the_deduction_never_goes_below_zero(cast: Cast) -> None:
    item = work(cast.officer("anh"), cast.a, "1", "1")
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)
    for _n in range(5):
        note(cast, item)
    assert form_of(cast).on_time == 0


def test_a_number_from_a_workbook_gets_its_details_before_it_grows(cast: Cast) -> None:
    item = item_of(cast, delays=2)
    note(cast, item)
    item.refresh_from_db()
    assert (item.delays, counted(item, InstanceKind.DELAY).without_details) == (2, 1)
    note(cast, item)
    note(cast, item)
    item.refresh_from_db()
    assert (item.delays, counted(item, InstanceKind.DELAY).without_details) == (3, 0)


@pytest.mark.parametrize("day", [date(2026, 6, 30), date(2026, 10, 1)])
def test_the_day_lies_in_the_period(cast: Cast, day: date) -> None:
    item = item_of(cast)
    with pytest.raises(DomainError):
        note(cast, item, day=day)
    assert not WorkInstance.objects.exists()


def test_a_confirmed_objective_cause_takes_the_deduction_back(cast: Cast) -> None:
    item = item_of(cast)
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)
    instance = claim(cast, note(cast, item))
    assert form_of(cast).on_time == Decimal("9.75")
    judge_objective(instance=instance, confirmed=True, actor=cast.an)
    item.refresh_from_db()
    assert (item.delays, form_of(cast).on_time) == (0, 10)
    assert [row.objective for row in instance.history.order_by("history_id")] == ["", "cho", "dong_y"]


def test_a_refused_claim_changes_nothing_and_is_final(cast: Cast) -> None:
    item = item_of(cast)
    instance = judge_objective(instance=claim(cast, note(cast, item)), confirmed=False, actor=cast.an)
    item.refresh_from_db()
    assert item.delays == 1
    with pytest.raises(DomainError):
        claim(cast, instance)
    with pytest.raises(DomainError):
        judge_objective(instance=instance, confirmed=True, actor=cast.an)


def test_only_the_officer_concerned_claims_and_never_judges(cast: Cast) -> None:
    instance = note(cast, item_of(cast))
    with pytest.raises(DomainError):
        claim_objective(instance=instance, claim="Tôi", actor=cast.an)
    claim(cast, instance)
    with pytest.raises(DomainError):
        judge_objective(instance=instance, confirmed=True, actor=cast.anh)


def test_a_head_does_not_judge_the_own_claim(cast: Cast) -> None:
    item = work(cast.officer("an"), cast.a, "10", "10")
    instance = note_instance(item=item, kind=InstanceKind.DELAY, day=DAY, reason="Chậm", actor=cast.mai)
    claim_objective(instance=instance, claim="Bão", actor=cast.an)
    with pytest.raises(DomainError):
        judge_objective(instance=instance, confirmed=True, actor=cast.an)
    judge_objective(instance=instance, confirmed=True, actor=cast.mai)


def test_claims_and_decisions_are_told(cast: Cast) -> None:
    instance = claim(cast, note(cast, item_of(cast)))
    assert Notice.objects.filter(user=cast.an, key=f"work-claim-{instance.pk}").exists()
    judge_objective(instance=instance, confirmed=True, actor=cast.an)
    assert Notice.objects.filter(user=cast.anh).count() == 2


def test_art_17_3_nothing_is_noted_on_a_confirmed_form(cast: Cast) -> None:
    item = item_of(cast)
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)
    Evaluation.objects.update(state="confirmed")
    with pytest.raises(DomainError):
        note(cast, item)
    assert not WorkInstance.objects.exists()


def again(item: WorkItem, **values) -> None:
    """The workbook read once more, with these values."""
    facts = {"product": item.product, "unit": item.unit, "assigned": Decimal(10), "done": Decimal(10)}
    facts |= {"failures": 0, "delays": 0, "objective": False, **values}
    identity = {"officer_id": item.officer_id, "period": item.period, "unplanned": False}
    rows = WorkRows(items=[Wanted(identity, facts, "Ánh · SP01", "Giao việc", 9)])
    store_work(quarter=Quarter(2026, 3), rows=rows, run=None, actor=None)
    item.refresh_from_db()


def test_a_workbook_read_again_brings_no_excused_delay_back(cast: Cast) -> None:
    item = item_of(cast, delays=2)
    judge_objective(instance=claim(cast, note(cast, item)), confirmed=True, actor=cast.an)
    again(item, delays=2)
    assert item.delays == 1
    note(cast, item)
    note(cast, item)
    again(item, delays=0)
    assert item.delays == 2


@pytest.mark.parametrize("values", [{"assigned": Decimal(2)}, {"done": Decimal(8)}])
def test_art_18_1_d_a_workbook_cannot_undo_a_hand_over(cast: Cast, values) -> None:
    item = work(cast.officer("anh"), cast.a, "10", "5")
    hand_over(item=item, to=cast.officer("an"), quantity=Decimal(3), day=DAY, reason="Đi học", actor=cast.mai)
    with pytest.raises(DomainError):
        again(item, **{"done": Decimal(1), **values})
    again(item, done=Decimal(7))
    assert item.done == 7
