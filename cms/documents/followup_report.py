"""The report on how directives are carried out, laid out by Decree 30/2020."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cms.rules.followup import Tally, percent_of
from cms.selectors.followup import Way
from cms.selectors.followup_boards import Board
from cms.selectors.tasks import source_of
from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group
from staff.documents.layout import Cell, PrintedReport, PrintedTable, report_pdf
from staff.selectors.reports.agency import Agency

# Words of the printed document, which is Vietnamese in every language of the interface.
_TITLE: Final = "BÁO CÁO TÌNH HÌNH THỰC HIỆN CHỈ ĐẠO, ĐIỀU HÀNH"
_UNITS: Final = (
    ("Đơn vị", 30),
    ("Đã giao", 9),
    ("Đang thực hiện", 10),
    ("Quá hạn", 9),
    ("Hoàn thành đúng hạn", 10),
    ("Hoàn thành muộn", 10),
    ("Tỷ lệ hoàn thành", 11),
    ("Tỷ lệ đúng hạn", 11),
)
_WAYS: Final = (
    ("Văn bản chỉ đạo", 14),
    ("Trích yếu", 30),
    ("Quán triệt", 15),
    ("Kế hoạch", 8),
    ("Nhiệm vụ hoàn thành", 12),
    ("Quá hạn", 8),
    ("Sơ kết, tổng kết", 13),
)
_LATE: Final = (
    ("STT", 5),
    ("Nhiệm vụ", 33),
    ("Người chịu trách nhiệm", 18),
    ("Đơn vị", 20),
    ("Căn cứ", 14),
    ("Hạn", 10),
)
_NOTE: Final = (
    "Ghi chú: tỷ lệ hoàn thành = số nhiệm vụ hoàn thành / số nhiệm vụ đã giao; tỷ lệ đúng hạn = số hoàn thành"
    " đúng hạn / số hoàn thành. Nhiệm vụ đã rút không tính. Số liệu của một đơn vị gồm cả các đơn vị trực thuộc."
)
_NONE: Final = "Không có."


@dataclass(frozen=True)
class FollowUpPaper:
    """What the report tells, as far as the person who prints it may see; days of the last days, both included."""

    agency: Agency
    today: date
    first: date | None
    last: date | None
    board: Board
    ways: Sequence[Way]
    overdue: Sequence[Any]


def followup_pdf(paper: FollowUpPaper) -> bytes:
    """The report as PDF, A4 lying; raises hrm.kernel.pdf.PdfError."""
    tables = [
        _table("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ THEO ĐƠN VỊ", _UNITS, _unit_rows(paper.board)),
        _table("II. TIẾN TRÌNH THỰC HIỆN CÁC VĂN BẢN CHỈ ĐẠO", _WAYS, [_way(way) for way in paper.ways]),
        _table("III. NHIỆM VỤ QUÁ HẠN", _LATE, [_late(n, row) for n, row in enumerate(paper.overdue, 1)]),
    ]
    return report_pdf(PrintedReport(paper.agency, _TITLE, _subtitle(paper), tables, [_NOTE]))


def _subtitle(paper: FollowUpPaper) -> str:
    parts = [f"Tính đến ngày {show_date(paper.today)}"]
    if paper.first:
        parts.append(f"nhiệm vụ có hạn từ ngày {show_date(paper.first)}")
    if paper.last:
        parts.append(f"nhiệm vụ có hạn đến ngày {show_date(paper.last)}")
    return f"({'; '.join(parts)})"


def _table(title: str, head: Sequence[tuple[str, int]], rows: list[list[Cell]]) -> PrintedTable:
    nothing = [[Cell(_NONE, "text", colspan=len(head))]]
    return PrintedTable(title, [[Cell(text, width=f"{width}%") for text, width in head]], rows or nothing)


def _unit_rows(board: Board) -> list[list[Cell]]:
    rows = [
        [Cell(line.name, "text", indent=3 + 8 * min(line.depth, 3)), *_figures(line.tally, "number")]
        for line in board.lines
    ]
    return [*rows, [Cell("Tổng số", "strong"), *_figures(board.total, "strong-number")]] if rows else []


def _figures(tally: Tally, kind: str) -> list[Cell]:
    counted = (tally.given, tally.open, tally.overdue, tally.in_time, tally.late)
    rates = (_share(tally.done, tally.given), _share(tally.in_time, tally.done))
    return [*(Cell(group(number), kind) for number in counted), *(Cell(text, kind) for text in rates)]


def _share(numerator: int, denominator: int) -> str:
    return f"{percent_of(numerator, denominator)}% ({numerator}/{denominator})" if denominator else "–"


def _way(way: Way) -> list[Cell]:
    told = f"{way.units_told} đơn vị, từ {show_date(way.first_told)}" if way.units_told else "Chưa"
    reviewed = f"{way.reviews} lần, gần nhất {show_date(way.last_review)}" if way.reviews else "Chưa"
    return [
        Cell(f"{way.directive.symbol} ngày {show_date(way.directive.issued_on)}", "text"),
        Cell(way.directive.title, "text"),
        Cell(told, "text"),
        Cell(str(way.plans)),
        Cell(_share(way.tally.done, way.tally.given)),
        Cell(str(way.tally.overdue)),
        Cell(reviewed, "text"),
    ]


def _late(number: int, row: Any) -> list[Cell]:
    return [
        Cell(str(number)),
        Cell(row.title, "text"),
        Cell(f"{row.owner.full_name} ({row.owner.number})", "text"),
        Cell(row.unit.name, "text"),
        Cell(source_of(row)[1], "text"),
        Cell(show_date(row.deadline)),
    ]
