"""Proposing people and collectives for titles and awards, taking proposals back, refusing them."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from evaluation.enums import AwardStage
from evaluation.models import AwardProposal, AwardType
from evaluation.rules.emulation import Outcome, Verdict, judge
from evaluation.selectors.emulation.caps import using_agency
from evaluation.selectors.emulation.facts import collective_facts, counted_on, people_on, person_facts
from evaluation.selectors.emulation.types import library_of, rule_of, type_on, types_on
from hrm.kernel.dates import show_date
from hrm.kernel.text import nfc
from staff.models import Officer, Unit, User
from staff.selectors.tree import Tree, load_tree
from staff.services.errors import DomainError

FIRST_YEAR: Final = 2000
_LONGEST_NOTE: Final = 1000


@transaction.atomic
def propose_people(
    *,
    actor: User,
    code: str,
    year: int,
    officers: Collection[Officer],
    today: date,
    reason: str = "",
    achievements: str = "",
) -> list[AwardProposal]:
    """Propose officers for a title of a year, all or none.

    Who does not meet a condition, or is not known to, needs a written reason, which is kept and printed;
    someone under discipline is refused. What the rules say today is kept with the proposal.
    """
    award = award_on(code, today, collective=False)
    _check_year(year, today)
    homes = {posting.officer_id: posting for posting in people_on(counted_on(year, today), None)}
    tree = load_tree()
    lock_agencies(tree, [homes[o.pk].unit_id for o in officers if o.pk in homes])
    facts, library = person_facts([o.pk for o in officers], year, today), library_of(types_on(today))
    made = []
    for officer in officers:
        if officer.pk not in homes:
            message = _("%(name)s serves nowhere in %(year)d")
            raise DomainError(message % {"name": officer.full_name, "year": year}, "officer")
        verdict = judge(rule_of(award), facts[officer.pk], library)
        row = AwardProposal(officer=officer, unit=homes[officer.pk].unit)
        made.append(_propose(row, officer.full_name, award, year, verdict, actor, reason, achievements))
    return made


@transaction.atomic
def propose_collectives(
    *,
    actor: User,
    code: str,
    year: int,
    units: Collection[Unit],
    today: date,
    reason: str = "",
    achievements: str = "",
) -> list[AwardProposal]:
    """Propose units as collectives for a title of a year, all or none; the same rules as for people."""
    award = award_on(code, today, collective=True)
    _check_year(year, today)
    tree = load_tree()
    ids = [unit.pk for unit in units]
    lock_agencies(tree, ids)
    facts = collective_facts(ids, year, today, today, tree)
    library, made = library_of(types_on(today)), []
    for unit in units:
        verdict = judge(rule_of(award), facts[unit.pk], library)
        row = AwardProposal(officer=None, unit=unit)
        made.append(_propose(row, unit.name, award, year, verdict, actor, reason, achievements))
    return made


@transaction.atomic
def withdraw_proposal(*, actor: User, proposal: AwardProposal, reason: str) -> None:
    """Take back a proposal nobody voted on yet; the change history keeps why."""
    row = locked(proposal)
    if row.stage != AwardStage.PROPOSED or row.votes_for is not None:
        raise DomainError(_("only a proposal that no council voted on can be taken back"))
    _need(reason)
    gone: Any = row
    gone._history_user, gone._change_reason = actor, nfc(reason)[:_LONGEST_NOTE]
    gone.delete()


@transaction.atomic
def refuse_proposal(*, actor: User, proposal: AwardProposal, reason: str, today: date) -> AwardProposal:
    """Note that a title is not granted, with the reason; a decided one stays."""
    row = locked(proposal)
    if row.stage in (AwardStage.DECIDED, AwardStage.REFUSED):
        raise DomainError(_("the proposal is closed: “%(stage)s”") % {"stage": row.get_stage_display()})
    _need(reason)
    row.stage = AwardStage.REFUSED
    row.grounds = {
        **row.grounds,
        "refused": {"reason": nfc(reason), "on": today.isoformat(), "by": str(actor)},
    }
    save(row, actor)
    return row


def award_on(code: str, day: date, *, collective: bool | None = None) -> AwardType:
    """The title as the law of the day knows it; DomainError for one it does not know."""
    award = type_on(code, day)
    if award is None:
        message = _("the law in force on %(day)s knows no title or award “%(code)s” (Law 06/2022/QH15)")
        raise DomainError(message % {"code": code, "day": show_date(day)}, "award")
    if collective is not None and award.collective != collective:
        message = (
            _("“%(award)s” is given to collectives only")
            if award.collective
            else _("“%(award)s” is given to persons only")
        )
        raise DomainError(message % {"award": award.name}, "award")
    return award


def lock_agencies(tree: Tree, unit_ids: Collection[int]) -> None:
    """Hold the rows of the agencies until the transaction ends: the second of two people waits and is told."""
    agencies = {using_agency(tree, pk) for pk in unit_ids}
    list(Unit.objects.select_for_update().filter(pk__in=agencies).order_by("pk").values_list("pk"))


def locked(proposal: AwardProposal) -> AwardProposal:
    """The proposal as it stands now, held until the transaction ends; DomainError where it is gone."""
    row = (
        AwardProposal.objects.select_for_update(of=("self",))
        .select_related("award", "officer", "unit", "session")
        .filter(pk=proposal.pk)
        .first()
    )
    if row is None:
        raise DomainError(_("the proposal was taken back meanwhile"))
    found: AwardProposal = row
    return found


def save(row: Any, actor: User | None) -> None:
    """Store a row; the change history names who did it."""
    row._history_user = actor
    row.save()


def _propose(
    row: AwardProposal,
    name: str,
    award: AwardType,
    year: int,
    verdict: Verdict,
    actor: User,
    reason: str,
    achievements: str,
) -> AwardProposal:
    again = _refuse_twin(row, name, award, year)
    told = "; ".join(f"{each.condition} – {each.found}" for each in verdict.opposing)
    details = {"name": name, "award": award.name, "why": told, "basis": award.basis}
    if verdict.outcome is Outcome.BARRED:
        message = _("%(name)s cannot be proposed for “%(award)s”: %(why)s (%(basis)s)")
        raise DomainError(message % details, "officer")
    if verdict.outcome is not Outcome.YES and not reason.strip():
        message = _("%(name)s is not known to meet the conditions of “%(award)s”: %(why)s. Give a reason.")
        raise DomainError(message % details, "reason")
    if again and not reason.strip():
        message = _("“%(award)s” was refused to %(name)s this year; say why it is proposed again.")
        raise DomainError(message % details, "reason")
    row.award, row.year, row.proposed_by = award, year, actor
    row.grounds = verdict.kept()
    # A reason given for a batch belongs to those who needed it.
    row.reason = "" if verdict.outcome is Outcome.YES and not again else reason.strip()
    row.achievements = achievements.strip()
    save(row, actor)
    return row


def _refuse_twin(row: AwardProposal, name: str, award: AwardType, year: int) -> bool:
    """One title once a year: versions of the law do not make it another.

    Only one that was refused may be proposed again; returns whether that is so.
    """
    twins = AwardProposal.objects.filter(award__code=award.code, year=year, officer=row.officer)
    if row.officer is None:
        twins = twins.filter(unit=row.unit)
    if twins.exclude(stage=AwardStage.REFUSED).exists():
        message = _("%(name)s is already proposed for “%(award)s” of %(year)d")
        raise DomainError(message % {"name": name, "award": award.name, "year": year}, "officer")
    return bool(twins.exists())


def _check_year(year: int, today: date) -> None:
    if not FIRST_YEAR <= year <= today.year:
        message = _("expected a year from %(first)d to %(last)d")
        raise DomainError(message % {"first": FIRST_YEAR, "last": today.year}, "year")


def _need(reason: str) -> None:
    if not reason.strip():
        raise DomainError(_("say why"), "reason")
