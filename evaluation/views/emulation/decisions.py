"""Recording the decision on proposals that the council passed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from evaluation.entry.emulation.deciding import DecisionForm
from evaluation.entry.emulation.fields import point_out
from evaluation.enums import AwardStage
from evaluation.models import AwardProposal
from evaluation.rules.base_salary import base_salary_on, bonus_on
from evaluation.selectors.emulation.caps import cap_lines, using_agency
from evaluation.selectors.emulation.proposals import proposal_rows
from evaluation.selectors.emulation.types import types_on
from evaluation.services.emulation.decisions import AwardDecision, decide_awards
from evaluation.views.emulation.asking import actor, crumbs, known_year, reached
from staff.access import require
from staff.selectors.tree import load_tree
from staff.services.errors import DomainError


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, year: int) -> HttpResponse:
    """What the council passed, to be ticked for one decision; the cap and the bonus stand beside it."""
    require(request.user, AwardProposal, "decide")
    _year, today = known_year(year)
    units = reached(request, "decide")
    rows = proposal_rows(request.user, year, "decide").filter(stage=AwardStage.PASSED)
    wanted = request.GET.get("chon", "")
    form = DecisionForm(request.POST or None, passed=rows, initial={"proposals": [wanted] if wanted else []})
    if request.method == "POST" and form.is_valid() and (done := _decided(request, form)):
        text = ngettext(
            "%(n)d title or award was decided and entered in the record.",
            "%(n)d titles and awards were decided and entered in the records.",
            done,
        )
        messages.success(request, text % {"n": done})
        return redirect("evaluation:award_proposals", year)
    tree = load_tree()
    agencies = {using_agency(tree, row.unit_id) for row in form.passed}
    seen = agencies if units is None else agencies & units
    day = form.cleaned_data.get("day", today) if form.is_bound and hasattr(form, "cleaned_data") else today
    context: dict[str, Any] = {
        "year": year,
        "form": form,
        "day": day,
        "salary": base_salary_on(day),
        "lines": [_line(row, form, day) for row in form.passed],
        "caps": cap_lines(seen, year, today, types_on(today), tree),
        "breadcrumbs": crumbs(year, (_("Decision"), "")),
    }
    return render(request, "evaluation/emulation/decide.html", context)


def _line(row: AwardProposal, form: DecisionForm, day: Any) -> dict[str, Any]:
    return {
        "proposal": row,
        "name": row.officer.full_name if row.officer else row.unit.name,
        "ticked": str(row.pk) in form.ticked(),
        "money": bonus_on(row.award.bonus, day),
    }


def _decided(request: HttpRequest, form: DecisionForm) -> int:
    data = form.cleaned_data
    decision = AwardDecision(data["number"], data["day"], data["decided_by"])
    try:
        done = decide_awards(
            actor=actor(request), proposals=form.chosen(), decision=decision, today=localdate()
        )
    except DomainError as refusal:
        point_out(form, refusal.message, refusal.field)
        return 0
    return len(done)
