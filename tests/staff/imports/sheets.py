"""A small agency as workbook rows: province P with rooms P1 to P3, five officers."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from staff.imports.report import ImportReport
from staff.imports.staff_workbook import import_staff
from staff.models import User
from tests.workbooks import Value, table, workbook

Row = Mapping[str, Value]

UNIT = {
    "Loại đơn vị": "Phòng THADS khu vực",
    "Đơn vị cấp trên": "P",
    "Ngày thành lập": "01/01/2010",
    "Biên chế giao": 10,
    "Áp dụng từ ngày": "01/01/2020",
    "Số quyết định": "12/QĐ-THADS",
}
UNITS: list[dict[str, Value]] = [
    UNIT
    | {
        "Mã đơn vị": "P",
        "Tên đơn vị": "Thi hành án dân sự tỉnh P",
        "Loại đơn vị": "THADS tỉnh",
        "Đơn vị cấp trên": None,
    },
    *(
        UNIT | {"Mã đơn vị": f"P{n}", "Tên đơn vị": f"Phòng Thi hành án dân sự khu vực {n}"}
        for n in (1, 2, 3)
    ),
]
OFFICER: dict[str, Value] = {
    "Ngày sinh": "15/06/1985",
    "Giới tính": "Nam",
    "Mã đơn vị": "P1",
    "Ngạch": "03.301",
    "Trình độ chuyên môn": "Đại học",
    "Chuyên ngành": "Luật",
    "Lý luận chính trị": "Trung cấp",
    "Ngày tuyển dụng": date(2010, 3, 1),
    "Ngày về đơn vị": "01/05/2015",
    "Ngày bổ nhiệm ngạch": "01/05/2015",
    "Bậc": 3,
    "Hệ số": "3,00",
    "Ngày hưởng": "01/07/2021",
}
NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Tống Văn Cường", "Lê Quốc Dũng", "Phạm Thị Én")
OFFICERS: list[dict[str, Value]] = [
    OFFICER | {"Số hiệu": f"CC{n}", "Họ và tên": name} for n, name in enumerate(NAMES, 1)
]
FIRST, MIDDLE, LAST = 0, 2, 4


def book(
    officers: list[Any] | None = None, units: list[Any] | None = None, without: tuple[str, ...] = ()
) -> Path:
    """A workbook with both sheets; headings are those that any row uses."""
    sheets = {}
    for name, rows in (("Đơn vị", UNITS if units is None else units), ("Công chức", officers)):
        if rows:
            headings = dict.fromkeys(heading for row in rows for heading in row)
            sheets[name] = table([h for h in headings if h not in without], rows)
    return workbook(sheets)


def changed(rows: list[Any], index: int, **values: Value) -> list[Any]:
    """The rows with one of them changed; headings as keywords of a dict."""
    return [row | values if n == index else row for n, row in enumerate(rows)]


def bring_in(path: Path, *, actor: User | None = None, dry_run: bool = False) -> ImportReport:
    """Import a file under its own name."""
    return import_staff(path, name=path.name, actor=actor, dry_run=dry_run)


def loaded(officers: list[Any] | None = None, units: list[Any] | None = None) -> ImportReport:
    """Import that has to succeed."""
    report = bring_in(book(OFFICERS if officers is None else officers, units))
    assert [p.sentence() for p in report.errors] == []
    return report
