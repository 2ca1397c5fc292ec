"""Mẫu số 01 in print: the words of the decree, the officer's points, nothing lost, nothing obeyed."""

import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from evaluation.documents.form01 import (
    Form01,
    Form01Group,
    Form01Line,
    booklet_pdf,
    date_line,
    form01_html,
    form01_pdf,
    points_text,
)
from hrm.kernel.pdf import PdfError, page_count
from tests.evaluation.form01_samples import BLANK, FULL
from tests.kernel.test_pdf import ALPHABET, fonts_of_shown_text, spaced


def words(pdf: bytes) -> str:
    """The text layer with every run of white space as one space."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def assert_in_order(text: str, pieces: list[str]) -> None:
    place = 0
    for piece in pieces:
        found = text.find(piece, place)
        assert found >= 0, f"{piece!r} is missing after {text[max(0, place - 60) : place]!r}"
        place = found + len(piece)


def printed_table(form: Form01) -> list[str]:
    """The rows of the table as its columns (1) to (4) read."""
    rows = []
    for group in form.groups:
        rows.append(f"{group.code} {group.text} {group.maximum_text} {group.points_text}".rstrip())
        rows += [f"{x.code} {x.text} {x.maximum_text} {x.points_text}".rstrip() for x in group.lines]
    return [*rows, f"Tổng cộng {form.maximum_text} {form.points_text}".rstrip()]


def without_header_of_page_two(text: str) -> str:
    head = "2 TT Tiêu chí chấm điểm Điểm tối đa Điểm do cá nhân tự chấm (1) (2) (3) (4) "
    assert head in text
    return text.replace(head, "", 1)


def test_the_form_reads_as_the_decree_prints_it() -> None:
    text = without_header_of_page_two(words(form01_pdf(FULL)))
    expected = [
        "Mẫu số 01",
        "THI HÀNH ÁN DÂN SỰ TỈNH PHÚ THỌ",
        "PHÒNG THI HÀNH ÁN DÂN SỰ KHU VỰC 1",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "PHIẾU THEO DÕI, ĐÁNH GIÁ CÔNG CHỨC",
        "(Kỳ theo dõi, đánh giá: Quý III năm 2026)1",
        "Họ và tên: Nguyễn Thị Đường",
        "Chức vụ, chức danh: Chấp hành viên trung cấp",
        "Đơn vị công tác: Phòng Thi hành án dân sự khu vực 1",
        "I. KẾT QUẢ THEO DÕI, ĐÁNH GIÁ THEO TIÊU CHÍ CHUNG",
        "TT Tiêu chí chấm điểm Điểm tối đa Điểm do cá nhân tự chấm",
        "(1) (2) (3) (4)",
        *printed_table(FULL),
        "II. TỔNG HỢP KẾT QUẢ THEO DÕI, ĐÁNH GIÁ CÔNG CHỨC",
        "1. Điểm tiêu chí chung: 27,00",
        "2. Điểm tiêu chí kết quả thực hiện nhiệm vụ: 60,08",
        "3. Tổng điểm theo dõi, đánh giá công chức: 87,08",
        "4. Ưu điểm: Chủ động, trách nhiệm.",
        "5. Hạn chế, khuyết điểm: Cập nhật hồ sơ còn chậm.",
        "6. Ý kiến nhận xét của cấp có thẩm quyền theo dõi, đánh giá: Nhất trí với nội dung tự đánh giá.",
        "Phú Thọ, ngày 02 tháng 10 năm 2026 CÔNG CHỨC TỰ ĐÁNH GIÁ (Ký tên, ghi rõ họ tên)",
        "Phú Thọ, ngày 12 tháng 10 năm 2026 CẤP CÓ THẨM QUYỀN THEO DÕI, ĐÁNH GIÁ (Ký tên, ghi rõ họ tên)",
        "Nguyễn Thị Đường",
        "Trưởng phòng Trần Văn Bình",
        "______________________",
        "1 Ghi rõ kỳ theo dõi là tháng/quý ... năm... .",
    ]
    assert text.split() == " ".join(expected).split()


def test_the_table_holds_ten_lines_of_thirty_points() -> None:
    assert printed_table(FULL)[1] == (
        "1 Phẩm chất chính trị, phẩm chất đạo đức, văn hóa thực thi công vụ 5 4,5"
    )
    assert [group.points_text for group in FULL.groups] == ["9,5", "8,5", "3,75"]
    assert printed_table(FULL)[-1] == "Tổng cộng 30 21,75"
    assert len(printed_table(FULL)) == 14


def test_a_form_with_usual_content_takes_two_pages() -> None:
    assert page_count(form01_pdf(FULL)) == 2
    assert page_count(form01_pdf(BLANK)) == 2


def test_what_is_missing_is_left_as_dots() -> None:
    text = words(form01_pdf(BLANK))
    lines = {
        piece.strip(". ")
        for piece in (
            "Họ và tên: ....",
            "Chức vụ, chức danh: ....",
            "Đơn vị công tác: ....",
            "1. Điểm tiêu chí chung: ....",
            "3. Tổng điểm theo dõi, đánh giá công chức: ....",
            "6. Ý kiến nhận xét của cấp có thẩm quyền theo dõi, đánh giá: ....",
        )
    }
    assert {line for line in lines if f"{line} ....." in text} == lines
    assert "TÊN CƠ QUAN, TỔ CHỨC, ĐƠN VỊ" in text
    assert "(Kỳ theo dõi, đánh giá: ..........)1" in text
    assert text.count("....., ngày....tháng.....năm.....") == 2


def test_a_blank_form_leaves_the_lines_of_the_paper_form() -> None:
    """One further line under 4, two under 5 and 6; none under the header and 1 to 3."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(form01_pdf(BLANK))).pages]
    dotted = [line for page in pages for line in page.splitlines() if line and set(line.strip()) == {"."}]
    assert len(dotted) == 5


def test_an_open_line_leaves_the_sums_open() -> None:
    first = FULL.groups[0]
    lines = [first.lines[0], replace(first.lines[1], self_points=None)]
    form = replace(FULL, groups=[replace(first, lines=lines), *FULL.groups[1:]])
    assert [group.points_text for group in form.groups] == ["", "8,5", "3,75"]
    assert form.points_text == ""


def test_the_general_score_is_the_confirmed_one_not_the_sum_of_the_own_points() -> None:
    text = words(form01_pdf(replace(FULL, general=Decimal("20.5"))))
    assert "Tổng cộng 30 21,75" in text
    assert "1. Điểm tiêu chí chung: 20,50 " in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("0", "0"),
        ("2.5", "2,5"),
        ("2.50", "2,5"),
        ("10", "10"),
        ("100", "100"),
        ("87.0833333", "87,08"),
        ("89.995", "89,99"),
        ("69.999", "69,99"),
        ("49.999999", "49,99"),
        ("0.004", "0"),
    ],
)
def test_points_are_cut_never_rounded(value: str | None, text: str) -> None:
    assert points_text(None if value is None else Decimal(value)) == text


@pytest.mark.parametrize(
    ("place", "day", "text"),
    [
        ("Phú Thọ", date(2026, 2, 5), "Phú Thọ, ngày 05 tháng 02 năm 2026"),
        ("Phú Thọ", date(2026, 3, 5), "Phú Thọ, ngày 05 tháng 3 năm 2026"),
        ("Phú Thọ", date(2026, 12, 31), "Phú Thọ, ngày 31 tháng 12 năm 2026"),
        ("", date(2026, 10, 10), "....., ngày 10 tháng 10 năm 2026"),
        ("Phú Thọ", None, "Phú Thọ, ngày....tháng.....năm....."),
        ("", None, "....., ngày....tháng.....năm....."),
    ],
)
def test_dates_follow_decree_30(place: str, day: date | None, text: str) -> None:
    """Decree 30/2020, Appendix I: days under 10 and months 1 and 2 get a zero."""
    assert date_line(place, day) == text


TEXT_FIELDS = (
    "officer_name",
    "post_title",
    "unit_name",
    "strengths",
    "weaknesses",
    "opinion",
    "scorer_name",
    "note",
)


@pytest.mark.parametrize("name", TEXT_FIELDS)
def test_every_letter_comes_back_from_every_field(name: str) -> None:
    value = spaced(ALPHABET + "₫")
    pdf = form01_pdf(replace(FULL, **{name: value}))
    assert value in words(pdf)
    assert fonts_of_shown_text(pdf) == {"Tinos", "Tinos-Bold", "Tinos-Italic"}


def test_every_letter_comes_back_from_the_booklet_cover() -> None:
    value = spaced(ALPHABET + "₫")
    pdf = booklet_pdf([value], [replace(FULL, officer_name=value, post_title=value)])
    assert words(pdf).count(value) == 5  # title, name and post in the contents, name and post in the form
    assert fonts_of_shown_text(pdf) == {"Tinos", "Tinos-Bold", "Tinos-Italic"}


def test_decomposed_input_is_printed_composed() -> None:
    name = "Nguyễn Thị Đường"
    form = replace(
        FULL, officer_name=unicodedata.normalize("NFD", name), agency=unicodedata.normalize("NFD", "Sở Tỉnh")
    )
    text = words(form01_pdf(form))
    assert f"Họ và tên: {name} Chức vụ" in text
    assert "SỞ TỈNH" in text
    assert unicodedata.is_normalized("NFC", text)


LONG = {
    "officer_name": "Công Tằng Tôn Nữ Thị Hồng " * 8,
    "officer_signed_name": "Công Tằng Tôn Nữ Thị Hồng " * 8,
    "unit_name": "Phòng Tổ chức cán bộ và Thi đua khen thưởng " * 10,
    "post_title": "Chấp hành viên cao cấp, Phó Trưởng phòng phụ trách " * 6,
    "opinion": "Đồng chí có nhiều cố gắng trong công tác. " * 200,
    "strengths": "K" * 600,
    "scorer_title": "Phó Trưởng phòng phụ trách khu vực " * 6,
    "scorer_name": "Tôn Thất Bá Huyền " * 10,
    "note": "Ghi chú của đơn vị. " * 40,
}


@pytest.mark.parametrize("name", LONG)
def test_long_text_wraps_and_nothing_is_lost(name: str) -> None:
    first, *later = PdfReader(BytesIO(form01_pdf(replace(FULL, **{name: LONG[name]})))).pages
    # From page 2 the page number comes first.
    flow = first.extract_text() + "".join(page.extract_text().lstrip()[1:] for page in later)
    assert "".join(LONG[name].split()) in "".join(flow.split())


def test_no_text_leaves_the_page() -> None:
    """Every piece of text begins inside the margins of Decree 30/2020 (30 mm left, 15 mm right)."""
    starts: list[float] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, _size: float) -> None:
        if text.strip():
            starts.append(tm[4] * cm[0] + cm[4])

    for page in PdfReader(BytesIO(form01_pdf(replace(FULL, **LONG)))).pages:
        page.extract_text(visitor_text=visit)
    assert min(starts) >= 30 / 25.4 * 72 - 0.01
    assert max(starts) <= (210 - 15) / 25.4 * 72


HOSTILE = [
    "<b>đậm</b>",
    "a & b &amp; c",
    "{{ form.note }} {% include 'x' %}",
    "<img src=http://127.0.0.1:9/a.png>",
    '<img src="/etc/hostname">',
    "</p></td></tr></table></body></html>",
    "<style>p { color: white }</style>",
    "<pdf:nextpage>",
    "<!-- ẩn -->",
]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", ["officer_name", "agency_parent", "opinion", "scorer_title", "period_title"])
def test_markup_in_data_is_printed_as_text(name: str, hostile: str) -> None:
    text = words(form01_pdf(replace(FULL, **{name: hostile})))
    printed = hostile.upper() if name == "agency_parent" else hostile
    assert printed.replace(" ", "") in text.replace(" ", "")
    assert_in_order(text, ["PHIẾU THEO DÕI", "Tổng cộng 30 21,75", "3. Tổng điểm", "CÔNG CHỨC TỰ ĐÁNH GIÁ"])


def test_markup_in_the_criteria_is_printed_as_text() -> None:
    line = Form01Line("<1>", "<i>Tiêu chí</i> & khác", Decimal(5), Decimal(5))
    form = replace(FULL, groups=[Form01Group("I", "<u>Nhóm</u>", Decimal(5), [line])])
    text = words(form01_pdf(form))
    assert "I <u>Nhóm</u> 5 5 <1> <i>Tiêu chí</i> & khác 5 5 Tổng cộng 5 5" in text


def test_lines_of_an_opinion_stay_lines() -> None:
    html = form01_html(replace(FULL, opinion="Nhất trí.\r\n- Phát huy\n- Khắc phục"))
    assert "đánh giá: Nhất trí.<br>- Phát huy<br>- Khắc phục</p>" in html


def test_a_sign_that_cannot_be_printed_is_named() -> None:
    with pytest.raises(PdfError, match="👍"):
        form01_pdf(replace(FULL, opinion="Tốt 👍"))


def test_the_page_number_stands_on_page_two_only() -> None:
    first, second = (page.extract_text().split() for page in PdfReader(BytesIO(form01_pdf(FULL))).pages)
    assert first[:3] == ["Mẫu", "số", "01"]
    assert second[:2] == ["2", "TT"]


def test_the_note_stands_below_the_footnote() -> None:
    text = words(form01_pdf(replace(FULL, note="Bản in thử.")))
    assert text.endswith("1 Ghi rõ kỳ theo dõi là tháng/quý ... năm... . Bản in thử.")


class TestBooklet:
    TITLE = (
        "TẬP PHIẾU THEO DÕI, ĐÁNH GIÁ CÔNG CHỨC",
        "Phòng Thi hành án dân sự khu vực 1",
        "Quý III năm 2026",
    )

    def pages(self, forms: list[Form01]) -> list[str]:
        pdf = booklet_pdf(self.TITLE, iter(forms))
        return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]

    def test_each_form_begins_on_the_page_the_contents_name(self) -> None:
        long = replace(FULL, officer_name="Phạm Văn Dài", opinion="Đồng chí có nhiều cố gắng. " * 150)
        short = replace(FULL, officer_name="Lê Thị Ngắn", post_title="")
        cover, *pages = self.pages([FULL, long, short])
        assert cover.endswith(
            "MỤC LỤC STT Họ và tên Chức vụ, chức danh Trang "
            "1 Nguyễn Thị Đường Chấp hành viên trung cấp 2 "
            "2 Phạm Văn Dài Chấp hành viên trung cấp 4 "
            "3 Lê Thị Ngắn 7"
        )
        assert cover.startswith(" ".join(self.TITLE))
        assert [page.split()[0] for page in pages] == ["2", "3", "4", "5", "6", "7", "8"]
        begun = [number for number, page in enumerate(pages, start=2) if "Mẫu số 01" in page]
        assert begun == [2, 4, 7]

    def test_a_long_table_of_contents_moves_the_first_form(self) -> None:
        form = replace(FULL, post_title="Chấp hành viên cao cấp, Phó Trưởng phòng phụ trách " * 5)
        cover, second, third, *_rest = self.pages([form] * 7)
        assert "MỤC LỤC" in cover
        assert second.startswith("2 STT Họ và tên Chức vụ, chức danh Trang")
        assert third.startswith("3 Mẫu số 01")

    def test_without_forms_there_is_only_the_cover(self) -> None:
        assert len(self.pages([])) == 1
