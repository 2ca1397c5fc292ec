"""Taking back what was entered by mistake: hand-overs, joint products, defects and delays, openings of periods.

Each wants a written reason, which stays in the history beside who did it; nothing a confirmed form rests on
is touched (article 17.3 of Decree 335/2025).
"""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from evaluation.enums import EvaluationState, InstanceKind, Verdict
from evaluation.models import (
    Evaluation,
    HandOver,
    JointShare,
    JointWork,
    Period,
    PeriodOpening,
    WorkInstance,
    WorkItem,
)
from evaluation.rules.giving import without
from evaluation.rules.periods import parse_period
from evaluation.rules.quantities import written_quantity
from evaluation.selectors.openings import DeadlineBook, forms_under
from evaluation.services.giving import bound_quantity
from evaluation.services.instances import COUNTER, counted
from evaluation.services.locking import take_turns
from evaluation.services.work_desk import held_item, hold, keep, needed, refresh
from staff.models import Officer, User
from staff.selectors.tree import load_tree
from staff.services.errors import DomainError


@transaction.atomic
def withdraw_hand_over(*, passed: HandOver, reason: str, actor: User) -> None:
    """Undo a hand-over (article 18.1.d): the second officer's work shrinks by it, the first has it to do again.

    Refused once a form of either is confirmed, and where the second reported more than would be left.
    """
    known = _stored(HandOver, passed.pk)
    row = held_item(known.item, known.taken.officer_id)
    told = needed(reason)
    stored = _stored(HandOver, passed.pk)
    taken = WorkItem.objects.select_for_update(of=("self",)).select_related("product").get(pk=stored.taken_id)
    _delete(stored, actor, told)
    # Work counted from the caseload that was planned there anyway never grew by the hand-over.
    if taken.unplanned or not taken.product.source:
        _shrink(taken, stored.quantity, actor, told)
    refresh(parse_period(row.period), {row.officer_id, taken.officer_id}, actor)


@transaction.atomic
def withdraw_joint(*, joint: JointWork, reason: str, actor: User) -> None:
    """Undo a joint product (article 18.1.c): every share goes out of its officer's work.

    Refused once a form of one of them is confirmed, and where somebody reported more than would be left.
    """
    period = parse_period(joint.period)
    people = set(JointShare.objects.filter(joint=joint).values_list("officer_id", flat=True))
    hold(period, people)
    told = needed(reason)
    stored = _stored(JointWork, joint.pk)
    for share in stored.shares.order_by("pk"):
        item = (
            WorkItem.objects.select_for_update(of=("self",)).select_related("product").get(pk=share.item_id)
        )
        _delete(share, actor, told)
        _shrink(item, share.quantity, actor, told)
    _delete(stored, actor, told)
    refresh(period, people, actor)


@transaction.atomic
def withdraw_instance(*, instance: WorkInstance, reason: str, actor: User) -> None:
    """Undo a defect or delay noted by mistake (article 14.2.b, c): it no longer takes anything off.

    What a workbook counted stays counted. Nobody withdraws what was noted of the own work.
    """
    item = held_item(_stored(WorkInstance, instance.pk).item)
    told = needed(reason)
    if Officer.objects.filter(pk=item.officer_id, user=actor).exists():
        raise DomainError(_("Nobody withdraws what was noted of the own work; the officer's superior does."))
    stored = _stored(WorkInstance, instance.pk)
    kind = InstanceKind(stored.kind)
    times = without(counted(item, kind), raised=stored.raised, excused=stored.objective == Verdict.YES)
    _delete(stored, actor, told)
    setattr(item, COUNTER[kind], times.counted)
    keep(item, actor, told)
    refresh(parse_period(item.period), {item.officer_id}, actor)


@transaction.atomic
def withdraw_opening(*, opening: PeriodOpening, reason: str, actor: User) -> int:
    """Undo the opening of a period for a unit; drafts of its officers go. Returns how many drafts went.

    Refused once somebody scored oneself or was confirmed. Units that another opening, below or above,
    covers keep their forms and its last days.
    """
    take_turns()
    stored = _stored(PeriodOpening, opening.pk)
    told = needed(reason)
    list(Period.objects.select_for_update().filter(pk=stored.period_id))
    others = PeriodOpening.objects.filter(period_id=stored.period_id).exclude(pk=stored.pk)
    kept = DeadlineBook(others, load_tree())
    forms = [form for form in forms_under(stored) if kept.of(form.unit_id) is None]
    begun = [form for form in forms if form.state != EvaluationState.DRAFT or form.predecessor_id]
    if begun:
        raise DomainError(
            _(
                "%(number)s forms of this opening are self-scored or confirmed (article 17.2, 17.3); the opening stays."
            )
            % {"number": len(begun)}
        )
    for form in forms:
        _delete(form, actor, told)
    period: Period = stored.period
    _delete(stored, actor, told)
    # A period nobody has any more would make drafts again with the next work given.
    if not period.openings.exists() and not Evaluation.objects.filter(period=period).exists():
        period.delete()
    return len(forms)


def _stored(model: Any, pk: int) -> Any:
    """The row as it stands now, held; DomainError where somebody else was quicker."""
    found = model.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        raise DomainError(_("Someone else just withdrew this; nothing was changed."))
    return found


def _shrink(item: WorkItem, quantity: Decimal, actor: User, reason: str) -> None:
    """Take a quantity out of an item; an item of which nothing is left goes too."""
    left = item.assigned - quantity
    least = max(item.done or Decimal(0), bound_quantity(item))
    if left < least:
        raise DomainError(
            _(
                "%(name)s: %(code)s would be left with %(left)s, but %(least)s are reported as done or passed on; "
                "correct that first."
            )
            % {
                "name": item.officer.full_name,
                "code": item.product.code,
                "left": written_quantity(max(left, Decimal(0))),
                "least": written_quantity(least),
            }
        )
    if left or item.instances.exists() or item.handed_over.exists() or item.taken_over.exists():
        item.assigned = left
        keep(item, actor, reason)
    else:
        _delete(item, actor, reason)


def _delete(row: Any, actor: User, reason: str) -> None:
    """Remove a row; its history keeps it with who and why."""
    row._history_user, row._change_reason = actor, reason
    row.delete()
