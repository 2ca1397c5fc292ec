"""One item of work: its page, and everything done to it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluation.entry.work.giving import (
    ClaimForm,
    CorrectForm,
    HandOverForm,
    InstanceForm,
    QuantityForm,
    TakeBackForm,
)
from evaluation.enums import InstanceKind, Verdict
from evaluation.models import WorkInstance, WorkItem
from evaluation.rules.giving import left_to_do
from evaluation.rules.periods import parse_period
from evaluation.rules.quantities import written_quantity
from evaluation.selectors.giving import history_of, is_own, may_give, members_of
from evaluation.selectors.roster import confirmed_officers
from evaluation.selectors.withdrawn import withdrawn_of
from evaluation.selectors.work_lines import lines_of, with_people
from evaluation.services.giving import change_quantity, handed
from evaluation.services.giving import take_back as take_back_item
from evaluation.services.handing_over import hand_over as pass_on
from evaluation.services.instances import claim_objective, counted, judge_objective, note_instance
from evaluation.services.reporting import correct_done
from evaluation.views.work.asking import actor, crumbs, done
from staff.access import row_for, rows_for
from staff.models import Officer
from staff.services.errors import DomainError


@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one item: figures, source, hand-overs, shares, defects and delays, history."""
    found = _item(request, "view", pk)
    line, over = lines_of([found])[0], handed(found)
    context = {
        "item": found,
        "line": line,
        "handed": over,
        "left": left_to_do(found.assigned, over, line.done),
        "given_to_others": found.handed_over.select_related("taken__officer", "taken__unit", "made_by"),
        "taken_over": found.taken_over.select_related("item__officer", "item__unit", "made_by"),
        "shares": found.joint_shares.select_related("joint"),
        "instances": found.instances.select_related("noted_by", "judged_by"),
        "times": [(kind.label, counted(found, kind)) for kind in InstanceKind],
        "withdrawn": withdrawn_of(found),
        "history": history_of(found),
        "gives": may_give(request.user, found),
        "own": is_own(request.user, found),
        "frozen": found.officer_id in confirmed_officers(parse_period(found.period)),
    }
    return _page(request, "item", found, context)


@require_http_methods(["GET", "POST"])
def quantity(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how much was given."""
    found = _item(request, "give", pk)
    form = QuantityForm(request.POST or None, initial={"quantity": found.assigned})
    return _acted(
        request,
        found,
        form,
        lambda: change_quantity(item=found, actor=actor(request), **form.cleaned_data),
        _("Change the quantity"),
        _("The quantity was changed."),
    )


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove what was given by mistake."""
    found = _item(request, "give", pk)
    form = TakeBackForm(request.POST or None)
    return _acted(
        request,
        found,
        form,
        lambda: take_back_item(item=found, actor=actor(request), **form.cleaned_data),
        _("Remove work given by mistake"),
        _("The work was removed; the history keeps it with the reason."),
        to=reverse("evaluation:work_of", args=[found.period, found.officer.number]),
        danger=True,
    )


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was reported as done."""
    found = _item(request, "give", pk)
    form = CorrectForm(request.POST or None, initial={"done": found.done})
    return _acted(
        request,
        found,
        form,
        lambda: correct_done(item=found, actor=actor(request), **form.cleaned_data),
        _("Correct the quantity done"),
        _("The quantity was changed."),
    )


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass part of an item on to another officer in reach."""
    found = _item(request, "give", pk)
    members = members_of(request.user, parse_period(found.period)).members
    others = [member for member in members.values() if member.officer_id != found.officer_id]
    left = left_to_do(found.assigned, handed(found), lines_of([found])[0].done)
    form = HandOverForm(request.POST or None, initial={"quantity": left}, members=others)

    def act() -> None:
        facts = dict(form.cleaned_data)
        to = Officer.objects.get(pk=members[facts.pop("officer")].officer_id)
        pass_on(item=found, to=to, actor=actor(request), **facts)

    intro = _(
        "Article 18.1.d: the work stays in the assigned total of %(name)s and is not counted as done there; "
        "who takes it over has it outside the assigned total, and it adds to the result. Left: %(left)s."
    ) % {"name": found.officer.full_name, "left": written_quantity(left)}
    return _acted(request, found, form, act, _("Hand work over"), _("The work was handed over."), intro=intro)


@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a defect or delay down."""
    found = _item(request, "give", pk)
    form = InstanceForm(request.POST or None)

    def act() -> None:
        facts = dict(form.cleaned_data)
        kind = InstanceKind(facts.pop("kind"))
        note_instance(item=found, kind=kind, actor=actor(request), **facts)

    intro = _(
        "Article 14.2.b, c: each takes 25% off one product, unless the competent authority confirms an "
        "objective cause. The officer is told and may claim one."
    )
    return _acted(request, found, form, act, _("Note a defect or delay"), _("It was noted."), intro=intro)


@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Claim an objective cause, as the officer concerned."""
    items = rows_for(request.user, WorkItem, "report").values("pk")
    found: WorkInstance = row_for(request.user, WorkInstance, "view", pk=pk, item__in=items)
    form = ClaimForm(request.POST or None)
    return _acted(
        request,
        _item(request, "report", found.item_id),
        form,
        lambda: claim_objective(instance=found, actor=actor(request), **form.cleaned_data),
        _("Claim an objective cause"),
        _("The claim was sent to those who give the work."),
        intro=f"{found.get_kind_display()}, {found.day:%d/%m/%Y}: {found.reason}",
    )


@require_POST
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or refuse a claimed objective cause."""
    items = rows_for(request.user, WorkItem, "give").values("pk")
    found: WorkInstance = row_for(request.user, WorkInstance, "view", pk=pk, item__in=items)
    form = forms.Form(request.POST)
    verdict = request.POST.get("verdict", "")

    def act() -> None:
        if verdict not in (Verdict.YES, Verdict.NO):
            raise DomainError(_("Choose whether the objective cause is confirmed."))
        judge_objective(instance=found, confirmed=verdict == Verdict.YES, actor=actor(request))

    if form.is_valid() and not done(request, form, act, _("The decision was kept; the officer was told.")):
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return redirect("evaluation:work_item", found.item_id)


def _item(request: HttpRequest, action: str, pk: int) -> WorkItem:
    row_for(request.user, WorkItem, action, pk=pk)
    found: WorkItem = with_people(WorkItem.objects.filter(pk=pk)).get()
    return found


def _acted(
    request: HttpRequest,
    found: WorkItem,
    form: forms.Form,
    act: Callable[[], Any],
    title: str,
    message: str,
    *,
    intro: str = "",
    to: str = "",
    danger: bool = False,
) -> HttpResponse:
    """A form about one item: done and back to it, or shown again with what is wrong."""
    back = reverse("evaluation:work_item", args=[found.pk])
    if request.method == "POST" and form.is_valid() and done(request, form, act, message):
        return redirect(to or back)
    context = {"form": form, "title": title, "intro": intro, "back": back, "danger": danger}
    return _page(request, "item_form", found, context, title)


def _page(
    request: HttpRequest, name: str, found: WorkItem, context: dict[str, Any], last: str = ""
) -> HttpResponse:
    period = parse_period(found.period)
    if is_own(request.user, found) and not may_give(request.user, found):
        mine = reverse("evaluation:my_work") + f"?ky={found.period}"
        way = [{"label": _("My work"), "url": mine}]
    else:
        person = reverse("evaluation:work_of", args=[found.period, found.officer.number])
        way = crumbs(period, (found.officer.full_name, person))
    if last:
        url = reverse("evaluation:work_item", args=[found.pk])
        way += [{"label": found.product.code, "url": url}, {"label": last}]
    else:
        way.append({"label": found.product.code})
    shared = {"item": found, "period": period, "breadcrumbs": way}
    return render(request, f"evaluation/work/{name}.html", {**shared, **context})
