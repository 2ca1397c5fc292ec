"""Many PDFs into one: pages in order, stamps, shared letters, embedded fonts."""

import io

from pypdf import PdfReader

from evaluation.documents.form01 import form01_pdf
from hrm.kernel.pdf_join import PdfJoiner
from tests.evaluation.form01_samples import BLANK, FULL


def joined(parts: list[tuple[bytes, list[str]]]) -> bytes:
    out = io.BytesIO()
    joiner = PdfJoiner(out)
    for content, stamps in parts:
        joiner.add(io.BytesIO(content), stamps)
    joiner.close()
    return out.getvalue()


def texts(content: bytes) -> list[str]:
    return [
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content), strict=True).pages
    ]


def test_pages_stand_in_order_with_the_text_they_had_and_their_stamp() -> None:
    full, blank = form01_pdf(FULL), form01_pdf(BLANK)
    found = texts(joined([(full, ["Tập phiếu, trang 1/4", "Tập phiếu, trang 2/4"]), (blank, ["", "đầy đủ"])]))
    apart = [*texts(full), *texts(blank)]
    assert found == [
        f"{apart[0]} Tập phiếu, trang 1/4",
        f"{apart[1]} Tập phiếu, trang 2/4",
        apart[2],
        f"{apart[3]} đầy đủ",
    ]


def test_equal_letters_are_kept_once() -> None:
    full = form01_pdf(FULL)
    once, ten_times = joined([(full, [])]), joined([(full, [])] * 10)
    assert len(ten_times) < 1.5 * len(once)


def test_no_stamp_is_drawn_in_a_font_that_is_not_embedded() -> None:
    content = joined([(form01_pdf(BLANK), ["Tập phiếu", "Đỗ Ngữ"])])
    for page in PdfReader(io.BytesIO(content)).pages:
        form = page["/Resources"]["/XObject"]["/ThadsStamp"].get_object()
        used = [font.get_object()["/BaseFont"] for font in form["/Resources"]["/Font"].values()]
        drawn = form.get_data().decode("latin-1")
        assert any("Tinos" in name for name in used)
        assert "Helvetica" not in drawn
