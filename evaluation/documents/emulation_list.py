"""The list of people and collectives proposed for titles and awards in a year, by title, laid out by Decree 30/2020."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from django.utils.timezone import localdate

from evaluation.enums import AwardStage
from evaluation.models import AwardProposal
from evaluation.selectors.emulation.facts import counted_on
from evaluation.selectors.emulation.proposals import (
    proposal_rows,
    refusal_kept,
    verdict_kept,
)
from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group
from staff.documents.layout import Cell, PrintedReport, PrintedTable, report_pdf
from staff.models import Posting, Unit, User
from staff.selectors.reports.agency import agency_of
from staff.selectors.tree import load_tree

# Words of the printed document, which is Vietnamese in every language of the interface.
_TITLE: Final = "DANH SÁCH ĐỀ NGHỊ TẶNG DANH HIỆU THI ĐUA, HÌNH THỨC KHEN THƯỞNG NĂM {year}"
_SUBTITLE: Final = "(Tính đến ngày {day})"
_HEAD: Final = (
    ("STT", 4),
    ("Họ và tên, số hiệu; tập thể", 17),
    ("Chức vụ, đơn vị", 17),
    ("Căn cứ, thành tích", 32),
    ("Phiếu đồng ý", 7),
    ("Kết quả", 12),
    ("Tiền thưởng (đồng)", 11),
)
_NOTE: Final = (
    "Ghi chú: căn cứ do hệ thống đối chiếu tại ngày đề nghị với kết quả xếp loại, hồ sơ kỷ luật, danh hiệu đã tặng"
    " và sáng kiến đã công nhận. Phiếu đồng ý tính trên tổng số thành viên Hội đồng. Tiền thưởng tính theo mức"
    " lương cơ sở tại ngày quyết định."
)
_NOBODY: Final = "Không có cá nhân, tập thể nào được đề nghị."


def emulation_list_pdf(unit: Unit, year: int, user: User) -> bytes:
    """The list of a unit and everything below it, as far as the person may see it; raises hrm.kernel.pdf.PdfError."""
    units = load_tree().below([unit.pk])
    rows = list(proposal_rows(user, year).filter(unit_id__in=units))
    posts = _posts(rows, year)
    table = PrintedTable("", [[Cell(text, width=f"{width}%") for text, width in _HEAD]], _lines(rows, posts))
    title, subtitle = _TITLE.format(year=year), _SUBTITLE.format(day=show_date(localdate()))
    return report_pdf(PrintedReport(agency_of(unit), title, subtitle, [table], [_NOTE]))


def _lines(rows: Sequence[AwardProposal], posts: dict[int, str]) -> list[list[Cell]]:
    if not rows:
        return [[Cell(_NOBODY, "text", colspan=len(_HEAD))]]
    found: list[list[Cell]] = []
    for name, each in groupby(rows, key=lambda row: row.award.name):
        lines = list(each)
        found.append([Cell(f"{name}: {len(lines)}", "strong", colspan=len(_HEAD))])
        found += [_line(number, row, posts) for number, row in enumerate(lines, 1)]
    return found


def _line(number: int, row: AwardProposal, posts: dict[int, str]) -> list[Cell]:
    if row.officer is None:
        name, where = row.unit.name, ""
    else:
        name = f"{row.officer.full_name} ({row.officer.number})"
        where = ", ".join(part for part in (posts.get(row.officer.pk, ""), row.unit.name) if part)
    members = row.session.members if row.session else 0
    votes = f"{row.votes_for}/{members}" if row.votes_for is not None else ""
    money = group(row.money) if row.money is not None else ""
    return [
        Cell(str(number)),
        Cell(name, "text"),
        Cell(where, "text"),
        Cell(_grounds(row), "text"),
        Cell(votes),
        Cell(_result(row), "text"),
        Cell(money),
    ]


def _grounds(row: AwardProposal) -> str:
    """What speaks for it, what against, why it was proposed all the same."""
    verdict = verdict_kept(row)
    parts = ["; ".join(reason.found for reason in verdict.supporting)]
    if verdict.opposing:
        parts.append("Chưa đạt hoặc chưa rõ: " + "; ".join(reason.found for reason in verdict.opposing))
    if row.reason:
        parts.append(f"Lý do đề nghị: {row.reason}")
    if row.achievements:
        parts.append(f"Thành tích: {row.achievements}")
    return ". ".join(part for part in parts if part)


def _result(row: AwardProposal) -> str:
    shown = str(AwardStage(row.stage).label)
    if row.decision:
        return f"{shown}: số {row.decision} ngày {show_date(row.decision_date)}, {row.decided_by}"
    refusal = refusal_kept(row)
    return f"{shown}: {refusal['reason']}" if refusal else shown


def _posts(rows: Iterable[AwardProposal], year: int) -> dict[int, str]:
    """The post of each person on the day the people of the year are counted."""
    people = [row.officer_id for row in rows if row.officer_id]
    postings = Posting.objects.primary().at(counted_on(year, localdate())).filter(officer_id__in=people)
    return dict(postings.exclude(post=None).values_list("officer_id", "post__name"))
