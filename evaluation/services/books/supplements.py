"""A supplementary report corrects closed books; both versions of every figure are kept (TT 05/2024, art. 11)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import (
    CaseloadFigure,
    EndingFigure,
    SpecialFigure,
    SupplementaryLine,
    SupplementaryReport,
)
from evaluation.rules.books import SPECIAL_COLUMNS, WATCH_BOOK
from evaluation.rules.caseload import FIELDS
from evaluation.rules.periods import StatMonth
from evaluation.selectors.books.closings import Closed, closed_in
from evaluation.services.books.closing import closing_day
from evaluation.services.books.monthly import KEYS, MonthlyModel, plan_monthly
from evaluation.services.locking import take_turns
from evaluation.services.merging import Merge, Wanted, write
from evaluation.services.store_caseload import plan_caseload
from staff.access import ReachCode, unit_ids_for
from staff.models import ImportRun, Unit, User
from staff.services.errors import DomainError

Beside = Mapping[MonthlyModel, Collection[Wanted]]
"""Corrected rows of special kinds and of reasons for ending."""


@dataclass(frozen=True)
class _Part:
    """A table a report may correct: its link from a line, what identifies a row, what is kept of it."""

    link: str
    keys: tuple[str, ...]
    kept: tuple[str, ...]

    def key(self, row: Any) -> tuple[Any, ...]:
        """What identifies a stored row within a month."""
        return tuple(getattr(row, name) for name in self.keys)

    def wanted_key(self, wanted: Wanted) -> tuple[Any, ...]:
        """The same of a row of a workbook."""
        return tuple(wanted.identity[name] for name in self.keys)


_PARTS: Final[Mapping[type[Any], _Part]] = {
    CaseloadFigure: _Part("figure", ("officer_id", "measure", "initiative"), (*FIELDS, WATCH_BOOK, "note")),
    SpecialFigure: _Part("special", KEYS[SpecialFigure], (*SPECIAL_COLUMNS, "note")),
    EndingFigure: _Part("ending", KEYS[EndingFigure], ("amount", "note")),
}


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


@dataclass(frozen=True)
class Plan:
    """What a report would change, table by table, and whose it is."""

    merges: list[Merge[Any]]
    unit: Unit


def plan_report(
    *,
    month: StatMonth,
    rows: Collection[Wanted],
    details: ReportDetails,
    actor: User | None,
    today: date,
    beside: Beside | None = None,
) -> Plan:
    """What a report would change; refused where it may not be filed. Nothing is written.

    `rows` are those of the main form, `beside` special kinds and reasons for ending.
    """
    merges: list[Merge[Any]] = [plan_caseload(month=month, rows=rows)]
    merges += [plan_monthly(model=model, month=month, rows=part) for model, part in (beside or {}).items()]
    if not any(merge.touched for merge in merges):
        raise DomainError(_("the workbook changes nothing of what is stored; there is nothing to report"))
    closed = closed_in(month)
    ids = _touched_units(merges)
    unit = _reporting_unit(ids, closed, month, actor)
    closing = closed.of(unit.pk) or next((closed.of(unit_id) for unit_id in sorted(ids)), None)
    if closing and details.signed_on < timezone.localdate(closing.closed_at):
        message = _("the books were closed on %(day)s; a supplementary report is signed that day or later")
        raise DomainError(message % {"day": closing_day(closing)}, "signed_on")
    if details.signed_on > today:
        raise DomainError(_("the day lies in the future"), "signed_on")
    return Plan(merges, unit)


@transaction.atomic
def file_report(
    *,
    month: StatMonth,
    rows: Collection[Wanted],
    details: ReportDetails,
    run: ImportRun | None,
    actor: User | None,
    today: date,
    beside: Beside | None = None,
) -> SupplementaryReport:
    """Store the report with the old and the new version of every row, and write the new figures."""
    take_turns()
    plan = plan_report(month=month, rows=rows, details=details, actor=actor, today=today, beside=beside)
    report = SupplementaryReport.objects.create(
        unit=plan.unit, year=month.year, months=month.months, run=run, made_by=actor, **vars(details)
    )
    for merge in plan.merges:
        SupplementaryLine.objects.bulk_create(_corrected(merge, report, month, run, actor))
    return report


def snapshot(figure: Any) -> dict[str, Any]:
    """The columns of a figure row as they are kept."""
    return {name: getattr(figure, name) for name in _PARTS[type(figure)].kept}


def open_message(month: StatMonth) -> str:
    """Why a report cannot correct books that are open."""
    message = _("the books for %(month)s are not closed; bring the workbook in the usual way")
    return message % {"month": month.title}


def _corrected(
    merge: Merge[Any],
    report: SupplementaryReport,
    month: StatMonth,
    run: ImportRun | None,
    actor: User | None,
) -> list[SupplementaryLine]:
    """Write one table and make its lines, not yet stored."""
    part = _PARTS[merge.model]
    before = {part.key(update.stored): snapshot(update.stored) for update in merge.updated}
    write(merge, run=run, actor=actor)
    touched = {part.wanted_key(wanted) for wanted in merge.touched}
    stored: Any = merge.model._default_manager.filter(year=month.year, months=month.months)
    return [
        SupplementaryLine(
            report=report,
            officer_id=getattr(row, "officer_id", None),
            unit_id=row.unit_id,
            before=before.get(part.key(row)),
            after=snapshot(row),
            **{part.link: row},
        )
        for row in stored
        if part.key(row) in touched
    ]


def _touched_units(merges: Collection[Merge[Any]]) -> set[int]:
    """Units before and after, of every row that is touched."""
    ids = {_unit_id(wanted) for merge in merges for wanted in merge.touched}
    return ids | {update.stored.unit_id for merge in merges for update in merge.updated}


def _unit_id(wanted: Wanted) -> int:
    """Figures of officers carry the unit as a value, those of units as their identity."""
    return int(wanted.identity["unit_id"] if "unit_id" in wanted.identity else wanted.values["unit"].pk)


def _reporting_unit(ids: Collection[int], closed: Closed, month: StatMonth, actor: User | None) -> Unit:
    """The lowest unit above everything the report touches; the maker must reach it."""
    if any(closed.of(unit_id) is None for unit_id in ids):
        raise DomainError(open_message(month))
    common = frozenset.intersection(*(closed.tree.above(unit_id) for unit_id in ids))
    reach = unit_ids_for(actor, ReachCode.MANAGE_CASELOAD) if actor else None
    lowest = max(common, key=lambda unit_id: len(closed.tree.above(unit_id)), default=None)
    if lowest is None or (reach is not None and lowest not in reach):
        raise DomainError(_("the rows belong to several agencies; make one report for each of them"))
    return Unit.objects.get(pk=lowest)
