"""Criteria for organisations: the set in force, the versions, a new set by decision (art. 6, 7)."""

import io
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.entry.organisations.criteria import CriteriaForm
from evaluation.models import UnitCriterion
from evaluation.selectors.organisations.criteria import DEFAULT_SPLIT, PART_TITLES, set_of, sets
from evaluation.services.organisations.criteria import decide_criteria
from hrm.kernel.workbook.writer import Value, write_table
from staff.access import may, require
from staff.models import User
from staff.services.errors import DomainError
from staff.views.staffing import workbook_response


@require_safe
def unit_criteria(request: HttpRequest) -> HttpResponse:
    """Every set, the newest first; the default split says that it is one."""
    require(request.user, UnitCriterion, "view")
    context = {
        "sets": [(each, _parts(each.lines)) for each in sets()],
        "default_split": DEFAULT_SPLIT,
        "may_decide": may(request.user, UnitCriterion, "change"),
        "breadcrumbs": _crumbs(),
    }
    return render(request, "evaluation/organisations/criteria.html", context)


@require_safe
def unit_criteria_xlsx(request: HttpRequest) -> HttpResponse:
    """Every set as a workbook."""
    require(request.user, UnitCriterion, "view")
    headings = [
        _("In force from the day"),
        _("Last day in force"),
        _("Decision"),
        _("Part of the criteria"),
        _("Code"),
        _("Criterion"),
        _("Most points"),
        _("Article"),
    ]
    rows: list[list[Value]] = [
        [
            *each.span.split(" – "),
            each.decision or DEFAULT_SPLIT,
            PART_TITLES[line.part],
            line.code,
            line.text,
            line.maximum,
            line.article,
        ]
        for each in sets()
        for line in each.lines
    ]
    out = io.BytesIO()
    write_table(out, _("Criteria for organisations"), headings, rows)
    return workbook_response(out.getvalue(), f"tieu-chi-don-vi-{localdate():%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def unit_criteria_decide(request: HttpRequest) -> HttpResponse:
    """A new set by a decision of the ministry (art. 7.2)."""
    require(request.user, UnitCriterion, "change")
    in_force = set_of(localdate().year)
    form = CriteriaForm(
        request.POST if request.method == "POST" else None, lines=in_force.lines if in_force else ()
    )
    if request.method == "POST" and form.is_valid() and _decided(request, form):
        return redirect("evaluation:unit_criteria")
    context = {"form": form, "breadcrumbs": _crumbs(_("New set"))}
    return render(request, "evaluation/organisations/criteria_decide.html", context)


def _decided(request: HttpRequest, form: CriteriaForm) -> bool:
    data = form.cleaned_data
    try:
        decide_criteria(
            lines=form.criteria(),
            decision=data["decision"],
            start=data["start"],
            actor=cast(User, request.user),
        )
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    messages.success(request, _("The new set of criteria is kept; the set before ends on its first day."))
    return True


def _parts(lines: object) -> list[tuple[str, list[object]]]:
    listed = list(cast("list[object]", lines))
    return [
        (title, [line for line in listed if getattr(line, "part", None) == part])
        for part, title in PART_TITLES.items()
    ]


def _crumbs(last: str = "") -> list[dict[str, str]]:
    crumbs = [{"label": _("Ratings of organisations"), "url": reverse("evaluation:unit_ratings")}]
    if not last:
        return [*crumbs, {"label": _("Criteria for organisations")}]
    criteria = {"label": _("Criteria for organisations"), "url": reverse("evaluation:unit_criteria")}
    return [*crumbs, criteria, {"label": last}]
