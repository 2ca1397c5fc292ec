"""Everything the report on results of a unit says: sentences by section, and the lines of its annexes."""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.enums import Initiative, Measure, SpecialKind
from evaluation.rules.caseload import TIEN, VIEC
from evaluation.rules.periods import StatMonth
from evaluation.rules.result_text import (
    GivenTarget,
    amount,
    percent,
    period_words,
    points_words,
    rate_text,
    section,
    share_list,
    target_text,
)
from evaluation.rules.results import Totals
from evaluation.selectors.results.board import Board, Side, UnitLine, result_board
from evaluation.selectors.results.scope import ResultScope
from evaluation.selectors.results.special import (
    APART,
    REASONS,
    SpecialBoard,
    SpecialLine,
    sees_special,
    special_board,
)
from evaluation.selectors.results.totals import MonthSums, month_sums
from hrm.kernel.dates import show_date
from staff.access import rows_for
from staff.enums import PostRole
from staff.models import Officer, Posting, Unit
from staff.selectors.reports.agency import Agency, agency_of

# Words of the document, which are Vietnamese in every language of the interface.
_BASIS = (
    "Thực hiện chế độ thống kê, báo cáo thi hành án dân sự theo Thông tư số 05/2024/TT-BTP ngày 10/06/2024 của"
    " Bộ trưởng Bộ Tư pháp, {agency} báo cáo kết quả công tác thi hành án dân sự {period} (số liệu lũy kế từ ngày"
    " {start} đến ngày {end}) như sau:"
)
_NO_LAST_YEAR = "Chưa có số liệu {period} (cùng kỳ năm trước) trong hệ thống nên không so sánh với cùng kỳ."
_MERGED = "Số cùng kỳ gồm cả số của các đơn vị đã sắp xếp vào đơn vị báo cáo: {names}."
_ROUNDED = "Số tiền làm tròn đến nghìn đồng; tỷ lệ tính từ số chính xác, làm tròn hai chữ số thập phân."


@dataclass(frozen=True)
class ReportSection:
    """A numbered section: its heading and paragraphs."""

    title: str
    paragraphs: list[str]


@dataclass(frozen=True)
class AnnexLine:
    """A unit in the annex: the sum and its two kinds of case (None: nothing of that kind)."""

    name: str
    strong: bool
    total: Totals
    own: Totals | None
    request: Totals | None


@dataclass(frozen=True)
class ResultReport:
    """The report of a unit for a month of the statistical year."""

    month: StatMonth
    agency: Agency
    title: str
    opening: str
    sections: list[ReportSection]
    notes: list[str]
    annexes: dict[Measure, list[AnnexLine]]
    board: Board
    special: SpecialBoard | None


@dataclass(frozen=True)
class Signer:
    """The head of a unit as far as the asker may see: post and name, else empty."""

    post: str = ""
    name: str = ""


def result_report(scope: ResultScope, month: StatMonth) -> ResultReport | None:
    """The report of the chosen unit; None without a unit or without figures. A constant number of queries."""
    if scope.unit is None:
        return None
    board = result_board(scope, month)
    if not board.top.sides:
        return None
    sums = month_sums(scope, month, scope.chosen())
    special = special_board(scope, month, sums) if sees_special(scope) else None
    agency = agency_of(Unit.objects.get(pk=scope.unit.id))
    return ResultReport(
        month=month,
        agency=agency,
        title=f"Kết quả công tác thi hành án dân sự {period_words(month)}",
        opening=_BASIS.format(
            agency=agency.name,
            period=period_words(month),
            start=show_date(month.start),
            end=show_date(month.last_day),
        ),
        sections=_sections(board, special),
        notes=_notes(board),
        annexes={measure: _annex(scope, sums, board, measure) for measure in Measure},
        board=board,
        special=special,
    )


def signer_of(scope: ResultScope, month: StatMonth) -> Signer:
    """Who heads the unit now, if the asker may see that person; one query."""
    if scope.unit is None:
        return Signer()
    heads = Posting.objects.primary().filter(
        unit_id=scope.unit.id,
        post__role=PostRole.HEAD,
        end=None,
        officer__in=rows_for(scope.asker, Officer, "view").values("pk"),
    )
    head = heads.select_related("post", "officer").order_by("acting", "start").first()
    if head is None or head.post is None:
        return Signer()
    return Signer(head.post.name.upper(), head.officer.full_name)


def _sections(board: Board, special: SpecialBoard | None) -> list[ReportSection]:
    sides = {side.measure: side for side in board.top.sides}
    return [
        _measure_section("I", "VIỆC", sides.get(Measure.CASES), VIEC),
        _measure_section("II", "TIỀN", sides.get(Measure.MONEY), TIEN),
        ReportSection("III. KẾT QUẢ CÁC LOẠI ÁN ĐẶC THÙ, LÝ DO KẾT THÚC", _special(special)),
        ReportSection("IV. KẾT QUẢ THỰC HIỆN CHỈ TIÊU", _targets(board)),
        ReportSection("V. TỒN TẠI, HẠN CHẾ", _shortcomings(board)),
    ]


def _measure_section(number: str, word: str, side: Side | None, measure: str) -> ReportSection:
    title = f"{number}. KẾT QUẢ THI HÀNH ÁN DÂN SỰ VỀ {word}"
    if side is None:
        return ReportSection(title, [f"Chưa có số liệu về {word.lower()} trong kỳ."])
    return ReportSection(title, section(measure, side.now, side.before, side.target))


def _special(board: SpecialBoard | None) -> list[str]:
    if board is None or board.top.empty:
        return ["Chưa có số liệu về loại án đặc thù và lý do kết thúc trong kỳ."]
    line = board.top
    told = [_kind(line, kind) for kind in SpecialKind if any((kind, m) in line.kinds for m in Measure)]
    return [*told, *(said for measure in Measure if (said := _ended(line, measure)))]


def _kind(line: SpecialLine, kind: SpecialKind) -> str:
    parts = []
    for measure in Measure:
        if found := line.kinds.get((kind, measure)):
            what = measure.value
            rate = f", đạt tỷ lệ {rate_text(found.rate)}" if found.rate.value is not None else ""
            parts.append(
                f"{measure.label.lower()}: phải thi hành {amount(found.to_enforce, what)}, có điều kiện"
                f" {amount(found.executable, what)}, giải quyết xong {amount(found.resolved, what)}{rate},"
                f" chuyển kỳ sau {amount(found.carried_forward, what)}"
            )
    return f"{kind.label}: về {'; về '.join(parts)}."


def _ended(line: SpecialLine, measure: Measure) -> str:
    parts = [
        (str(reason.label).lower(), line.endings[reason, measure])
        for reason in REASONS
        if (reason, measure) in line.endings
    ]
    told = share_list(parts, line.ended(measure), measure.value)
    apart = line.endings.get((APART, measure))
    returned = (
        f" Kết thúc do gửi lại yêu cầu (thống kê riêng): {amount(apart, measure.value)}." if apart else ""
    )
    said = f"Lý do kết thúc về {str(measure.label).lower()}: {told}." if told else ""
    return f"{said}{returned}".strip()


def _targets(board: Board) -> list[str]:
    told = [_target(side, side.target) for side in board.top.sides if side.target]
    if not told:
        return ["Chưa được giao chỉ tiêu cho kỳ này."]
    for measure in Measure:
        sides = [(line.name, side) for line in board.lines if not line.itself for side in line.sides]
        reached = [
            name
            for name, side in sides
            if side.measure == measure and (side.over or 0) >= 0 and side.over is not None
        ]
        judged = [name for name, side in sides if side.measure == measure and side.over is not None]
        if judged:
            told.append(
                f"Về {str(measure.label).lower()}: {len(reached)}/{len(judged)} đơn vị trực thuộc đạt hoặc vượt chỉ tiêu."
            )
    return told


def _target(side: Side, target: GivenTarget) -> str:
    reached = side.now.resolved_rate
    source = f" (chỉ tiêu của {target.source})" if target.source else ""
    said = points_words(side.over, "vượt chỉ tiêu", "thấp hơn chỉ tiêu", "bằng chỉ tiêu")
    tail = f"kết quả đạt {rate_text(reached)}, {said}" if said else "chưa xác định được tỷ lệ"
    return (
        f"Chỉ tiêu về {str(side.measure.label).lower()}: {target_text(target.percent)}{source}, theo Quyết định số"
        f" {target.decision}; {tail}."
    )


def _shortcomings(board: Board) -> list[str]:
    told = [said for measure in Measure if (said := _below(board.lines, measure))]
    for side in board.top.sides:
        word = str(side.measure.label).lower()
        opening = side.now.figures.brought_forward
        if side.now.carried_change > 0:
            share = percent(side.now.carried_change, opening)
            told.append(
                f"Số {word} chuyển kỳ sau tăng {amount(side.now.carried_change, side.measure.value)}"
                f"{f' ({share})' if share else ''} so với số năm trước chuyển sang."
            )
        if (side.gained or 0) < 0:
            said = points_words(side.gained, "tăng", "giảm", "bằng")
            told.append(f"Tỷ lệ giải quyết xong về {word} {said} so với cùng kỳ năm trước.")
    if board.silent:
        told.append(f"Đơn vị chưa có số liệu trong kỳ: {'; '.join(board.silent)}.")
    return told or [
        "Qua số liệu trong kỳ chưa phát hiện đơn vị thấp hơn chỉ tiêu hoặc án chuyển kỳ sau tăng."
    ]


def _below(lines: Sequence[UnitLine], measure: Measure) -> str:
    below = [
        f"{line.name} ({rate_text(side.now.resolved_rate)}, {points_words(side.over, '', 'thấp hơn', '')})"
        for line in lines
        if not line.itself
        for side in line.sides
        if side.measure == measure and side.over is not None and side.over < 0
    ]
    word = str(measure.label).lower()
    return (
        f"Đơn vị có tỷ lệ giải quyết xong về {word} thấp hơn chỉ tiêu: {'; '.join(below)}." if below else ""
    )


def _notes(board: Board) -> list[str]:
    found = [_ROUNDED]
    if not board.compares:
        found.append(_NO_LAST_YEAR.format(period=period_words(board.last_year)))
    if board.merged:
        found.append(_MERGED.format(names="; ".join(board.merged)))
    return found


def _annex(scope: ResultScope, sums: MonthSums, board: Board, measure: Measure) -> list[AnnexLine]:
    lines = [_annex_line(board.top, scope.chosen(), sums, measure, strong=True)]
    for line in board.lines:
        units = frozenset([line.unit_id]) if line.itself else scope.subtree(line.unit_id)
        lines.append(_annex_line(line, units, sums, measure, strong=False))
    return [line for line in lines if line is not None]


def _annex_line(
    line: UnitLine, units: frozenset[int], sums: MonthSums, measure: Measure, *, strong: bool
) -> AnnexLine | None:
    whole = sums.of(units, measure)
    if whole is None:
        return None
    own, request = (sums.of(units, measure, kind) for kind in Initiative)
    name = f"{line.name} (riêng đơn vị)" if line.itself else line.name
    return AnnexLine("Tổng số" if strong else name, strong, whole, own, request)
