"""manage.py close_books --due: close what is past its deadline and has figures (for cron)."""

from typing import Any

from django.core.management import CommandError, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from evaluation.management.arguments import refusing, unit_of
from evaluation.rules.periods import StatMonth
from evaluation.services.books.closing import close_books, close_due_books
from staff.management.plain import PlainCommand


class Command(PlainCommand):
    """Nothing closes by itself on a date: an agency that wants it puts this command into cron."""

    help = "Close the books: --due for all that is late, or --month 2026-9 --unit CODE."

    def add_arguments(self, parser: CommandParser) -> None:
        """Everything late, or one unit and month."""
        parser.add_argument("--due", action="store_true", help="every month with figures past its deadline")
        parser.add_argument("--month", help="statistical year and months since 1 October: 2026-9")
        parser.add_argument("--unit", help="unit code; closes the unit and everything below it")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each closing."""
        with translation.override("vi"), refusing():
            today = timezone.localdate()
            if options["due"]:
                made = close_due_books(actor=None, today=today)
            elif options["month"] and options["unit"]:
                unit, month = unit_of(options["unit"]), _month(options["month"])
                made = [close_books(actor=None, unit=unit, month=month, today=today)]
            else:
                raise CommandError(_("give --due, or both --month and --unit"))
            for closing in made:
                self.stdout.write(f"{closing.unit.code},{closing.year},{closing.months}")
            self.stdout.write(f"closed {len(made)}")


def _month(text: str) -> StatMonth:
    year, _dash, months = text.partition("-")
    try:
        return StatMonth(int(year), int(months))
    except ValueError:
        raise CommandError(
            _("“%(text)s” is no statistical month; write it like 2026-9") % {"text": text}
        ) from None
