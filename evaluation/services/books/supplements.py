"""A supplementary report corrects closed books; both versions of every figure are kept (TT 05/2024, art. 11)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import CaseloadFigure, SupplementaryLine, SupplementaryReport
from evaluation.rules.books import WATCH_BOOK
from evaluation.rules.caseload import FIELDS
from evaluation.rules.periods import StatMonth
from evaluation.selectors.books.closings import Closed, closed_in
from evaluation.services.books.closing import closing_day
from evaluation.services.locking import take_turns
from evaluation.services.merging import Merge, Wanted, write
from evaluation.services.store_caseload import plan_caseload
from hrm.kernel.dates import show_date
from staff.access import ReachCode, unit_ids_for
from staff.models import ImportRun, Unit, User
from staff.services.errors import DomainError

KEPT: Final = (*FIELDS, WATCH_BOOK, "note")
"""What a line keeps of a figure row, before and after."""


@dataclass(frozen=True)
class ReportDetails:
    """The paper: its number, when and by whom it was signed, and why the figures change."""

    number: str
    signed_on: date
    signer: str
    explanation: str

    def as_json(self) -> dict[str, str]:
        """Plain values, to keep with a staged workbook."""
        return {**vars(self), "signed_on": self.signed_on.isoformat()}

    @classmethod
    def from_json(cls, kept: Mapping[str, str]) -> "ReportDetails":
        """Back from plain values."""
        return cls(**{**kept, "signed_on": date.fromisoformat(kept["signed_on"])})  # type: ignore[arg-type]


def plan_report(
    *, month: StatMonth, rows: Collection[Wanted], details: ReportDetails, actor: User | None, today: date
) -> tuple[Merge[CaseloadFigure], Unit]:
    """What a report would change, and whose it is; refused where it may not be filed. Nothing is written."""
    merge = plan_caseload(month=month, rows=rows)
    if not merge.touched:
        raise DomainError(_("the workbook changes nothing of what is stored; there is nothing to report"))
    closed = closed_in(month)
    unit = _reporting_unit(merge, closed, month, actor)
    closing = closed.of(unit.pk) or _first_closing(merge, closed)
    if closing and details.signed_on < timezone.localdate(closing.closed_at):
        message = _("the books were closed on %(day)s; a supplementary report is signed that day or later")
        raise DomainError(message % {"day": closing_day(closing)}, "signed_on")
    if details.signed_on > today:
        raise DomainError(_("the day lies in the future"), "signed_on")
    return merge, unit


@transaction.atomic
def file_report(
    *,
    month: StatMonth,
    rows: Collection[Wanted],
    details: ReportDetails,
    run: ImportRun | None,
    actor: User | None,
    today: date,
) -> SupplementaryReport:
    """Store the report with the old and the new version of every row, and write the new figures."""
    take_turns()
    merge, unit = plan_report(month=month, rows=rows, details=details, actor=actor, today=today)
    before = {_key(update.stored): snapshot(update.stored) for update in merge.updated}
    write(merge, run=run, actor=actor)
    report = SupplementaryReport.objects.create(
        unit=unit, year=month.year, months=month.months, run=run, made_by=actor, **vars(details)
    )
    touched = {_wanted_key(wanted) for wanted in merge.touched}
    stored = CaseloadFigure.objects.of_month(month.year, month.months)
    SupplementaryLine.objects.bulk_create(
        SupplementaryLine(
            report=report,
            figure=figure,
            officer_id=figure.officer_id,
            unit_id=figure.unit_id,
            before=before.get(_key(figure)),
            after=snapshot(figure),
        )
        for figure in stored
        if _key(figure) in touched
    )
    return report


def snapshot(figure: CaseloadFigure) -> dict[str, Any]:
    """The columns of a figure row as they are kept."""
    return {name: getattr(figure, name) for name in KEPT}


def open_message(month: StatMonth) -> str:
    """Why a report cannot correct books that are open."""
    message = _("the books for %(month)s are not closed; bring the workbook in the usual way")
    return message % {"month": month.title}


def _reporting_unit(
    merge: Merge[CaseloadFigure], closed: Closed, month: StatMonth, actor: User | None
) -> Unit:
    """The lowest unit above everything the report touches; the maker must reach it."""
    ids = {cast(Unit, wanted.values["unit"]).pk for wanted in merge.touched}
    ids |= {update.stored.unit_id for update in merge.updated}
    if any(closed.of(unit_id) is None for unit_id in ids):
        raise DomainError(open_message(month))
    common = frozenset.intersection(*(closed.tree.above(unit_id) for unit_id in ids))
    reach = unit_ids_for(actor, ReachCode.MANAGE_CASELOAD) if actor else None
    lowest = max(common, key=lambda unit_id: len(closed.tree.above(unit_id)), default=None)
    if lowest is None or (reach is not None and lowest not in reach):
        raise DomainError(_("the rows belong to several agencies; make one report for each of them"))
    return Unit.objects.get(pk=lowest)


def _first_closing(merge: Merge[CaseloadFigure], closed: Closed) -> Any:
    return next(
        (closed.of(cast(Unit, wanted.values["unit"]).pk) for wanted in merge.touched),
        None,
    )


def _key(figure: CaseloadFigure) -> tuple[int, str, str]:
    return figure.officer_id, figure.measure, figure.initiative


def _wanted_key(wanted: Wanted) -> tuple[int, str, str]:
    return wanted.identity["officer_id"], wanted.identity["measure"], wanted.identity["initiative"]


def signed_words(report: SupplementaryReport) -> str:
    """Number and day of a report, for lists and messages."""
    return f"{report.number}, {show_date(report.signed_on)}"
