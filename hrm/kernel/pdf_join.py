"""Many PDFs into one, object by object: what is held in memory is one part, whatever the length of the whole."""

import hashlib
from array import array
from collections import OrderedDict
from collections.abc import Sequence
from io import BytesIO
from typing import Any, BinaryIO, Final

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from hrm.kernel.pdf import register_faces

_FACE: Final = "tinos_00"
_STAMP_SIZE: Final = 8.5
# Points above the lower edge: inside the margin of Decree 30/2020, where no text of a form stands.
_STAMP_HEIGHT: Final = 26.0
_STAMP: Final = "/ThadsStamp"
# More objects than a few parts have.
_REMEMBERED: Final = 2048
# Taken along from each page; what leads to other pages (annotations, parents, threads) stays behind.
_PAGE_ENTRIES: Final = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


class PdfJoiner:
    """Writes one PDF from many into a file, each object as soon as it is read.

    Equal objects (the letters of the same font in every part) are written once. What is kept are the places of the
    objects and the numbers of the pages, eight bytes each, as in the table at the end of the file; and the hashes
    of the objects met last: what every part shares is among them, what one part only has is forgotten.
    Call `close` at the end.
    """

    def __init__(self, target: BinaryIO) -> None:
        self._out = target
        self._at = 0
        self._places = array("Q")
        self._pages = array("Q")
        self._known: OrderedDict[bytes, int] = OrderedDict()
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._tree = self._number()
        self._before = self._put(_stream(b"q\n"))
        self._after = self._put(_stream(b"\nQ\nq " + _STAMP.encode() + b" Do Q\n"))

    def add(self, pdf: BinaryIO, stamps: Sequence[str] = ()) -> None:
        """Append the pages of a PDF; `stamps`: one line for the foot of each page, "" for none."""
        reader = PdfReader(pdf)
        drawn = PdfReader(BytesIO(_drawn(reader, stamps))) if any(stamps) else None
        taken: dict[tuple[int, int, int], int] = {}
        for index, page in enumerate(reader.pages):
            new = DictionaryObject({NameObject("/Type"): NameObject("/Page")})
            for name in _PAGE_ENTRIES:
                if name in page:
                    new[NameObject(name)] = self._copy(page.raw_get(name), taken)
            contents = self._contents(page, taken)
            if drawn is not None and stamps[index]:
                self._stamp(new, page, drawn.pages[index], taken)
                contents = [self._reference(self._before), *contents, self._reference(self._after)]
            new[NameObject("/Contents")] = ArrayObject(contents)
            new[NameObject("/Parent")] = self._reference(self._tree)
            self._pages.append(self._put(new, shared=False))

    def close(self) -> None:
        """Write the page tree and the table of places; the target stays open."""
        self._open_object(self._tree)
        self._write(b"<< /Type /Pages /Count %d /Kids [" % len(self._pages))
        for number in self._pages:
            self._write(b" %d 0 R" % number)
        self._write(b" ] >>\nendobj\n")
        root = DictionaryObject(
            {NameObject("/Type"): NameObject("/Catalog"), NameObject("/Pages"): self._reference(self._tree)}
        )
        self._write_end(self._put(root, shared=False))

    def _contents(self, page: Any, taken: dict[tuple[int, int, int], int]) -> list[IndirectObject]:
        if "/Contents" not in page:
            return []
        raw = page.raw_get("/Contents")
        found = raw.get_object() if isinstance(raw, IndirectObject) else raw
        streams = list(found) if isinstance(found, ArrayObject) else [raw]
        return [self._copy(stream, taken) for stream in streams]

    def _stamp(self, new: Any, page: Any, drawn: Any, taken: dict[tuple[int, int, int], int]) -> None:
        """The stamp is drawn as an object of its own, so that its font never meets the page's font names."""
        source = drawn["/Contents"].get_object()
        if isinstance(source, ArrayObject):
            source = source[0].get_object()
        form = StreamObject()
        form.update({key: value for key, value in source.items() if key in ("/Filter", "/DecodeParms")})
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject(NumberObject(int(edge)) for edge in drawn.mediabox)
        form[NameObject("/Resources")] = self._copy(drawn.raw_get("/Resources"), taken)
        form._data = source._data
        resources = page.get("/Resources", DictionaryObject()).get_object()
        changed = {key: self._copy(value, taken) for key, value in resources.items()}
        objects = resources.get("/XObject", DictionaryObject()).get_object()
        listed = DictionaryObject({key: self._copy(value, taken) for key, value in objects.items()})
        listed[NameObject(_STAMP)] = self._reference(self._put(form))
        changed[NameObject("/XObject")] = listed
        new[NameObject("/Resources")] = DictionaryObject(changed)

    def _copy(self, found: Any, taken: dict[tuple[int, int, int], int]) -> Any:
        """The same object with our numbers; what it refers to is written on the way."""
        if isinstance(found, IndirectObject):
            return self._reference(self._taken(found, taken))
        if isinstance(found, StreamObject):
            new = StreamObject()
            new._data = found._data
            new.update({key: self._copy(value, taken) for key, value in found.items() if key != "/Length"})
            return new
        if isinstance(found, DictionaryObject):
            return DictionaryObject({key: self._copy(value, taken) for key, value in found.items()})
        if isinstance(found, ArrayObject):
            return ArrayObject([self._copy(value, taken) for value in found])
        return found

    def _taken(self, found: IndirectObject, taken: dict[tuple[int, int, int], int]) -> int:
        key = (id(found.pdf), found.idnum, found.generation)
        if key in taken:
            # 0 = being written further up: a ring, and what points back into it (a parent) is left out.
            return taken[key]
        taken[key] = 0
        taken[key] = self._put(self._copy(found.get_object(), taken))
        return taken[key]

    def _put(self, found: Any, *, shared: bool = True) -> int:
        content = _bytes(found)
        key = hashlib.blake2b(content, digest_size=16).digest()
        if shared and key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        number = self._number()
        self._open_object(number)
        self._write(content)
        self._write(b"\nendobj\n")
        if shared:
            self._remember(key, number)
        return number

    def _remember(self, key: bytes, number: int) -> None:
        self._known[key] = number
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    def _number(self) -> int:
        self._places.append(0)
        return len(self._places)

    def _reference(self, number: int) -> Any:
        return IndirectObject(number, 0, self) if number else _NULL

    def _open_object(self, number: int) -> None:
        self._places[number - 1] = self._at
        self._write(b"%d 0 obj\n" % number)

    def _write_end(self, root: int) -> None:
        start = self._at
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(self._places) + 1))
        for place in self._places:
            self._write(b"%010d 00000 n \n" % place)
        size = len(self._places) + 1
        self._write(b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (size, root))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _write(self, content: bytes) -> None:
        self._out.write(content)
        self._at += len(content)


class _Null:
    """What stands for an object left out."""

    def write_to_stream(self, stream: Any, *_: Any) -> None:
        """As PDF writes nothing."""
        stream.write(b"null")


_NULL: Final = _Null()


def _bytes(found: Any) -> bytes:
    out = BytesIO()
    found.write_to_stream(out)
    return out.getvalue()


def _stream(content: bytes) -> StreamObject:
    new = StreamObject()
    new._data = content
    return new


def _drawn(reader: PdfReader, stamps: Sequence[str]) -> bytes:
    """A PDF with one page for each page of the part: its stamp at the foot, nothing else."""
    register_faces()
    out = BytesIO()
    # Invariant, so that the letters are the same bytes in each part and are kept once.
    canvas = Canvas(out, invariant=1)
    for page, stamp in zip(reader.pages, stamps, strict=True):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        canvas.setPageSize((width, height))
        canvas.setFont(_FACE, _STAMP_SIZE)
        wide = pdfmetrics.stringWidth(stamp, _FACE, _STAMP_SIZE)
        canvas.drawString((width - wide) / 2, _STAMP_HEIGHT, stamp)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
