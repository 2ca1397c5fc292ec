"""Mẫu số 01 (Decree 335/2025/NĐ-CP, Appendix II) as PDF, for one officer and as a unit's booklet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string

from evaluation.documents.parts import Entry, Signature, entry
from hrm.kernel.numbers import show_decimal
from hrm.kernel.pdf import agency_heading, merge_pdfs, page_count, render_pdf


@dataclass(frozen=True)
class Form01Line:
    """One criterion: code as printed in column (1), text, maximum and the officer's own points."""

    code: str
    text: str
    maximum: Decimal
    self_points: Decimal | None

    @property
    def maximum_text(self) -> str:
        """Maximum as printed in column (3)."""
        return points_text(self.maximum)

    @property
    def points_text(self) -> str:
        """Own points as printed in column (4); empty while not given."""
        return points_text(self.self_points)


@dataclass(frozen=True)
class Form01Group:
    """A group of criteria (I, II, III); its row shows the maximum and the sum of the own points."""

    code: str
    text: str
    maximum: Decimal
    lines: Sequence[Form01Line]

    @property
    def self_points(self) -> Decimal | None:
        """Sum of the own points, or None while a line of the group is open."""
        return _sum([line.self_points for line in self.lines])

    @property
    def maximum_text(self) -> str:
        """Maximum as printed in column (3)."""
        return points_text(self.maximum)

    @property
    def points_text(self) -> str:
        """Sum of own points as printed in column (4)."""
        return points_text(self.self_points)


@dataclass(frozen=True)
class Form01:
    """Everything Mẫu số 01 prints; what is None or empty is left as dots, as on the paper form.

    `general`, `result` and `total` are the points of Part II (0–30, 0–70, 0–100); the scorer's points for single
    lines are not printed, for the official form has no column for them. `note` stands below the footnote.
    """

    agency_parent: str
    agency: str
    period_title: str
    officer_name: str
    post_title: str
    unit_name: str
    groups: Sequence[Form01Group]
    general: Decimal | None
    result: Decimal | None
    total: Decimal | None
    strengths: str
    weaknesses: str
    opinion: str
    place: str
    self_date: date | None
    officer_signed_name: str
    confirm_date: date | None
    scorer_title: str
    scorer_name: str
    note: str

    @property
    def maximum_text(self) -> str:
        """Maximum of all groups, for the row “Tổng cộng”."""
        return points_text(sum((group.maximum for group in self.groups), Decimal(0)))

    @property
    def points_text(self) -> str:
        """Sum of all own points, for the row “Tổng cộng”; empty while a line is open."""
        return points_text(_sum([group.self_points for group in self.groups]))


@dataclass(frozen=True)
class _Content:
    """One row of a booklet's table of contents."""

    number: int
    name: str
    post: str
    page: int


def points_text(value: Decimal | None) -> str:
    """Return points as Vietnamese forms write them: 2,5; 87,08, cut at two decimals and never rounded."""
    if value is None:
        return ""
    return show_decimal(value, 2).rstrip("0").rstrip(",")


def score_text(value: Decimal | None) -> str:
    """Return a score of Part II, always with two decimals, cut and never rounded: 27,00; 89,99."""
    return "" if value is None else show_decimal(value, 2)


def date_line(place: str, day: date | None) -> str:
    """Return place and date by Decree 30/2020 (leading zero for days under 10 and months 1 and 2), or dots."""
    if day is None:
        return f"{place or '.....'}, ngày....tháng.....năm....."
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place or '.....'}, ngày {day.day:02d} tháng {month} năm {day.year}"


def form01_html(form: Form01, *, start_page: int | None = None) -> str:
    """Return the form as HTML for the PDF renderer; with `start_page` it is numbered as part of a booklet."""
    context = {
        "form": form,
        "heading": agency_heading(form.agency_parent, form.agency),
        "header": _header(form),
        "summary": _summary(form),
        "signatures": _signatures(form),
        "start_page": start_page,
    }
    return render_to_string("evaluation/pdf/form01.html", context)


def form01_pdf(form: Form01, *, start_page: int | None = None) -> bytes:
    """Return the form as PDF; raises hrm.kernel.pdf.PdfError."""
    return render_pdf(form01_html(form, start_page=start_page))


def booklet_pdf(title_lines: Sequence[str], forms: Iterable[Form01]) -> bytes:
    """Return one PDF: cover with the title lines and the contents, then each form on a new page.

    Pages are counted through the booklet. Each form is rendered by itself, so memory holds one form at a time
    besides the finished pages.
    """
    listed = list(forms)
    first_page = 1 + page_count(_cover(title_lines, _contents(listed, [0] * len(listed))))
    parts = list(_numbered(listed, first_page))
    pages = [page for page, _part in parts]
    cover = _cover(title_lines, _contents(listed, pages))
    return merge_pdfs([cover, *(part for _page, part in parts)])


def _numbered(forms: Sequence[Form01], first_page: int) -> Iterator[tuple[int, bytes]]:
    page = first_page
    for form in forms:
        part = form01_pdf(form, start_page=page)
        yield page, part
        page += page_count(part)


def _contents(forms: Sequence[Form01], pages: Sequence[int]) -> list[_Content]:
    return [
        _Content(number, form.officer_name, form.post_title, page)
        for number, (form, page) in enumerate(zip(forms, pages, strict=True), start=1)
    ]


def _cover(title_lines: Sequence[str], contents: Sequence[_Content]) -> bytes:
    context = {"title_lines": title_lines, "contents": contents}
    return render_pdf(render_to_string("evaluation/pdf/booklet_cover.html", context))


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def _header(form: Form01) -> list[Entry]:
    return [
        entry("Họ và tên:", form.officer_name),
        entry("Chức vụ, chức danh:", form.post_title),
        entry("Đơn vị công tác:", form.unit_name),
    ]


def _summary(form: Form01) -> list[Entry]:
    return [
        entry("1. Điểm tiêu chí chung:", score_text(form.general)),
        entry("2. Điểm tiêu chí kết quả thực hiện nhiệm vụ:", score_text(form.result)),
        entry("3. Tổng điểm theo dõi, đánh giá công chức:", score_text(form.total)),
        entry("4. Ưu điểm:", form.strengths, 1),
        entry("5. Hạn chế, khuyết điểm:", form.weaknesses, 2),
        entry("6. Ý kiến nhận xét của cấp có thẩm quyền theo dõi, đánh giá:", form.opinion, 2),
    ]


def _signatures(form: Form01) -> list[Signature]:
    return [
        Signature(
            date_line(form.place, form.self_date), ["CÔNG CHỨC TỰ ĐÁNH GIÁ"], "", form.officer_signed_name
        ),
        Signature(
            date_line(form.place, form.confirm_date),
            ["CẤP CÓ THẨM QUYỀN", "THEO DÕI, ĐÁNH GIÁ"],
            form.scorer_title,
            form.scorer_name,
        ),
    ]
