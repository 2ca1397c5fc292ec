"""Takes the XML parts out of a zipped workbook without trusting what the zip says of itself."""

import io
import itertools
import zipfile
from typing import Final

from hrm.kernel.workbook.limits import MEGABYTE, Limits
from hrm.kernel.workbook.refusal import Refusal, RefusedError

MAX_ENTRIES: Final = 5_000
_CHUNK: Final = 256 * 1024
_KEPT: Final = (".xml", ".rels")
_ENCRYPTED_FLAG: Final = 0x1

Parts = dict[str, bytes]


def unpack(data: bytes, limits: Limits) -> Parts:
    """Name and bytes of every XML part; refuses bombs, passwords and overlapping entries."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        _check_directory(entries, limits)
        return _read(archive, entries, limits)


def repack(parts: Parts) -> io.BytesIO:
    """A plain zip of exactly the checked bytes, so that no second reading can find others."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    packed.seek(0)
    return packed


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise RefusedError(Refusal.ENCRYPTED)
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise _bomb(limits)
    names = {entry.filename.lower() for entry in entries}
    if len(entries) > MAX_ENTRIES or len(names) < len(entries) or _overlap(entries):
        raise RefusedError(Refusal.CORRUPTED)


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        before.header_offset + 30 + before.compress_size > after.header_offset
        for before, after in itertools.pairwise(ordered)
    )


def _read(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits) -> Parts:
    parts: Parts = {}
    left = limits.unpacked_bytes
    for entry in entries:
        content = _stream(archive, entry, left, limits)
        left -= len(content)
        if entry.filename.endswith(_KEPT) or entry.filename == "mimetype":
            _refuse_doctype(content)
            parts[entry.filename] = content
    return parts


def _stream(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, limits: Limits) -> bytes:
    """The entry's bytes, counted as they come and not as declared."""
    content = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
            if len(content) > left:
                raise _bomb(limits)
    return bytes(content)


def _refuse_doctype(content: bytes) -> None:
    """No spreadsheet program writes one; entities are only there to blow up."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise RefusedError(Refusal.CORRUPTED)


def _bomb(limits: Limits) -> RefusedError:
    return RefusedError(Refusal.TOO_LARGE_UNPACKED, limit=limits.unpacked_bytes // MEGABYTE)
