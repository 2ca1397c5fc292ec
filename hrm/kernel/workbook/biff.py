"""Looks over an old .xls before it is parsed: password, extent, failed formulas.

An .xls is a small file system of its own (compound file) with the workbook as one stream
of records; only what the survey needs is read here, the parser does the rest.
"""

import struct
from collections.abc import Iterator
from typing import Final

from hrm.kernel.workbook.limits import Limits
from hrm.kernel.workbook.refusal import Refusal, RefusedError
from hrm.kernel.workbook.survey import Failures, Survey

MAGIC: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_PASSWORDED: Final = "EncryptedPackage".encode("utf-16-le")
_LAST_SECTOR: Final = 0xFFFFFFFA
_SMALL: Final = 4096
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
_FORMULA, _BOOLERR, _MULRK = 0x0006, 0x0205, 0x00BD
_LABELSST: Final = 0x00FD
_CELLS: Final = {_FORMULA, _BOOLERR, _MULRK, _LABELSST, 0x0203, 0x0204, 0x027E, 0x00D6}
_STRINGS, _CONTINUE = 0x00FC, 0x003C


def survey_xls(data: bytes, limits: Limits) -> list[Survey]:
    """One survey a sheet, in the order of the book; refuses a password and a span too wide."""
    if _PASSWORDED in data:
        raise RefusedError(Refusal.ENCRYPTED)
    stream = workbook_stream(data)
    starts = _sheet_starts(stream)
    surveys = [_survey_sheet(stream, start, limits) for start in starts]
    if sum(survey.rows * survey.columns for survey in surveys) > limits.cells:
        raise RefusedError(Refusal.TOO_MANY_CELLS, limit=f"{limits.cells:,}".replace(",", "."))
    return surveys


def by_name(names: list[str], surveys: list[Survey]) -> Failures:
    """The failed formulas under the names the parser gives the sheets."""
    if not any(survey.failures for survey in surveys):
        return {}
    if len(names) != len(surveys):
        raise RefusedError(Refusal.CORRUPTED)
    return {name: survey.failures for name, survey in zip(names, surveys, strict=True) if survey.failures}


def workbook_stream(data: bytes) -> bytes:
    """The records of the workbook, gathered from their sectors."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    small_size = 1 << struct.unpack_from("<H", data, 32)[0]
    directory_start, small_start = _u32(data, 48), _u32(data, 60)
    table = _allocation(data, size)
    entries = _entries(b"".join(_chain(data, directory_start, size, table, size)))
    start, length = next(e[1:] for e in entries if e[0] in ("Workbook", "Book"))
    if length >= _SMALL:
        return b"".join(_chain(data, start, size, table, size))[:length]
    small_table = _numbers(b"".join(_chain(data, small_start, size, table, size)))
    small = b"".join(_chain(data, entries[0][1], size, table, size))
    return b"".join(_chain(small, start, small_size, small_table, 0))[:length]


def _allocation(data: bytes, size: int) -> list[int]:
    """The chain table: for each sector, the one that follows."""
    sectors = _numbers(data[76:512])
    following, seen = _u32(data, 68), 0
    while following < _LAST_SECTOR and seen * size < len(data):
        block = _numbers(_sector(data, following, size, size))
        sectors += block[:-1]
        following, seen = block[-1], seen + 1
    used = [sector for sector in sectors if sector < _LAST_SECTOR]
    if len(used) * size > len(data):
        raise RefusedError(Refusal.CORRUPTED)
    return _numbers(b"".join(_sector(data, sector, size, size) for sector in used))


def _chain(data: bytes, start: int, size: int, table: list[int], header: int) -> Iterator[bytes]:
    sector, seen = start, 0
    while sector < _LAST_SECTOR:
        if seen * size > len(data):
            raise RefusedError(Refusal.CORRUPTED)
        yield _sector(data, sector, size, header)
        sector, seen = table[sector], seen + 1


def _sector(data: bytes, sector: int, size: int, header: int) -> bytes:
    return data[header + sector * size : header + (sector + 1) * size]


def _entries(directory: bytes) -> list[tuple[str, int, int]]:
    """Name, first sector and length of every stream."""
    found = []
    for at in range(0, len(directory) - 127, 128):
        named = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(min(named, 64) - 2, 0)].decode("utf-16-le", "replace")
        found.append((name, _u32(directory, at + 116), _u32(directory, at + 120)))
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, up to its own end and past those nested in it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        at += 4 + length


def _sheet_starts(stream: bytes) -> list[int]:
    starts = []
    for kind, body in _records(stream, 0):
        if kind == _FILEPASS:
            raise RefusedError(Refusal.ENCRYPTED)
        if kind == _BOUNDSHEET:
            starts.append(_u32(body, 0))
    return starts


def _survey_sheet(stream: bytes, start: int, limits: Limits) -> Survey:
    survey = Survey()
    for kind, body in _records(stream, start):
        if kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MULRK else column
        survey.see(row + 1, max(column, last) + 1, 0, limits)
        if code := _failure(kind, body):
            survey.failures[row + 1, column + 1] = code
    return survey


def _failure(kind: int, body: bytes) -> str:
    if kind == _BOOLERR and body[7]:
        return _ERRORS.get(body[6], "#VALUE!")
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8], "#VALUE!")
    return ""


def _numbers(data: bytes) -> list[int]:
    return [number for (number,) in struct.iter_unpack("<I", data[: len(data) // 4 * 4])]


def _u32(data: bytes, at: int) -> int:
    number: int = struct.unpack_from("<I", data, at)[0]
    return number
