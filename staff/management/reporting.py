"""What the figures commands share: their options, a refusal in plain words, an aligned table."""

import sys
from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, TextIO, cast

from django.core.management.base import CommandParser
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.tabular import aligned
from hrm.kernel.workbook.writer import Value, write_csv
from staff.management.plain import PlainCommand, no_database, speak_utf8
from staff.models import Unit
from staff.rules.days import read_day

FORMATS: Final = ("csv", "table")


class OptionError(Exception):
    """An option that cannot be used; `str()` is what the person reads."""


class FiguresCommand(PlainCommand):
    """A command that prints a table of figures of units as at a day."""

    columns: Sequence[str] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """`--at DAY`, `--unit CODE`, `--format csv|table`."""
        parser.add_argument("--at", help="day, e.g. 2026-09-30 (default: today)")
        parser.add_argument("--unit", help="unit code: the unit and its subtree (default: all units)")
        parser.add_argument("--format", default="table", help="csv or table (default: table)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the options, then print; a refusal is one sentence on stderr and exit 1."""
        for stream in (self.stdout, self.stderr):
            speak_utf8(stream)
        try:
            self._print(options)
        except OptionError as refusal:
            self.stderr.write(str(refusal), lambda text: text)
            sys.exit(1)
        except DatabaseError as error:
            self.stderr.write(no_database(error), lambda text: text)
            sys.exit(1)

    def _print(self, options: dict[str, Any]) -> None:
        form = _format(options["format"])
        at, roots = _day(options["at"]), _roots(options["unit"])
        if form == "csv":
            write_csv(cast(TextIO, self.stdout), self.columns, self.rows(at, roots))
        else:
            self.stdout.write(self.table(at, roots))

    @abstractmethod
    def rows(self, at: date, roots: set[int] | None) -> list[list[Value]]:
        """The rows of the CSV."""

    @abstractmethod
    def table(self, at: date, roots: set[int] | None) -> str:
        """The same for reading on a screen."""


def figures_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, texts: int) -> str:
    """A ruled table: the first `texts` columns flush left, figures flush right."""
    return aligned([headings, *rows], lambda column, _cell: column < texts, ruled=True)


def _format(text: str) -> str:
    if text not in FORMATS:
        raise OptionError(_("--format: “%(value)s” is not known; expected csv or table.") % {"value": text})
    return text


def _day(text: str | None) -> date:
    if text is None:
        return timezone.localdate()
    try:
        return read_day(text)
    except ValueError:
        message = _("--at: “%(value)s” is not a day; expected year-month-day, e.g. 2026-09-30.")
        raise OptionError(message % {"value": text}) from None


def _roots(code: str | None) -> set[int] | None:
    if code is None:
        return None
    found = set(Unit.objects.filter(code=code).values_list("pk", flat=True))
    if not found:
        raise OptionError(_("--unit: there is no unit with the code “%(value)s”.") % {"value": code})
    return found
