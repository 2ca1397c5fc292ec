"""Sessions of the council for emulation and awards: opening, votes, closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.enums import AwardStage
from evaluation.models import AwardProposal, CouncilSession
from evaluation.rules.emulation import is_quorate, passes
from evaluation.selectors.emulation.proposals import agenda, vote_percent
from evaluation.services.emulation.proposals import lock_agencies, save
from hrm.kernel.dates import show_date
from hrm.kernel.text import nfc
from staff.models import Unit, User
from staff.selectors.tree import load_tree
from staff.services.errors import DomainError


@dataclass(frozen=True)
class SessionFacts:
    """What the minutes say: day, chair, secretary, members of the council and those present, course."""

    held_on: date
    chair: str
    secretary: str
    members: int
    present: int
    course: str = ""


@transaction.atomic
def hold_session(*, actor: User, unit: Unit, year: int, facts: SessionFacts, today: date) -> CouncilSession:
    """Enter a session of an agency's council for a year."""
    _check(facts, year, today)
    session = CouncilSession(unit=unit, year=year)
    _fill(session, facts)
    save(session, actor)
    return session


@transaction.atomic
def change_session(
    *, actor: User, session: CouncilSession, facts: SessionFacts, today: date
) -> CouncilSession:
    """Correct an open session; fewer present than votes already counted is refused."""
    row = _open(session)
    _check(facts, row.year, today)
    counted = row.proposals.exclude(votes_for=None).values_list("votes_for", flat=True)
    most = max((votes for votes in counted if votes is not None), default=0)
    if facts.present < most:
        message = _("%(votes)d votes were counted, but only %(present)d members would be present")
        raise DomainError(message % {"votes": most, "present": facts.present}, "present")
    _fill(row, facts)
    save(row, actor)
    return row


@transaction.atomic
def record_votes(*, actor: User, session: CouncilSession, votes: Mapping[int, int | None]) -> CouncilSession:
    """Note the votes for each proposal (key → votes; None takes it off the session), all or none."""
    row = _open(session)
    tree = load_tree()
    lock_agencies(tree, [row.unit_id])
    on_agenda = {proposal.pk: proposal for proposal in agenda(row, tree)}
    for pk, number in votes.items():
        proposal = on_agenda.get(pk)
        if proposal is None:
            raise DomainError(_("a proposal is no longer open for this session; load the page again"))
        if number is not None and not 0 <= number <= row.present:
            message = _("%(name)s: %(votes)d votes, but only %(present)d members are present")
            details = {"name": name_of(proposal), "votes": number, "present": row.present}
            raise DomainError(message % details, f"vote-{pk}")
        _vote(proposal, row, number, actor)
    return row


@transaction.atomic
def close_session(*, actor: User, session: CouncilSession) -> CouncilSession:
    """Close a session: each proposal passes or does not, and its votes never change again.

    Needs a quorum, minutes, and at least one vote. A proposal passes with the share of all members of the
    council that `AWARD_VOTE_PERCENT` names for its title.
    """
    row = _open(session)
    share = settings.AWARD_QUORUM
    if not is_quorate(row.present, row.members, share):
        message = _("%(present)d of %(members)d members present; at least %(part)d/%(whole)d must be")
        details = {"present": row.present, "members": row.members, "part": share[0], "whole": share[1]}
        raise DomainError(message % details, "present")
    if not row.course.strip():
        raise DomainError(_("write the course of the session before closing it"), "course")
    rows = row.proposals.select_for_update(of=("self",)).select_related("award")
    voted = [(each, each.votes_for) for each in rows if each.votes_for is not None]
    if not voted:
        raise DomainError(_("nothing was voted on yet"))
    for proposal, votes in voted:
        passed = passes(votes, row.members, vote_percent(proposal.award.code))
        proposal.stage = AwardStage.PASSED if passed else AwardStage.NOT_PASSED
        save(proposal, actor)
    row.closed_at = timezone.now()
    save(row, actor)
    return row


def name_of(proposal: AwardProposal) -> str:
    """The person or the collective."""
    return proposal.officer.full_name if proposal.officer else proposal.unit.name


def _vote(proposal: AwardProposal, session: CouncilSession, number: int | None, actor: User) -> None:
    wanted = (session.pk if number is not None else None, number)
    if (proposal.session_id, proposal.votes_for) == wanted:
        return
    proposal.session, proposal.votes_for = (session, number) if number is not None else (None, None)
    save(proposal, actor)


def _open(session: CouncilSession) -> CouncilSession:
    row: CouncilSession = (
        CouncilSession.objects.select_for_update(of=("self",)).select_related("unit").get(pk=session.pk)
    )
    if row.closed_at is not None:
        day = show_date(timezone.localtime(row.closed_at).date())
        raise DomainError(_("the session was closed on %(day)s; its votes are frozen") % {"day": day})
    return row


def _fill(session: CouncilSession, facts: SessionFacts) -> None:
    session.held_on, session.members, session.present = facts.held_on, facts.members, facts.present
    session.chair, session.secretary = nfc(facts.chair), nfc(facts.secretary)
    session.course = facts.course.strip()


def _check(facts: SessionFacts, year: int, today: date) -> None:
    if facts.held_on > today:
        raise DomainError(_("the day of the session lies in the future"), "held_on")
    if facts.held_on.year not in (year, year + 1):
        message = _("the council meets about %(year)d in that year or the next")
        raise DomainError(message % {"year": year}, "held_on")
    if facts.present < 1:
        raise DomainError(_("at least one member is present"), "present")
    if facts.present > facts.members:
        message = _("%(present)d present, but the council has only %(members)d members")
        raise DomainError(message % {"present": facts.present, "members": facts.members}, "present")
