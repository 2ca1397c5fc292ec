"""Looks over a zipped workbook before it is parsed: how far it spans, which formulas failed.

The parser lays every sheet out as one block from its first to its last cell and dies
with the whole process where the memory for that is not to be had; it also returns a failed
formula as an empty cell. Both are found here first.
"""

import io
import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from hrm.kernel.workbook.limits import Limits
from hrm.kernel.workbook.refusal import Refusal, RefusedError
from hrm.kernel.workbook.unpack import Parts

Place = tuple[int, int]
Failures = dict[str, dict[Place, str]]
"""Failed formulas: sheet name → (row, column), counted from 1 → code."""

_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_ANY_CELL = re.compile(rb"<[^<>/\s]*\bc[\s/>]")
_ANY_STRING = re.compile(rb"<[^<>/\s]*\bsi[\s/>]")
_FAILED = re.compile(rb"""\bt\s*=\s*["']e["']""")
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384
_SHARED: Final = "xl/sharedstrings.xml"


@dataclass(slots=True)
class Survey:
    """The extent of one sheet, the characters in it, and its failed formulas."""

    rows: int = 0
    columns: int = 0
    characters: int = 0
    failures: dict[Place, str] = field(default_factory=dict)

    def see(self, row: int, column: int, characters: int, limits: Limits) -> None:
        """Take one filled cell in, and refuse as soon as the sheet is too much."""
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)
        self.characters += characters
        if self.rows * self.columns > limits.cells or self.characters > limits.unpacked_bytes:
            raise too_many_cells(limits)


def too_many_cells(limits: Limits) -> RefusedError:
    """The refusal for sheets that span too much."""
    return RefusedError(Refusal.TOO_MANY_CELLS, limit=f"{limits.cells:,}".replace(",", "."))


def survey_xlsx(parts: Parts, limits: Limits) -> Failures:
    """Check every part that may be a sheet; the failed formulas by sheet."""
    strings = next((part for name, part in parts.items() if name.lower() == _SHARED), b"")
    longest = max(map(len, _ANY_STRING.split(strings)))
    lengths: list[int] | None = None
    found: dict[str, dict[Place, str]] = {}
    for name, content in parts.items():
        if _plainly_harmless(content, longest, limits):
            continue
        lengths = _shared_lengths(strings) if lengths is None else lengths
        found[name.lower()] = _survey_sheet(content, lengths, limits).failures
    return {sheet: found[part] for sheet, part in _sheet_parts(parts) if found.get(part)}


def survey_ods(parts: Parts, limits: Limits) -> Failures:
    """The same for OpenDocument, where cells and rows carry a repeat count."""
    failures: Failures = {}
    survey, row, column, row_repeat = Survey(), 0, 0, 1
    sheet = ""
    for event, element in _walk(parts["content.xml"]):
        tag = _local(element.tag)
        if event == "start" and tag == "table":
            survey, row, sheet = Survey(), 0, _attribute(element, "name")
            failures[sheet] = survey.failures
        elif event == "start" and tag == "table-row":
            row_repeat, column = _repeat(element, "number-rows-repeated"), 0
        elif event == "end" and tag in ("table-cell", "covered-table-cell"):
            repeat = _repeat(element, "number-columns-repeated")
            _see_ods_cell(survey, element, (row, column), (row_repeat, repeat), limits)
            column += repeat
        elif event == "end" and tag == "table-row":
            row += row_repeat
            element.clear()
    return {sheet: failed for sheet, failed in failures.items() if failed}


def _see_ods_cell(survey: Survey, cell: ET.Element, before: Place, repeats: Place, limits: Limits) -> None:
    text = "".join(cell.itertext()) or _attribute(cell, "string-value")
    if not text and not _attribute(cell, "value-type"):
        return
    row, column = before[0] + repeats[0], before[1] + repeats[1]
    survey.see(row, column, len(text) * repeats[0] * repeats[1], limits)
    if _calc_type(cell) == "error":
        for r in range(before[0] + 1, row + 1):
            for c in range(before[1] + 1, column + 1):
                survey.failures[r, c] = text.strip() or "#VALUE!"


def _plainly_harmless(content: bytes, longest: int, limits: Limits) -> bool:
    """Quick look: every cell is written the way spreadsheet programs write it, and near."""
    cells = _PLAIN_CELL.findall(content)
    if len(cells) != len(_ANY_CELL.findall(content)) or _FAILED.search(content):
        return False
    if longest * len(cells) > limits.unpacked_bytes:
        return False
    rows = max((int(row) for _, row in cells), default=0)
    columns = max(map(column_number, {letters for letters, _ in cells}), default=0)
    return rows * columns <= limits.cells


def _survey_sheet(content: bytes, lengths: list[int], limits: Limits) -> Survey:
    survey, row, column = Survey(), 0, 0
    for event, element in _walk(content):
        tag = _local(element.tag)
        if event == "start" and tag == "row":
            row, column = int(element.get("r") or row + 1), 0
        elif event == "end" and tag == "c":
            row, column = _position(element, row, column)
            _see_xlsx_cell(survey, element, (row, column), lengths, limits)
        elif event == "end" and tag == "row":
            element.clear()
    return survey


def _see_xlsx_cell(
    survey: Survey, cell: ET.Element, place: Place, lengths: list[int], limits: Limits
) -> None:
    if not len(cell):
        return
    kind = cell.get("t")
    value = next((child.text or "" for child in cell if _local(child.tag) == "v"), "").strip()
    characters = lengths[int(value)] if kind == "s" and value else len(value)
    survey.see(*place, characters, limits)
    if kind == "e":
        survey.failures[place] = value or "#VALUE!"


def _position(cell: ET.Element, row: int, column: int) -> Place:
    """Where a cell says it stands, else right of the one before; never outside any sheet."""
    written = cell.get("r")
    if written is not None:
        reference = re.fullmatch(r"([A-Za-z]{1,3})([0-9]{1,7})", written)
        if reference is None:
            raise RefusedError(Refusal.CORRUPTED)
        row, column = int(reference[2]), column_number(reference[1].encode()) - 1
    if not 1 <= row <= _LAST_ROW or column >= _LAST_COLUMN:
        raise RefusedError(Refusal.CORRUPTED)
    return row, column + 1


def column_number(letters: bytes) -> int:
    """A → 1, XFD → 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _shared_lengths(strings: bytes) -> list[int]:
    lengths: list[int] = []
    for event, element in _walk(strings) if strings else ():
        if event == "end" and _local(element.tag) == "si":
            lengths.append(sum(map(len, element.itertext())))
            element.clear()
    return lengths


def _sheet_parts(parts: Parts) -> Iterator[tuple[str, str]]:
    """Name of each sheet and the part it stands in, lower-cased."""
    relations = _tree(parts["xl/_rels/workbook.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in _tree(parts["xl/workbook.xml"]).iter():
        if _local(element.tag) == "sheet":
            target = targets.get(_attribute(element, "id"), "")
            joined = target if target.startswith(("/", "xl/")) else posixpath.join("xl", target)
            yield element.get("name", ""), posixpath.normpath(joined).lstrip("/").lower()


def _walk(content: bytes) -> Iterator[tuple[str, ET.Element]]:
    # Safe: unpack() lets no part through that declares entities.
    return ET.iterparse(io.BytesIO(content), events=("start", "end"))  # noqa: S314


def _tree(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attribute(element: ET.Element, name: str) -> str:
    return next((value for key, value in element.items() if _local(key) == name), "")


def _calc_type(cell: ET.Element) -> str:
    """LibreOffice's own value type, which knows errors; the standard one does not."""
    own = (v for k, v in cell.items() if _local(k) == "value-type" and "calcext" in k)
    return next(own, "")


def _repeat(element: ET.Element, name: str) -> int:
    return max(int(_attribute(element, name) or 1), 1)
