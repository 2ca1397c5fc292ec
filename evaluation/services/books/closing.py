"""Closing the books of a month, and refusing what would change them afterwards (TT 05/2024, art. 8.1 and 11)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import BookClosing, CaseloadFigure
from evaluation.rules.periods import StatMonth
from evaluation.selectors.books.closings import Closed, closed_in, has_figures, open_months, overdue_units
from evaluation.services.locking import take_turns
from evaluation.services.merging import Merge, Wanted
from hrm.kernel.dates import show_date
from staff.models import Unit, User
from staff.selectors.tree import load_tree
from staff.services.errors import DomainError


@transaction.atomic
def close_books(*, actor: User | None, unit: Unit, month: StatMonth, today: date) -> BookClosing:
    """Close the books of a unit and everything below it for a month; they are never opened again.

    Refused while the month runs, without figures, and where the books are closed already.
    """
    take_turns()
    if today < month.end:
        message = _("%(month)s ends on %(day)s; books close after the period (TT 05/2024/TT-BTP, art. 8.1)")
        raise DomainError(message % {"month": month.title, "day": show_date(month.last_day)})
    closing = closed_in(month).of(unit.pk)
    if closing:
        message = _("the books of %(unit)s for %(month)s were closed on %(day)s")
        details = {"unit": closing.unit.name, "month": month.title, "day": closing_day(closing)}
        raise DomainError(message % details)
    if not has_figures(unit.pk, month):
        message = _(
            "%(unit)s has no figures of %(month)s; there is nothing to close (TT 05/2024/TT-BTP, art. 8.1)"
        )
        raise DomainError(message % {"unit": unit.name, "month": month.title})
    return BookClosing.objects.create(unit=unit, year=month.year, months=month.months, closed_by=actor)


@transaction.atomic
def close_due_books(*, actor: User | None, today: date) -> list[BookClosing]:
    """Close every month with figures whose deadline is past, for the topmost units that are late."""
    made = []
    for month in open_months(CaseloadFigure.objects.all(), today):
        for unit in _topmost_first(Unit.objects.filter(pk__in=overdue_units(month, today))):
            if closed_in(month).of(unit.pk) is None:
                made.append(close_books(actor=actor, unit=unit, month=month, today=today))
    return made


def _topmost_first(units: Iterable[Unit]) -> list[Unit]:
    """By depth in the tree: databases do not agree on where a missing parent sorts."""
    tree = load_tree()
    return sorted(units, key=lambda unit: (len(tree.above(unit.pk)), unit.code))


def in_closed_books(merge: Merge[Any], closed: Closed) -> Iterator[tuple[Wanted, BookClosing]]:
    """Rows of a merge that would write into closed books, each with the closing that forbids it."""
    for wanted in merge.created:
        closing = closed.of(_unit_id(wanted))
        if closing:
            yield wanted, closing
    for update in merge.updated:
        found = [closed.of(_unit_id(update.wanted)), closed.of(update.stored.unit_id)]
        closing = next((each for each in found if each), None)
        if closing:
            yield update.wanted, closing


def refuse_closed(merge: Merge[Any], month: StatMonth) -> None:
    """Raise for the first row that would write into closed books."""
    for _wanted, closing in in_closed_books(merge, closed_in(month)):
        raise DomainError(closed_message(closing))


def closed_message(closing: BookClosing) -> str:
    """Why a figure of closed books cannot change, and what to do instead."""
    message = _(
        "the books of %(unit)s for %(month)s were closed on %(day)s and do not change any more "
        "(TT 05/2024/TT-BTP, art. 8.1); make a supplementary report with an explanation (art. 11)"
    )
    month = StatMonth(closing.year, closing.months)
    details = {"unit": closing.unit.name, "month": month.title, "day": closing_day(closing)}
    return message % details


def closing_day(closing: BookClosing) -> str:
    """The day of a closing, dd/mm/yyyy."""
    return show_date(timezone.localdate(closing.closed_at))


def _unit_id(wanted: Wanted) -> int:
    """Figures of officers carry the unit as a value, those of units as their identity."""
    if "unit_id" in wanted.identity:
        return int(wanted.identity["unit_id"])
    return int(wanted.values["unit"].pk)
