"""`manage.py follow_scorers`: once a day, give open forms, complaints and unsigned ratings to whoever is entitled today."""

from datetime import date
from typing import Any

from django.core.management import CommandError, CommandParser
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from evaluation.management.arguments import PeriodCommand
from evaluation.services.following import follow_scorers
from staff.rules.days import read_day


class Command(PeriodCommand):
    """Heads change, fall ill and delegate: the forms go along (article 10)."""

    help = (
        "Give open forms and complaints to whoever scores or answers by the record of today (daily, by cron)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """`--date DAY`."""
        parser.add_argument("--date", help="day, e.g. 2026-09-30 (default: today)")

    def act(self, options: dict[str, Any]) -> None:
        """Follow, then say how many moved."""
        followed = follow_scorers(today=_day(options["date"]))
        self.stdout.write(
            f"forms {followed.forms}, complaints {followed.complaints}, ratings {followed.ratings}"
        )


def _day(text: str | None) -> date:
    try:
        return localdate() if text is None else read_day(text)
    except ValueError:
        message = _("--date: “%(value)s” is not a day; expected year-month-day, e.g. 2026-09-30.")
        raise CommandError(message % {"value": text}) from None
