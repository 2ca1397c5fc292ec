"""What the console shows of a row: declared once, used by list, export and inspection alike.

Only what is declared is shown, so that a new field of a table never shows up by itself.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Model
from wagtail.admin.ui.tables import Column
from wagtail.coreutils import multigetattr

from hrm.kernel.dates import show_partial
from hrm.kernel.numbers import group, show_decimal
from hrm.kernel.workbook.writer import Value

Source = str | Callable[[Any], Any]
_PLACES: Final = 4
# Classes of staff/console.css.
_WORDS, _TO_THE_RIGHT = "console-text", "console-num"


class TextColumn(Column):
    """Text, a choice in words, or the name of another row."""

    def __init__(self, name: str, label: Any, source: Source = "", sort_key: str | None = None) -> None:
        super().__init__(name, label=label, accessor=source or name, sort_key=sort_key, classname=_WORDS)

    def raw(self, instance: Model) -> Any:
        """The value itself; nothing where a row on the way is missing."""
        if callable(self.accessor):
            return self.accessor(instance)
        try:
            return multigetattr(instance, self.accessor)
        except AttributeError:
            return None

    def get_value(self, instance: Model) -> str:
        """As people read it."""
        value = self.raw(instance)
        return "" if value is None else str(value)

    def exported(self, instance: Model) -> Value:
        """As a workbook takes it."""
        return self.get_value(instance)


class NumberColumn(TextColumn):
    """A count, an amount in đồng or a quantity: to the right, thousands with dots."""

    def __init__(self, name: str, label: Any, source: Source = "", sort_key: str | None = None) -> None:
        super().__init__(name, label, source, sort_key)
        self.classname = _TO_THE_RIGHT

    def get_value(self, instance: Model) -> str:
        """1.234,5; quantities without idle zeros."""
        value = self.raw(instance)
        if isinstance(value, Decimal):
            shown = show_decimal(value, _PLACES)
            return shown.rstrip("0").rstrip(",") if "," in shown else shown
        return "" if value is None else group(value)

    def exported(self, instance: Model) -> Value:
        """A number that a spreadsheet can add up."""
        value: int | Decimal | None = self.raw(instance)
        return value


class DayColumn(TextColumn):
    """A day as far as it is known: dd/mm/yyyy, mm/yyyy or yyyy; nothing for what has always held."""

    def __init__(
        self,
        name: str,
        label: Any,
        source: Source = "",
        sort_key: str | None = None,
        precision: str = "",
    ) -> None:
        super().__init__(name, label, source, sort_key)
        self.classname = _TO_THE_RIGHT
        self.precision = precision

    def get_value(self, instance: Model) -> str:
        """The day in words of digits."""
        return show_partial(self.raw(instance), self._known_to(instance))

    def exported(self, instance: Model) -> Value:
        """A date where it is known to the day, else text."""
        value: date | None = self.raw(instance)
        if value is None or value == date.min:
            return None
        return value if self._known_to(instance) == "day" else self.get_value(instance)

    def _known_to(self, instance: Model) -> Any:
        return getattr(instance, self.precision) if self.precision else "day"
