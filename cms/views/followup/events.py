"""How far a directive has come; meetings where it was made known, with who came."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.entry.followup import AttendanceEntry, DisseminationEntry
from cms.models import Directive, Dissemination
from cms.reports.followup_panels import events_context
from cms.reports.followup_tables import share
from cms.selectors.followup import MOST_INVITED, invited_on
from cms.services.followup import (
    Presence,
    correct_dissemination,
    record_attendance,
    record_dissemination,
)
from cms.views.followup.asking import (
    acting_units,
    actor,
    directive_of,
    done,
    kept_file,
    unit_to_act_for,
    way_of,
)
from staff.access import row_for, rows_for
from staff.models import Posting

BELOW = "duoi"


@require_safe
def followup(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that became of a directive, as far as the reader's reach goes."""
    directive = directive_of(request, pk)
    context = {
        "directive": directive,
        "breadcrumbs": [*way_of(directive)[:-1], {"label": directive.symbol}],
        **events_context(request, directive),
    }
    return render(request, "cms/followup/directive.html", context)


@require_http_methods(["GET", "POST"])
def dissemination_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that a directive was made known; the list of who came follows."""
    directive = directive_of(request, pk)
    units = acting_units(request, Dissemination)
    form = DisseminationEntry(request.POST or None, request.FILES or None, units=units)

    def act() -> Dissemination:
        unit = unit_to_act_for(request, Dissemination, form.cleaned_data["unit"])
        file = form.cleaned_data["minutes"]
        return record_dissemination(
            directive=directive, unit=unit, event=form.event(), file=file, actor=actor(request)
        )

    message = _("The meeting was kept; now say who came.")
    if request.method == "POST" and form.is_valid() and (row := done(request, form, act, message)):
        return redirect("cms:attendance", row.pk)
    return _form_page(request, directive, form, _("Directive made known"))


@require_safe
def dissemination(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting with who was invited and who came."""
    row = _found(request, pk, "view")
    people = list(
        row.attendance.select_related("officer").order_by("present", "officer__name_key", "officer__number")
    )
    context = {
        "row": row,
        "people": people,
        "present_share": share(sum(each.present for each in people), len(people)),
        "may_change": rows_for(request.user, Dissemination, "change").filter(pk=pk).exists(),
        "breadcrumbs": way_of(row.directive, (_("Directive made known"), "")),
    }
    return render(request, "cms/followup/dissemination.html", context)


@require_http_methods(["GET", "POST"])
def dissemination_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct day, form, place or minutes."""
    row = _found(request, pk, "change")
    initial = DisseminationEntry.initial_of(row)
    form = DisseminationEntry(request.POST or None, request.FILES or None, initial=initial)

    def act() -> Dissemination:
        file = form.cleaned_data["minutes"]
        return correct_dissemination(dissemination=row, event=form.event(), file=file, actor=actor(request))

    message = _("The correction was kept.")
    if request.method == "POST" and form.is_valid() and done(request, form, act, message):
        return redirect("cms:dissemination", pk)
    back = reverse("cms:dissemination", args=[pk])
    return _form_page(request, row.directive, form, _("Correct the meeting"), back)


@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick who came: those who served in the unit on that day, on wish with the units below."""
    row = _found(request, pk, "change")
    with_below = request.GET.get(BELOW) == "1"
    known = {each.officer_id: Presence(each.present, each.reason) for each in row.attendance.all()}
    people = _invited(row, known, with_below=with_below)
    too_many = len(people) > MOST_INVITED
    form = AttendanceEntry(request.POST or None, people=[] if too_many else people, known=known)

    def act() -> list[int]:
        return [record_attendance(dissemination=row, lines=form.lines(), actor=actor(request))]

    message = _("The attendance list was kept.")
    if request.method == "POST" and form.is_valid() and done(request, form, act, message):
        return redirect("cms:dissemination", pk)
    here = reverse("cms:attendance", args=[pk])
    context = {
        "row": row,
        "form": form,
        "too_many": too_many,
        "most": MOST_INVITED,
        "tabs": [
            {"label": _("The unit itself"), "url": here, "active": not with_below},
            {"label": _("With the units below"), "url": f"{here}?{BELOW}=1", "active": with_below},
        ],
        "back": reverse("cms:dissemination", args=[pk]),
        "breadcrumbs": way_of(row.directive, (_("Attendance"), "")),
    }
    return render(request, "cms/followup/attendance.html", context)


@require_safe
def minutes(request: HttpRequest, pk: int) -> FileResponse:
    """The minutes of a meeting."""
    return kept_file(_found(request, pk, "view").minutes)


def _invited(row: Dissemination, known: dict[int, Presence], *, with_below: bool) -> list[Posting]:
    """Who served in the unit on the day; whoever stands on the kept list stays on it."""
    people = invited_on(row.unit_id, row.held_on, with_below=with_below)
    if with_below or set(known) <= {each.officer_id for each in people}:
        return people
    below = invited_on(row.unit_id, row.held_on, with_below=True)
    here = {each.officer_id for each in people}
    return [each for each in below if each.officer_id in here or each.officer_id in known]


def _found(request: HttpRequest, pk: int, action: str) -> Dissemination:
    row_for(request.user, Dissemination, action, pk=pk)
    found: Dissemination = Dissemination.objects.select_related("directive", "unit", "minutes").get(pk=pk)
    return found


def _form_page(
    request: HttpRequest, directive: Directive, form: Any, title: str, back: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "directive": directive,
        "back": back or reverse("cms:followup", args=[directive.pk]),
        "breadcrumbs": way_of(directive, (title, "")),
    }
    return render(request, "cms/followup/form.html", context)
