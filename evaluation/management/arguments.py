"""What the evaluation commands share: their arguments, and refusals in one sentence."""

import sys
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import CommandError, CommandParser
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from evaluation.models import Evaluation, Period
from evaluation.rules.periods import ScoringPeriod, parse_period
from hrm.kernel.pdf import PdfError
from staff.access.reaching import subtree_ids, unit_children
from staff.management.plain import PlainCommand, no_database
from staff.models import Unit
from staff.services.errors import DomainError


class PeriodCommand(PlainCommand):
    """A command about the forms of a period: done, or one sentence on stderr, exit 1 and nothing written."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """As Django does, but a refusal is told without the name of its class."""
        try:
            return super().execute(*args, **options)
        except CommandError as refusal:
            if options.get("traceback") or not getattr(self, "_called_from_command_line", False):
                raise
            self.stderr.write(str(refusal), lambda text: text)
            sys.exit(1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Speak Vietnamese whatever the caller's language."""
        with translation.override("vi"), refusing():
            self.act(options)

    @abstractmethod
    def act(self, options: dict[str, Any]) -> None:
        """Do what the command is for."""


def add_period_and_unit(parser: CommandParser) -> None:
    """`--period 2026-Q3 [--unit CODE]`."""
    parser.add_argument("--period", required=True, help="2026-Q3 or 2026-07")
    parser.add_argument("--unit", default=None, help="unit code; means the unit and its subtree")


@contextmanager
def refusing() -> Iterator[None]:
    """Turn a refusal of the domain, the disk or the database into a sentence on stderr and exit 1."""
    try:
        yield
    except (DomainError, PdfError) as refusal:
        raise CommandError(str(refusal)) from None
    except OSError as error:
        message = _(
            "“%(path)s” cannot be written; check the path, the permission to write and the free space."
        )
        raise CommandError(message % {"path": error.filename2 or error.filename or ""}) from None
    except DatabaseError as error:
        raise CommandError(no_database(error)) from None


def quarter_of(code: str) -> ScoringPeriod:
    """The period named on the command line."""
    try:
        return parse_period(code)
    except ValueError:
        raise CommandError(
            _("“%(code)s” is no period; write it like 2026-Q3 or 2026-07.") % {"code": code}
        ) from None


def unit_of(code: str) -> Unit:
    """The unit named on the command line."""
    found: Unit | None = Unit.objects.filter(code=code).first()
    if found is None:
        raise CommandError(_("There is no unit with the code “%(code)s”.") % {"code": code})
    return found


def unit_ids_of(code: str | None) -> frozenset[int] | None:
    """Unit ids of the subtree; None = all agencies."""
    return None if code is None else subtree_ids({unit_of(code).pk}, unit_children())


def not_open(quarter: ScoringPeriod) -> str:
    """What to do first when the period has no forms; empty when it was opened."""
    if Period.objects.filter(code=quarter.code).exists():
        return ""
    message = _("Period %(period)s is not open yet; run: manage.py evaluate --period %(period)s")
    return message % {"period": quarter.code}


def forms_of(quarter: ScoringPeriod, unit: str | None) -> Any:
    """Current forms of a period, by unit code and name; none before the period is opened."""
    rows = Evaluation.objects.current().filter(period__code=quarter.code)
    ids = unit_ids_of(unit)
    rows = rows if ids is None else rows.filter(unit_id__in=ids)
    return rows.select_related("officer", "unit", "post", "period", "scorer").order_by(
        "unit__code", "officer__name_key", "officer__number"
    )
