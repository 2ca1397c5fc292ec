"""Mẫu số 02 (Decree 335/2025/NĐ-CP, Appendix II) as PDF: the rating of one officer and year.

Words of the printed document are Vietnamese in every language of the interface.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.documents.form01 import date_line, score_text
from evaluation.documents.parts import BODY_SIZE, Entry, Signature, entry
from evaluation.enums import Band
from evaluation.models import YearRating
from evaluation.rules.periods import Month, Quarter, parse_period
from evaluation.rules.year335 import Standing
from evaluation.selectors.form_facts import FormFacts
from evaluation.selectors.years.facts import day_of, title_of, year_facts
from hrm.kernel.pdf import agency_heading, dotted, render_pdf
from staff.services.errors import DomainError

_DRAFT = "DỰ THẢO: phiếu chưa được cấp có thẩm quyền quyết định, nội dung có thể thay đổi."
_NOT_RATED = "Không xếp loại chất lượng năm này theo Điều 11 Nghị định số 335/2025/NĐ-CP."
_VERSION = "Phiếu lập lại lần {number} theo khoản 3 Điều 21. Lý do: {reason}"
_GROUND = "Căn cứ xếp loại khi còn kỳ chưa có điểm: {ground}"
_REASON = "Lý do xếp loại khác mức theo điểm: {reason}"
_QUARTERS = "Đơn vị theo dõi, đánh giá theo quý: điểm của quý ghi ở dòng tháng cuối quý và tính cho các tháng của quý."
_NOTES: Mapping[str, str] = {
    Standing.PROVISIONAL: "điểm dự thảo, tạm tính",
    Standing.WAITING: "chưa xác nhận, không tính",
    Standing.MISSING: "chưa có điểm",
    Standing.AHEAD: "kỳ chưa kết thúc",
    Standing.ABSENT: "nghỉ theo khoản 2 Điều 11, không tính",
    Standing.OUTSIDE: "không công tác",
    Standing.COVERED: "đã tính trong quý",
}


@dataclass(frozen=True)
class MonthRow:
    """One of the twelve rows: the points as printed and the note."""

    number: int
    points: str
    note: str


@dataclass(frozen=True)
class Box:
    """A box of parts II and III, with its words."""

    label: str
    ticked: bool


@dataclass(frozen=True)
class Form02:
    """Everything Mẫu số 02 prints; what is empty is left as dots, as on the paper form.

    `mean` is cut at two decimals, never rounded; `notes` stand below the footnotes.
    """

    agency_parent: str
    agency: str
    year: int
    officer_name: str
    post_title: str
    unit_name: str
    months: Sequence[MonthRow]
    mean: Decimal | None
    mean_note: str
    self_band: str
    band: str
    handling: str
    place: str
    self_date: date | None
    officer_signed_name: str
    sign_date: date | None
    rater_title: str
    rater_name: str
    notes: Sequence[str]

    @property
    def mean_text(self) -> str:
        """The mean as printed."""
        return score_text(self.mean)


def form02_of(rating: YearRating, facts: FormFacts | None = None) -> Form02:
    """The form as Appendix II prints it; months and points come from the trace, so a frozen one keeps its own."""
    facts = facts or year_facts([rating], day_of(rating))
    signed = rating.is_frozen
    rater_id = rating.rater_id if signed else None
    return Form02(
        agency_parent=facts.agency_parent(rating.unit_id),
        agency=rating.unit.name,
        year=rating.year,
        officer_name=rating.officer.full_name,
        post_title=title_of(rating, facts),
        unit_name=rating.unit.name,
        months=month_rows(rating.trace.get("periods", [])),
        mean=rating.mean,
        mean_note=_mean_note(rating.trace.get("periods", [])),
        self_band=rating.self_band,
        band=rating.band if signed else "",
        handling=rating.handling,
        place=facts.place(rating.unit_id),
        self_date=_day(rating.self_rated_at),
        officer_signed_name=rating.officer.full_name if rating.self_rated_at else "",
        sign_date=rating.decision_date if signed else None,
        rater_title=facts.title(rater_id) if rater_id else "",
        rater_name=rating.rater.full_name if rater_id and rating.rater else "",
        notes=_notes(rating),
    )


def month_rows(periods: Sequence[Mapping[str, Any]]) -> list[MonthRow]:
    """The twelve rows; a quarter stands in the row of its last month, with a note."""
    rows = {number: MonthRow(number, "", "") for number in range(1, 13)}
    for item in periods:
        period = parse_period(item["code"])
        standing = item["standing"]
        if isinstance(period, Month) and standing == Standing.COVERED and rows[period.number].note:
            continue
        number = 3 * period.number if isinstance(period, Quarter) else period.number
        shown = standing in (Standing.COUNTED, Standing.PROVISIONAL)
        points = score_text(Decimal(item["points"])) if shown and item["points"] is not None else ""
        rows[number] = MonthRow(number, points, _note(item, period))
    return list(rows.values())


def boxes(band: str) -> list[Box]:
    """The four boxes in the order of art. 20, the given one ticked."""
    return [Box(label, value == band) for value, label in Band.choices]


def form02_html(form: Form02, *, start_page: int | None = None) -> str:
    """The form as HTML for the PDF renderer; with `start_page` it is numbered as part of a booklet."""
    context = {
        "form": form,
        "heading": agency_heading(form.agency_parent, form.agency),
        "header": _header(form),
        "self_boxes": boxes(form.self_band),
        "boxes": boxes(form.band),
        "handling": form.handling.strip(),
        "dots": [dotted("", BODY_SIZE)] * 2,
        "signatures": _signatures(form),
        "start_page": start_page,
    }
    return render_to_string("evaluation/years/pdf/form02.html", context)


def render_form02(
    rating: YearRating, facts: FormFacts | None = None, *, start_page: int | None = None
) -> bytes:
    """Make the PDF now; what signing keeps. Raises hrm.kernel.pdf.PdfError."""
    return render_pdf(form02_html(form02_of(rating, facts), start_page=start_page))


def form02_pdf(rating: YearRating, facts: FormFacts | None = None) -> bytes:
    """The kept file of a signed rating, byte for byte; a draft is rendered now and says so.

    Raises hrm.kernel.pdf.PdfError, and DomainError when the kept file is not what was signed.
    """
    if not (rating.is_frozen and rating.pdf):
        return render_form02(rating, facts)
    try:
        with rating.pdf.open("rb") as kept:
            content: bytes = kept.read()
    except OSError:
        raise DomainError(
            _("The kept file of this rating cannot be read; restore it from the backup.")
        ) from None
    if hashlib.sha256(content).hexdigest() != rating.pdf_sha256:
        raise DomainError(_("The kept file of this rating was altered: its hash no longer matches."))
    return content


def _note(item: Mapping[str, Any], period: Quarter | Month) -> str:
    parts = [f"Quý {period.title.split()[1]}"] if isinstance(period, Quarter) else []
    if item["standing"] in _NOTES:
        parts.append(_NOTES[item["standing"]])
    elif item["standing"] == Standing.COUNTED and item["weight"] < 3 and isinstance(period, Quarter):
        parts.append(f"tính {item['weight']} tháng thực tế làm việc")
    if item.get("earned_in"):
        parts.append(f"kết quả tại {item['earned_in']}")
    return "; ".join(parts)


def _mean_note(periods: Sequence[Mapping[str, Any]]) -> str:
    months = sum(
        item["weight"] for item in periods if item["standing"] in (Standing.COUNTED, Standing.PROVISIONAL)
    )
    return f"bình quân của {months:02d} tháng" if 0 < months < 12 else ""


def _notes(rating: YearRating) -> list[str]:
    notes = [] if rating.is_frozen else [_DRAFT]
    if rating.exempt:
        notes.append(_NOT_RATED)
    if any("Q" in item["code"] and item["points"] for item in rating.trace.get("periods", [])):
        notes.append(_QUARTERS)
    if rating.is_frozen and rating.trace.get("open_ground"):
        notes.append(_GROUND.format(ground=rating.trace["open_ground"]))
    if rating.is_frozen and rating.move_reason:
        notes.append(_REASON.format(reason=rating.move_reason))
    if rating.version > 1 and rating.rerate_reason:
        notes.append(_VERSION.format(number=rating.version, reason=rating.rerate_reason))
    return notes


def _header(form: Form02) -> list[Entry]:
    return [
        entry("Họ và tên:", form.officer_name),
        entry("Chức vụ, chức danh:", form.post_title),
        entry("Đơn vị công tác:", form.unit_name),
    ]


def _signatures(form: Form02) -> list[Signature]:
    return [
        Signature(
            date_line(form.place, form.self_date), ["CÔNG CHỨC TỰ XẾP LOẠI"], "", form.officer_signed_name
        ),
        Signature(
            date_line(form.place, form.sign_date),
            ["CẤP CÓ THẨM QUYỀN XẾP LOẠI"],
            form.rater_title,
            form.rater_name,
        ),
    ]


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
