"""Giving work from the catalogue (article 18.1 of Decree 335/2025): give, change, take back what was a mistake."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from evaluation.models import Product, TakenWork, WorkItem
from evaluation.rules.periods import ScoringPeriod, parse_period
from evaluation.rules.quantities import written_quantity
from evaluation.services.work_desk import (
    check_quantity,
    held_item,
    hold,
    keep,
    needed,
    product_in,
    refresh,
    unit_in,
)
from staff.models import Officer, User
from staff.services.errors import DomainError


@dataclass(frozen=True)
class Gift:
    """One line to give: who, what, how much; `unplanned` stays outside the assigned total (art. 18.1.d)."""

    officer: Officer
    product: Product
    quantity: Decimal
    unplanned: bool = False


@transaction.atomic
def give_work(
    *, period: ScoringPeriod, gifts: Iterable[Gift], actor: User, reason: str = ""
) -> list[WorkItem]:
    """Give products of the catalogue to officers in a period, all or none (art. 18.1.a).

    Refused: a confirmed form (17.3), who does not serve in the period, a product not in force, an
    impossible quantity, a product given before (planned and unplanned apart).
    """
    lines = list(gifts)
    people = {line.officer.pk for line in lines}
    hold(period, people)
    given = [_give(period, line, actor, reason) for line in lines]
    refresh(period, people, actor)
    return given


@dataclass(frozen=True)
class Taken:
    """Work of another app that becomes work given: what it is called there, and the gift it becomes."""

    source: str
    key: str
    title: str
    gift: Gift


@transaction.atomic
def take_over(*, period: ScoringPeriod, taken: Iterable[Taken], actor: User, reason: str) -> list[WorkItem]:
    """Turn offered work into products of the catalogue, all or none; several of one product add up.

    The caller got the work from its source, as far as the actor may see it. Refused as by `give_work`
    (but a product given before grows), and what was taken over before.
    """
    lines = list(taken)
    people = {line.gift.officer.pk for line in lines}
    hold(period, people)
    items = [_take(period, line, actor, reason) for line in lines]
    refresh(period, people, actor)
    return items


@transaction.atomic
def change_quantity(*, item: WorkItem, quantity: Decimal, reason: str, actor: User) -> WorkItem:
    """Change how much was given, with the reason in the history; never below what was passed on or shared."""
    row = held_item(item)
    told = needed(reason)
    check_quantity(quantity, least=bound_quantity(row))
    if row.done is not None and bound_quantity(row) and row.done > quantity - handed(row):
        raise DomainError(
            _("%(done)s are reported as done already; with the work handed over that is more than this.")
            % {"done": written_quantity(row.done)},
            "quantity",
        )
    row.assigned = quantity
    keep(row, actor, told)
    refresh(parse_period(row.period), {row.officer_id}, actor)
    return row


@transaction.atomic
def take_back(*, item: WorkItem, reason: str, actor: User) -> None:
    """Remove what was given by mistake; refused once something hangs on it or a result was reported."""
    row = held_item(item)
    told = needed(reason)
    if bound_quantity(row) or row.taken_over.exists():
        raise DomainError(_("Part of this work was handed over or is a share of a joint product; it stays."))
    if row.instances.exists() or row.done:
        raise DomainError(_("A result was reported for this work already; change the quantity instead."))
    row._history_user, row._change_reason = actor, told  # type: ignore[attr-defined]
    row.delete()
    refresh(parse_period(row.period), {row.officer_id}, actor)


def add_to(*, period: ScoringPeriod, gift: Gift, actor: User, reason: str, grows: bool = True) -> WorkItem:
    """The officer's item of a product, made or enlarged by a quantity (art. 18.1.c, d).

    The caller holds the officers and checked quantity and catalogue. With `grows` false a stored item
    keeps its quantity: the caseload counts what was done of it anyway.
    """
    rows = WorkItem.objects.filter(officer=gift.officer, period=period.code, product__code=gift.product.code)
    known = rows.filter(unplanned=gift.unplanned).select_related("product").first()
    if known is None:
        return _new(period, gift, actor, reason)
    if grows:
        known.assigned += gift.quantity
        keep(known, actor, reason)
    return known


def handed(item: WorkItem) -> Decimal:
    """How much of an item was handed over to others."""
    return item.handed_over.aggregate(n=Sum("quantity"))["n"] or Decimal(0)


def bound_quantity(item: WorkItem) -> Decimal:
    """What of an item is bound by hand-overs, shares of joint products and, outside the plan, work taken over."""
    shared = item.joint_shares.aggregate(n=Sum("quantity"))["n"] or Decimal(0)
    taken = item.taken_over.aggregate(n=Sum("quantity"))["n"] if item.unplanned else None
    return max(handed(item), shared, taken or Decimal(0))


def _give(period: ScoringPeriod, line: Gift, actor: User, reason: str) -> WorkItem:
    product_in(period, line.product)
    check_quantity(line.quantity)
    # By code: a correction of the catalogue may have put another row of it in force.
    same = WorkItem.objects.filter(officer=line.officer, period=period.code, product__code=line.product.code)
    if not line.product.source:
        same = same.filter(unplanned=line.unplanned)
    if same.exists():
        raise DomainError(
            _("%(name)s was given %(code)s in %(period)s before; change its quantity instead.")
            % {"name": line.officer.full_name, "code": line.product.code, "period": period.title},
            "product",
        )
    return _new(period, line, actor, reason)


def _take(period: ScoringPeriod, line: Taken, actor: User, reason: str) -> WorkItem:
    product_in(period, line.gift.product)
    check_quantity(line.gift.quantity)
    if TakenWork.objects.filter(source=line.source, key=line.key).exists():
        raise DomainError(_("“%(title)s” was taken over before.") % {"title": line.title})
    item = add_to(period=period, gift=line.gift, actor=actor, reason=reason)
    facts = {"title": line.title, "item": item, "quantity": line.gift.quantity, "taken_by": actor}
    try:
        with transaction.atomic():
            TakenWork.objects.create(source=line.source, key=line.key, **facts)
    except IntegrityError:
        raise DomainError(_("Someone else just gave the same work; please look again.")) from None
    return item


def _new(period: ScoringPeriod, line: Gift, actor: User, reason: str) -> WorkItem:
    item = WorkItem(
        officer=line.officer,
        unit=unit_in(period, line.officer),
        period=period.code,
        product=line.product,
        assigned=line.quantity,
        unplanned=line.unplanned,
    )
    try:
        with transaction.atomic():
            keep(item, actor, reason)
    except IntegrityError:
        raise DomainError(_("Someone else just gave the same work; please look again.")) from None
    return item
