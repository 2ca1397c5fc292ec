"""`manage.py send_digest`: once a day, tell everyone what is new and send one e-mail to each who wants it."""

import sys
from datetime import date
from typing import Any, NoReturn

from django.core.management.base import CommandParser
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.management.plain import PlainCommand, no_database, speak_utf8
from staff.rules.days import read_day
from staff.services.digest import DigestResult, send_digest


class Command(PlainCommand):
    """The daily digest; running it again on the same day tells and sends nothing twice."""

    help = (
        "Tell what is new and due inside the system, and send the e-mails of the day (once a day, by cron)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """`--date DAY`, `--dry-run`."""
        parser.add_argument("--date", help="day, e.g. 2026-09-30 (default: today)")
        parser.add_argument("--dry-run", action="store_true", help="only count; store and send nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, then say what was done; exit 1 for a wrong day or when an e-mail failed."""
        speak_utf8(self.stdout)
        day = self._day(options["date"])
        try:
            result = send_digest(day=day, dry_run=options["dry_run"])
        except DatabaseError as error:
            self._refuse(no_database(error))
        self.stdout.write(_said(result, day, dry_run=options["dry_run"]))
        if result.failed:
            sys.exit(1)

    def _day(self, text: str | None) -> date:
        try:
            return timezone.localdate() if text is None else read_day(text)
        except ValueError:
            message = _("--date: “%(value)s” is not a day; expected year-month-day, e.g. 2026-09-30.")
            self._refuse(message % {"value": text})

    def _refuse(self, message: str) -> NoReturn:
        self.stderr.write(message, lambda text: text)
        sys.exit(1)


def _said(result: DigestResult, day: date, *, dry_run: bool) -> str:
    details = {"day": show_date(day), "told": result.told, "mailed": result.mailed, "failed": result.failed}
    if dry_run:
        return (
            _("%(day)s: %(told)d notices to tell, e-mails to send: %(mailed)d; nothing was done.") % details
        )
    return _("%(day)s: %(told)d notices told, e-mails sent: %(mailed)d, failed: %(failed)d.") % details
