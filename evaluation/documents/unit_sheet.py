"""The sheet of an organisation and year as PDF (Decree 335/2025, art. 5 to 9; layout of Decree 30/2020).

The decree prescribes no form for organisations; the words are those of its articles.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.documents.parts import Signature
from evaluation.enums import Band
from evaluation.models import UnitRating
from evaluation.selectors.form_facts import FormFacts, facts_for
from evaluation.selectors.organisations.facts import cap_base
from evaluation.selectors.organisations.sheet import (
    ConditionGroup,
    SheetPart,
    conditions_of,
    parts_of,
    split_note,
)
from hrm.kernel.numbers import show_decimal
from hrm.kernel.pdf import AgencyHeading, agency_heading, render_pdf
from staff.models import Posting
from staff.services.errors import DomainError

# Words of the printed document, which is Vietnamese in every language of the interface.
_DRAFT = "DỰ THẢO: kết quả chưa được cấp có thẩm quyền công nhận, điểm và mức xếp loại có thể thay đổi."
_VERSION = "Lập lại lần {number}, thay cho kết quả đã công nhận. Lý do: {reason}"
_BASES = {
    "tot": "tính trên số tổ chức được xếp “Hoàn thành tốt nhiệm vụ” (nguyên văn Điều 8.5.a)",
    "tot_tro_len": "tính trên số tổ chức đạt từ “Hoàn thành tốt nhiệm vụ” trở lên",
}


@dataclass(frozen=True)
class _Answer:
    """A labelled answer of the sheet."""

    label: str
    text: str


@dataclass(frozen=True)
class UnitSheet:
    """Everything the sheet prints."""

    title: str
    heading: AgencyHeading
    parts: Sequence[SheetPart]
    totals: tuple[str, str]
    tasks: Sequence[_Answer]
    groups: Sequence[ConditionGroup]
    result: Sequence[_Answer]
    self_text: str
    signatures: Sequence[Signature]
    notes: Sequence[str]


def unit_sheet_pdf(rating: UnitRating) -> bytes:
    """The sheet rendered now; a draft says so. Raises hrm.kernel.pdf.PdfError."""
    return render_pdf(
        render_to_string("evaluation/organisations/pdf/unit_sheet.html", {"sheet": sheet_of(rating)})
    )


def kept_unit_sheet(rating: UnitRating) -> bytes:
    """The kept file of a recognised sheet, byte for byte; any other is rendered now.

    Raises PdfError, and DomainError when the kept file is not what was recognised.
    """
    if not (rating.is_frozen and rating.pdf):
        return unit_sheet_pdf(rating)
    try:
        with rating.pdf.open("rb") as kept:
            content: bytes = kept.read()
    except OSError:
        raise DomainError(
            _("The kept file of this form cannot be read; restore it from the backup.")
        ) from None
    if hashlib.sha256(content).hexdigest() != rating.pdf_sha256:
        raise DomainError(_("The kept file of this form was altered: its hash no longer matches."))
    return content


def sheet_of(rating: UnitRating) -> UnitSheet:
    """From the stored sheet to what is printed."""
    facts = facts_for([], date(rating.year, 12, 31))
    parts = parts_of(rating)
    return UnitSheet(
        title=f"PHIẾU ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG TỔ CHỨC NĂM {rating.year}",
        heading=agency_heading(facts.agency_parent(rating.unit_id), rating.unit.name),
        parts=parts,
        totals=(_total(parts, "own"), _total(parts, "given")),
        tasks=_tasks(rating),
        groups=conditions_of(rating),
        result=_result(rating),
        self_text=rating.self_text,
        signatures=_signatures(rating, facts),
        notes=_notes(rating),
    )


def date_line(place: str, day: date | None) -> str:
    """Place and date by Decree 30/2020, or dots."""
    if day is None:
        return f"{place or '.....'}, ngày....tháng.....năm....."
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place or '.....'}, ngày {day.day:02d} tháng {month} năm {day.year}"


def number_text(value: object) -> str:
    """A count, or a dash while it is not known."""
    return "–" if value is None else str(value)


def _total(parts: Sequence[SheetPart], whose: str) -> str:
    values = [getattr(part, whose) for part in parts]
    known = [value for value in values if value is not None]
    return show_decimal(sum(known), 2) if known and len(known) == len(values) else ""


def _tasks(rating: UnitRating) -> list[_Answer]:
    yes = {True: "Có", False: "Không", None: "–"}
    return [
        _Answer("Số nhiệm vụ được giao:", number_text(rating.tasks_given)),
        _Answer("Số nhiệm vụ hoàn thành:", number_text(rating.tasks_done)),
        _Answer("Trong đó chậm tiến độ:", number_text(rating.tasks_late)),
        _Answer("Trong đó vượt mức yêu cầu:", number_text(rating.tasks_beyond)),
        _Answer("Bảo đảm chất lượng, hiệu quả:", yes[rating.quality_met]),
        _Answer("Đã khắc phục hạn chế, khuyết điểm kỳ trước:", yes[rating.shortcomings_mended]),
        _Answer("Sai phạm được kết luận (Điều 8.4.a):", rating.wrongdoing or "Không có"),
        _Answer("Lý do bất khả kháng (Điều 8.4.b):", rating.force_majeure or "Không có"),
    ]


def _result(rating: UnitRating) -> list[_Answer]:
    found = [
        _Answer("Mức tổ chức tự đề xuất:", _band(rating.self_band)),
        _Answer("Mức theo điểm và điều kiện:", _band(rating.earned) or "Không mức nào đủ điều kiện"),
    ]
    if rating.outstanding:
        found.append(_Answer("Thành tích xuất sắc, nổi trội (Điều 8.5.b):", rating.outstanding_grounds))
    if not rating.is_frozen:
        return found
    cap = rating.trace.get("cap", {})
    found.append(_Answer("Mức xếp loại được công nhận:", _band(rating.band)))
    if rating.move_reason:
        found.append(_Answer("Lý do xếp khác mức theo điểm và điều kiện:", rating.move_reason))
    day = f"{rating.decision_date:%d/%m/%Y}" if rating.decision_date else "…"
    found.append(_Answer("Quyết định công nhận:", f"số {rating.decision} ngày {day}"))
    if cap:
        base = _BASES.get(cap["base"], _BASES[cap_base()])
        found.append(
            _Answer(
                "Tỷ lệ “Hoàn thành xuất sắc” (Điều 8.5):",
                f"{cap['excellent']} tổ chức, tối đa {cap['quota']} (không quá {cap['percent']}%, {base})",
            )
        )
    return found


def _band(band: str) -> str:
    return str(Band(band).label) if band else ""


def _signatures(rating: UnitRating, facts: FormFacts) -> list[Signature]:
    place = facts.place(rating.unit_id)
    rated = timezone.localtime(rating.self_rated_at).date() if rating.self_rated_at else None
    signed = rating.is_frozen and rating.recogniser is not None
    return [
        Signature(
            date_line(place, rated),
            ["NGƯỜI ĐỨNG ĐẦU TỔ CHỨC", "TỰ ĐÁNH GIÁ"],
            "",
            rating.head.full_name if rated and rating.head else "",
        ),
        Signature(
            date_line(place, rating.decision_date if signed else None),
            ["CẤP CÓ THẨM QUYỀN", "CÔNG NHẬN XẾP LOẠI"],
            _post(rating.recogniser_id, rating.decision_date) if signed else "",
            rating.recogniser.full_name if signed and rating.recogniser else "",
        ),
    ]


def _post(officer_id: int | None, day: date | None) -> str:
    """The post held on the day of the decision."""
    if officer_id is None or day is None:
        return ""
    held = Posting.objects.primary().at(day).filter(officer_id=officer_id).exclude(post=None)
    return held.values_list("post__name", flat=True).first() or ""


def _notes(rating: UnitRating) -> list[str]:
    notes = [] if rating.is_frozen else [_DRAFT]
    if note := split_note(rating):
        notes.append(f"{note}.")
    if rating.version > 1:
        notes.append(_VERSION.format(number=rating.version, reason=rating.rerate_reason))
    return notes
