"""Coordination rules: entered, corrected, ended; their duties become tasks, their meetings move the review."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.models import CoordinationDuty, CoordinationMeeting, CoordinationRule, Partner, Task
from cms.rules.coordination import MOST_MONTHS, next_review, partner_kind
from cms.services.governance import (
    Upload,
    hold,
    kept,
    line,
    paragraphs,
    refuse_future,
    require_open,
    save,
)
from cms.services.tasks import Wanted, give_task
from hrm.kernel.dates import show_date
from hrm.kernel.text import fold, nfc
from staff.models import Officer, Unit, User
from staff.services.errors import DomainError


@dataclass(frozen=True)
class RuleFacts:
    """What stands in the rules. `new_partners` are names; without `next_review` it follows from the interval."""

    symbol: str
    title: str
    signed_on: date
    review_every_months: int
    partners: tuple[Partner, ...] = ()
    new_partners: tuple[str, ...] = ()
    next_review: date | None = None


@transaction.atomic
def enter_rule(
    *, actor: User, unit: Unit, facts: RuleFacts, upload: Upload | None = None
) -> CoordinationRule:
    """Keep rules of coordination that a unit signed with partners.

    DomainError for a unit closed on the day of signing, the same rules twice, no partner, days out of order.
    """
    require_open(unit, facts.signed_on)
    rule = CoordinationRule(unit=hold(unit), created_by=actor)
    return _write(rule, facts, upload, actor)


@transaction.atomic
def correct_rule(
    *, actor: User, rule: CoordinationRule, facts: RuleFacts, upload: Upload | None = None
) -> CoordinationRule:
    """Correct what was entered; a partner that has duties stays."""
    hold(rule.unit)
    row = _locked(rule)
    chosen = {partner.pk for partner in facts.partners}
    bound = row.duties.filter(partner__isnull=False).exclude(partner__in=chosen).select_related("partner")
    for duty in bound:
        if duty.partner is not None:
            message = _("%(name)s has duties under these rules.") % {"name": duty.partner.name}
            raise DomainError(message, "partners")
    return _write(row, facts, upload, actor)


@transaction.atomic
def end_rule(*, actor: User, rule: CoordinationRule, ended_on: date, reason: str) -> CoordinationRule:
    """The rules are in force no longer from `ended_on`, with the reason (replaced, partner dissolved)."""
    row = _locked(rule)
    _refuse_ended(row)
    if ended_on <= row.signed_on:
        raise DomainError(_("Rules end after the day they were signed."), "ended_on")
    row.ended_on = ended_on
    row.ended_reason = line(reason, "reason", 300)
    save(row, actor, row.ended_reason)
    return row


@transaction.atomic
def enter_duty(
    *,
    actor: User,
    rule: CoordinationRule,
    text: str,
    basis: str = "",
    partner: Partner | None = None,
    duty: CoordinationDuty | None = None,
) -> CoordinationDuty:
    """Note what one party does under the rules (`partner` None: we), or correct it."""
    row = _locked(rule)
    _refuse_ended(row)
    if partner is not None and not row.partners.filter(pk=partner.pk).exists():
        raise DomainError(_("Only a partner of these rules has duties under them."), "partner")
    made = duty or CoordinationDuty(rule=row)
    made.partner = partner
    made.text, made.basis = line(text, "text", 500), line(basis, "basis", 80, needed=False)
    others = row.duties.exclude(pk=made.pk).filter(partner=partner)
    if any(fold(other.text) == fold(made.text) for other in others):
        raise DomainError(_("This duty is noted already."), "text")
    save(made, actor)
    return made


@transaction.atomic
def hold_meeting(
    *,
    actor: User,
    rule: CoordinationRule,
    held_on: date,
    outcome: str,
    is_review: bool = False,
    upload: Upload | None = None,
) -> CoordinationMeeting:
    """Keep a joint meeting; one that reviewed the rules moves the next review on by the interval."""
    row = _locked(rule)
    refuse_future(held_on, localdate(), "held_on")
    if held_on < row.signed_on or (row.ended_on is not None and held_on >= row.ended_on):
        raise DomainError(_("The rules were not in force on that day."), "held_on")
    meeting = CoordinationMeeting(
        rule=row,
        held_on=held_on,
        is_review=is_review,
        outcome=paragraphs(outcome, "outcome"),
        file=kept(upload, actor, None),
        created_by=actor,
    )
    save(meeting, actor)
    due = next_review(held_on, row.review_every_months)
    if is_review and due > row.next_review:
        row.next_review = due
        save(row, actor)
    return meeting


@transaction.atomic
def give_duty(*, actor: User, duty: CoordinationDuty, owner: Officer, unit: Unit, wanted: Wanted) -> Task:
    """One of our people carries out a duty of ours; a partner's duty is not ours to give."""
    _refuse_ended(_locked(duty.rule))
    if duty.partner_id is not None:
        raise DomainError(_("This is a duty of the partner."))
    return give_task(source=duty, unit=unit, owner=owner, wanted=wanted, actor=actor)


def _write(rule: CoordinationRule, facts: RuleFacts, upload: Upload | None, actor: User) -> CoordinationRule:
    _check(rule, facts)
    partners = {*facts.partners, *_partners_called(facts.new_partners)}
    if not partners:
        raise DomainError(_("Choose or name at least one partner agency."), "partners")
    rule.symbol, rule.title = line(facts.symbol, "symbol", 80), line(facts.title, "title", 400)
    rule.signed_on, rule.review_every_months = facts.signed_on, facts.review_every_months
    rule.next_review = facts.next_review or next_review(facts.signed_on, facts.review_every_months)
    rule.file = kept(upload, actor, rule.file)
    save(rule, actor)
    rule.partners.set(partners)
    return rule


def _check(rule: CoordinationRule, facts: RuleFacts) -> None:
    refuse_future(facts.signed_on, localdate(), "signed_on")
    if not 1 <= facts.review_every_months <= MOST_MONTHS:
        message = _("The rules are reviewed every 1 to %(most)d months.") % {"most": MOST_MONTHS}
        raise DomainError(message, "review_every_months")
    if facts.next_review is not None and facts.next_review <= facts.signed_on:
        raise DomainError(_("The review comes after the day of signing."), "next_review")
    if rule.ended_on is not None and facts.signed_on >= rule.ended_on:
        raise DomainError(_("Rules end after the day they were signed."), "signed_on")
    same = CoordinationRule.objects.filter(unit=rule.unit, signed_on=facts.signed_on).exclude(pk=rule.pk)
    if any(fold(other.symbol) == fold(facts.symbol) for other in same):
        message = _("%(symbol)s of %(day)s is kept already.")
        raise DomainError(
            message % {"symbol": nfc(facts.symbol), "day": show_date(facts.signed_on)}, "symbol"
        )


def _partners_called(names: Iterable[str]) -> list[Partner]:
    """Partners by name: those there are, whatever the case and spelling, and new ones."""
    wanted = {fold(name): line(name, "new_partners", 200) for name in names if nfc(name)}
    if not wanted:
        return []
    known = {fold(partner.name): partner for partner in Partner.objects.all()}
    return [
        known.get(folded)
        or Partner.objects.get_or_create(name=name, defaults={"kind": partner_kind(name)})[0]
        for folded, name in wanted.items()
    ]


def _locked(rule: CoordinationRule) -> CoordinationRule:
    row: CoordinationRule = (
        CoordinationRule.objects.select_for_update(of=("self",)).select_related("unit").get(pk=rule.pk)
    )
    return row


def _refuse_ended(rule: CoordinationRule) -> None:
    if rule.ended_on is not None and rule.ended_on <= localdate():
        message = _("These rules are no longer in force since %(day)s.")
        raise DomainError(message % {"day": show_date(rule.ended_on)})
