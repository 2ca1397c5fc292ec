"""Defects and delays one by one (article 14.2.b, c of Decree 335/2025), and objective causes."""

from datetime import date
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.enums import InstanceKind, Verdict
from evaluation.models import WorkInstance, WorkItem
from evaluation.rules.giving import Counted, excused, noted
from evaluation.rules.periods import parse_period
from evaluation.services.work_desk import check_day, held_item, keep, needed, refresh
from staff.access import keepers_of
from staff.models import Officer, User
from staff.services.errors import DomainError
from staff.services.notices import tell

COUNTER: Final = {InstanceKind.DEFECT: "failures", InstanceKind.DELAY: "delays"}


@transaction.atomic
def note_instance(*, item: WorkItem, kind: InstanceKind, day: date, reason: str, actor: User) -> WorkInstance:
    """Write one defect or delay down: 25% off the product, once (14.2.b, c).

    Where a workbook brought a number without details, it takes one of these up instead of adding to it.
    """
    row = held_item(item)
    told = needed(reason)
    check_day(parse_period(row.period), day)
    times = counted(row, kind)
    after = noted(times)
    raised = after.counted > times.counted
    instance = WorkInstance(item=row, kind=kind, day=day, reason=told, noted_by=actor, raised=raised)
    _store(instance, actor)
    _count(row, kind, after, actor, told)
    _tell_officer(instance, _("A defect or delay was noted in your work %(code)s."), "noted")
    return instance


@transaction.atomic
def claim_objective(*, instance: WorkInstance, claim: str, actor: User) -> WorkInstance:
    """Say, as the officer concerned, that the cause was objective; the authority decides (14.2.b, c)."""
    row = _held(instance)
    if row.item.officer.user_id != actor.pk:
        raise DomainError(_("Only the officer concerned claims an objective cause."))
    if row.objective:
        raise DomainError(_("An objective cause was claimed for this before."))
    row.claim, row.objective = needed(claim, "claim"), Verdict.OPEN
    _store(row, actor)
    deciders = keepers_of([row.item.unit_id], WorkItem, "give").exclude(pk=actor.pk)
    text = _("%(name)s claims an objective cause: %(code)s, %(kind)s.") % {
        "name": row.item.officer.full_name,
        "code": row.item.product.code,
        "kind": row.get_kind_display().lower(),
    }
    tell(users=deciders, key=f"work-claim-{row.pk}", text=text, url=_address(row))
    return row


@transaction.atomic
def judge_objective(*, instance: WorkInstance, confirmed: bool, actor: User) -> WorkInstance:
    """Confirm or refuse an objective cause as the authority; confirmed, nothing is taken off (14.2.b, c).

    Nobody judges a claim of one's own.
    """
    row = _held(instance)
    if Officer.objects.filter(pk=row.item.officer_id, user=actor).exists():
        raise DomainError(_("Nobody judges the own claim; the officer's superior does."))
    if row.objective != Verdict.OPEN:
        raise DomainError(_("There is no claim to decide; someone else may just have decided it."))
    kind, times = InstanceKind(row.kind), counted(row.item, InstanceKind(row.kind))
    row.objective = Verdict.YES if confirmed else Verdict.NO
    row.judged_by, row.judged_at = actor, timezone.now()
    _store(row, actor)
    if confirmed:
        _count(row.item, kind, excused(times), actor, _("Objective cause confirmed"))
    _tell_officer(row, _("Your claim of an objective cause was decided (%(code)s)."), "judged")
    return row


def counted(item: WorkItem, kind: InstanceKind) -> Counted:
    """How often it counts, and how many of these are written down one by one."""
    detailed = item.instances.filter(kind=kind).exclude(objective=Verdict.YES).count()
    return Counted(getattr(item, COUNTER[kind]), detailed)


def _held(instance: WorkInstance) -> WorkInstance:
    """The instance as it stands now, with its item held."""
    item = held_item(instance.item)
    row: WorkInstance = WorkInstance.objects.select_for_update(of=("self",)).get(pk=instance.pk)
    row.item = item
    return row


def _count(item: WorkItem, kind: InstanceKind, times: Counted, actor: User, reason: str) -> None:
    setattr(item, COUNTER[kind], times.counted)
    keep(item, actor, reason)
    refresh(parse_period(item.period), {item.officer_id}, actor)


def _store(row: WorkInstance, actor: User) -> None:
    row._history_user = actor  # type: ignore[attr-defined]
    row.save()


def _tell_officer(row: WorkInstance, text: str, what: str) -> None:
    user = row.item.officer.user
    if user is not None:
        told = text % {"code": row.item.product.code}
        tell(users=[user], key=f"work-{what}-{row.pk}", text=told, url=_address(row))


def _address(row: WorkInstance) -> str:
    return reverse("evaluation:work_item", args=[row.item_id])
