"""Headings of the workbooks beside the main form: special kinds, reasons for ending, targets, court and procuracy."""

from dataclasses import replace
from typing import Final

from evaluation.imports.specs import FIGURES, NOTE, WATCH_BOOK
from hrm.kernel.workbook.tables import Column, TableSpec

UNIT: Final = Column("unit", ("Mã đơn vị",), required=True)
UNIT_NAME: Final = Column("unit_name", ("Tên đơn vị", "Đơn vị"))

SPECIAL: Final = TableSpec(
    "special",
    ("Mã đơn vị", "Loại án đặc thù"),
    (
        UNIT,
        UNIT_NAME,
        Column("kind", ("Loại án đặc thù",), required=True),
        Column("measure", ("Đại lượng",)),
        Column("to_enforce", ("Tổng số phải thi hành",), required=True),
        Column("executable", ("Có điều kiện",), required=True),
        Column("resolved", ("Giải quyết xong",), required=True),
        Column("carried_forward", ("Chuyển kỳ sau",)),
        NOTE,
    ),
)

ENDINGS: Final = TableSpec(
    "endings",
    ("Mã đơn vị", "Lý do kết thúc"),
    (
        UNIT,
        UNIT_NAME,
        Column("ending", ("Lý do kết thúc",), required=True),
        Column("initiative", ("Loại",), required=True),
        Column("viec", ("Việc",), required=True),
        Column("tien", ("Tiền",), required=True),
        NOTE,
    ),
)

# Any column of ours, under our headings; C12 has no column in the form of an officer and gets one here.
OUTSIDE_FIGURES: Final = (
    *(replace(column, required=False) for column in (*FIGURES, WATCH_BOOK)),
    Column("resolved", ("Giải quyết xong",)),
)
OUTSIDE: Final = TableSpec(
    "outside",
    ("Mã đơn vị", "Nguồn"),
    (UNIT, UNIT_NAME, Column("source", ("Nguồn",), required=True), *OUTSIDE_FIGURES, NOTE),
)

TARGETS: Final = TableSpec(
    "targets",
    ("Mã đơn vị", "Chỉ tiêu việc (%)"),
    (
        Column("year", ("Năm", "Năm thống kê"), required=True),
        UNIT,
        UNIT_NAME,
        Column("number", ("Số hiệu", "Số hiệu công chức", "Mã cán bộ")),
        Column("name", ("Họ và tên", "Họ tên", "Chấp hành viên")),
        Column("viec", ("Chỉ tiêu việc (%)", "Chỉ tiêu việc", "Chỉ tiêu về việc"), required=True),
        Column("tien", ("Chỉ tiêu tiền (%)", "Chỉ tiêu tiền", "Chỉ tiêu về tiền"), required=True),
        Column("decision", ("Số quyết định",), required=True),
        Column("decision_date", ("Ngày quyết định",), required=True),
        Column("start", ("Từ ngày", "Áp dụng từ ngày"), required=True),
        NOTE,
    ),
)
