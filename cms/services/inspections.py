"""Plans and inspections: entered, begun, concluded, closed. What concerns persons is kept in their records."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.enums import InspectionKind, InspectionState
from cms.models import Inspection, InspectionPlan
from cms.rules.inspections import may_inspect
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
from hrm.kernel.dates import show_date, show_last_day
from hrm.kernel.text import fold, nfc
from staff.models import Unit, User
from staff.selectors.tree import load_tree
from staff.services.errors import DomainError, ReasonNeeded


@dataclass(frozen=True)
class PlanFacts:
    """What stands on a yearly plan."""

    year: int
    symbol: str
    issued_on: date
    title: str


@dataclass(frozen=True)
class InspectionFacts:
    """Whom, by whom, what about, when; `end` is the first day no longer. `reason` answers an overlap."""

    unit: Unit
    by_unit: Unit
    kind: str
    subject: str
    start: date
    end: date
    team: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ConclusionFacts:
    """What an inspection concluded about the unit."""

    symbol: str
    concluded_on: date
    text: str


@transaction.atomic
def keep_plan(
    *,
    actor: User,
    unit: Unit,
    facts: PlanFacts,
    upload: Upload | None = None,
    plan: InspectionPlan | None = None,
) -> InspectionPlan:
    """Enter a unit's plan of inspections for a year, or correct one.

    A plan is issued in its year or the one before. DomainError for the same symbol twice in a year.
    """
    refuse_future(facts.issued_on, localdate(), "issued_on")
    require_open(unit, facts.issued_on)
    hold(unit)
    row = plan or InspectionPlan(unit=unit, created_by=actor)
    if facts.issued_on.year not in (facts.year - 1, facts.year):
        raise DomainError(_("A plan is issued in its year or the year before."), "issued_on")
    same = InspectionPlan.objects.filter(unit=unit, year=facts.year).exclude(pk=row.pk)
    if any(fold(other.symbol) == fold(facts.symbol) for other in same):
        message = _("Plan %(symbol)s of %(year)d is kept already.")
        raise DomainError(message % {"symbol": nfc(facts.symbol), "year": facts.year}, "symbol")
    if row.pk and row.year != facts.year and row.inspections.exists():
        raise DomainError(_("The plan has inspections of its year."), "year")
    row.year, row.issued_on = facts.year, facts.issued_on
    row.symbol, row.title = line(facts.symbol, "symbol", 80), line(facts.title, "title", 400)
    row.file = kept(upload, actor, row.file)
    save(row, actor)
    return row


@transaction.atomic
def plan_inspection(*, actor: User, facts: InspectionFacts, plan: InspectionPlan | None = None) -> Inspection:
    """Enter an inspection, of a plan or outside one.

    DomainError for a closed unit, days out of order or outside the plan's year, a unit that would inspect
    its superior; ReasonNeeded when the unit is inspected on some of these days already.
    """
    hold(facts.unit)
    return _write(Inspection(plan=plan, created_by=actor), facts, actor)


@transaction.atomic
def correct_inspection(*, actor: User, inspection: Inspection, facts: InspectionFacts) -> Inspection:
    """Correct an inspection that was not concluded yet; the same rules hold."""
    hold(facts.unit)
    row = locked_inspection(inspection)
    _require_state(row, InspectionState.PLANNED, InspectionState.RUNNING)
    if row.unit_id != facts.unit.pk and row.findings.exists():
        raise DomainError(_("There are findings about this unit already."), "unit")
    return _write(row, facts, actor)


@transaction.atomic
def begin_inspection(*, actor: User, inspection: Inspection) -> Inspection:
    """The inspectors came; not before the first day."""
    row = locked_inspection(inspection)
    _require_state(row, InspectionState.PLANNED)
    if row.start > localdate():
        message = _("The inspection begins on %(day)s.")
        raise DomainError(message % {"day": show_date(row.start)})
    row.state = InspectionState.RUNNING
    save(row, actor)
    return row


@transaction.atomic
def conclude_inspection(
    *, actor: User, inspection: Inspection, facts: ConclusionFacts, upload: Upload | None = None
) -> Inspection:
    """Keep the conclusion of a running inspection, or correct it; findings may follow.

    DomainError when it was not begun, for a day before its first one or to come, and for the symbol twice in
    a year of the inspecting unit.
    """
    row = locked_inspection(inspection)
    _require_state(row, InspectionState.RUNNING, InspectionState.CONCLUDED)
    refuse_future(facts.concluded_on, localdate(), "concluded_on")
    if facts.concluded_on < row.start:
        raise DomainError(_("The conclusion comes after the first day of the inspection."), "concluded_on")
    hold(row.by_unit)
    _refuse_symbol_twice(row, facts)
    row.conclusion_symbol = line(facts.symbol, "symbol", 80)
    row.concluded_on, row.conclusion = facts.concluded_on, paragraphs(facts.text, "text")
    row.file = kept(upload, actor, row.file)
    row.state = InspectionState.CONCLUDED
    save(row, actor)
    return row


@transaction.atomic
def close_inspection(*, actor: User, inspection: Inspection) -> Inspection:
    """Everything was remedied, or nothing was found. DomainError while a finding is open."""
    row = locked_inspection(inspection)
    _require_state(row, InspectionState.CONCLUDED)
    number = row.findings.filter(closed_on__isnull=True).count()
    if number:
        raise DomainError(_("%(number)d findings are still open.") % {"number": number})
    row.state = InspectionState.CLOSED
    save(row, actor)
    return row


def locked_inspection(inspection: Inspection) -> Inspection:
    """The row, locked until the transaction ends."""
    row: Inspection = (
        Inspection.objects.select_for_update(of=("self",))
        .select_related("unit", "by_unit", "plan")
        .get(pk=inspection.pk)
    )
    return row


def _write(row: Inspection, facts: InspectionFacts, actor: User) -> Inspection:
    if facts.end <= facts.start:
        raise DomainError(_("The last day comes after the first."), "end")
    require_open(facts.unit, facts.start)
    require_open(facts.by_unit, facts.start, "by_unit")
    _check_units(row, facts)
    reason = line(facts.reason, "reason", 300, needed=False)
    overlaps = _overlaps(row, facts)
    if overlaps and not reason:
        raise ReasonNeeded(overlaps, "reason")
    row.unit, row.by_unit, row.kind = facts.unit, facts.by_unit, InspectionKind(facts.kind)
    row.subject, row.team = line(facts.subject, "subject", 400), line(facts.team, "team", 300, needed=False)
    row.start, row.end, row.overlap_reason = facts.start, facts.end, reason if overlaps else ""
    save(row, actor, row.overlap_reason)
    return row


def _check_units(row: Inspection, facts: InspectionFacts) -> None:
    """Nobody inspects a superior, and a plan is for its year and for the units of who issued it."""
    above = load_tree().above(facts.unit.pk)
    if not may_inspect(facts.kind, facts.by_unit.pk, facts.unit.pk, above):
        if facts.kind == InspectionKind.SELF:
            raise DomainError(_("A self-inspection is done by the unit itself."), "by_unit")
        raise DomainError(_("A unit is inspected by one above it."), "by_unit")
    plan = row.plan
    if plan is None:
        return
    if plan.unit_id not in above:
        message = _("The plan of %(plan)s does not cover this unit.")
        raise DomainError(message % {"plan": plan.unit.name}, "unit")
    if facts.start.year != plan.year:
        message = _("The plan is for %(year)d; the inspection begins in that year.")
        raise DomainError(message % {"year": plan.year}, "start")


def _overlaps(row: Inspection, facts: InspectionFacts) -> list[str]:
    """Other inspections of the unit that share a day with this one."""
    others = Inspection.objects.filter(unit=facts.unit, start__lt=facts.end, end__gt=facts.start)
    message = _("%(unit)s is inspected from %(start)s to %(end)s already: %(subject)s")
    return [
        message
        % {
            "unit": facts.unit.name,
            "start": show_date(other.start),
            "end": show_last_day(other.end),
            "subject": other.subject,
        }
        for other in others.exclude(pk=row.pk).order_by("start", "pk")
    ]


def _refuse_symbol_twice(row: Inspection, facts: ConclusionFacts) -> None:
    same = Inspection.objects.filter(by_unit=row.by_unit, concluded_on__year=facts.concluded_on.year)
    if any(fold(other.conclusion_symbol) == fold(facts.symbol) for other in same.exclude(pk=row.pk)):
        message = _("%(symbol)s of %(year)d is the conclusion of another inspection.")
        raise DomainError(message % {"symbol": nfc(facts.symbol), "year": facts.concluded_on.year}, "symbol")


def _require_state(row: Inspection, *states: InspectionState) -> None:
    if row.state not in states:
        message = _("The inspection stands at “%(state)s”; this can no longer, or not yet, be done.")
        raise DomainError(message % {"state": row.get_state_display()})
