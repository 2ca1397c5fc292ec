"""Handing work over (article 18.1.d of Decree 335/2025): it stays assigned to the first, adds to the second."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from evaluation.models import HandOver, WorkItem
from evaluation.rules.giving import left_to_do
from evaluation.rules.periods import ScoringPeriod, parse_period
from evaluation.rules.quantities import written_quantity
from evaluation.selectors.work_lines import lines_of
from evaluation.services.giving import Gift, add_to, handed
from evaluation.services.work_desk import check_day, check_quantity, held_item, needed, refresh
from staff.models import Officer, User
from staff.services.errors import DomainError
from staff.services.notices import tell


@transaction.atomic
def hand_over(
    *, item: WorkItem, to: Officer, quantity: Decimal, day: date, reason: str, actor: User
) -> HandOver:
    """Pass part of an item on. The first keeps the assigned total and no result for it (18.1.d, hyphen 2);
    the second has it outside the assigned total and adds it (hyphen 3).

    A product counted from the caseload counts once: where the second has it already, that row stands for it.
    """
    period = parse_period(item.period)
    row = held_item(item, to.pk)
    told = needed(reason)
    check_quantity(quantity)
    check_day(period, day)
    _check_left(row, to, quantity)
    taken = _taken(period, row, to, quantity, actor, told)
    passed = HandOver(item=row, taken=taken, quantity=quantity, day=day, reason=told, made_by=actor)
    passed._history_user = actor  # type: ignore[attr-defined]
    passed.save()
    refresh(period, {row.officer_id, to.pk}, actor)
    _tell(passed, to)
    return passed


def _check_left(row: WorkItem, to: Officer, quantity: Decimal) -> None:
    if to.pk == row.officer_id:
        raise DomainError(_("Work is handed over to another officer."), "officer")
    line = lines_of([row])[0]
    left = left_to_do(row.assigned, handed(row), line.line.done)
    if quantity > left:
        raise DomainError(
            _("Only %(left)s of this work is left to hand over: assigned less handed over and done.")
            % {"left": written_quantity(left)},
            "quantity",
        )


def _taken(
    period: ScoringPeriod, row: WorkItem, to: Officer, quantity: Decimal, actor: User, reason: str
) -> WorkItem:
    gift = Gift(to, row.product, quantity, unplanned=True)
    if row.product.source:
        planned = WorkItem.objects.filter(
            officer=to, period=period.code, product__code=row.product.code, unplanned=False
        )
        if planned.exists():
            gift = Gift(to, row.product, quantity)
            return add_to(period=period, gift=gift, actor=actor, reason=reason, grows=False)
    return add_to(period=period, gift=gift, actor=actor, reason=reason)


def _tell(passed: HandOver, to: Officer) -> None:
    if to.user is None or to.user == passed.made_by:
        return
    text = _("You took over work from %(name)s: %(product)s, %(quantity)s.") % {
        "name": passed.item.officer.full_name,
        "product": passed.item.product.name,
        "quantity": written_quantity(passed.quantity),
    }
    tell(
        users=[to.user],
        key=f"work-taken-{passed.pk}",
        text=text,
        url=reverse("evaluation:work_item", args=[passed.taken_id]),
    )
