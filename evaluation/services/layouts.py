"""Keeps under which letters the columns of a sheet stood, for the explanation of a figure."""

from collections.abc import Mapping

from evaluation.models import SheetLayout
from staff.models import ImportRun


def keep_layouts(*, run: ImportRun, columns: Mapping[str, Mapping[str, str]]) -> None:
    """Store the layout of each sheet of a workbook (sheet → column → letter); once for a workbook."""
    SheetLayout.objects.bulk_create(
        [SheetLayout(run=run, sheet=sheet, columns=dict(letters)) for sheet, letters in columns.items()],
        ignore_conflicts=True,
    )
