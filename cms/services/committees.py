"""The steering committee of a province: founded, its seats filled and left (Decree 152/2026 art. 103, 104)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cms.enums import CommitteeRole
from cms.models import Committee, CommitteeMember
from cms.rules.committees import SINGLE, may_head
from cms.services.governance import hold, line, require_open, save
from hrm.kernel.dates import show_date
from hrm.kernel.text import fold
from staff.enums import PostRole, UnitKind
from staff.models import Officer, Posting, Unit, User
from staff.services.errors import DomainError

PROVINCIAL = (UnitKind.PROVINCIAL_AGENCY, UnitKind.PROVINCIAL_DEPARTMENT)


@dataclass(frozen=True)
class CommitteeFacts:
    """What the decisions on the committee say; `end` is the first day no longer."""

    name: str
    decision: str
    start: date
    end: date | None = None
    rules_symbol: str = ""


@dataclass(frozen=True)
class MemberFacts:
    """Who sits there, in which seat, since when; `officer` for our own people."""

    role: str
    name: str
    position: str
    start: date
    end: date | None = None
    officer: Officer | None = None


@transaction.atomic
def keep_committee(
    *, actor: User, unit: Unit, facts: CommitteeFacts, committee: Committee | None = None
) -> Committee:
    """Enter the committee of a province, or correct it; our provincial agency is its standing agency.

    DomainError for any unit that is no provincial agency (only the provincial level remains, art. 103), and
    for two committees of one province at a time.
    """
    hold(unit)
    if unit.kind not in PROVINCIAL:
        raise DomainError(_("Only a province has a steering committee (Decree 152/2026 art. 103)."), "unit")
    require_open(unit, facts.start)
    if facts.end is not None and facts.end <= facts.start:
        raise DomainError(_("The last day comes after the first."), "end")
    row = committee or Committee(unit=unit, created_by=actor)
    _refuse_two(row, unit, facts)
    if row.pk:
        _fit_members(row, facts)
    row.name, row.decision = line(facts.name, "name", 200), line(facts.decision, "decision", 80)
    row.start, row.end = facts.start, facts.end
    row.rules_symbol = line(facts.rules_symbol, "rules_symbol", 80, needed=False)
    save(row, actor)
    return row


@transaction.atomic
def seat_member(
    *, actor: User, committee: Committee, facts: MemberFacts, instead_of: CommitteeMember | None = None
) -> CommitteeMember:
    """Fill a seat; `instead_of` leaves it on the first day of the new member.

    DomainError for days outside the committee's, a head who is not chair or vice-chair of the provincial
    People's Committee, a deputy who does not head our agency, a single seat or a person twice at a time.
    """
    parent = locked_committee(committee)
    if instead_of is not None:
        leave_seat(actor=actor, member=instead_of, end=facts.start)
    return _write(CommitteeMember(committee=parent), parent, facts, actor)


@transaction.atomic
def correct_member(*, actor: User, member: CommitteeMember, facts: MemberFacts) -> CommitteeMember:
    """Correct what was entered about a member; the same rules hold."""
    parent = locked_committee(member.committee)
    return _write(CommitteeMember.objects.select_for_update().get(pk=member.pk), parent, facts, actor)


@transaction.atomic
def leave_seat(*, actor: User, member: CommitteeMember, end: date) -> CommitteeMember:
    """The member sits there no longer from `end`."""
    locked_committee(member.committee)
    row: CommitteeMember = CommitteeMember.objects.select_for_update().get(pk=member.pk)
    if row.end is not None and row.end <= end:
        message = _("%(name)s left the seat on %(day)s already.")
        raise DomainError(message % {"name": row.name, "day": show_date(row.end)}, "end")
    if end <= row.start:
        raise DomainError(_("The seat is left after it was taken."), "end")
    row.end = end
    save(row, actor)
    return row


def locked_committee(committee: Committee) -> Committee:
    """The row, locked until the transaction ends."""
    row: Committee = (
        Committee.objects.select_for_update(of=("self",)).select_related("unit").get(pk=committee.pk)
    )
    return row


def _refuse_two(row: Committee, unit: Unit, facts: CommitteeFacts) -> None:
    others = Committee.objects.filter(unit=unit).exclude(pk=row.pk)
    others = others.filter(Q(end__isnull=True) | Q(end__gt=facts.start))
    if facts.end is not None:
        others = others.filter(start__lt=facts.end)
    other = others.first()
    if other is not None:
        message = _("There is a committee of this province at that time already: %(name)s.")
        raise DomainError(message % {"name": other.name}, "start")


def _fit_members(row: Committee, facts: CommitteeFacts) -> None:
    """Nobody sits before the committee began; whoever sat until its end leaves with it."""
    if row.members.filter(start__lt=facts.start).exists():
        raise DomainError(_("Somebody was a member before that day."), "start")
    if facts.end is None:
        return
    if row.members.filter(start__gte=facts.end).exists():
        raise DomainError(_("Somebody became a member after that day."), "end")
    row.members.filter(Q(end__isnull=True) | Q(end__gt=facts.end)).update(end=facts.end)


def _write(row: CommitteeMember, parent: Committee, facts: MemberFacts, actor: User) -> CommitteeMember:
    _check_days(parent, facts)
    row.role = CommitteeRole(facts.role)
    row.name, row.position = line(facts.name, "name", 120), line(facts.position, "position", 300)
    row.officer, row.start, row.end = facts.officer, facts.start, facts.end
    _check_seat(row, parent)
    save(row, actor)
    return row


def _check_days(parent: Committee, facts: MemberFacts) -> None:
    if facts.end is not None and facts.end <= facts.start:
        raise DomainError(_("The last day comes after the first."), "end")
    if facts.start < parent.start or (parent.end is not None and facts.start >= parent.end):
        raise DomainError(_("The committee does not exist on that day."), "start")
    if facts.end is not None and parent.end is not None and facts.end > parent.end:
        raise DomainError(_("The committee does not exist on that day."), "end")


def _check_seat(row: CommitteeMember, parent: Committee) -> None:
    if row.role == CommitteeRole.HEAD and not may_head(row.position):
        message = _(
            "The head is the chair or a vice-chair of the provincial People's Committee "
            "(Decree 152/2026 art. 104)."
        )
        raise DomainError(message, "position")
    if row.role == CommitteeRole.DEPUTY and not _leads(row.officer, parent.unit, row.start):
        message = _("The deputy is the head of %(unit)s on that day (Decree 152/2026 art. 104).")
        raise DomainError(message % {"unit": parent.unit.name}, "officer")
    for other in _at_the_same_time(row, parent):
        _refuse_twice(row, other)


def _leads(officer: Officer | None, unit: Unit, day: date) -> bool:
    posts = Posting.objects.at(day).filter(officer=officer, unit=unit, post__role=PostRole.HEAD)
    return officer is not None and posts.exists()


def _at_the_same_time(row: CommitteeMember, parent: Committee) -> list[CommitteeMember]:
    others = parent.members.exclude(pk=row.pk).filter(Q(end__isnull=True) | Q(end__gt=row.start))
    return list(others if row.end is None else others.filter(start__lt=row.end))


def _refuse_twice(row: CommitteeMember, other: CommitteeMember) -> None:
    if row.role in SINGLE and other.role == row.role:
        message = _("%(name)s holds this seat at that time; choose whom the new member replaces.")
        raise DomainError(message % {"name": other.name}, "role")
    same_officer = row.officer_id is not None and other.officer_id == row.officer_id
    same_words = fold(other.name) == fold(row.name) and fold(other.position) == fold(row.position)
    if same_officer or same_words:
        message = _("%(name)s is a member at that time already.")
        raise DomainError(message % {"name": other.name}, "name")
