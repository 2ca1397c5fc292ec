"""`manage.py national_package`: the results of an agency as the national database takes them (art. 26.1.d)."""

from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser
from django.utils.translation import gettext as _

from evaluation.management.arguments import PeriodCommand, not_open, quarter_of, unit_of
from evaluation.models import Period
from evaluation.reports.package_file import write_package
from evaluation.selectors.packages import Subject
from evaluation.services.packages import make_package


class Command(PeriodCommand):
    """Make the package, keep it, write a copy; refused while a result is open. Without identity numbers."""

    help = "Package of the results of a period or year for the national database."

    def add_arguments(self, parser: CommandParser) -> None:
        """Period or year, agency, file."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--period", help="2026-Q3 or 2026-07")
        what.add_argument("--year", type=int, help="2026")
        parser.add_argument("--unit", required=True, help="unit code; means the unit and its subtree")
        parser.add_argument("--out", required=True, help="a new file, .zip")

    def act(self, options: dict[str, Any]) -> None:
        """Nothing is written where something is missing."""
        unit, subject, out = unit_of(options["unit"]), _subject(options), Path(options["out"])
        if out.exists():
            raise CommandError(_("“%(path)s” is there already; name a new file.") % {"path": out})
        if not out.parent.is_dir():
            raise CommandError(_("The folder “%(path)s” is not there.") % {"path": out.parent})
        package = make_package(unit=unit, subject=subject, actor=None, with_ids=False, write=write_package)
        with package.file.open("rb") as content:
            out.write_bytes(content.read())
        text = _("%(number)s people written to %(path)s; SHA-256 %(hash)s.")
        self.stdout.write(text % {"number": package.number, "path": out, "hash": package.sha256})


def _subject(options: dict[str, Any]) -> Subject:
    if options["year"]:
        return Subject(year=options["year"])
    quarter = quarter_of(options["period"])
    if refusal := not_open(quarter):
        raise CommandError(refusal)
    return Subject(period=Period.objects.get(code=quarter.code))
