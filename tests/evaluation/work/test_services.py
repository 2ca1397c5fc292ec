"""Giving, changing, handing over, sharing, reporting: what the database then holds (articles 17.3, 18)."""

from datetime import date
from decimal import Decimal

import pytest

from evaluation.models import Evaluation, HandOver, JointShare, WorkItem
from evaluation.rules.periods import Month, Quarter
from evaluation.services.drafts import open_period
from evaluation.services.giving import Gift, change_quantity, give_work, take_back
from evaluation.services.handing_over import hand_over
from evaluation.services.joint import Part, share_work
from evaluation.services.reporting import correct_done, report_done
from staff.models import Notice, Posting
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory
from tests.factories.scoring import caseload, points, product, work

Q3 = Quarter(2026, 3)
D = Decimal


@pytest.fixture
def colleague(cast: Cast):
    """A second officer of A."""
    officer = OfficerFactory(number="CC-hai", full_name="Lê Văn Hai")
    PostingFactory(officer=officer, unit=cast.a)
    return officer


def give(cast: Cast, *gifts: Gift, period=Q3) -> list[WorkItem]:
    return give_work(period=period, gifts=gifts, actor=cast.an)


def gift(cast: Cast, quantity: str = "10", **more) -> Gift:
    return Gift(cast.officer("anh"), more.pop("product", None) or product(), D(quantity), **more)


def form_of(cast: Cast, officer=None) -> Evaluation:
    return Evaluation.objects.get(officer=officer or cast.officer("anh"), current=True)


def opened(cast: Cast) -> None:
    open_period(quarter=Q3, unit_ids=None, actor=None)


def confirmed(cast: Cast, name: str = "anh") -> None:
    opened(cast)
    Evaluation.objects.filter(officer=cast.officer(name)).update(state="confirmed")


def refused(act, *parts: str) -> None:
    before = (WorkItem.objects.count(), HandOver.objects.count(), JointShare.objects.count())
    with pytest.raises(DomainError) as told:
        act()
    for part in parts:
        assert part in str(told.value)
    assert (WorkItem.objects.count(), HandOver.objects.count(), JointShare.objects.count()) == before


def test_art_18_1_a_given_work_stands_under_the_officers_unit_with_who_gave_it(cast: Cast) -> None:
    [item] = give(cast, gift(cast, "12.5"))
    assert (item.assigned, item.done, item.unit, item.period) == (D("12.5"), None, cast.a, "2026-Q3")
    assert item.history.get().history_user == cast.an


def test_giving_in_a_month_serves_agencies_that_score_by_month(cast: Cast) -> None:
    [item] = give(cast, gift(cast), period=Month(2026, 7))
    assert item.period == "2026-07"


def test_giving_refreshes_the_draft_where_the_period_is_open_and_opens_none(cast: Cast) -> None:
    give(cast, gift(cast))
    assert not Evaluation.objects.exists()
    opened(cast)
    give(cast, gift(cast, "4", product=product("SP02", "2")))
    assert form_of(cast).assigned == 18


@pytest.mark.parametrize("quantity", ["0", "-1", "10001"])
def test_negative_and_absurd_quantities_are_refused(cast: Cast, quantity: str) -> None:
    refused(lambda: give(cast, gift(cast, quantity)))


def test_art_17_3_nothing_is_given_on_a_confirmed_form(cast: Cast) -> None:
    confirmed(cast)
    refused(lambda: give(cast, gift(cast)))


def test_the_same_product_twice_is_refused_planned_and_unplanned_apart(cast: Cast) -> None:
    give(cast, gift(cast))
    refused(lambda: give(cast, gift(cast)), "SP01")
    give(cast, gift(cast, unplanned=True))
    assert WorkItem.objects.count() == 2


def test_a_product_the_caseload_counts_is_given_once_planned_or_not(cast: Cast) -> None:
    fed = product("AN", "1", "viec_xong_chu_dong")
    give(cast, gift(cast, product=fed))
    refused(lambda: give(cast, gift(cast, product=fed, unplanned=True)))


def test_art_13_3_a_product_that_is_no_longer_in_force_is_refused(cast: Cast) -> None:
    old = product("CU")
    type(old).objects.filter(pk=old.pk).update(end=date(2026, 1, 1))
    old.refresh_from_db()
    refused(lambda: give(cast, gift(cast, product=old)), "CU")


def test_art_18_1_who_does_not_serve_in_the_period_gets_no_work(cast: Cast) -> None:
    Posting.objects.filter(officer=cast.officer("anh")).update(end=date(2026, 6, 1))
    refused(lambda: give(cast, gift(cast)), "Ánh")


def test_who_leaves_within_the_period_still_has_work_in_it(cast: Cast) -> None:
    Posting.objects.filter(officer=cast.officer("anh")).update(end=date(2026, 8, 1))
    give(cast, gift(cast))
    assert WorkItem.objects.count() == 1


def test_several_gifts_are_given_all_or_none(cast: Cast) -> None:
    refused(lambda: give(cast, gift(cast), gift(cast, "-1", product=product("SP02"))))


def test_a_changed_quantity_keeps_its_reason_in_the_history(cast: Cast) -> None:
    opened(cast)
    [item] = give(cast, gift(cast))
    change_quantity(item=item, quantity=D(8), reason="Giảm vì nghỉ phép", actor=cast.an)
    newest = item.history.first()
    assert (newest.assigned, newest.history_change_reason, newest.history_user) == (
        8,
        "Giảm vì nghỉ phép",
        cast.an,
    )
    assert form_of(cast).assigned == 8
    with pytest.raises(DomainError):
        change_quantity(item=item, quantity=D(7), reason="  ", actor=cast.an)


def test_what_was_given_by_mistake_is_removed_and_stays_in_the_history(cast: Cast) -> None:
    [item] = give(cast, gift(cast))
    pk = item.pk
    take_back(item=item, reason="Giao nhầm người", actor=cast.an)
    assert not WorkItem.objects.exists()
    last = WorkItem.history.filter(id=pk).first()
    assert (last.history_type, last.history_change_reason) == ("-", "Giao nhầm người")


def test_work_with_a_result_is_not_removed(cast: Cast) -> None:
    item = work(cast.officer("anh"), cast.a, "10", "2")
    refused(lambda: take_back(item=item, reason="Nhầm", actor=cast.an))


def test_art_18_2_reported_quantities_reach_the_draft(cast: Cast) -> None:
    opened(cast)
    [item] = give(cast, gift(cast))
    assert report_done(done={item: D(7)}, actor=cast.anh) == 1
    assert (form_of(cast).done, form_of(cast).a) == (7, D("0.7"))
    assert report_done(done={item: D(7)}, actor=cast.anh) == 0
    correct_done(item=item, done=D(6), reason="Hai bản chưa ký", actor=cast.an)
    assert form_of(cast).done == 6


def test_art_18_2_what_the_caseload_counts_is_not_typed_in(cast: Cast) -> None:
    item = work(cast.officer("anh"), cast.a, "10", None, product=product("AN", "1", "viec_xong_chu_dong"))
    refused(lambda: report_done(done={item: D(3)}, actor=cast.anh), "AN")


def test_art_17_3_nothing_is_reported_on_a_confirmed_form(cast: Cast) -> None:
    item = work(cast.officer("anh"), cast.a, "10", "5")
    confirmed(cast)
    refused(lambda: report_done(done={item: D(3)}, actor=cast.anh))


def test_a_refused_line_keeps_none_of_the_others(cast: Cast) -> None:
    first = work(cast.officer("anh"), cast.a, "10", None)
    second = work(cast.officer("anh"), cast.a, "10", None, product=product("SP02"))
    refused(lambda: report_done(done={first: D(3), second: D(-1)}, actor=cast.anh))
    first.refresh_from_db()
    assert first.done is None


def pass_on(cast: Cast, item: WorkItem, to, quantity: str = "4", day: date = date(2026, 8, 3)) -> HandOver:
    return hand_over(
        item=item, to=to, quantity=D(quantity), day=day, reason="Nghỉ ốm dài ngày", actor=cast.an
    )


def test_art_18_1_d_work_handed_over_stays_assigned_to_the_first_and_adds_to_the_second(
    cast: Cast, colleague
) -> None:
    item = work(cast.officer("anh"), cast.a, "10", "6", product=product("SP02", "2"))
    own = work(colleague, cast.a, "10", "10")
    for officer in (cast.officer("anh"), colleague):
        points(officer, cast.a)
    opened(cast)
    before = form_of(cast)
    passed = pass_on(cast, item, colleague)
    assert (passed.taken.officer, passed.taken.unplanned, passed.taken.assigned) == (colleague, True, 4)
    report_done(done={passed.taken: D(4)}, actor=cast.an)
    first, second = form_of(cast), form_of(cast, colleague)
    assert (first.assigned, first.done, first.total) == (before.assigned, before.done, before.total)
    assert (second.assigned, second.done) == (own.assigned, 18)


def test_art_18_1_d_the_first_cannot_report_what_was_handed_over(cast: Cast, colleague) -> None:
    item = work(cast.officer("anh"), cast.a, "10", None)
    pass_on(cast, item, colleague)
    refused(lambda: report_done(done={item: D(7)}, actor=cast.anh), "6", "điểm d khoản 1 Điều 18")
    report_done(done={item: D(6)}, actor=cast.anh)


def test_a_hand_over_cannot_exceed_what_is_left(cast: Cast, colleague) -> None:
    item = work(cast.officer("anh"), cast.a, "10", "6")
    refused(lambda: pass_on(cast, item, colleague, "5"), "4")
    pass_on(cast, item, colleague, "3")
    refused(lambda: pass_on(cast, item, colleague, "2"), "1")


def test_a_second_hand_over_enlarges_what_was_taken_over(cast: Cast, colleague) -> None:
    item = work(cast.officer("anh"), cast.a, "10", None)
    pass_on(cast, item, colleague, "3")
    pass_on(cast, item, colleague, "2")
    taken = WorkItem.objects.get(officer=colleague)
    assert (taken.assigned, taken.taken_over.count()) == (5, 2)


@pytest.mark.parametrize("day", [date(2026, 6, 30), date(2026, 10, 1)])
def test_a_hand_over_lies_within_the_period(cast: Cast, colleague, day: date) -> None:
    item = work(cast.officer("anh"), cast.a, "10", None)
    refused(lambda: pass_on(cast, item, colleague, day=day), "01/07/2026", "30/09/2026")


def test_nobody_hands_work_over_to_oneself_or_on_a_confirmed_form(cast: Cast, colleague) -> None:
    item = work(cast.officer("anh"), cast.a, "10", None)
    refused(lambda: pass_on(cast, item, cast.officer("anh")))
    opened(cast)
    Evaluation.objects.filter(officer=colleague).update(state="confirmed")
    refused(lambda: pass_on(cast, item, colleague))


def test_a_product_of_the_caseload_counts_once_for_who_takes_it_over(cast: Cast, colleague) -> None:
    fed = product("AN", "1", "viec_xong_chu_dong")
    item = work(cast.officer("anh"), cast.a, "10", None, product=fed)
    planned = work(colleague, cast.a, "20", None, product=fed)
    caseload(colleague, cast.a, 9, 100)
    caseload(colleague, cast.a, 12, 124)
    passed = pass_on(cast, item, colleague)
    assert passed.taken == planned
    opened(cast)
    assert (form_of(cast, colleague).assigned, form_of(cast, colleague).done) == (20, 24)


def test_the_second_officer_is_told(cast: Cast, colleague) -> None:
    item = work(cast.officer("anh"), cast.a, "10", None)
    pass_on(cast, item, cast.officer("bao"))
    assert Notice.objects.filter(user=cast.bao, url__contains="/giao-viec/viec/").count() == 1


def test_what_was_handed_over_binds_the_quantity_and_the_item(cast: Cast, colleague) -> None:
    item = work(cast.officer("anh"), cast.a, "10", None)
    taken = pass_on(cast, item, colleague).taken
    refused(lambda: change_quantity(item=item, quantity=D(3), reason="Giảm", actor=cast.an))
    refused(lambda: take_back(item=item, reason="Nhầm", actor=cast.an))
    refused(lambda: take_back(item=taken, reason="Nhầm", actor=cast.an))


def split(cast: Cast, colleague, *shares: str, quantity: str = "3", made=None):
    people = (cast.officer("anh"), colleague, cast.officer("an"))
    return share_work(
        period=Q3,
        unit=cast.a,
        product=made or product("LON", "8"),
        title="Đề án số hóa hồ sơ",
        quantity=D(quantity),
        parts=[Part(officer, D(share)) for officer, share in zip(people, shares, strict=False)],
        actor=cast.an,
    )


def test_art_18_1_c_shares_make_or_enlarge_the_items_of_their_people(cast: Cast, colleague) -> None:
    work(colleague, cast.a, "1", None, product=product("LON", "8"))
    joint = split(cast, colleague, "1,5".replace(",", "."), "1", "0.5")
    assert sum(share.quantity for share in joint.shares.all()) == joint.quantity
    assert dict(WorkItem.objects.values_list("officer__number", "assigned")) == {
        "CC-anh": D("1.5"),
        "CC-hai": 2,
        "CC-an": D("0.5"),
    }


@pytest.mark.parametrize("shares", [("1", "1"), ("2", "2"), ("3",), ("3", "0"), ("4", "-1")])
def test_art_18_1_c_shares_that_do_not_add_up_are_refused(cast: Cast, colleague, shares) -> None:
    refused(lambda: split(cast, colleague, *shares))


def test_a_product_of_the_caseload_is_not_shared(cast: Cast, colleague) -> None:
    refused(lambda: split(cast, colleague, "1", "2", made=product("AN", "1", "viec_xong_chu_dong")), "AN")


def test_an_item_never_falls_below_its_shares(cast: Cast, colleague) -> None:
    split(cast, colleague, "1", "2")
    item = WorkItem.objects.get(officer=colleague)
    refused(lambda: change_quantity(item=item, quantity=D(1), reason="Giảm", actor=cast.an))
