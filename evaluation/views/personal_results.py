"""An officer's scores over the year with their means, and the versions of one form."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.models import Evaluation
from evaluation.rules.periods import parse_period
from evaluation.selectors.form_page import form_for
from evaluation.selectors.personal_results import results_of
from evaluation.selectors.versions import versions_of
from staff.access import reach_for, require
from staff.models import Officer


@require_safe
def own_results(request: HttpRequest) -> HttpResponse:
    """To the own page; 404 for an account that is no officer's."""
    require(request.user, Evaluation, "view")
    mine = reach_for(request.user, Evaluation, "view").officer_id
    officer = get_object_or_404(Officer, pk=mine)
    return redirect("evaluation:personal_results", officer.number)


@require_safe
def results(request: HttpRequest, number: str) -> HttpResponse:
    """Months or quarters of each year, means of a quarter and of six months (article 17.3)."""
    require(request.user, Evaluation, "view")
    officer = get_object_or_404(Officer, number=number)
    years = results_of(request.user, officer)
    if not years and officer.user_id != request.user.pk:
        raise Http404
    context = {
        "officer": officer,
        "years": years,
        "breadcrumbs": [
            {"label": _("Evaluation"), "url": reverse("evaluation:periods")},
            {"label": officer.full_name},
        ],
    }
    return render(request, "evaluation/cycle/results.html", context)


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions of a form with their reasons and differences."""
    found = form_for(request.user, "view", pk)
    period = parse_period(found.period.code)
    context = {
        "evaluation": found,
        "quarter": period,
        "versions": versions_of(request.user, found),
        "breadcrumbs": [
            {"label": _("Evaluation"), "url": reverse("evaluation:periods")},
            {"label": period.title, "url": reverse("evaluation:period", args=[period.code])},
            {"label": found.officer.full_name, "url": reverse("evaluation:form", args=[pk])},
            {"label": _("Versions")},
        ],
    }
    return render(request, "evaluation/cycle/versions.html", context)
