"""Withdrawing what was entered by mistake: a hand-over, a defect or delay, a joint product; with the reason."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evaluation.entry.work.giving import WithdrawForm
from evaluation.models import HandOver, JointWork, WorkInstance, WorkItem
from evaluation.rules.periods import parse_period
from evaluation.rules.quantities import written_quantity
from evaluation.services.withdrawing import withdraw_hand_over, withdraw_instance, withdraw_joint
from evaluation.views.work.asking import actor, crumbs, done
from hrm.kernel.dates import show_date
from staff.access import row_for, rows_for


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a hand-over; only for who gives the work of both."""
    given = rows_for(request.user, WorkItem, "give").values("pk")
    found: HandOver = row_for(request.user, HandOver, "view", pk=pk, item__in=given, taken__in=given)
    intro = _("%(quantity)s handed over to %(name)s on %(day)s: %(reason)s") % {
        "quantity": written_quantity(found.quantity),
        "name": found.taken.officer.full_name,
        "day": show_date(found.day),
        "reason": found.reason,
    }
    return _asked(
        request,
        lambda reason: withdraw_hand_over(passed=found, reason=reason, actor=actor(request)),
        title=_("Withdraw the hand-over"),
        intro=intro,
        period=found.item.period,
        back=reverse("evaluation:work_item", args=[found.item_id]),
    )


@require_http_methods(["GET", "POST"])
def instance(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a defect or delay."""
    given = rows_for(request.user, WorkItem, "give").values("pk")
    found: WorkInstance = row_for(request.user, WorkInstance, "view", pk=pk, item__in=given)
    return _asked(
        request,
        lambda reason: withdraw_instance(instance=found, reason=reason, actor=actor(request)),
        title=_("Withdraw the defect or delay"),
        intro=f"{found.get_kind_display()}, {show_date(found.day)}: {found.reason}",
        period=found.item.period,
        back=reverse("evaluation:work_item", args=[found.item_id]),
    )


@require_http_methods(["GET", "POST"])
def joint(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a joint product; only for who gives the work of everyone who shares it."""
    found: JointWork = row_for(request.user, JointWork, "view", pk=pk)
    items = set(found.shares.values_list("item_id", flat=True))
    if rows_for(request.user, WorkItem, "give").filter(pk__in=items).count() != len(items):
        raise Http404
    return _asked(
        request,
        lambda reason: withdraw_joint(joint=found, reason=reason, actor=actor(request)),
        title=_("Withdraw the joint product"),
        intro=_("%(title)s: the shares go out of the work of everyone who has one.") % {"title": found.title},
        period=found.period,
        back=reverse("evaluation:joint_works", args=[found.period]),
    )


def _asked(
    request: HttpRequest, act: Callable[[str], None], *, title: str, intro: str, period: str, back: str
) -> HttpResponse:
    """The form that asks for the reason, and what then happens."""
    form = WithdrawForm(request.POST or None)
    message = _("It was withdrawn; the history keeps it with the reason.")
    if (
        request.method == "POST"
        and form.is_valid()
        and done(request, form, lambda: act(form.cleaned_data["reason"]), message)
    ):
        return redirect(back)
    context = {
        "form": form,
        "title": title,
        "intro": intro,
        "back": back,
        "danger": True,
        "breadcrumbs": crumbs(parse_period(period), (title, "")),
    }
    return render(request, "evaluation/work/form.html", context)
