"""“Nội dung” read part by part: `;` between, in the order that the kind declares."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.db.models import BooleanField, DateField, DecimalField, IntegerField
from django.utils.translation import gettext as _

from hrm.kernel.dates import EARLIEST_YEAR, parse_date
from hrm.kernel.numbers import NumberError, parse_count, parse_decimal, parse_dong
from hrm.kernel.text import fold, nfc
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from staff.imports.officers import References, load_references
from staff.kinds import Kind
from staff.models import Officer, Post, Rank, RotationPosition
from staff.services.dated import label_of

SEPARATOR: Final = ";"
_YES: Final = {"x", "co", "1", "dung", "true"}
_NO: Final = {"khong", "0", "false", "-"}
_LARGEST_SMALL: Final = 32_767


class PartError(ValueError):
    """A part that cannot be read; the text says what is expected."""


@dataclass
class Lists:
    """What parts may refer to, read once for a file."""

    references: References = field(default_factory=load_references)
    positions: dict[str, RotationPosition] = field(
        default_factory=lambda: {fold(row.name): row for row in RotationPosition.objects.all()}
    )

    def find(self, model: type[Any], text: str) -> Any:
        """The row that a part names."""
        found: Any = None
        if model is Post:
            seat = self.references.posts.get(fold(text))
            found = seat.post if seat else None
        elif model is Rank:
            ranks = self.references.ranks
            found = ranks.get(fold(text)) or ranks.get(text)
        elif model is RotationPosition:
            found = self.positions.get(fold(text))
        elif model is Officer:
            found = Officer.objects.filter(number=text).first()
        if found is None:
            raise PartError(_("a name or code of the reference list"))
        return found


def read_parts(reader: Reader, kind: Kind, cell: Cell, lists: Lists) -> dict[str, Any] | None:
    """Field → value for the parts that say something; None when the cell has an error."""
    parts = [nfc(part).strip() for part in reader.text(cell).split(SEPARATOR)]
    while parts and not parts[-1]:
        parts.pop()
    if len(parts) > len(kind.parts):
        message = _("more parts than this history has; expected: %(parts)s")
        reader.error(cell, message % {"parts": expected_parts(kind)})
        return None
    values: dict[str, Any] = {}
    for name, text in zip(kind.parts, parts, strict=False):
        if text and not _take(reader, kind, cell, name, text, lists, values):
            return None
    return values


def expected_parts(kind: Kind) -> str:
    """The parts of a kind's content in their order, as people are told them."""
    return f"{SEPARATOR} ".join(_label(kind, name) for name in kind.parts) or _("nothing")


def _take(
    reader: Reader, kind: Kind, cell: Cell, name: str, text: str, lists: Lists, values: dict[str, Any]
) -> bool:
    column = kind.model._meta.get_field(name)
    try:
        values[name] = read_value(column, text, lists)
    except (PartError, NumberError, ValueError) as error:
        told = what_is_expected(column, error)
        message = _("“%(text)s” is no “%(part)s”; expected %(expected)s")
        reader.error(cell, message % {"text": text, "part": _label(kind, name), "expected": told})
        return False
    return True


def read_value(column: Any, text: str, lists: Lists) -> Any:
    """The value of a column from its text; PartError, NumberError or ValueError where it is none."""
    if column.is_relation:
        return lists.find(column.related_model, text)
    if column.choices:
        return _choice(column, text)
    for shape, read in _READERS:
        if isinstance(column, shape):
            return read(column, text)
    if column.max_length and len(text) > column.max_length:
        raise PartError(_("at most %(longest)d characters") % {"longest": column.max_length})
    return text


def _choice(column: Any, text: str) -> str:
    by_label = {fold(str(label)): value for value, label in column.flatchoices}
    by_code = {str(value): value for value, _label in column.flatchoices}
    found = by_label.get(fold(text), by_code.get(text))
    if found is None:
        raise PartError(", ".join(str(label) for _value, label in column.flatchoices))
    return str(found)


def _flag(column: Any, text: str) -> bool:
    if fold(text) not in _YES | _NO:
        raise PartError(_("x or “có”, or nothing"))
    return fold(text) in _YES


def _day(column: Any, text: str) -> Any:
    day = parse_date(text)
    if day.precision != "day":
        raise ValueError(text)
    return day.value


def _whole(column: Any, text: str) -> int:
    if column.get_internal_type() == "BigIntegerField":
        return parse_dong(text)
    number = parse_count(text)
    if number > _LARGEST_SMALL or ("year" in column.name and number < EARLIEST_YEAR):
        raise ValueError(text)
    return number


def _amount(column: Any, text: str) -> Decimal:
    number = parse_decimal(text)
    whole = column.max_digits - column.decimal_places
    if not 0 <= number < 10**whole or number != round(number, column.decimal_places):
        raise ValueError(text)
    return number


_READERS: Final[tuple[tuple[type[Any], Callable[[Any, str], Any]], ...]] = (
    (BooleanField, _flag),
    (DateField, _day),
    (DecimalField, _amount),
    (IntegerField, _whole),
)


def what_is_expected(column: Any, error: Exception) -> str:
    """In words, what a column would have taken."""
    if isinstance(error, PartError):
        return str(error)
    if isinstance(column, DateField):
        return _("a day dd/mm/yyyy")
    if isinstance(column, DecimalField):
        return _("a number, e.g. 2,34")
    return _("a whole number") if isinstance(column, IntegerField) else _("another text")


def _label(kind: Kind, name: str) -> str:
    return label_of(kind.model, name)
