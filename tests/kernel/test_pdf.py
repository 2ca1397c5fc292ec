"""PDF: every Vietnamese letter is printed, in our own font, and nothing foreign is ever read."""

import socket
import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader

from hrm.kernel.pdf import (
    FONTS,
    TEXT_WIDTH,
    PdfError,
    agency_heading,
    dotted,
    merge_pdfs,
    page_count,
    printable,
    render_pdf,
    unprintable,
)

LOWER = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
ALPHABET = LOWER + LOWER.upper()
MARKED = [letter for letter in ALPHABET if not letter.isascii()]
STYLES = {
    "regular": "",
    "bold": "font-weight: bold",
    "italic": "font-style: italic",
    "bold italic": "font-weight: bold; font-style: italic",
}


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def fonts_of_shown_text(pdf: bytes) -> set[str]:
    """Names of the fonts in which a visible character stands, without the subset's prefix."""
    found: set[str] = set()

    def visit(text: str, _cm: object, _tm: object, font: dict[str, str] | None, _size: float) -> None:
        if text.strip() and font:
            found.add(str(font["/BaseFont"]).lstrip("/").partition("+")[2] or str(font["/BaseFont"]))

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=visit)
    return found


def spaced(letters: str) -> str:
    return " ".join(letters)


def test_the_alphabet_of_the_test_has_all_134_marked_letters() -> None:
    assert len(set(MARKED)) == len(MARKED) == 134


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_every_letter_and_the_dong_sign_come_back_from_the_text_layer(style: str) -> None:
    pdf = render_pdf(f'<p style="font-size: 12pt; {style}">{spaced(ALPHABET + "₫")}</p>')
    assert text_of(pdf).split() == list(ALPHABET + "₫")


def test_each_style_is_drawn_with_its_own_embedded_face() -> None:
    html = "".join(f'<p style="{style}">Đường</p>' for style in STYLES.values())
    assert fonts_of_shown_text(render_pdf(html)) == {
        "Tinos",
        "Tinos-Bold",
        "Tinos-Italic",
        "Tinos-BoldItalic",
    }


@pytest.mark.parametrize("tag", ["p", "div", "h1", "h6", "pre", "code", "td", "th", "li", "a", "u"])
def test_no_element_falls_back_to_a_core_font(tag: str) -> None:
    content = f"<{tag}>Đặng Hữu Nghĩa</{tag}>"
    around = {"td": "<table><tr>%s</tr></table>", "th": "<table><tr>%s</tr></table>", "li": "<ul>%s</ul>"}
    html = around.get(tag, "%s") % content
    shown = fonts_of_shown_text(render_pdf(html))
    assert shown <= {"Tinos", "Tinos-Bold"}
    assert shown


def test_decomposed_letters_are_printed_composed() -> None:
    name = "Nguyễn Thị Đường, Phú Thọ"
    assert text_of(render_pdf(f"<p>{unicodedata.normalize('NFD', name)}</p>")).strip() == name


def test_a_combining_mark_at_the_start_of_a_text_does_not_break_the_markup() -> None:
    # Composed as a whole, `>` and U+0338 would become `≯` and swallow the tag.
    assert printable("<b>\u0338a</b>") == "<b>\u0338a</b>"
    assert "trước" in text_of(render_pdf("<p>trước</p><p>\u0301a</p>"))


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("Phú\u200bThọ", "PhúThọ"),
        ("\ufeffPhú Thọ", "Phú Thọ"),
        ("a\x0bb\x00", "ab"),
        ("\uf0b7 việc", "• việc"),
        ("dòng\nhai\tcột", "dòng\nhai\tcột"),
    ],
)
def test_signs_without_a_shape_are_left_out(given: str, printed: str) -> None:
    assert printable(given) == printed


def test_characters_the_font_lacks_are_named_once_each() -> None:
    assert unprintable("Tốt 👍👍 漢 ₫ – “ổn” …") == ["漢", "👍"]


@pytest.mark.parametrize("html", ["<p>Tốt 👍</p>", "<p>Tốt &#128077;</p>"], ids=["as is", "as an entity"])
def test_a_character_that_cannot_be_drawn_fails_instead_of_vanishing(html: str) -> None:
    with pytest.raises(PdfError):
        render_pdf(html)


@pytest.mark.parametrize("family", ["Times New Roman", "Helvetica", "serif", "Comic Sans"])
def test_another_font_family_fails_instead_of_losing_letters(family: str) -> None:
    with pytest.raises(PdfError):
        render_pdf(f'<p style="font-family: {family}">Đường</p>')


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/etc/hostname">',
        '<img src="file:///etc/hostname">',
        '<img src="../pdf.py">',
        '<img src="LICENSE-Tinos.txt">',
        '<img src="data:image/png;base64,iVBORw0KGgo=">',
        '<p style="background-image: url(/etc/hostname)">x</p>',
        '<link rel="stylesheet" href="/etc/hostname"><p>x</p>',
        "<style>@import url(/etc/hostname);</style><p>x</p>",
        '<style>@font-face { font-family: x; src: url("/usr/share/fonts/x.ttf") }</style><p>x</p>',
        '<pdf:insertpdf src="/etc/hostname"></pdf:insertpdf>',
    ],
)
def test_no_file_but_our_fonts_is_read(html: str) -> None:
    with pytest.raises(PdfError):
        render_pdf(html)


def test_nothing_is_asked_of_the_network() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        for html in (
            f'<img src="{address}/a.png">',
            f'<link rel="stylesheet" href="{address}/a.css"><p>x</p>',
            f'<style>@font-face {{ font-family: x; src: url("{address}/x.ttf") }}</style><p>x</p>',
        ):
            with pytest.raises(PdfError):
                render_pdf(html)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_document_that_failed_leaves_the_next_one_alone() -> None:
    with pytest.raises(PdfError):
        render_pdf('<img src="/etc/hostname">')
    assert text_of(render_pdf("<p>Sau đó</p>")).strip() == "Sau đó"


def test_merged_documents_keep_their_pages_in_order_even_when_they_are_equal() -> None:
    one, two = render_pdf("<p>Một</p>"), render_pdf("<p>Hai</p>")
    merged = merge_pdfs(iter([one, two, one]))
    assert page_count(merged) == 3
    assert text_of(merged).split() == ["Một", "Hai", "Một"]


def test_merging_stores_equal_fonts_once() -> None:
    part = render_pdf(f"<p>{spaced(ALPHABET)}</p>")
    assert len(merge_pdfs([part] * 10)) < 3 * len(part)


def test_a_dotted_line_reaches_the_margin_and_stays_one_line() -> None:
    line = dotted("Họ và tên: ", 13)
    html = f'<style>@page {{ size: a4; margin: 20mm 15mm 20mm 30mm }}</style><p style="font-size: 13pt">{line}</p>'
    assert text_of(render_pdf(html)).strip().splitlines() == [line]
    assert pytest.approx(467.7, abs=0.1) == TEXT_WIDTH


@pytest.mark.parametrize(
    ("parent", "agency", "lines"),
    [
        ("", "", ([], ["TÊN CƠ QUAN,", "TỔ CHỨC, ĐƠN VỊ"])),
        ("Bộ Tư pháp", "Cục Quản lý THADS", (["BỘ TƯ PHÁP"], ["CỤC QUẢN LÝ THADS"])),
        (
            "Cục Quản lý Thi hành án dân sự",
            "THADS tỉnh T",
            (["CỤC QUẢN LÝ", "THI HÀNH ÁN DÂN SỰ"], ["THADS TỈNH T"]),
        ),
        (
            "Thi hành án dân sự tỉnh Phú Thọ",
            "Phòng Thi hành án dân sự khu vực 1",
            (["THI HÀNH ÁN DÂN SỰ", "TỈNH PHÚ THỌ"], ["PHÒNG THI HÀNH ÁN DÂN SỰ", "KHU VỰC 1"]),
        ),
    ],
)
def test_an_agency_too_long_for_its_line_is_broken_before_its_place(
    parent: str, agency: str, lines: tuple[list[str], list[str]]
) -> None:
    heading = agency_heading(parent, agency)
    assert (heading.parent, heading.agency) == lines


def test_the_four_font_files_come_with_their_licence() -> None:
    assert sorted(path.name for path in FONTS.iterdir()) == [
        "LICENSE-Tinos.txt",
        "NOTICE.txt",
        "Tinos-Bold.ttf",
        "Tinos-BoldItalic.ttf",
        "Tinos-Italic.ttf",
        "Tinos-Regular.ttf",
    ]
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENSE-Tinos.txt").read_text("utf-8")
