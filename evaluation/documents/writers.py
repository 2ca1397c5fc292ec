"""The three shapes a document may have: one PDF, a booklet with contents and page numbers, an archive."""

import csv
import gc
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from django.template.loader import render_to_string

from evaluation.registries import Part, Plan, Step
from hrm.kernel.pdf import PdfError, page_count, render_pdf
from hrm.kernel.pdf_join import PdfJoiner
from hrm.kernel.workbook.writer import defuse
from staff.services.errors import DomainError

Item = TypeVar("Item")

# Rows of contents rendered at once: the renderer's memory must not grow with the booklet.
_CONTENTS_AT_ONCE: Final = 60
_SWEPT_EVERY: Final = 25
_STAMP: Final = "Tập phiếu, trang {page}/{total}"
_COPY_STAMP: Final = "{stamp}. Bản in lại; bản chính là tệp PDF đã xác nhận, SHA-256 {hash}…"
_SHOWN_OF_HASH: Final = 16
_COLUMNS: Final = ("STT", "Mã đơn vị", "Đơn vị", "Họ và tên", "Chức vụ", "Trạng thái", "Tệp", "SHA-256")


@dataclass(frozen=True)
class Row:
    """A line of the contents; `unit` is set where a new unit begins."""

    number: int
    unit: str
    name: str
    post: str
    page: int


@dataclass(frozen=True, slots=True)
class _Stored:
    part: Part
    pages: int


def write_single(plan: Plan, target: BinaryIO, step: Step) -> None:
    """The one part as it is."""
    target.write(rendered(plan.parts[0]))
    step()


def write_booklet(plan: Plan, target: BinaryIO, step: Step) -> None:
    """Cover, contents, then each form; every page says at its foot where in the booklet it stands.

    Each part is written to disk as it is made and joined object by object, so memory holds one part.
    """
    with tempfile.TemporaryDirectory(prefix="booklet-") as folder:
        stored = [_store(part, _place(folder, n), step) for n, part in _swept(plan.parts)]
        first = 1 + sum(page_count(sheet) for sheet in _front(plan, [0] * len(stored), stored))
        pages = list(_first_pages(stored, first))
        total = first - 1 + sum(one.pages for one in stored)
        joiner = PdfJoiner(target)
        for sheet in _front(plan, pages, stored):
            joiner.add(io.BytesIO(sheet))
        for n, (page, one) in _swept(zip(pages, stored, strict=True)):
            with _place(folder, n).open("rb") as content:
                joiner.add(content, _stamps(one, page, total))
            _place(folder, n).unlink()
        joiner.close()


def write_archive(plan: Plan, target: BinaryIO, step: Step) -> None:
    """A ZIP with a folder for each unit, one PDF a person, and `muc-luc.csv` with the hash of every file.

    Parts go straight into the target; PDFs are compressed already. Files above 4 GB become Zip64 by themselves.
    """
    listing, used = [], set[str]()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for n, part in _swept(plan.parts):
            content = rendered(part)
            name = _free(f"{safe(part.unit_code)}/{safe(part.name)}", used)
            archive.writestr(name, content)
            digest = hashlib.sha256(content).hexdigest()
            listing.append(
                (
                    str(n + 1),
                    part.unit_code,
                    part.unit_name,
                    part.title,
                    part.detail,
                    part.state,
                    name,
                    digest,
                )
            )
            step()
        archive.writestr("muc-luc.csv", _listing(listing), zipfile.ZIP_DEFLATED)


def rendered(part: Part) -> bytes:
    """The PDF of a part; whatever is wrong with it is told with its name."""
    try:
        return part.render()
    except PdfError as trouble:
        raise DomainError(f"{part.title}: {trouble}") from trouble
    except DomainError as trouble:
        raise DomainError(f"{part.title}: {trouble.message}") from trouble


def safe(text: str) -> str:
    """A code as a file name: a slash in it must not lead elsewhere."""
    return (
        "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in text).lstrip(".") or "_"
    )


def _swept(items: Iterable[Item]) -> Iterator[tuple[int, Item]]:
    """Items with their numbers; what the renderer and the reader left behind in rings goes every few of them.

    Left to itself Python waits with that until a quarter of the whole process is garbage.
    """
    for number, item in enumerate(items):
        if number % _SWEPT_EVERY == _SWEPT_EVERY - 1:
            gc.collect()
        yield number, item


def _place(folder: str, number: int) -> Path:
    return Path(folder) / f"{number}.pdf"


def _store(part: Part, path: Path, step: Step) -> _Stored:
    content = rendered(part)
    path.write_bytes(content)
    stored = _Stored(part, page_count(content))
    step()
    return stored


def _first_pages(stored: Sequence[_Stored], first: int) -> Iterator[int]:
    for one in stored:
        yield first
        first += one.pages


def _stamps(one: _Stored, first: int, total: int) -> list[str]:
    stamps = [_STAMP.format(page=first + n, total=total) for n in range(one.pages)]
    if not one.part.sha256:
        return stamps
    shown = one.part.sha256[:_SHOWN_OF_HASH]
    return [_COPY_STAMP.format(stamp=stamp, hash=shown) for stamp in stamps]


def _front(plan: Plan, pages: Sequence[int], stored: Sequence[_Stored]) -> Iterator[bytes]:
    """Cover and contents, some rows at a time."""
    rows = _rows(pages, stored)
    cover: Sequence[str] = plan.cover
    while listed := list(islice(rows, _CONTENTS_AT_ONCE)):
        context = {"title_lines": cover, "rows": listed}
        yield render_pdf(render_to_string("evaluation/pdf/paper_front.html", context))
        cover = ()


def _rows(pages: Sequence[int], stored: Sequence[_Stored]) -> Iterator[Row]:
    several = len({one.part.unit_code for one in stored}) > 1
    before = ""
    for number, (page, one) in enumerate(zip(pages, stored, strict=True), start=1):
        begins = several and one.part.unit_code != before
        before = one.part.unit_code
        yield Row(number, one.part.unit_name if begins else "", one.part.title, one.part.detail, page)


def _free(stem: str, used: set[str]) -> str:
    """A name of its own: two codes may differ only in signs that no file name takes."""
    name, number = f"{stem}.pdf", 1
    while name.lower() in used:
        number += 1
        name = f"{stem}-{number}.pdf"
    used.add(name.lower())
    return name


def _listing(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    writer.writerows([defuse(cell) for cell in row] for row in rows)
    # Excel reads the letters right only after the mark.
    return ("\ufeff" + out.getvalue()).encode()
