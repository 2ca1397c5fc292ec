"""`manage.py evaluate`: open a quarter or refresh its drafts."""

from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from evaluation.management.arguments import add_period_and_unit, quarter_of, refusing, unit_ids_of
from evaluation.selectors.flags import flag_title
from evaluation.services.drafts import open_period


class Command(BaseCommand):
    """Drafts for everyone with a primary posting on the period's last day."""

    help = "Open a quarter, or refresh its drafts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Period and unit."""
        add_period_and_unit(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Draft, then say what was missing where."""
        with refusing():
            summary = open_period(
                quarter=quarter_of(options["period"]), unit_ids=unit_ids_of(options["unit"]), actor=None
            )
        for code, number in sorted(summary.flagged.items()):
            self.stderr.write(
                _("Note: %(title)s: %(number)s forms.") % {"title": flag_title(code), "number": number}
            )
        self.stdout.write(
            f"created {summary.created}, updated {summary.updated}, unchanged {summary.unchanged}, "
            f"confirmed {summary.frozen}, removed {summary.removed}"
        )
