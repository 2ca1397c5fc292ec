"""`manage.py evaluation_pdfs`: Mẫu số 01 of a period, one file an officer or one booklet a unit."""

import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser
from django.utils.translation import gettext as _

from evaluation.documents.build import evaluation_pdf, unit_booklet
from evaluation.management.arguments import (
    PeriodCommand,
    add_period_and_unit,
    forms_of,
    not_open,
    quarter_of,
)
from evaluation.models import Evaluation
from evaluation.rules.periods import parse_period
from evaluation.selectors.form_facts import facts_for


class Command(PeriodCommand):
    """Write the forms into a folder that is empty or new."""

    help = "Forms of a period as PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        """Period, unit, folder, booklet."""
        add_period_and_unit(parser)
        parser.add_argument("--out", required=True, help="a new or empty folder")
        parser.add_argument("--booklet", action="store_true", help="one booklet a unit")

    def act(self, options: dict[str, Any]) -> None:
        """Make everything first, then put it into the folder: a failure leaves nothing half written."""
        quarter = quarter_of(options["period"])
        if refusal := not_open(quarter):
            raise CommandError(refusal)
        forms = list(forms_of(quarter, options["unit"]))
        out = _empty_folder(options["out"])
        files = _booklets(forms) if options["booklet"] else _single(forms)
        with tempfile.TemporaryDirectory(prefix="forms-") as folder:
            made = _write(Path(folder), files)
            _move(made, out)
        self.stdout.write(_("%(number)s files written to %(folder)s.") % {"number": len(made), "folder": out})


def _empty_folder(name: str) -> Path:
    out = Path(name)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise CommandError(_("“%(folder)s” is not an empty folder; name a new one.") % {"folder": name})
    return out


def _write(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    made: list[Path] = []
    for name, content in files:
        path = _free(folder, name)
        path.write_bytes(content)
        made.append(path)
    return made


def _free(folder: Path, name: str) -> Path:
    """A name of its own: two codes may differ only in signs that no file name takes."""
    path, number = folder / f"{name}.pdf", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}.pdf"
    return path


def _move(made: list[Path], out: Path) -> None:
    is_new = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    try:
        for path in made:
            (out / path.name).write_bytes(path.read_bytes())
    except OSError:
        for path in made:
            (out / path.name).unlink(missing_ok=True)
        if is_new:
            out.rmdir()
        raise


def _single(forms: list[Evaluation]) -> Iterator[tuple[str, bytes]]:
    """One file at a time: memory does not grow with the agency."""
    if not forms:
        return
    facts = facts_for(forms, parse_period(forms[0].period.code).last_day)
    for form in forms:
        yield _safe(form.officer.number), evaluation_pdf(form, facts)


def _booklets(forms: list[Evaluation]) -> Iterator[tuple[str, bytes]]:
    for unit, rows in groupby(forms, key=lambda form: form.unit):
        group = list(rows)
        yield _safe(unit.code), unit_booklet(group, unit, group[0].period)


def _safe(text: str) -> str:
    """A code as a file name: a slash in it must not lead elsewhere."""
    return "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in text).lstrip(".")
