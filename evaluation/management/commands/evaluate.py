"""`manage.py evaluate`: open a quarter or refresh its drafts."""

from collections.abc import Iterator
from typing import Any, Final

from django.core.management import CommandParser
from django.utils.translation import gettext as _

from evaluation.management.arguments import PeriodCommand, add_period_and_unit, quarter_of, unit_ids_of
from evaluation.selectors.flags import flag_code, flag_sentence, flag_title
from evaluation.services.drafts import DraftSummary, open_period

# Named one by one: the caseload of officers who were not given that product (workbooks, section 4).
_NAMED: Final = "caseload_not_given"
_MOST_NUMBERS: Final = 20


class Command(PeriodCommand):
    """Drafts for everyone with a primary posting on the period's last day."""

    help = "Open a quarter, or refresh its drafts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Period and unit."""
        add_period_and_unit(parser)

    def act(self, options: dict[str, Any]) -> None:
        """Draft, then say what was missing where."""
        summary = open_period(
            quarter=quarter_of(options["period"]), unit_ids=unit_ids_of(options["unit"]), actor=None
        )
        for note in _notes(summary):
            self.stderr.write(note)
        self.stdout.write(
            f"created {summary.created}, updated {summary.updated}, unchanged {summary.unchanged}, "
            f"confirmed {summary.frozen}, removed {summary.removed}"
        )


def _notes(summary: DraftSummary) -> Iterator[str]:
    for code, number in sorted(summary.flagged.items()):
        title = _("Note: %(title)s: %(number)s forms.") % {"title": flag_title(code), "number": number}
        yield f"{title} {_numbers(summary, code)}"
    for officer, name, flag in summary.flags:
        if flag_code(flag) == _NAMED:
            yield f"{_('Warning')}: {officer} {name}: {flag_sentence(flag)}"


def _numbers(summary: DraftSummary, code: str) -> str:
    numbers = list(
        dict.fromkeys(officer for officer, _name, flag in summary.flags if flag_code(flag) == code)
    )
    more = ["…"] if len(numbers) > _MOST_NUMBERS else []
    return f"({', '.join([*numbers[:_MOST_NUMBERS], *more])})"
