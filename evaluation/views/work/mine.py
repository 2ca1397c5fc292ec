"""The own work: what is given, what is done, and telling it (article 18.2)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evaluation.entry.work.giving import DoneForm
from evaluation.models import WorkItem
from evaluation.reports.work_panels import earlier
from evaluation.rules.periods import ScoringPeriod
from evaluation.selectors.giving import current_of, items_for, own_officer, own_periods
from evaluation.selectors.roster import confirmed_officers
from evaluation.selectors.work_lines import progress_of
from evaluation.services.reporting import report_done
from evaluation.views.work.asking import actor, done
from staff.access import require
from staff.models import Officer


@require_http_methods(["GET", "POST"])
def my_work(request: HttpRequest) -> HttpResponse:
    """Work of the current period; the quantities the caseload does not count are entered here."""
    require(request.user, WorkItem, "report")
    own = own_officer(request.user)
    officer = Officer.objects.filter(pk=own).first() if own else None
    if officer is None:
        raise Http404
    periods = own_periods(request.user)
    period = _period(request, periods)
    if period is None:
        return _page(request, officer, {"lines": [], "periods": [], "period": None})
    lines = items_for(request.user, officer, period)
    frozen = officer.pk in confirmed_officers(period)
    form = DoneForm(request.POST or None, lines=lines)
    message = _("Your results were kept and the draft computed anew.")
    if (
        request.method == "POST"
        and form.is_valid()
        and done(request, form, lambda: report_done(done=form.done(), actor=actor(request)), message)
    ):
        return redirect(f"{reverse('evaluation:my_work')}?ky={period.code}")
    context = {
        "period": period,
        "periods": _tabs(periods, period),
        "lines": lines,
        "form": form,
        "frozen": frozen,
        "progress": progress_of(lines),
    }
    return _page(request, officer, context)


def _period(request: HttpRequest, periods: list[ScoringPeriod]) -> ScoringPeriod | None:
    asked = request.GET.get("ky", "")
    named = next((period for period in periods if period.code == asked), None)
    return named or current_of(periods, timezone.localdate())


def _tabs(periods: list[ScoringPeriod], current: ScoringPeriod) -> list[dict[str, Any]]:
    return [{"label": each.title, "url": f"?ky={each.code}", "active": each == current} for each in periods]


def _page(request: HttpRequest, officer: Officer, context: dict[str, Any]) -> HttpResponse:
    shared = {"officer": officer, "breadcrumbs": [], **earlier(request, officer)}
    return render(request, "evaluation/work/mine.html", {**shared, **context})
