"""Decisions that personnel work has a word for: one act, one decision, every history it touches, or none."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from hrm.kernel.dates import PartialDate, add_months, show_date
from staff.enums import DisciplineForm, DisciplineSide, Engagement, PostingAct, PostRole, StepRaise, TermAct
from staff.kinds import Kind, kind_by_slug
from staff.models import Discipline, LeadershipTerm, Officer, Post, Posting, SalaryStep, Unit, User
from staff.rules.records import TERM_MONTHS
from staff.rules.retirement import retirement_date
from staff.rules.terms import EXTENSION_MONTHS
from staff.services.errors import DomainError, ReasonNeeded
from staff.services.fact_book import FactBook
from staff.services.fact_entry import enter
from staff.services.facts import LONGEST_NOTE, NO_DECISION, DecisionFacts, new_row, open_book
from staff.services.ledger import Ledger

_UNTOLD: Final = "–"


@dataclass
class _Act:
    """The entries of one decision. What rules advise against is told all at once, then nothing is written."""

    book: FactBook
    ledger: Ledger
    decision: DecisionFacts
    reason: str
    needed: list[ReasonNeeded] = field(default_factory=list)

    def record(self, slug: str, start: PartialDate, end: date | None = None, **values: Any) -> Any:
        """Enter one fact; a missing reason is asked for when the act is complete."""
        kind = _kind(slug)
        row = new_row(kind, self.book.officer, start, end, self.decision, values)
        try:
            return enter(self.book, self.ledger, kind, row, reason=self.reason)
        except ReasonNeeded as needed:
            self.needed.append(needed)
            return enter(self.book, self.ledger, kind, row, reason=_UNTOLD)

    def end_terms(self, day: date) -> None:
        """Terms in leading posts that run on `day` end with it."""
        for term in self.book.of("nhiem-ky"):
            if term.start < day and (term.end is None or term.end > day):
                self.ledger.change(term, end=day)

    def write(self) -> None:
        """Everything or nothing."""
        if self.needed:
            findings = [finding for needed in self.needed for finding in needed.findings]
            raise ReasonNeeded(list(dict.fromkeys(findings)), self.needed[0].field)
        self.ledger.write()


@transaction.atomic
def appoint(
    *,
    actor: User | None,
    officer: Officer,
    unit: Unit,
    post: Post,
    start: PartialDate,
    acting: bool = False,
    decision: DecisionFacts = NO_DECISION,
    reason: str = "",
) -> Posting:
    """Appoint to a leading post (bổ nhiệm): the posting and its term of five years (Decree 170/2025).

    `acting`: to act in it (quyền, phụ trách), which begins no term.
    """
    act = _begin(actor, officer, decision, reason)
    if post.role == PostRole.NONE:
        raise DomainError(_("“%(post)s” is not a leading post") % {"post": post.name}, "post")
    posting = _take_up(act, unit, post, start, PostingAct.APPOINTED, acting=acting)
    act.write()
    return posting


@transaction.atomic
def reappoint(
    *,
    actor: User | None,
    officer: Officer,
    start: PartialDate,
    decision: DecisionFacts = NO_DECISION,
    reason: str = "",
) -> LeadershipTerm:
    """Another term in the post held (bổ nhiệm lại): five years, or until retirement with fewer than two left."""
    act = _begin(actor, officer, decision, reason)
    last = next((term for term in reversed(act.book.of("nhiem-ky")) if term.start < start.value), None)
    if last is None:
        raise DomainError(_("no term in a leading post is recorded that could be renewed"), "start")
    until, kind_of_term = next_term(act.book.officer, start.value)
    term: LeadershipTerm = act.record(
        "nhiem-ky", start, until, unit=last.unit, post=last.post, act=kind_of_term.value
    )
    act.write()
    return term


def next_term(officer: Officer, start: date) -> tuple[date, TermAct]:
    """Until when a renewed term lasts and what it is called (Decree 170/2025; the extension is practice)."""
    retires = retirement_date(officer.birth_date, officer.sex)
    if start >= retires:
        raise DomainError(
            _("retires on %(day)s, before the term begins") % {"day": show_date(retires)}, "start"
        )
    if add_months(start, EXTENSION_MONTHS) > retires:
        return retires, TermAct.EXTENDED
    return add_months(start, TERM_MONTHS), TermAct.AGAIN


@transaction.atomic
def rotate(
    *,
    actor: User | None,
    officer: Officer,
    unit: Unit,
    start: PartialDate,
    post: Post | None = None,
    decision: DecisionFacts = NO_DECISION,
    reason: str = "",
) -> Posting:
    """Move a leader to another unit (luân chuyển)."""
    return _move(actor, officer, unit, start, post, PostingAct.ROTATED, decision, reason)


@transaction.atomic
def transfer_out(
    *,
    actor: User | None,
    officer: Officer,
    unit: Unit,
    start: PartialDate,
    post: Post | None = None,
    decision: DecisionFacts = NO_DECISION,
    reason: str = "",
) -> Posting:
    """Move to another unit for good (điều động)."""
    return _move(actor, officer, unit, start, post, PostingAct.TRANSFERRED, decision, reason)


@transaction.atomic
def second(
    *,
    actor: User | None,
    officer: Officer,
    unit: Unit,
    start: PartialDate,
    end: date | None,
    post: Post | None = None,
    decision: DecisionFacts = NO_DECISION,
    reason: str = "",
) -> Posting:
    """Lend to another unit until `end` (biệt phái, three years at most); the home posting stays."""
    if end is None:
        raise DomainError(_("a secondment needs its end"), "end")
    act = _begin(actor, officer, decision, reason)
    values: dict[str, Any] = {"unit": unit, "post": post, "act": PostingAct.SECONDED.value}
    loan: Posting = act.record("biet-phai", start, end, **values)
    act.write()
    return loan


@transaction.atomic
def end_secondment(
    *, actor: User | None, officer: Officer, day: date, decision: DecisionFacts = NO_DECISION
) -> Posting:
    """Call back from a secondment (hết biệt phái): `day` is the first day at home again."""
    act = _begin(actor, officer, decision, "")
    loan = running_loan(act.book, day)
    if loan is None:
        raise DomainError(_("no secondment runs on that day"), "day")
    told: str = (
        (_("returned by decision %(number)s") % {"number": decision.number}) if decision.number else ""
    )
    loan._change_reason = told[:LONGEST_NOTE] or None
    act.ledger.change(loan, end=day)
    act.write()
    ended: Posting = loan
    return ended


def running_loan(book: FactBook, day: date) -> Any:
    """The secondment that would otherwise go on after the day before `day`."""
    return next((r for r in book.of("biet-phai") if r.start < day and (r.end is None or r.end >= day)), None)


@transaction.atomic
def dismiss(
    *,
    actor: User | None,
    officer: Officer,
    start: PartialDate,
    decision: DecisionFacts = NO_DECISION,
    reason: str = "",
) -> Posting:
    """End a leading post (thôi giữ chức vụ, miễn nhiệm): the officer stays in the unit without it."""
    act = _begin(actor, officer, decision, reason)
    posting = _leave_post(act, start)
    act.write()
    return posting


@transaction.atomic
def raise_step(
    *,
    actor: User | None,
    officer: Officer,
    start: PartialDate,
    step: int,
    raised: str = StepRaise.REGULAR,
    coefficient: Decimal | None = None,
    beyond_percent: int = 0,
    decision: DecisionFacts = NO_DECISION,
    reason: str = "",
) -> SalaryStep:
    """Give a salary step, or per cent beyond the last one (Decree 204/2004)."""
    act = _begin(actor, officer, decision, reason)
    values: dict[str, Any] = {
        "step": step,
        "raised": raised,
        "coefficient": coefficient,
        "beyond_percent": beyond_percent,
    }
    row: SalaryStep = act.record("luong", start, **values)
    act.write()
    return row


@transaction.atomic
def discipline(
    *,
    actor: User | None,
    officer: Officer,
    start: PartialDate,
    form: str,
    act: str,
    side: str = DisciplineSide.STATE,
    end: date | None = None,
    acted_on: date | None = None,
    public_duty: bool = False,
    degradation: bool = False,
    decision: DecisionFacts = NO_DECISION,
    reason: str = "",
) -> Discipline:
    """Record a discipline (Decree 172/2025). Removal by the state ends the leading post on the same day.

    The delay of the next salary step follows from the stored discipline (`SALARY_DELAY_MONTHS`).
    """
    made = _begin(actor, officer, decision, reason)
    values: dict[str, Any] = {"form": form, "act": act, "side": side, "acted_on": acted_on}
    flags = {"public_duty": public_duty, "degradation": degradation}
    row: Discipline = made.record("ky-luat", start, end, **values, **flags)
    if form == DisciplineForm.REMOVAL and side == DisciplineSide.STATE and _leading(made, start.value):
        _leave_post(made, start)
    made.write()
    return row


def _begin(actor: User | None, officer: Officer, decision: DecisionFacts, reason: str) -> _Act:
    return _Act(open_book(officer), Ledger(actor), decision, reason)


def _move(
    actor: User | None,
    officer: Officer,
    unit: Unit,
    start: PartialDate,
    post: Post | None,
    how: PostingAct,
    decision: DecisionFacts,
    reason: str,
) -> Posting:
    act = _begin(actor, officer, decision, reason)
    home = home_on(act.book, start.value)
    if home is not None and home.unit_id == unit.pk and home.start < start.value:
        raise DomainError(_("the officer already serves in that unit"), "unit")
    posting = _take_up(act, unit, post, start, how)
    act.write()
    return posting


def _take_up(
    act: _Act, unit: Unit, post: Post | None, start: PartialDate, how: PostingAct, *, acting: bool = False
) -> Posting:
    """A new home; the term of the post before ends, that of a leading post begins."""
    home = home_on(act.book, start.value)
    engagement = home.engagement if home is not None else Engagement.CIVIL_SERVANT.value
    act.end_terms(start.value)
    values: dict[str, Any] = {
        "unit": unit,
        "post": post,
        "act": how.value,
        "acting": acting,
        "engagement": engagement,
    }
    posting: Posting = act.record("vi-tri", start, **values)
    if post is not None and post.role != PostRole.NONE and not acting:
        until = add_months(start.value, TERM_MONTHS)
        act.record("nhiem-ky", start, until, unit=unit, post=post, act=TermAct.FIRST.value)
    return posting


def _leave_post(act: _Act, start: PartialDate) -> Posting:
    home = _leading(act, start.value)
    if home is None:
        raise DomainError(_("holds no leading post on that day"), "start")
    return _take_up(act, home.unit, None, start, PostingAct.DISMISSED)


def _leading(act: _Act, day: date) -> Any:
    home = home_on(act.book, day)
    leads = home is not None and home.post is not None and home.post.role != PostRole.NONE
    return home if leads else None


def home_on(book: FactBook, day: date) -> Any:
    """The home posting in force on a day, as the book stands."""
    rows = book.of("vi-tri")
    return next((row for row in rows if row.start <= day and (row.end is None or row.end > day)), None)


def _kind(slug: str) -> Kind:
    kind = kind_by_slug(slug)
    if kind is None:
        raise LookupError(slug)
    return kind
