"""An agency for the import tests: twelve officers of office A, and sheets they stand in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from staff.imports.report import ImportReport
from staff.models import Officer, Post, Unit
from tests.factories import OfficerFactory, PostingFactory
from tests.workbooks import workbook

FIGURE_HEADINGS = (
    "Năm trước chuyển sang",
    "Thụ lý mới",
    "Tổng số thụ lý",
    "Ủy thác",
    "Thu hồi, hủy",
    "Rút lên",
    "Tổng số phải thi hành",
    "Có điều kiện",
    "Thi hành xong",
    "Đình chỉ",
    "Giảm",
    "Đang thi hành",
    "Hoãn có điều kiện",
    "Chưa có điều kiện",
    "Hoãn, tạm đình chỉ, khác",
    "Chuyển kỳ sau",
)
CASELOAD_HEADINGS = ("Số hiệu", "Chấp hành viên", "Loại", *FIGURE_HEADINGS, "Ghi chú")
# C1 … C17 without C12: one row that satisfies every identity.
FIGURES = (10, 20, 30, 1, 1, 0, 28, 20, 8, 2, 0, 9, 1, 6, 2, 18)
OFFICERS = 6


@dataclass
class Staffed:
    unit: Unit
    officers: list[Officer]


def staff_up(unit: Unit, count: int = OFFICERS) -> Staffed:
    """Officers CV01 to CVnn with a posting in the unit since 2020; the first one leads it."""
    officers = []
    for n in range(1, count + 1):
        officer = OfficerFactory(number=f"CV{n:02d}", full_name=f"Nguyễn Văn Tống {n}")
        post = Post.objects.get(name="Trưởng phòng") if n == 1 else None
        PostingFactory(officer=officer, unit=unit, start=date(2020, 1, 1), post=post)
        officers.append(officer)
    return Staffed(unit, officers)


def caseload_rows(figures: Sequence[int] = FIGURES, count: int = OFFICERS) -> list[list[Any]]:
    """Two rows an officer: chủ động, theo yêu cầu."""
    return [
        [f"CV{n:02d}", f"Nguyễn Văn Tống {n}", kind, *figures, None]
        for n in range(1, count + 1)
        for kind in ("Chủ động", "Theo yêu cầu")
    ]


def caseload_sheet(
    rows: Sequence[Sequence[Any]],
    *,
    unit: str = "việc",
    period: str = "Kỳ báo cáo: 9 tháng năm 2026",
    headings: Sequence[str] = CASELOAD_HEADINGS,
) -> list[list[Any]]:
    """The table under its title rows; the data begins in row 5."""
    return [
        ["KẾT QUẢ THI HÀNH ÁN CỦA CHẤP HÀNH VIÊN"],
        [period],
        [f"Đơn vị tính: {unit}"] if unit else [],
        list(headings),
        *[list(row) for row in rows],
    ]


FIRST_ROW = 5


def caseload_file(rows: Sequence[Sequence[Any]] | None = None, **options: Any) -> Path:
    """A file with the sheet Việc alone."""
    return workbook({"Việc": caseload_sheet(caseload_rows() if rows is None else rows, **options)})


def found(report: ImportReport, level: str = "error") -> list[tuple[str, str, str]]:
    """Problems of a level as (sheet, cell, value)."""
    return [(p.sheet, p.cell, p.value) for p in report.problems if p.level == level]


def messages(report: ImportReport, level: str = "error") -> list[str]:
    """The sentences of a level."""
    return [p.message for p in report.problems if p.level == level]
