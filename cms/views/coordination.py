"""Coordination rules: list, workbook, page, what is entered, files."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.forms.coordination import DutyForm, EndForm, RuleFilter, RuleForm, RuleMeetingForm
from cms.models import CoordinationDuty, CoordinationMeeting, CoordinationRule, Task
from cms.reports.coordination import RuleTable
from cms.selectors.coordination import known_partners, rule_page, rule_rows
from cms.selectors.governance import Choices, unit_choices_for
from cms.services.coordination import (
    correct_rule,
    end_rule,
    enter_duty,
    enter_rule,
    give_duty,
    hold_meeting,
)
from cms.views.governance import (
    Crumb,
    Screen,
    actor,
    ask,
    ask_task,
    bound,
    crumbs,
    kept_file,
    may_give,
    workbook,
)
from staff.access import Forbidden, may, require, row_for, rows_for
from staff.models import Unit
from staff.reports.table_workbook import table_workbook
from staff.views.paging import sorted_and_paged

_both = require_http_methods(["GET", "POST"])


@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """Coordination rules in reach."""
    form, table = _listed(request)
    context = {
        "form": form,
        "table": sorted_and_paged(table, request),
        "may_add": may(request.user, CoordinationRule, "add"),
        "breadcrumbs": crumbs((_("Coordination"), "")),
    }
    return render(request, "cms/coordination/list.html", context)


@require_safe
def rule_xlsx(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook."""
    _form, table = _listed(request)
    content = table_workbook(_("Coordination rules"), table)
    return workbook(content, f"quy-che-phoi-hop-{localdate():%Y-%m-%d}.xlsx")


@require_safe
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """One set of rules: partners, duties with tasks, meetings."""
    found = _found(request, "view", pk)
    today = localdate()
    context = {
        "rule": found,
        "partners": found.partners.order_by("name"),
        "in_force": found.ended_on is None or found.ended_on > today,
        "overdue": found.next_review < today,
        "may_change": rows_for(request.user, CoordinationRule, "change").filter(pk=pk).exists(),
        "may_give": may_give(request, found.unit_id),
        "today": today,
        "breadcrumbs": crumbs(_home(), (found.symbol, "")),
        **rule_page(actor(request), found),
    }
    return render(request, "cms/coordination/page.html", context)


@_both
def rule_new(request: HttpRequest) -> HttpResponse:
    """Enter rules of a unit in reach."""
    if not may(request.user, CoordinationRule, "add"):
        raise Forbidden
    units = unit_choices_for(actor(request), CoordinationRule, "add", localdate())
    form = RuleForm(**bound(request), units=units, partners=_partners(request))
    return ask(
        request,
        form,
        Screen(_("New coordination rules"), (_home(),)),
        lambda: enter_rule(
            actor=actor(request),
            unit=Unit.objects.get(pk=form.cleaned_data["unit"]),
            facts=form.facts(),
            upload=form.cleaned_data["file"],
        ),
        done=_("The rules were entered; now note the duties of each party."),
        goto=lambda made: reverse("cms:coordination_rule", args=[made.pk]),
    )


@_both
def rule_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct rules."""
    found = _found(request, "change", pk)
    form = RuleForm(
        **bound(request), units=None, partners=_partners(request), initial=RuleForm.initial_of(found)
    )
    return ask(
        request,
        form,
        _screen(found, _("Correct the rules")),
        lambda: correct_rule(
            actor=actor(request), rule=found, facts=form.facts(), upload=form.cleaned_data["file"]
        ),
        done=_("The rules were saved."),
    )


@_both
def rule_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The rules are no longer in force."""
    found = _found(request, "change", pk)
    form = EndForm(**bound(request))
    return ask(
        request,
        form,
        _screen(found, _("End the rules")),
        lambda: end_rule(actor=actor(request), rule=found, **form.cleaned_data),
        done=_("The end of the rules was noted."),
    )


@_both
def duty_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a duty of a party."""
    found = _found(request, "change", pk)
    form = DutyForm(**bound(request), rule=found)
    return ask(
        request,
        form,
        _screen(found, _("New duty")),
        lambda: enter_duty(actor=actor(request), rule=found, **form.typed()),
        done=_("The duty was noted."),
    )


@_both
def duty_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a duty."""
    duty = _duty(request, "change", pk)
    form = DutyForm(**bound(request), rule=duty.rule, initial=DutyForm.initial_of(duty))
    return ask(
        request,
        form,
        _screen(duty.rule, _("Correct the duty")),
        lambda: enter_duty(actor=actor(request), rule=duty.rule, duty=duty, **form.typed()),
        done=_("The duty was saved."),
    )


@_both
def duty_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a duty of ours to somebody."""
    require(request.user, Task, "add")
    duty = _duty(request, "view", pk)
    screen = _screen(duty.rule, _("Give a task"), hint=duty.text)
    return ask_task(
        request,
        screen,
        duty.rule.unit,
        lambda owner, unit, wanted: give_duty(
            actor=actor(request), duty=duty, owner=owner, unit=unit, wanted=wanted
        ),
        {"title": duty.text[:400]},
    )


@_both
def meeting_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a joint meeting or review."""
    found = _found(request, "change", pk)
    form = RuleMeetingForm(**bound(request))

    def carry_out() -> CoordinationMeeting:
        typed = dict(form.cleaned_data)
        return hold_meeting(actor=actor(request), rule=found, upload=typed.pop("file"), **typed)

    screen = _screen(found, _("Add a meeting"))
    return ask(request, form, screen, carry_out, done=_("The meeting was kept."))


@require_safe
def rule_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file of the rules."""
    return kept_file(_found(request, "view", pk).file)


@require_safe
def meeting_file(request: HttpRequest, pk: int) -> FileResponse:
    """The minutes of a meeting."""
    require(request.user, CoordinationRule, "view")
    rules = rows_for(request.user, CoordinationRule, "view")
    meetings = CoordinationMeeting.objects.filter(rule__in=rules.order_by().values("pk"))
    return kept_file(get_object_or_404(meetings, pk=pk).file)


def _listed(request: HttpRequest) -> tuple[RuleFilter, RuleTable]:
    require(request.user, CoordinationRule, "view")
    today = localdate()
    units = unit_choices_for(actor(request), CoordinationRule, "view", today)
    partners: Choices = list(known_partners(actor(request)).values_list("pk", "name"))
    form = RuleFilter(request.GET, partners=partners, units=units)
    rows = rule_rows(actor(request), today, **form.asked())
    return form, RuleTable(rows, day=today, request=request)


def _found(request: HttpRequest, action: str, pk: int) -> Any:
    return row_for(request.user, CoordinationRule, action, pk=pk)


def _duty(request: HttpRequest, action: str, pk: int) -> CoordinationDuty:
    """A duty of rules on which the person may do the action."""
    require(request.user, CoordinationRule, action)
    rules = rows_for(request.user, CoordinationRule, action).order_by().values("pk")
    duties = CoordinationDuty.objects.select_related("rule__unit")
    found: CoordinationDuty = get_object_or_404(duties.filter(rule__in=rules), pk=pk)
    return found


def _partners(request: HttpRequest) -> Choices:
    return list(known_partners(actor(request)).values_list("pk", "name"))


def _home() -> Crumb:
    return _("Coordination"), reverse("cms:coordination")


def _screen(found: CoordinationRule, title: str, hint: str = "") -> Screen:
    address = reverse("cms:coordination_rule", args=[found.pk])
    return Screen(title, (_home(), (found.symbol, address)), hint or found.title)
