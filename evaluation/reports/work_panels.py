"""The navigation of giving work, the home card of the own work, the tab of the officer page."""

from itertools import groupby

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from evaluation.models import WorkItem
from evaluation.rules.periods import parse_period
from evaluation.selectors.earlier import earlier_results, earlier_work
from evaluation.selectors.giving import (
    current_of,
    items_for,
    own_officer,
    own_periods,
    sees_work_of_units,
)
from evaluation.selectors.work_lines import lines_of, progress_of, with_people
from staff.access import rows_for
from staff.models import Officer


def sees_giving(request: HttpRequest) -> bool:
    """Who sees the work of some unit."""
    return sees_work_of_units(request.user)


def has_own_work(request: HttpRequest) -> bool:
    """Officers who report their own work."""
    return own_officer(request.user) is not None


def my_work_card(request: HttpRequest) -> str:
    """The own work of the running period with the share done."""
    own = own_officer(request.user)
    period = current_of(own_periods(request.user), timezone.localdate()) if own else None
    officer = Officer.objects.filter(pk=own).first() if own and period else None
    if period is None or officer is None:
        return ""
    lines = items_for(request.user, officer, period)
    context = {"period": period, "lines": lines, "progress": progress_of(lines)}
    return render_to_string("evaluation/work/parts/my_card.html", context, request=request)


def has_work(request: HttpRequest, officer: Officer) -> bool:
    """Whether the asker sees work of this officer, and there is any."""
    if rows_for(request.user, WorkItem, "view").filter(officer=officer).exists():
        return True
    return earlier_work(request.user, officer, timezone.localdate().year).exists()


def work_tab(request: HttpRequest, officer: Officer) -> str:
    """Work by period with its sums, and what former units sent."""
    rows = rows_for(request.user, WorkItem, "view").filter(officer=officer)
    ordered = with_people(rows).order_by("-period", "product__code", "unplanned")
    periods = [
        (parse_period(code), found, progress_of(found))
        for code, part in groupby(lines_of(ordered), key=lambda line: line.item.period)
        for found in [list(part)]
    ]
    context = {"officer": officer, "periods": periods, **earlier(request, officer)}
    if not periods and not context["earlier_lines"]:
        return ""
    return render_to_string("evaluation/work/parts/work_tab.html", context, request=request)


def earlier(request: HttpRequest, officer: Officer) -> dict[str, object]:
    """What former units of this year sent on (article 19.1), to read only."""
    year = timezone.localdate().year
    seen = rows_for(request.user, WorkItem, "view").filter(officer=officer).values("pk")
    lines = lines_of(earlier_work(request.user, officer, year).exclude(pk__in=seen))
    return {
        "earlier_results": list(earlier_results(request.user, officer, year)),
        "earlier_lines": lines,
        "earlier_year": year,
    }
