"""Demonstration of giving work: quarter IV/2026 in one regional office and at the head of the province."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from evaluation.enums import InstanceKind
from evaluation.models import Product, WorkItem
from evaluation.rules.periods import Quarter
from evaluation.selectors.catalogue import products_for
from evaluation.selectors.roster import Member, roster_on
from evaluation.selectors.target_shares import suggest
from evaluation.services.giving import Gift, change_quantity, give_work
from evaluation.services.handing_over import hand_over
from evaluation.services.instances import claim_objective, judge_objective, note_instance
from evaluation.services.joint import Part, share_work
from evaluation.services.product_proposals import Decided, NewProduct, approve_product, propose_product
from evaluation.services.reporting import report_done
from staff.models import Officer, Unit, User

PERIOD: Final = Quarter(2026, 4)
PROVINCE: Final = "PT"
# Where no target was decided for the demonstration's office.
_PERCENT: Final = Decimal(85)
_CHECKS, _SEIZURE, _ENFORCEMENT, _LEADING = "CV03", "CV05", "CV04", "CV08"


@transaction.atomic
def load(accounts: Mapping[str, User]) -> None:
    """Give the office's work, hand some over, share one, note a delay, propose products; safe to run again."""
    leader, officer = accounts.get("leader"), accounts.get("officer")
    if leader is None or officer is None or WorkItem.objects.filter(period=PERIOD.code).exists():
        return
    products = products_for(PERIOD.last_day)
    home = leader.officer.postings.primary().at(PERIOD.last_day).select_related("unit").get().unit
    if not {_CHECKS, _SEIZURE, _ENFORCEMENT, _LEADING} <= set(products):
        return
    people = _people(home, leader, officer)
    _give(leader, home, people, products)
    _give_province(accounts["head"], products)
    _report(officer)
    if timezone.localdate() >= PERIOD.start:
        _pass_on(leader, officer, people)
        _went_wrong(leader, officer)
    _share(leader, home, people, products[_ENFORCEMENT])
    _propose(leader, accounts["personnel"], home)


def _people(home: Unit, leader: User, first: User) -> list[Officer]:
    """Officers of the office without its head: the one with an account first, then by personnel number."""
    members = sorted(roster_on(PERIOD.last_day, {home.pk}).members.values(), key=lambda m: m.number)
    officers = Officer.objects.in_bulk([member.officer_id for member in members])
    found = [officers[m.officer_id] for m in members if officers[m.officer_id].user_id != leader.pk]
    return sorted(found, key=lambda person: person.user_id != first.pk)


def _give(leader: User, home: Unit, people: list[Officer], products: Mapping[str, Product]) -> None:
    members: list[Member] = list(roster_on(PERIOD.last_day, {home.pk}).members.values())
    today = timezone.localdate()
    found = suggest(leader, PERIOD, members, percent=_PERCENT, today=today)
    shares = {(each.member.officer_id, each.product): each.share.quantity for each in found if each.share}
    officers = Officer.objects.in_bulk([officer_id for officer_id, _product in shares])
    gifts = [
        Gift(officers[officer_id], product, Decimal(quantity))
        for (officer_id, product), quantity in shares.items()
        if quantity
    ]
    gifts += [Gift(officer, products[_CHECKS], Decimal(30)) for officer in people[:6]]
    gifts += [Gift(officer, products[_SEIZURE], Decimal(3)) for officer in people[:4]]
    given = give_work(period=PERIOD, gifts=gifts, actor=leader, reason="Kế hoạch công tác quý IV/2026")
    changed = next(item for item in given if item.product.code == _CHECKS)
    change_quantity(
        item=changed, quantity=Decimal(28), reason="Điều chỉnh theo số hồ sơ bàn giao đầu quý", actor=leader
    )


def _give_province(head: User, products: Mapping[str, Product]) -> None:
    unit = Unit.objects.filter(code=PROVINCE).first()
    if unit is None:
        return
    members = sorted(roster_on(PERIOD.last_day, {unit.pk}).members.values(), key=lambda m: m.number)
    officers = list(Officer.objects.filter(pk__in=[m.officer_id for m in members]).order_by("number"))
    gifts = [Gift(officer, products[_LEADING], Decimal(3)) for officer in officers]
    if officers:
        gifts.append(Gift(officers[-1], products[_SEIZURE], Decimal(1), unplanned=True))
    give_work(period=PERIOD, gifts=gifts, actor=head, reason="Chương trình công tác quý IV/2026")


def _own(officer: User, code: str) -> WorkItem | None:
    rows = WorkItem.objects.filter(officer=officer.officer, period=PERIOD.code, product__code=code)
    return rows.filter(unplanned=False).select_related("product").first()


def _report(officer: User) -> None:
    done = {_CHECKS: Decimal(17), _SEIZURE: Decimal(1)}
    items = {item: quantity for code, quantity in done.items() if (item := _own(officer, code))}
    report_done(done=items, actor=officer)


def _pass_on(leader: User, officer: User, people: list[Officer]) -> None:
    item = _own(officer, _SEIZURE)
    to = next((person for person in people if person.user_id != officer.pk), None)
    if item is None or to is None:
        return
    hand_over(
        item=item,
        to=to,
        quantity=Decimal(1),
        day=_day(date(2026, 11, 10)),
        reason="Đi học lớp bồi dưỡng nghiệp vụ, không kịp tiến độ kê biên",
        actor=leader,
    )


def _went_wrong(leader: User, officer: User) -> None:
    item = _own(officer, _CHECKS)
    if item is None:
        return
    first = note_instance(
        item=item,
        kind=InstanceKind.DELAY,
        day=_day(date(2026, 10, 20)),
        reason="Biên bản xác minh nộp chậm 04 ngày",
        actor=leader,
    )
    claim_objective(instance=first, claim="Đường vào xã bị sạt lở do mưa lũ từ 14 đến 18/10", actor=officer)
    judge_objective(instance=first, confirmed=True, actor=leader)
    second = note_instance(
        item=item,
        kind=InstanceKind.DELAY,
        day=_day(date(2026, 11, 12)),
        reason="Biên bản xác minh nộp chậm 02 ngày",
        actor=leader,
    )
    claim_objective(
        instance=second, claim="Ngân hàng trả lời xác minh tài khoản chậm so với yêu cầu", actor=officer
    )
    note_instance(
        item=item,
        kind=InstanceKind.DEFECT,
        day=_day(date(2026, 11, 17)),
        reason="Biên bản thiếu chữ ký của đại diện chính quyền địa phương",
        actor=leader,
    )


def _share(leader: User, home: Unit, people: list[Officer], product: Product) -> None:
    if len(people) < 3:
        return
    shares = zip(people[:3], (Decimal("0.5"), Decimal("0.3"), Decimal("0.2")), strict=True)
    share_work(
        period=PERIOD,
        unit=home,
        product=product,
        title="Cưỡng chế giao nhà, đất tại khu công nghiệp, huy động lực lượng liên ngành",
        quantity=Decimal(1),
        parts=[Part(person, share) for person, share in shares],
        actor=leader,
    )


def _propose(leader: User, personnel: User, home: Unit) -> None:
    first = NewProduct(
        code="CV-DT",
        name="Xử lý 01 hồ sơ thi hành án trên hệ thống điện tử",
        coefficient=Decimal("0.6"),
        grounds="Phát sinh khi triển khai hồ sơ điện tử theo Luật Thi hành án dân sự năm 2025",
        task="Tổ chức thi hành án",
        output="Hồ sơ điện tử hoàn chỉnh",
        group="N1",
    )
    proposal = propose_product(unit=home, product=first, actor=leader)
    decided = Decided("812/QĐ-THADS", date(2026, 11, 1), Decimal("0.5"), "N1", "Phòng THADS khu vực")
    approve_product(proposal=proposal, decided=decided, actor=personnel)
    second = NewProduct(
        code="CV-DTH",
        name="Đối thoại với người phải thi hành án trong vụ việc phức tạp",
        coefficient=Decimal("1.5"),
        grounds="Chưa có trong danh mục; mỗi quý phát sinh từ ba đến năm cuộc",
        task="Tổ chức thi hành án",
        output="Biên bản đối thoại",
        group="N3",
    )
    propose_product(unit=home, product=second, actor=leader)


def _day(day: date) -> date:
    """A day of the story, not later than today."""
    return min(day, timezone.localdate())
