"""PDF from HTML: Tinos embedded, nothing else read from disk or network, every doubt an error."""

import logging
import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from xhtml2pdf.config.resources import ResourceAccessError, ResourceAccessPolicy
from xhtml2pdf.default import DEFAULT_CSS
from xhtml2pdf.document import pisaDocument

FONTS = Path(__file__).resolve().parent / "fonts"
TEXT_WIDTH = (210 - 30 - 15) / 25.4 * 72
"""Width of the text between the margins of Decree 30/2020 on A4, in points."""

# (file, bold, italic). xhtml2pdf knows a face as family_<bold><italic>.
_FACES = (
    ("Tinos-Regular.ttf", 0, 0),
    ("Tinos-Bold.ttf", 1, 0),
    ("Tinos-Italic.ttf", 0, 1),
    ("Tinos-BoldItalic.ttf", 1, 1),
)
_FONT_FILES = frozenset(FONTS / file for file, _bold, _italic in _FACES)
# Left behind by word processors: control characters, zero-width signs, direction and variation marks.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
_BETWEEN_TAGS = re.compile(r"[^<>]+")
# Word's bullets stand in the private area, where no text font has a sign.
_WORD_SIGNS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-"})
_HEADING_SIZE = 12.0
_HEADING_WIDTH = TEXT_WIDTH * 0.43
_PLACE = re.compile(r" (?=(?:TỈNH|THÀNH PHỐ|KHU VỰC) )")
_FIELD = re.compile(r" (?=THI HÀNH ÁN DÂN SỰ$)")
_MAXIMUM_BYTES = 10 * 1024 * 1024
_MAXIMUM_DEPTH = 200


class PdfError(Exception):
    """A document that could not be made whole; its text can be shown to a person."""


def render_pdf(html: str) -> bytes:
    """Return the PDF of an HTML document, or raise PdfError: nothing is dropped or replaced in silence."""
    source, policy, target = printable(html), _OnlyFonts(), BytesIO()
    _refuse_unprintable(source)
    register_faces()
    with _complaints() as heard:
        try:
            outcome = pisaDocument(
                source,
                target,
                path=str(FONTS / "document.html"),
                default_css=_default_css(),
                encoding="utf-8",
                resource_policy=policy,
            )
        except Exception as error:  # the renderer and ReportLab raise anything; people get one kind
            raise _failure(f"{type(error).__name__}: {error}"[:300]) from error
    problems = [*policy.refused, *heard]
    if problems or outcome.err or outcome.warn:
        raise _failure("; ".join(problems) or f"{outcome.err} errors, {outcome.warn} warnings")
    return target.getvalue()


def merge_pdfs(parts: Iterable[bytes]) -> bytes:
    """Return one PDF of the parts in order; parts are taken one at a time, so they may be made on the way."""
    writer, target = PdfWriter(), BytesIO()
    for part in parts:
        writer.append(BytesIO(part), import_outline=False)
    # Every part carries the same letters of the same fonts; one copy of each is enough.
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    writer.write(target)
    return target.getvalue()


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    return len(PdfReader(BytesIO(pdf)).pages)


def printable(text: str) -> str:
    """Return the text as it is printed: composed letters (NFC), without signs that have no shape.

    Text between tags is composed piece by piece: a combining mark at the start of a piece would
    otherwise melt into the `>` before it and break the document.
    """
    seen = _UNSEEN.sub("", text).translate(_WORD_SIGNS)
    return _BETWEEN_TAGS.sub(lambda piece: unicodedata.normalize("NFC", piece[0]), seen)


def unprintable(text: str) -> list[str]:
    """Return the characters of the text that the document font lacks, each once, in order of code."""
    glyphs = _glyphs()
    return sorted(sign for sign in set(printable(text)) if not sign.isspace() and ord(sign) not in glyphs)


def dotted(label: str, size: float, width: float = TEXT_WIDTH, *, bold: bool = False) -> str:
    """Return the label followed by dots to the end of its line, as on a paper form; sizes in points."""
    register_faces()
    face = "tinos_10" if bold else "tinos_00"
    room = width - pdfmetrics.stringWidth(label, face, size)
    dot = pdfmetrics.stringWidth(".", face, size)
    # One dot less than fits, so that rounding never wraps the line.
    count = max(5, int(room / dot) - 1)
    return f"{label}{'.' * count}"


@dataclass(frozen=True)
class AgencyHeading:
    """Agency block of a document (Decree 30/2020): lines of the parent agency and of the issuing one, in capitals."""

    parent: list[str]
    agency: list[str]


def agency_heading(parent: str, agency: str) -> AgencyHeading:
    """Return the agency block; without an agency it is the words a blank form carries."""
    if not agency.strip():
        return AgencyHeading([], ["TÊN CƠ QUAN,", "TỔ CHỨC, ĐƠN VỊ"])
    return AgencyHeading(_heading_lines(parent, "tinos_00"), _heading_lines(agency, "tinos_10"))


def _heading_lines(name: str, face: str) -> list[str]:
    """A name too long for one line is broken before its place, so that “tỉnh Phú Thọ” stays together.

    One without a place is broken before “thi hành án dân sự”, which leaves no single word on a line.
    """
    register_faces()
    capitals = unicodedata.normalize("NFC", " ".join(name.split())).upper()
    if pdfmetrics.stringWidth(capitals, face, _HEADING_SIZE) <= _HEADING_WIDTH:
        return [capitals] if capitals else []
    where = _PLACE if _PLACE.search(capitals) else _FIELD
    return [line for line in where.split(capitals, maxsplit=1) if line]


@dataclass(frozen=True)
class _OnlyFonts(ResourceAccessPolicy):
    """Our four font files and nothing else; what else was asked for is remembered in `refused`."""

    allow_remote: bool = False
    base_dir: Path | None = FONTS
    max_document_bytes: int | None = _MAXIMUM_BYTES
    max_depth: int | None = _MAXIMUM_DEPTH
    refused: list[str] = field(default_factory=list)

    def check_url(self, url: str) -> None:
        self._refuse(url)

    def check_path(self, path: str | Path) -> None:
        if Path(path).resolve() not in _FONT_FILES:
            self._refuse(str(path))

    def check_local_size(self, size: int, where: str | Path) -> None:
        if str(where).startswith("data:"):
            self._refuse(str(where))

    def _refuse(self, what: str) -> None:
        # xhtml2pdf goes on without the resource; the list makes the render fail at its end.
        self.refused.append(f"resource refused: {what[:120]}")
        raise ResourceAccessError(what[:120])


class _Complaints(logging.Handler):
    """Collects what xhtml2pdf only writes to its log, of this thread's document."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.heard.append(record.getMessage().partition("\n")[0])


@contextmanager
def _complaints() -> Iterator[list[str]]:
    handler, logger = _Complaints(), logging.getLogger("xhtml2pdf")
    logger.addHandler(handler)
    try:
        yield handler.heard
    finally:
        logger.removeHandler(handler)


def _failure(reason: str) -> PdfError:
    return PdfError(_("The PDF could not be made: %(reason)s.") % {"reason": reason})


def _refuse_unprintable(source: str) -> None:
    signs = unprintable(source)
    if signs:
        listed = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in signs[:10])
        raise PdfError(
            _("These characters cannot be printed, please remove them: %(signs)s.") % {"signs": listed}
        )


@cache
def _default_css() -> str:
    """The renderer's own style with our faces instead of Helvetica, which has no Vietnamese letters."""
    faces = "".join(
        f'@font-face {{ font-family: Tinos; src: url("{file}");'
        f" font-weight: {'bold' if bold else 'normal'}; font-style: {'italic' if italic else 'normal'}; }}\n"
        for file, bold, italic in _FACES
    )
    style: str = DEFAULT_CSS.replace("Helvetica", "Tinos").replace('"Courier New"', "Tinos")
    # Bullets would be set in Symbol, which is never embedded; administrative lists begin with a dash anyway.
    return f"{faces}{style}ul, ul ul, ul ul ul {{ list-style-type: none; }}\n"


@cache
def register_faces() -> None:
    """Read each font file once per process; the renderer reuses a face it finds under its name."""
    for file, bold, italic in _FACES:
        pdfmetrics.registerFont(TTFont(f"tinos_{bold}{italic}", FONTS / file))


@cache
def _glyphs() -> frozenset[int]:
    """Code points that all four faces can draw."""
    register_faces()
    faces: list[Any] = [pdfmetrics.getFont(f"tinos_{bold}{italic}").face for _f, bold, italic in _FACES]
    return frozenset.intersection(*(frozenset(face.charToGlyph) for face in faces))
