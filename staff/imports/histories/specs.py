"""Headings of a history sheet, and which kind of history a sheet holds."""

from typing import Final

from hrm.kernel.text import fold
from hrm.kernel.workbook.tables import Column, Table, TableSpec
from staff.kinds import KINDS, Kind

HISTORY: Final = TableSpec(
    name="history",
    key_headings=("Số hiệu", "Từ ngày", "Nội dung"),
    columns=(
        Column("number", ("Số hiệu", "Số hiệu công chức", "Mã cán bộ"), required=True),
        Column("name", ("Họ và tên", "Họ tên")),
        Column("start", ("Từ ngày",), required=True),
        Column("end", ("Đến ngày",)),
        Column("content", ("Nội dung",), required=True),
        Column("unit", ("Đơn vị", "Mã đơn vị")),
        Column("decision", ("Số quyết định",)),
        Column("decision_date", ("Ngày quyết định",)),
        Column("issuer", ("Cơ quan ban hành",)),
        Column("signer", ("Người ký",)),
        Column("reason", ("Lý do",)),
        Column("order", ("STT", "TT", "Số TT")),
    ),
)


def kind_of_sheet(table: Table) -> Kind | None:
    """The kind that a title row names, else the sheet's name; None when neither does.

    The longest heading wins: "Quá trình công tác" before "Công tác ở nơi khác" is never ambiguous.
    """
    titles = [fold(title) for title in table.title_rows]
    named = [kind for kind in KINDS if any(fold(kind.heading) in title for title in titles)]
    if named:
        return max(named, key=lambda kind: len(kind.heading))
    sheet = fold(table.sheet)
    return next((kind for kind in KINDS if sheet in {fold(kind.heading), kind.slug}), None)
