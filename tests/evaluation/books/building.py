"""Figures, workbooks and reports for the tests of the books."""

from datetime import date
from pathlib import Path

from django.utils import timezone

from evaluation.imports.caseload import import_caseload
from evaluation.models import BookClosing, CaseloadFigure
from evaluation.rules.periods import StatMonth
from evaluation.services.books.closing import close_books
from staff.models import Unit
from tests.evaluation.imports.agency import FIGURES, caseload_file

NINE = StatMonth(2026, 9)
TODAY = date(2026, 11, 23)
NEW = (10, 21, 31, 1, 1, 0, 29, 21, 9, 2, 0, 9, 1, 6, 2, 18)
"""The figures of agency.FIGURES with one case more: accepted, executable and completed."""


def month_file(figures=FIGURES, number: str = "CV01", name: str = "Nguyễn Văn Tống 1", note=None) -> Path:
    return caseload_file([[number, name, "Chủ động", *figures, note]])


def bring(path: Path, actor=None, **options):
    return import_caseload(path, name=path.name, actor=actor, **options)


def close(unit: Unit, month: StatMonth = NINE, actor=None) -> BookClosing:
    return close_books(actor=actor, unit=unit, month=month, today=timezone.localdate())


def stored() -> CaseloadFigure:
    return CaseloadFigure.objects.get(officer__number="CV01", months=9, initiative="chu_dong")
