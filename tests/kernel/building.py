"""Makes small workbooks of every kind for the tests, without a spreadsheet program."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter

from hrm.kernel.workbook.book import Book
from hrm.kernel.workbook.reader import open_workbook

Rows = Sequence[Sequence[object]]


def xlsx(sheets: Mapping[str, Rows], touch: Callable[[openpyxl.Workbook], None] | None = None) -> io.BytesIO:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if touch:
        touch(workbook)
    packed = io.BytesIO()
    workbook.save(packed)
    packed.seek(0)
    return packed


def shared_xlsx(rows: Rows) -> io.BytesIO:
    """An .xlsx as Excel writes it: every text once, in a part of its own."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as workbook:
        sheet = workbook.add_worksheet("S")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    packed.seek(0)
    return packed


def book(rows: Rows, sheet: str = "Bảng") -> Book:
    return open_workbook(xlsx({sheet: rows}), "tệp.xlsx")


def rezip(source: io.BytesIO, change: Callable[[str, bytes], bytes]) -> io.BytesIO:
    """The same zip with the parts changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    packed.seek(0)
    return packed


def ods(body: str, manifest_extra: str = "") -> io.BytesIO:
    """An OpenDocument sheet “S” out of raw table rows."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f"<office:document-content {spaces} {calc}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/">{manifest_extra}</manifest:file-entry>'
        "</manifest:manifest>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    packed.seek(0)
    return packed


def ods_rows(rows: Rows) -> str:
    return "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(value)}</text:p></table:table-cell>"
        )
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def xls(rows: Rows, sheet: str = "S", extra: bytes = b"", before: bytes = b"") -> io.BytesIO:
    """An old Excel 97 file of text and numbers; `extra` records stand at the end of the sheet."""
    bof = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    name = sheet.encode("utf-16-le")
    cells = b"".join(
        _xls_cell(r, c, value)
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if value is not None
    )
    head = record(0x0809, bof) + before
    bound_length = 4 + 8 + len(name)
    start = len(head) + bound_length + 4
    bound = record(0x0085, struct.pack("<IHBB", start, 0, len(sheet), 1) + name)
    stream = head + bound + record(0x000A, b"")
    stream += record(0x0809, bof[:2] + b"\x10\x00" + bof[4:]) + cells + extra + record(0x000A, b"")
    return io.BytesIO(_compound_file("Workbook", stream))


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _xls_cell(row: int, column: int, value: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return record(0x0204, place + struct.pack("<HB", len(value), 1) + text)
    return record(0x0203, place + struct.pack("<d", value))


def _compound_file(name: str, stream: bytes) -> bytes:
    """The smallest file system that holds one stream of at least 4096 bytes."""
    stream = stream.ljust(4096, b"\0")
    sectors = [stream[at : at + 512].ljust(512, b"\0") for at in range(0, len(stream), 512)]
    count, end, free = len(sectors), 0xFFFFFFFE, 0xFFFFFFFF
    chain = [*range(1, count), end, end]
    tables = -(-(len(chain) + 2) // 128)
    chain += [0xFFFFFFFD] * tables
    chain += [free] * (tables * 128 - len(chain))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6, 0, tables, count, 0, 4096, end, 0, end, 0,
    )  # fmt: skip
    fat = [*range(count + 1, count + 1 + tables)]
    header += struct.pack("<109I", *fat, *[free] * (109 - tables))
    directory = _entry("Root Entry", 5, 1, end, 0) + _entry(name, 2, free, 0, len(stream))
    table = struct.pack(f"<{len(chain)}I", *chain)
    return header + b"".join(sectors) + directory.ljust(512, b"\0") + table


def _entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII36xIQ", text, len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child, start, length
    )
