"""Withdrawing a hand-over, a joint product, a defect or delay: numbers go back, the reason stays (art. 14.2, 18)."""

from datetime import date
from decimal import Decimal

import pytest

from evaluation.enums import InstanceKind
from evaluation.models import Evaluation, HandOver, JointShare, JointWork, WorkInstance, WorkItem
from evaluation.rules.giving import Counted, without
from evaluation.services.giving import Gift, give_work
from evaluation.services.handing_over import hand_over
from evaluation.services.instances import claim_objective, judge_objective, note_instance
from evaluation.services.joint import Part, share_work
from evaluation.services.reporting import correct_done
from evaluation.services.withdrawing import withdraw_hand_over, withdraw_instance, withdraw_joint
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.screens import signed_in
from tests.evaluation.work.test_services import Q3, D, colleague, confirmed, form_of, gift, give, opened
from tests.factories.scoring import caseload, product, work

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 3)
WHY = "Ghi nhầm người"
GIVING = "/danh-gia/giao-viec/"

__all__ = ["colleague"]


@pytest.fixture
def passed(cast: Cast, colleague) -> HandOver:
    """Three of ten of Ánh's work went to a colleague."""
    [item] = give(cast, gift(cast))
    return hand_over(item=item, to=colleague, quantity=D(3), day=DAY, reason="Nghỉ ốm", actor=cast.an)


@pytest.fixture
def joint(cast: Cast, colleague) -> JointWork:
    """One product of four, three for Ánh and one for the colleague."""
    return share_work(
        period=Q3,
        unit=cast.a,
        product=product(),
        title="Đề án",
        quantity=D(4),
        parts=[Part(cast.officer("anh"), D(3)), Part(colleague, D(1))],
        actor=cast.an,
    )


def noted(cast: Cast, item: WorkItem, kind: InstanceKind = InstanceKind.DELAY) -> WorkInstance:
    return note_instance(item=item, kind=kind, day=DAY, reason="Chậm", actor=cast.an)


def refused(act, *parts: str) -> None:
    before = [model.objects.count() for model in (WorkItem, HandOver, JointShare, WorkInstance)]
    with pytest.raises(DomainError) as told:
        act()
    assert all(part in str(told.value) for part in parts)
    assert [model.objects.count() for model in (WorkItem, HandOver, JointShare, WorkInstance)] == before


def test_a_hand_over_withdrawn_leaves_the_work_with_the_first(cast: Cast, passed, colleague) -> None:
    opened(cast)
    withdraw_hand_over(passed=passed, reason=WHY, actor=cast.an)

    assert not HandOver.objects.exists()
    assert list(WorkItem.objects.values_list("officer__number", "assigned")) == [("CC-anh", D(10))]
    kept = HandOver.history.filter(history_type="-").get()
    assert (kept.history_change_reason, kept.history_user, kept.quantity) == (WHY, cast.an, D(3))
    assert form_of(cast, colleague).assigned in (None, 0)


def test_only_what_was_taken_over_goes_where_there_was_more(cast: Cast, passed, colleague) -> None:
    again = hand_over(item=passed.item, to=colleague, quantity=D(2), day=DAY, reason="Thêm", actor=cast.an)
    withdraw_hand_over(passed=again, reason=WHY, actor=cast.an)
    assert WorkItem.objects.get(officer=colleague).assigned == 3


def test_work_counted_from_the_caseload_keeps_its_plan(cast: Cast, colleague) -> None:
    made = product("SP-HS", source="viec_xong_chu_dong")
    caseload(cast.officer("anh"), cast.a, 9, 0)
    caseload(cast.officer("anh"), cast.a, 12, 0)
    [item] = give(cast, gift(cast, product=made))
    give_work(period=Q3, gifts=[Gift(colleague, made, D(5))], actor=cast.an)
    row = hand_over(item=item, to=colleague, quantity=D(2), day=DAY, reason="Nghỉ ốm", actor=cast.an)

    withdraw_hand_over(passed=row, reason=WHY, actor=cast.an)

    assert WorkItem.objects.get(officer=colleague).assigned == 5


def test_what_was_reported_as_done_stands_in_the_way(cast: Cast, passed) -> None:
    correct_done(item=passed.taken, done=D(2), reason="Báo cáo", actor=cast.an)
    refused(lambda: withdraw_hand_over(passed=passed, reason=WHY, actor=cast.an), "2")


@pytest.mark.parametrize("name", ["anh", "hai"])
def test_art_17_3_a_confirmed_form_of_either_keeps_the_hand_over(
    cast: Cast, passed, colleague, name: str
) -> None:
    opened(cast)
    Evaluation.objects.filter(officer__number={"anh": "CC-anh", "hai": "CC-hai"}[name]).update(
        state="confirmed"
    )
    refused(lambda: withdraw_hand_over(passed=passed, reason=WHY, actor=cast.an), "xác nhận")


def test_no_withdrawal_without_a_reason_and_none_twice(cast: Cast, passed) -> None:
    refused(lambda: withdraw_hand_over(passed=passed, reason="  ", actor=cast.an))
    first = HandOver.objects.get(pk=passed.pk)
    withdraw_hand_over(passed=passed, reason=WHY, actor=cast.an)
    with pytest.raises(DomainError):
        withdraw_hand_over(passed=first, reason=WHY, actor=cast.an)


def test_a_joint_product_withdrawn_takes_its_shares_out(cast: Cast, colleague, joint) -> None:
    give_work(period=Q3, gifts=[Gift(colleague, product("SP02"), D(7))], actor=cast.an)

    withdraw_joint(joint=joint, reason=WHY, actor=cast.an)

    assert not JointWork.objects.exists()
    assert not JointShare.objects.exists()
    assert list(WorkItem.objects.values_list("product__code", "assigned")) == [("SP02", D(7))]
    assert JointWork.history.filter(history_type="-").get().history_change_reason == WHY


def test_a_share_on_top_of_other_work_leaves_that_work(cast: Cast, colleague) -> None:
    [item] = give(cast, gift(cast))
    shared = share_work(
        period=Q3,
        unit=cast.a,
        product=item.product,
        title="Đề án",
        quantity=D(4),
        parts=[Part(cast.officer("anh"), D(3)), Part(colleague, D(1))],
        actor=cast.an,
    )
    withdraw_joint(joint=shared, reason=WHY, actor=cast.an)
    assert list(WorkItem.objects.values_list("officer__number", "assigned")) == [("CC-anh", D(10))]


def test_art_17_3_a_confirmed_form_keeps_a_joint_product(cast: Cast, joint) -> None:
    confirmed(cast)
    refused(lambda: withdraw_joint(joint=joint, reason=WHY, actor=cast.an), "xác nhận")


def test_a_reported_share_keeps_a_joint_product_whole(cast: Cast, joint, colleague) -> None:
    correct_done(item=WorkItem.objects.get(officer=colleague), done=D(1), reason="x", actor=cast.an)
    refused(lambda: withdraw_joint(joint=joint, reason=WHY, actor=cast.an), "Lê Văn Hai")
    assert WorkItem.objects.get(officer=cast.officer("anh")).assigned == 3


@pytest.mark.parametrize(
    ("times", "raised", "excused", "left"),
    [
        (Counted(1, 1), True, False, Counted(0, 0)),
        (Counted(3, 1), False, False, Counted(3, 0)),
        (Counted(2, 2), False, False, Counted(2, 1)),
        (Counted(2, 2), True, True, Counted(2, 2)),
        (Counted(0, 0), True, True, Counted(0, 0)),
    ],
)
def test_what_a_workbook_counted_stays_counted(times, raised, excused, left) -> None:
    assert without(times, raised=raised, excused=excused) == left


def test_a_delay_withdrawn_takes_nothing_off_any_more(cast: Cast) -> None:
    [item] = give(cast, gift(cast))
    delay = noted(cast, item)
    withdraw_instance(instance=delay, reason=WHY, actor=cast.an)

    assert (WorkItem.objects.get().delays, WorkInstance.objects.count()) == (0, 0)
    assert WorkInstance.history.filter(history_type="-").get().history_change_reason == WHY


def test_a_delay_that_a_workbook_had_counted_still_counts(cast: Cast) -> None:
    item = work(cast.officer("anh"), cast.a, "10", "5", delays=1)
    delay = noted(cast, item)
    assert not delay.raised
    withdraw_instance(instance=delay, reason=WHY, actor=cast.an)
    assert WorkItem.objects.get().delays == 1


def test_an_excused_delay_is_withdrawn_without_counting_again(cast: Cast) -> None:
    [item] = give(cast, gift(cast))
    delay = noted(cast, item)
    noted(cast, item)
    claim_objective(instance=delay, claim="Lũ", actor=cast.anh)
    judge_objective(instance=delay, confirmed=True, actor=cast.an)
    withdraw_instance(instance=delay, reason=WHY, actor=cast.an)
    assert WorkItem.objects.get().delays == 1


def test_art_17_3_a_confirmed_form_keeps_a_defect(cast: Cast) -> None:
    [item] = give(cast, gift(cast))
    delay = noted(cast, item)
    confirmed(cast)
    refused(lambda: withdraw_instance(instance=delay, reason=WHY, actor=cast.an), "xác nhận")


def test_nobody_withdraws_what_was_noted_of_the_own_work(cast: Cast) -> None:
    [item] = give_work(period=Q3, gifts=[Gift(cast.officer("an"), product(), Decimal(2))], actor=cast.mai)
    delay = note_instance(item=item, kind=InstanceKind.DELAY, day=DAY, reason="Chậm", actor=cast.mai)
    refused(lambda: withdraw_instance(instance=delay, reason=WHY, actor=cast.an))


def test_a_hand_over_is_withdrawn_on_the_screen_and_told_there(cast: Cast, passed) -> None:
    head, url = signed_in(cast.an), f"{GIVING}chuyen-giao/{passed.pk}/rut/"
    assert url in head.get(f"{GIVING}viec/{passed.item_id}/").content.decode()
    assert head.post(url, {"reason": ""}).context["form"].errors["reason"]

    page = head.post(url, {"reason": WHY}, follow=True)

    assert not HandOver.objects.exists()
    assert WHY in page.content.decode()


def test_a_delay_is_withdrawn_on_the_screen(cast: Cast) -> None:
    [item] = give(cast, gift(cast))
    delay = noted(cast, item)
    page = signed_in(cast.an).post(f"{GIVING}loi/{delay.pk}/rut/", {"reason": WHY}, follow=True)
    assert not WorkInstance.objects.exists()
    assert WHY in page.content.decode()


def test_a_joint_product_is_withdrawn_on_the_screen(cast: Cast, joint) -> None:
    page = signed_in(cast.an).post(f"{GIVING}san-pham-chung/{joint.pk}/rut/", {"reason": WHY}, follow=True)
    assert not JointWork.objects.exists()
    assert WHY in page.content.decode()
    assert WHY not in signed_in(cast.binh).get(f"{GIVING}2026-Q3/san-pham-chung/").content.decode()


@pytest.mark.parametrize("who", ["anh", "kim", "binh"])
def test_only_who_gives_the_work_withdraws(cast: Cast, passed, who: str) -> None:
    url = f"{GIVING}chuyen-giao/{passed.pk}/rut/"
    assert signed_in(getattr(cast, who)).post(url, {"reason": WHY}).status_code in (403, 404)
    assert HandOver.objects.exists()
