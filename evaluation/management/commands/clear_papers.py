"""`manage.py clear_papers`: removes finished documents that were kept long enough."""

from typing import Any

from django.conf import settings
from django.core.management import CommandError, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluation.services.papers import clear_papers
from staff.management.plain import PlainCommand


class Command(PlainCommand):
    """For once a day. Confirmed forms and signed ratings are records and never touched."""

    help = "Remove documents made in the background that are older than PAPER_KEEP_DAYS."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many days to keep."""
        parser.add_argument("--days", type=int, default=settings.PAPER_KEEP_DAYS)

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove and count."""
        with translation.override("vi"):
            if options["days"] < 0:
                raise CommandError(_("Give a number of days from 0 on."))
            gone = clear_papers(days=options["days"], now=timezone.now())
            text = ngettext("%(n)d document removed.", "%(n)d documents removed.", gone)
            self.stdout.write(text % {"n": gone})
