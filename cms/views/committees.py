"""The steering committee: list, page as at a day, members."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.forms.committees import CommitteeForm, LeaveForm, MemberForm
from cms.models import Committee, CommitteeMember
from cms.reports.committees import CommitteeTable
from cms.selectors.committees import committee_rows, meetings_of, seats_at
from cms.selectors.governance import Choices, people_choices, people_of, unit_choices_for
from cms.services.committees import correct_member, keep_committee, leave_seat, seat_member
from cms.views.governance import Crumb, Screen, actor, ask, bound, crumbs
from staff.access import Forbidden, may, require, row_for, rows_for
from staff.models import Officer, Unit
from staff.views.days import as_at
from staff.views.paging import sorted_and_paged

_both = require_http_methods(["GET", "POST"])


@require_safe
def committee_list(request: HttpRequest) -> HttpResponse:
    """Committees in reach."""
    require(request.user, Committee, "view")
    table = CommitteeTable(committee_rows(actor(request)), request=request)
    context = {
        "table": sorted_and_paged(table, request),
        "may_add": may(request.user, Committee, "add"),
        "breadcrumbs": crumbs((_("Steering committee"), "")),
    }
    return render(request, "cms/committees/list.html", context)


@require_safe
def committee(request: HttpRequest, pk: int) -> HttpResponse:
    """One committee: who holds each seat as at a day, who came and went, meetings."""
    found = found_committee(request, "view", pk)
    at = as_at(request)
    context = {
        "committee": found,
        "at": at,
        "seats": seats_at(found, at.day) if at.day else None,
        "meetings": meetings_of(found),
        "may_change": rows_for(request.user, Committee, "change").filter(pk=pk).exists(),
        "breadcrumbs": crumbs(home(), (found.name, "")),
    }
    return render(request, "cms/committees/page.html", context)


@_both
def committee_new(request: HttpRequest) -> HttpResponse:
    """Enter the committee of a province in reach."""
    if not may(request.user, Committee, "add"):
        raise Forbidden
    units = unit_choices_for(actor(request), Committee, "add", localdate())
    form = CommitteeForm(**bound(request), units=units)
    return ask(
        request,
        form,
        Screen(_("New steering committee"), (home(),), _("Decree 152/2026 art. 103, 104")),
        lambda: keep_committee(
            actor=actor(request), unit=Unit.objects.get(pk=form.cleaned_data["unit"]), facts=form.facts()
        ),
        done=_("The committee was entered; now fill its seats."),
        goto=address_of,
    )


@_both
def committee_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a committee, or note its end."""
    found = found_committee(request, "change", pk)
    form = CommitteeForm(**bound(request), units=None, initial=CommitteeForm.initial_of(found))
    return ask(
        request,
        form,
        screen(found, _("Correct the committee")),
        lambda: keep_committee(actor=actor(request), unit=found.unit, facts=form.facts(), committee=found),
        done=_("The committee was saved."),
    )


@_both
def member_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill a seat, perhaps instead of somebody."""
    found = found_committee(request, "change", pk)
    seated = seats_at(found, localdate()).holding
    form = MemberForm(**bound(request), officers=_officers(request, found, None), seated=seated)
    return ask(
        request,
        form,
        screen(found, _("New member")),
        lambda: seat_member(
            actor=actor(request),
            committee=found,
            facts=form.facts(_officer(form)),
            instead_of=_replaced(form, seated),
        ),
        done=_("The seat was filled."),
    )


@_both
def member_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a member."""
    member = _member(request, pk)
    form = MemberForm(
        **bound(request),
        officers=_officers(request, member.committee, member.officer),
        seated=None,
        initial=MemberForm.initial_of(member),
    )
    return ask(
        request,
        form,
        screen(member.committee, _("Correct the member"), hint=member.name),
        lambda: correct_member(actor=actor(request), member=member, facts=form.facts(_officer(form))),
        done=_("The member was saved."),
    )


@_both
def member_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """A member leaves the seat."""
    member = _member(request, pk)
    form = LeaveForm(**bound(request))
    return ask(
        request,
        form,
        screen(member.committee, _("Leave the seat"), hint=f"{member.name}, {member.get_role_display()}"),
        lambda: leave_seat(actor=actor(request), member=member, end=form.cleaned_data["end"]),
        done=_("The end of the membership was noted."),
    )


def found_committee(request: HttpRequest, action: str, pk: int) -> Any:
    """A committee on which the person may do the action."""
    return row_for(request.user, Committee, action, pk=pk)


def home() -> Crumb:
    """The list."""
    return _("Steering committee"), reverse("cms:committees")


def address_of(found: Committee) -> str:
    """The page of a committee."""
    return reverse("cms:committee", args=[found.pk])


def screen(found: Committee, title: str, *more: Crumb, hint: str = "") -> Screen:
    """A form about a committee."""
    return Screen(title, (home(), (found.name, address_of(found)), *more), hint or found.name)


def _member(request: HttpRequest, pk: int) -> CommitteeMember:
    require(request.user, Committee, "change")
    kept = rows_for(request.user, Committee, "change").order_by().values("pk")
    members = CommitteeMember.objects.select_related("committee__unit", "officer")
    found: CommitteeMember = get_object_or_404(members.filter(committee__in=kept), pk=pk)
    return found


def _officers(request: HttpRequest, found: Committee, chosen: Officer | None) -> Choices:
    """People of the province, and whoever is named already."""
    postings = list(people_of(actor(request), found.unit_id, localdate()))
    listed = people_choices(postings)
    if chosen is not None and all(posting.officer_id != chosen.pk for posting in postings):
        listed.append((chosen.pk, chosen.full_name))
    return listed


def _officer(form: MemberForm) -> Officer | None:
    key = form.cleaned_data["officer"]
    return Officer.objects.get(pk=key) if key else None


def _replaced(form: MemberForm, seated: list[CommitteeMember]) -> CommitteeMember | None:
    key = form.cleaned_data["instead_of"]
    return next((member for member in seated if str(member.pk) == key), None)
