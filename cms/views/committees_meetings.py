"""Meetings of the steering committee, their conclusions, and the tasks these become."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.forms.committees import ConclusionForm, MeetingForm
from cms.models import Committee, CommitteeMeeting, Conclusion, Task
from cms.reports.committees import conclusion_rows
from cms.selectors.committees import conclusion_lines, head_on
from cms.services.committees_meetings import conclude, give_conclusion, keep_meeting, withdraw_conclusion
from cms.views.committees import found_committee, home, screen
from cms.views.governance import (
    Screen,
    actor,
    ask,
    ask_task,
    bound,
    carry,
    crumbs,
    kept_file,
    may_give,
    rows_workbook,
)
from hrm.kernel.dates import show_date
from staff.access import require, rows_for

_both = require_http_methods(["GET", "POST"])


@_both
def meeting_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a meeting."""
    found = found_committee(request, "change", pk)
    form = MeetingForm(**bound(request), initial={"chair": head_on(found, localdate())})
    return ask(
        request,
        form,
        screen(found, _("Add a meeting")),
        lambda: keep_meeting(
            actor=actor(request), committee=found, facts=form.facts(), upload=form.cleaned_data["file"]
        ),
        done=_("The meeting was kept; now note its conclusions."),
        goto=_address,
    )


@_both
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a meeting."""
    found = _meeting(request, "change", pk)
    form = MeetingForm(**bound(request), initial=MeetingForm.initial_of(found))
    return ask(
        request,
        form,
        _screen(found, _("Correct the meeting")),
        lambda: keep_meeting(
            actor=actor(request),
            committee=found.committee,
            facts=form.facts(),
            upload=form.cleaned_data["file"],
            meeting=found,
        ),
        done=_("The meeting was saved."),
    )


@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting with its conclusions and their tasks."""
    found = _meeting(request, "view", pk)
    parent = found.committee
    kept = rows_for(request.user, Committee, "change").filter(pk=parent.pk).exists()
    context = {
        "meeting": found,
        "committee": parent,
        "lines": conclusion_lines(actor(request), localdate(), meeting=found),
        "may_change": kept,
        "may_give": may_give(request, parent.unit_id),
        "today": localdate(),
        "breadcrumbs": crumbs(
            home(), (parent.name, reverse("cms:committee", args=[parent.pk])), (_named(found), "")
        ),
    }
    return render(request, "cms/committees/meeting.html", context)


@require_safe
def meeting_file(request: HttpRequest, pk: int) -> FileResponse:
    """The minutes."""
    return kept_file(_meeting(request, "view", pk).file)


@require_safe
def conclusion_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Every conclusion of a committee with its tasks."""
    found = found_committee(request, "view", pk)
    context = {
        "committee": found,
        "lines": conclusion_lines(actor(request), localdate(), committee=found),
        "today": localdate(),
        "breadcrumbs": crumbs(
            home(), (found.name, reverse("cms:committee", args=[pk])), (_("Conclusions"), "")
        ),
    }
    return render(request, "cms/committees/conclusions.html", context)


@require_safe
def conclusion_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The same list as a workbook."""
    found = found_committee(request, "view", pk)
    lines = conclusion_lines(actor(request), localdate(), committee=found)
    name = f"ket-luan-ban-chi-dao-{localdate():%Y-%m-%d}.xlsx"
    return rows_workbook(_("Conclusions"), conclusion_rows(lines), name)


@_both
def conclusion_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a conclusion of a meeting."""
    found = _meeting(request, "change", pk)
    form = ConclusionForm(**bound(request))
    return ask(
        request,
        form,
        _screen(found, _("New conclusion")),
        lambda: conclude(actor=actor(request), meeting=found, **form.cleaned_data),
        done=_("The conclusion was noted; now give it to somebody."),
    )


@_both
def conclusion_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a conclusion."""
    found = _conclusion(request, "change", pk)
    form = ConclusionForm(**bound(request), initial=ConclusionForm.initial_of(found))
    return ask(
        request,
        form,
        _screen(found.meeting, _("Correct the conclusion")),
        lambda: conclude(actor=actor(request), meeting=found.meeting, conclusion=found, **form.cleaned_data),
        done=_("The conclusion was saved."),
    )


@require_POST
def conclusion_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out a conclusion noted by mistake."""
    found = _conclusion(request, "change", pk)
    return carry(
        request,
        _address(found.meeting),
        lambda: withdraw_conclusion(actor=actor(request), conclusion=found),
        _("The conclusion was taken out."),
    )


@_both
def conclusion_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a conclusion to somebody of the province."""
    require(request.user, Task, "add")
    found = _conclusion(request, "view", pk)
    return ask_task(
        request,
        _screen(found.meeting, _("Give a task"), hint=found.text),
        found.meeting.committee.unit,
        lambda owner, unit, wanted: give_conclusion(
            actor=actor(request), conclusion=found, owner=owner, unit=unit, wanted=wanted
        ),
        {"title": found.text[:400]},
    )


def _meeting(request: HttpRequest, action: str, pk: int) -> CommitteeMeeting:
    """A meeting of a committee on which the person may do the action."""
    require(request.user, Committee, action)
    reached = rows_for(request.user, Committee, action).order_by().values("pk")
    meetings = CommitteeMeeting.objects.select_related("committee__unit", "file")
    found: CommitteeMeeting = get_object_or_404(meetings.filter(committee__in=reached), pk=pk)
    return found


def _conclusion(request: HttpRequest, action: str, pk: int) -> Conclusion:
    require(request.user, Committee, action)
    reached = rows_for(request.user, Committee, action).order_by().values("pk")
    rows = Conclusion.objects.select_related("meeting__committee__unit")
    found: Conclusion = get_object_or_404(rows.filter(meeting__committee__in=reached), pk=pk)
    return found


def _address(found: CommitteeMeeting) -> str:
    return reverse("cms:committee_meeting", args=[found.pk])


def _named(found: CommitteeMeeting) -> str:
    return _("Meeting of %(day)s") % {"day": show_date(found.held_on)}


def _screen(found: CommitteeMeeting, title: str, hint: str = "") -> Screen:
    return screen(found.committee, title, (_named(found), _address(found)), hint=hint or found.subject)
