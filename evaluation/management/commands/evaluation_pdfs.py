"""`manage.py evaluation_pdfs`: Mẫu số 01 of a period, one file an officer or one booklet a unit."""

import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from evaluation.documents.build import evaluation_pdf, unit_booklet
from evaluation.management.arguments import add_period_and_unit, forms_of, refusing
from evaluation.models import Evaluation
from evaluation.rules.periods import Quarter
from evaluation.selectors.form_facts import facts_for


class Command(BaseCommand):
    """Write the forms into a folder that is empty or new."""

    help = "Forms of a period as PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        """Period, unit, folder, booklet."""
        add_period_and_unit(parser)
        parser.add_argument("--out", required=True, help="a new or empty folder")
        parser.add_argument("--booklet", action="store_true", help="one booklet a unit")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill a folder beside the wanted one and rename it: a failure leaves nothing half written."""
        forms = list(forms_of(options["period"], options["unit"]))
        out = _empty_folder(options["out"])
        files = _booklets(forms) if options["booklet"] else _single(forms)
        with refusing():
            out.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=out.parent, prefix=".forms-") as folder:
                number = _write(Path(folder) / "done", files)
                if out.exists():
                    out.rmdir()
                (Path(folder) / "done").rename(out)
        self.stdout.write(_("%(number)s files written to %(folder)s.") % {"number": number, "folder": out})


def _empty_folder(name: str) -> Path:
    out = Path(name)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise CommandError(_("“%(folder)s” is not an empty folder; name a new one.") % {"folder": name})
    return out


def _write(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    folder.mkdir()
    number = 0
    for number, (name, content) in enumerate(files, start=1):  # noqa: B007 the count is the answer
        (folder / name).write_bytes(content)
    return number


def _single(forms: list[Evaluation]) -> Iterator[tuple[str, bytes]]:
    """One file at a time: memory does not grow with the agency."""
    if not forms:
        return
    facts = facts_for(forms, Quarter.parse(forms[0].period.code).last_day)
    for form in forms:
        yield f"{_safe(form.officer.number)}.pdf", evaluation_pdf(form, facts)


def _booklets(forms: list[Evaluation]) -> Iterator[tuple[str, bytes]]:
    for unit, rows in groupby(forms, key=lambda form: form.unit):
        group = list(rows)
        yield f"{_safe(unit.code)}.pdf", unit_booklet(group, unit, group[0].period)


def _safe(text: str) -> str:
    """A code as a file name: a slash in it must not lead elsewhere."""
    return "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in text).lstrip(".")
