"""What a unit does because of a directive: makes it known, plans, looks back. Each is recorded and corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.enums import DisseminationForm, ReviewKind
from cms.models import ActionPlan, Attendance, Directive, Dissemination, KeptFile, Review
from cms.rules.followup import MOST_MONTHS, plan_symbol
from cms.selectors.followup import invited_on
from cms.services.kept_files import keep_document
from hrm.kernel.dates import show_date
from hrm.kernel.text import nfc
from staff.models import Unit, User
from staff.services.errors import DomainError


@dataclass(frozen=True)
class Event:
    """When and how a directive was made known."""

    held_on: date
    form: DisseminationForm
    place: str = ""
    led_by: str = ""
    note: str = ""


@dataclass(frozen=True)
class PlanFacts:
    """A plan as issued; `report_every_months` empty: no periodic reports."""

    symbol: str
    issued_on: date
    title: str
    report_every_months: int | None = None
    document: Directive | None = None


@dataclass(frozen=True)
class ReviewFacts:
    """A look back over `covers_from` until the day before `covers_until`."""

    kind: ReviewKind
    held_on: date
    covers_from: date
    covers_until: date
    results: str
    shortcomings: str = ""
    proposals: str = ""


@dataclass(frozen=True)
class Presence:
    """Whether someone invited came, else why not."""

    present: bool
    reason: str = ""


@transaction.atomic
def record_dissemination(
    *, directive: Directive, unit: Unit, event: Event, file: UploadedFile | None, actor: User
) -> Dissemination:
    """Keep that a unit made a directive known. DomainError for a day before the directive or to come."""
    row = Dissemination(directive=directive, unit=unit, created_by=actor)
    return _store_event(row, event, file, actor)


@transaction.atomic
def correct_dissemination(
    *, dissemination: Dissemination, event: Event, file: UploadedFile | None, actor: User
) -> Dissemination:
    """Correct what was kept; the history keeps what stood there. Without a file the old one stays."""
    return _store_event(_held(Dissemination, dissemination.pk), event, file, actor)


@transaction.atomic
def record_attendance(*, dissemination: Dissemination, lines: Mapping[int, Presence], actor: User) -> int:
    """Keep who came (officer id → presence) in place of the list before; returns how many were present.

    DomainError for someone who did not serve in the unit or below it on that day, or for an empty list.
    """
    row = _held(Dissemination, dissemination.pk)
    known = {posting.officer_id for posting in invited_on(row.unit_id, row.held_on, with_below=True)}
    known |= set(row.attendance.values_list("officer_id", flat=True))
    if not lines:
        raise DomainError(_("The list has nobody on it."))
    if not set(lines) <= known:
        raise DomainError(_("Somebody on the list did not serve in the unit on that day; please look again."))
    row.attendance.all().delete()
    Attendance.objects.bulk_create(
        Attendance(
            dissemination=row,
            officer_id=officer_id,
            present=each.present,
            reason="" if each.present else nfc(each.reason).strip(),
        )
        for officer_id, each in sorted(lines.items())
    )
    return sum(each.present for each in lines.values())


@transaction.atomic
def issue_plan(
    *, directive: Directive, unit: Unit, facts: PlanFacts, file: UploadedFile | None, actor: User
) -> ActionPlan:
    """Keep a unit's plan for a directive. DomainError for a bad symbol, a plan older than the directive or kept twice."""
    return _store_plan(ActionPlan(directive=directive, unit=unit, created_by=actor), facts, file, actor)


@transaction.atomic
def correct_plan(*, plan: ActionPlan, facts: PlanFacts, file: UploadedFile | None, actor: User) -> ActionPlan:
    """Correct a plan; the history keeps what stood there."""
    return _store_plan(_held(ActionPlan, plan.pk), facts, file, actor)


@transaction.atomic
def record_review(
    *, directive: Directive, unit: Unit, facts: ReviewFacts, file: UploadedFile | None, actor: User
) -> Review:
    """Keep an interim or final review. DomainError for impossible days, or a second final review of the unit."""
    return _store_review(Review(directive=directive, unit=unit, created_by=actor), facts, file, actor)


@transaction.atomic
def correct_review(*, review: Review, facts: ReviewFacts, file: UploadedFile | None, actor: User) -> Review:
    """Correct a review; the history keeps what stood there."""
    return _store_review(_held(Review, review.pk), facts, file, actor)


def _store_event(row: Any, event: Event, file: UploadedFile | None, actor: User) -> Dissemination:
    _refuse_day(event.held_on, row.directive.issued_on, "held_on")
    row.held_on, row.form = event.held_on, event.form
    row.place, row.led_by, row.note = (nfc(text).strip() for text in (event.place, event.led_by, event.note))
    row.minutes = _kept(file, "minutes", actor) or row.minutes
    return cast(Dissemination, _save(row, actor))


def _store_plan(row: Any, facts: PlanFacts, file: UploadedFile | None, actor: User) -> ActionPlan:
    symbol, title = plan_symbol(facts.symbol), nfc(facts.title).strip()
    if not symbol:
        raise DomainError(_("This is not a symbol; write it like 09/KH-CTHADS or 12-KH/ĐU."), "symbol")
    _refuse_day(facts.issued_on, row.directive.issued_on, "issued_on")
    if not title:
        raise DomainError(_("Write what the plan is about."), "title")
    if facts.report_every_months is not None and not 1 <= facts.report_every_months <= MOST_MONTHS:
        message = _("Expected from 1 to %(most)d months.")
        raise DomainError(message % {"most": MOST_MONTHS}, "report_every_months")
    row.symbol, row.issued_on, row.title = symbol, facts.issued_on, title
    row.report_every_months, row.document = facts.report_every_months, facts.document
    row.file = _kept(file, "file", actor) or row.file
    try:
        with transaction.atomic():
            return cast(ActionPlan, _save(row, actor))
    except IntegrityError:
        message = _("The unit already has the plan %(symbol)s for this directive.")
        raise DomainError(message % {"symbol": symbol}, "symbol") from None


def _store_review(row: Any, facts: ReviewFacts, file: UploadedFile | None, actor: User) -> Review:
    _refuse_day(facts.held_on, row.directive.issued_on, "held_on")
    if facts.covers_until <= facts.covers_from:
        raise DomainError(_("The last day lies before the first."), "last_day")
    if facts.held_on < facts.covers_from:
        raise DomainError(
            _("A review looks back: its time cannot begin after the day it was held."), "covers_from"
        )
    if not nfc(facts.results).strip():
        raise DomainError(_("Write the results."), "results")
    finals = Review.objects.filter(directive=row.directive, unit=row.unit, kind=ReviewKind.FINAL)
    if facts.kind == ReviewKind.FINAL and finals.exclude(pk=row.pk).exists():
        raise DomainError(_("The unit has held its final review of this directive already."), "kind")
    row.kind, row.held_on = facts.kind, facts.held_on
    row.covers_from, row.covers_until = facts.covers_from, facts.covers_until
    texts = (facts.results, facts.shortcomings, facts.proposals)
    row.results, row.shortcomings, row.proposals = (nfc(text).strip() for text in texts)
    row.file = _kept(file, "file", actor) or row.file
    return cast(Review, _save(row, actor))


def _refuse_day(day: date, issued_on: date, field: str) -> None:
    if day > localdate():
        raise DomainError(_("The day has not come yet."), field)
    if day < issued_on:
        message = _("The directive was issued on %(day)s; nothing follows from it before.")
        raise DomainError(message % {"day": show_date(issued_on)}, field)


def _held(model: Any, pk: int) -> Any:
    return model.objects.select_for_update(of=("self",)).select_related("directive", "unit").get(pk=pk)


def _kept(file: UploadedFile | None, field: str, actor: User) -> KeptFile | None:
    return (
        keep_document(actor=actor, source=cast(BinaryIO, file), name=file.name or "", field=field)
        if file
        else None
    )


def _save(row: Any, actor: User) -> Any:
    row._history_user = actor
    row.save()
    return row
