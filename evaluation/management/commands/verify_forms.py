"""`manage.py verify_forms`: whether confirmed forms and their files still are what was confirmed."""

import sys
from typing import Any

from django.core.management import CommandParser
from django.utils.translation import gettext as _

from evaluation.enums import EvaluationState
from evaluation.management.arguments import PeriodCommand, quarter_of
from evaluation.models import Evaluation
from evaluation.services.frozen import Checked, Fault, check


class Command(PeriodCommand):
    """Recomputes the hash over the inputs and the hash of the PDF of every version; exit 1 if one differs."""

    help = "Check confirmed forms and their kept files against their hashes; exit 1 when one does not match."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--period CODE`; without it every period."""
        parser.add_argument("--period", default=None, help="2026-Q3 or 2026-07 (default: all)")

    def act(self, options: dict[str, Any]) -> None:
        """Name each form that does not match."""
        rows = Evaluation.objects.filter(state=EvaluationState.CONFIRMED).select_related("officer", "period")
        if options["period"]:
            rows = rows.filter(period__code=quarter_of(options["period"]).code)
        ordered = rows.order_by("period__code", "officer__number", "version")
        good = bad = 0
        for form in ordered.iterator(chunk_size=500):
            checked = check(form)
            good, bad = good + (not checked.faults), bad + bool(checked.faults)
            if checked.faults:
                self.stderr.write(_sentence(checked))
        self.stdout.write(f"matching {good}, altered {bad}")
        if bad:
            sys.exit(1)


def _sentence(checked: Checked) -> str:
    form = checked.form
    words = {
        Fault.ROW: _("the row no longer matches its hash"),
        Fault.NO_FILE: _("the kept file is missing"),
        Fault.FILE: _("the kept file no longer matches its hash"),
    }
    return _("%(period)s, %(number)s %(name)s, version %(version)s: %(faults)s.") % {
        "period": form.period.code,
        "number": form.officer.number,
        "name": form.officer.full_name,
        "version": form.version,
        "faults": "; ".join(words[fault] for fault in checked.faults),
    }
