"""Giving work from the targets of the caseload: suggested with its figures, changed, then given."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evaluation.entry.work.giving import SuggestedForm, TargetForm
from evaluation.rules.periods import ScoringPeriod
from evaluation.rules.target_share import periods_left
from evaluation.selectors.giving import members_of
from evaluation.selectors.target_shares import Suggestion, suggest
from evaluation.services.giving import Gift, give_work
from evaluation.views.work.asking import actor, crumbs, done, period_of
from staff.models import Officer


@require_http_methods(["GET", "POST"])
def from_targets(request: HttpRequest, period: str) -> HttpResponse:
    """Quantities of a unit for a period from target, C8 and C12; nothing is written before it is given."""
    asked = period_of(period)
    members = list(members_of(request.user, asked).members.values())
    units = sorted({(member.unit.code, member.unit.name) for member in members})
    choice = TargetForm(_asked(request, units), units=units)
    suggestions: list[Suggestion] = []
    if choice.is_valid():
        facts = choice.cleaned_data
        chosen = [member for member in members if member.unit.code == facts["unit"]]
        today = timezone.localdate()
        suggestions = suggest(request.user, asked, chosen, percent=facts["percent"], today=today)
    form = SuggestedForm(request.POST or None, suggestions=suggestions)
    message = _("The work was given.")
    if (
        request.method == "POST"
        and form.is_valid()
        and _any(form)
        and done(request, form, lambda: _give(request, asked, form), message)
    ):
        return redirect("evaluation:giving_board", asked.code)
    context: dict[str, Any] = {
        "period": asked,
        "choice": choice,
        "form": form,
        "suggestions": suggestions,
        "left": periods_left(asked),
        "back": reverse("evaluation:giving_board", args=[asked.code]),
        "breadcrumbs": crumbs(asked, (_("From the caseload targets"), "")),
    }
    return render(request, "evaluation/work/from_targets.html", context)


def _asked(request: HttpRequest, units: list[tuple[str, str]]) -> dict[str, str]:
    """The unit of the address, else the first one."""
    first = units[0][0] if units else ""
    return {"unit": request.GET.get("unit", first), "percent": request.GET.get("percent", "")}


def _any(form: SuggestedForm) -> bool:
    if form.chosen():
        return True
    form.add_error(None, _("No quantity was written; nothing was given."))
    return False


def _give(request: HttpRequest, period: ScoringPeriod, form: SuggestedForm) -> None:
    chosen = form.chosen()
    people = Officer.objects.in_bulk([each.member.officer_id for each, _quantity in chosen])
    gifts = [Gift(people[each.member.officer_id], each.product, quantity) for each, quantity in chosen]
    give_work(period=period, gifts=gifts, actor=actor(request), reason=str(_("From the caseload targets")))
