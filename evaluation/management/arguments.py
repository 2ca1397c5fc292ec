"""What the evaluation commands share: their arguments, and refusals in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import CommandError, CommandParser
from django.utils.translation import gettext as _

from evaluation.models import Evaluation, Period
from evaluation.rules.periods import Quarter
from hrm.kernel.pdf import PdfError
from staff.access.reaching import subtree_ids, unit_children
from staff.models import Unit
from staff.services.errors import DomainError


def add_period_and_unit(parser: CommandParser) -> None:
    """`--period 2026-Q3 [--unit CODE]`."""
    parser.add_argument("--period", required=True, help="2026-Q3")
    parser.add_argument("--unit", default=None, help="unit code; means the unit and its subtree")


@contextmanager
def refusing() -> Iterator[None]:
    """Turn a refusal of the domain into a sentence on stderr and exit 1."""
    try:
        yield
    except (DomainError, PdfError, OSError) as refusal:
        raise CommandError(str(refusal)) from None


def quarter_of(code: str) -> Quarter:
    """The quarter named on the command line."""
    try:
        return Quarter.parse(code)
    except ValueError:
        raise CommandError(_("“%(code)s” is no quarter; write it like 2026-Q3.") % {"code": code}) from None


def unit_of(code: str) -> Unit:
    """The unit named on the command line."""
    found: Unit | None = Unit.objects.filter(code=code).first()
    if found is None:
        raise CommandError(_("There is no unit with the code “%(code)s”.") % {"code": code})
    return found


def unit_ids_of(code: str | None) -> frozenset[int] | None:
    """Unit ids of the subtree; None = all agencies."""
    return None if code is None else subtree_ids({unit_of(code).pk}, unit_children())


def forms_of(period: str, unit: str | None) -> Any:
    """Current forms of an opened period, by unit code and name."""
    code = quarter_of(period).code
    if not Period.objects.filter(code=code).exists():
        raise CommandError(
            _("Period %(period)s is not open yet; run: manage.py evaluate --period %(period)s")
            % {"period": code}
        )
    rows = Evaluation.objects.current().filter(period__code=code)
    ids = unit_ids_of(unit)
    rows = rows if ids is None else rows.filter(unit_id__in=ids)
    return rows.select_related("officer", "unit", "post", "period", "scorer").order_by(
        "unit__code", "officer__name_key", "officer__number"
    )
