"""The words of a PDF, Word or Excel file, as far as they are had cheaply: for search, never for record."""

import html
import re
import zipfile
from typing import BinaryIO, Final

from pypdf import PdfReader

LARGEST_FILE: Final = 15 * 1024 * 1024
MOST_PAGES: Final = 60
LONGEST_TEXT: Final = 20_000
_LARGEST_PART: Final = 8 * 1024 * 1024
_PARTS: Final = {"docx": "word/document.xml", "xlsx": "xl/sharedStrings.xml"}
_TEXT: Final = re.compile(r"<(?:w:)?t(?:\s[^>]*)?>([^<]*)</(?:w:)?t>|(</w:p>|</si>)")


def plain_text(source: BinaryIO, name: str) -> str:
    """At most 20,000 characters of a .pdf, .docx or .xlsx; "" for anything else, too large, broken or locked."""
    ending = name.rpartition(".")[2].lower()
    try:
        if source.seek(0, 2) > LARGEST_FILE:
            return ""
        source.seek(0)
        if ending == "pdf":
            return _of_pdf(source)
        return _of_package(source, _PARTS[ending]) if ending in _PARTS else ""
    except Exception:  # a file nobody can read is found by its title; libraries raise anything on bad files
        return ""


def _of_pdf(source: BinaryIO) -> str:
    found: list[str] = []
    length = 0
    for page in PdfReader(source).pages[:MOST_PAGES]:
        text = page.extract_text().replace("\x00", " ")
        found.append(text)
        length += len(text)
        if length >= LONGEST_TEXT:
            break
    return " ".join(" ".join(found).split())[:LONGEST_TEXT]


def _of_package(source: BinaryIO, part: str) -> str:
    with zipfile.ZipFile(source) as package, package.open(part) as stream:
        # Bounded, so that a file that swells when unpacked costs no more than this.
        markup = stream.read(_LARGEST_PART).decode("utf-8", errors="ignore")
    words = "".join(html.unescape(m[1]) if m[1] is not None else " " for m in _TEXT.finditer(markup))
    return " ".join(words.replace("\x00", " ").split())[:LONGEST_TEXT]
