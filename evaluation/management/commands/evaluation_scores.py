"""`manage.py evaluation_scores`: the scores of a period, as CSV or as a table."""

from typing import Any

from django.core.management import CommandParser

from evaluation.management.arguments import (
    PeriodCommand,
    add_period_and_unit,
    forms_of,
    not_open,
    quarter_of,
)
from evaluation.models import Evaluation
from hrm.kernel.tabular import print_rows

COLUMNS = (
    "officer", "name", "unit", "rule_set", "assigned", "done", "quality", "on_time",
    "a", "b", "c", "d", "dd", "e", "general", "result", "total", "band", "state",
)  # fmt: skip
NUMBERS = COLUMNS[4:17]


def row_of(form: Evaluation) -> list[str]:
    """One form as the contract's columns: dot decimals, ten places, empty = not known."""
    numbers = [getattr(form, name) for name in NUMBERS]
    return [
        form.officer.number,
        form.officer.full_name,
        form.unit.code,
        form.rule_set,
        *["" if number is None else format(number, "f") for number in numbers],
        form.band,
        form.state,
    ]


class Command(PeriodCommand):
    """Scores with every ratio, for other programs and for the eye."""

    help = "Scores of a period."

    def add_arguments(self, parser: CommandParser) -> None:
        """Period, unit, format."""
        add_period_and_unit(parser)
        parser.add_argument("--format", choices=["csv", "table"], default="table")

    def act(self, options: dict[str, Any]) -> None:
        """Print the rows; of a period that was not opened the header alone, and how to open it."""
        quarter = quarter_of(options["period"])
        forms = forms_of(quarter, options["unit"]).defer("trace")
        if advice := not_open(quarter):
            self.stderr.write(advice)
        print_rows(self.stdout, COLUMNS, [row_of(form) for form in forms], options["format"])
