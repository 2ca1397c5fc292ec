"""Rows of workbooks, the card of the home page and the digest of the statistical books."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluation.models import BookClosing, CaseloadFigure
from evaluation.rules.books import BookState
from evaluation.selectors.books.closings import BookLine, urgent_lines
from evaluation.selectors.books.columns import CODES, COLUMNS, LABELS
from evaluation.selectors.books.drives import DriveProgress
from evaluation.selectors.books.sums import Balance
from evaluation.selectors.books.supplements import RowChange
from hrm.kernel.dates import show_date
from staff.access import keepers_of, may, reach_for
from staff.registries import DigestSource, News

Rows = tuple[list[str], list[list[Any]]]
SHOWN: Final = 5


def state_label(state: BookState) -> str:
    """Where books stand, in words."""
    return {
        BookState.NOT_OVER: _("the period is not over"),
        BookState.NO_FIGURES: _("no figures yet"),
        BookState.OPEN: _("to be closed"),
        BookState.OVERDUE: _("overdue"),
        BookState.CLOSED: _("books closed"),
    }[state]


def closings_rows(lines: Iterable[BookLine]) -> Rows:
    """Units of a month with where their books stand."""
    headings = [
        _("Unit code"),
        _("Unit"),
        _("Officers with figures"),
        _("Figures missing"),
        _("Deadline"),
        _("State"),
        _("Closed on"),
        _("Closed by"),
    ]
    return headings, [
        [
            line.node.code,
            line.node.name,
            line.officers,
            "; ".join(line.missing),
            line.deadline,
            state_label(line.state),
            timezone.localdate(line.closing.closed_at) if line.closing else None,
            _who(line.closing),
        ]
        for line in lines
    ]


def _who(closing: BookClosing | None) -> str:
    if closing is None:
        return ""
    return str(closing.closed_by.get_full_name()) if closing.closed_by else _("the system")


def report_rows(changes: Iterable[RowChange]) -> Rows:
    """The cells of a supplementary report, old and new."""
    headings = [
        _("Unit"),
        _("Personnel number"),
        _("Full name"),
        _("Measure"),
        _("Kind of case"),
        _("Column"),
        _("Before"),
        _("After"),
        _("Difference"),
    ]
    rows: list[list[Any]] = [
        [
            change.unit,
            change.number,
            change.officer,
            change.measure,
            change.kind,
            cell.column,
            "" if change.is_new else cell.old,
            cell.new,
            cell.difference,
        ]
        for change in changes
        for cell in change.cells
    ]
    return headings, rows


def balance_rows(found: Balance) -> Rows:
    """The parts of a unit, their sum, the total and the difference, by column."""
    headings = [_("Officer") if found.by_officer else _("Unit")]
    headings += [f"{LABELS[name]} ({CODES[name]})" for name in COLUMNS]
    lines = [(part.label, part.figures) for part in found.parts]
    lines += [
        (_("Sum of the rows"), found.sum_of_parts),
        (_("Total of the unit"), found.total),
        (_("Difference"), found.difference),
        *((part.label, part.figures) for part in found.kinds),
    ]
    return headings, [[label, *(figures[name] for name in COLUMNS)] for label, figures in lines]


def drive_rows(progress: DriveProgress) -> Rows:
    """Units of a drive with what they reported last."""
    headings = [_("Unit"), _("Up to"), _("Cases resolved"), _("Money resolved (đồng)")]
    rows: list[list[Any]] = [[r.name, r.day, r.cases, r.money] for r in progress.results]
    totals: Sequence[Any] = (_("Total"), None, progress.cases.numerator, progress.money.numerator)
    targets = (_("Target"), None, progress.drive.target_cases, progress.drive.target_money)
    return headings, [*rows, list(totals), list(targets)]


def books_card(request: HttpRequest) -> str:
    """Months whose books are due or overdue, for who closes them."""
    if not may(request.user, BookClosing, "add"):
        return ""
    lines = urgent_lines(reach_for(request.user, BookClosing, "add"), timezone.localdate())
    if not lines:
        return ""
    context = {"lines": lines[:SHOWN], "more": max(len(lines) - SHOWN, 0)}
    return render_to_string("evaluation/books/card.html", context, request=request)


def books_news(day: date) -> Iterator[News]:
    """Books due within one day or overdue, once each, to those who close them."""
    units = set(CaseloadFigure.objects.order_by().values_list("unit_id", flat=True).distinct())
    for user in keepers_of(units, BookClosing, "add"):
        for line in urgent_lines(reach_for(user, BookClosing, "add"), day):
            text = (
                _("%(unit)s: the books for %(month)s are overdue, the deadline was %(day)s")
                if line.state is BookState.OVERDUE
                else _("%(unit)s: the books for %(month)s close on %(day)s")
            )
            details = {"unit": line.node.name, "month": line.month.title, "day": show_date(line.deadline)}
            month = f"{line.month.year}-{line.month.months}"
            key = f"books:{line.node.id}:{month}:{line.state}"
            yield News(user.pk, key, text % details, f"{reverse('evaluation:closings')}?thang={month}")


def books_summary(number: int, day: date) -> tuple[str, str]:
    """One message instead of very many."""
    text = ngettext(
        "%(number)s set of books is to be closed.", "%(number)s sets of books are to be closed.", number
    )
    return text % {"number": number}, reverse("evaluation:closings")


BOOKS_DIGEST: Final = DigestSource("books", books_news, books_summary, order=30)
