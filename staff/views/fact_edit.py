"""Entering, correcting and withdrawing one entry of a history."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hrm.kernel.numbers import row_key
from staff.access import Forbidden, require, row_for
from staff.forms.facts import FactForm
from staff.kinds import Kind
from staff.models import Decided, Officer, User
from staff.selectors.chapters import FUTURE, hides_anything, state_on
from staff.selectors.facts import versions_of
from staff.selectors.masked import RELATIONS
from staff.selectors.officers import may_unmask
from staff.services.disclosure import disclose
from staff.services.editing import Overtaken, seen_of
from staff.services.errors import DomainError, ReasonNeeded
from staff.services.facts import correct_fact, record_fact, withdraw_fact
from staff.views.facts import kind_crumb, kind_or_404, officer_crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def fact_add(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """Enter a fact into an officer's history."""
    kind, user = kind_or_404(slug), cast(User, request.user)
    require(user, kind.model, "add")
    officer = row_for(user, Officer, "change", number=number)
    form = FactForm(_typed(request), kind=kind, officer=officer, user=user)
    context: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        saved = attempt(
            form, context, lambda: record_fact(actor=user, officer=officer, kind=kind, **form.facts())
        )
        if saved is not None:
            return _done(request, kind, officer, _recorded(saved))
    return _page(request, form, kind, officer, context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def fact_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct a stored entry. Who saves second is told what changed and keeps what was typed."""
    kind, user = kind_or_404(slug), cast(User, request.user)
    try:
        row = _stored(user, kind, pk, "change")
    except Http404:
        return _withdrawn(request, kind, pk)
    form = FactForm(_typed(request), kind=kind, officer=row.officer, user=user, row=row, seen=seen_of(row))
    if not form.is_bound:
        _show_in_full(user, kind, row.officer)
    context: dict[str, Any] = {"row": row}
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen"]
        saved = attempt(
            form, context, lambda: correct_fact(actor=user, row=row, seen=seen, **form.facts()), row
        )
        if saved is not None:
            return _done(request, kind, row.officer, _("The entry was corrected."))
    return _page(request, form, kind, row.officer, context)


@require_POST
@never_cache
def fact_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take back an entry made by mistake, with the reason."""
    kind, user = kind_or_404(slug), cast(User, request.user)
    row = _stored(user, kind, pk, "delete")
    officer: Officer = row.officer
    try:
        withdraw_fact(
            actor=user,
            row=row,
            seen=row_key(request.POST.get("seen", "")),
            reason=request.POST.get("reason", ""),
        )
    except DomainError as refusal:
        _show_in_full(user, kind, officer)
        form = FactForm(kind=kind, officer=officer, user=user, row=row, seen=seen_of(row))
        context = {
            "row": row,
            "withdraw_error": refusal.message,
            "withdraw_reason": request.POST.get("reason"),
        }
        return _page(request, form, kind, officer, context)
    return _done(request, kind, officer, _("The entry was withdrawn; its history stays."))


def attempt(form: Any, context: dict[str, Any], save: Callable[[], Any], row: Decided | None = None) -> Any:
    """What the service returns, or None with the form telling why it refused."""
    try:
        return save()
    except Overtaken as overtaken:
        context["overtaken"] = overtaken
        # The editor has now seen the change: saving again keeps the own version knowingly.
        form.data = form.data.copy()
        form.data["seen"] = seen_of(row) if row is not None else ""
        form.add_error(None, overtaken.message)
    except ReasonNeeded as needed:
        form.asks_reason = True
        context["findings"] = needed.findings
        form.add_error("reason", _("A rule advises against this; say why it is so all the same."))
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return None


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _stored(user: User, kind: Kind, pk: int, action: str) -> Any:
    row = row_for(user, kind.model, action, pk=pk, **kind.where)
    if kind.masked and not may_unmask(user, row.officer):
        raise Forbidden
    return row


def _show_in_full(user: User, kind: Kind, officer: Officer) -> None:
    """The form of a masked kind shows it whole: that is a disclosure."""
    if hides_anything(kind):
        disclose(actor=user, officer=officer, group=RELATIONS)


def _withdrawn(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Somebody withdrew the entry that was being corrected: what was typed becomes a new entry."""
    user = cast(User, request.user)
    officer, versions, stands = versions_of(user, kind, pk)
    if stands:
        raise Http404  # may be seen, not changed
    officer = row_for(user, Officer, "change", pk=officer.pk)
    form = FactForm(_typed(request), kind=kind, officer=officer, user=user)
    if form.is_bound:
        form.is_valid()
    return _page(request, form, kind, officer, {"withdrawn": versions[0]})


def _page(
    request: HttpRequest, form: FactForm, kind: Kind, officer: Officer, context: dict[str, Any]
) -> HttpResponse:
    row = context.get("row")
    title = _("Correct: %(kind)s") if row is not None else _("Enter: %(kind)s")
    crumbs = [*officer_crumbs(cast(User, request.user), officer), kind_crumb(kind, officer)]
    own: dict[str, Any] = {
        "form": form,
        "kind": kind,
        "officer": officer,
        "title": title % {"kind": kind.heading},
        "action": reverse("staff:fact_add", args=[officer.number, kind.slug]),
        "seen": seen_of(row) if row is not None else "",
        "breadcrumbs": [*crumbs, {"label": _("Correct") if row is not None else _("Enter")}],
    }
    if row is not None:
        own["action"] = reverse("staff:fact_edit", args=[kind.slug, row.pk])
    return render(request, "staff/facts/form.html", own | context)


def _recorded(row: Decided) -> str:
    if state_on(row, timezone.localdate()) == FUTURE:
        return _("Entered; it takes effect on %(day)s.") % {"day": f"{row.start:%d/%m/%Y}"}
    return _("Entered into the record.")


def _done(request: HttpRequest, kind: Kind, officer: Officer, message: str) -> HttpResponse:
    """Back to the chapter of the officer page that the kind stands in."""
    messages.success(request, message)
    return redirect(f"{reverse('staff:officer', args=[officer.number])}?tab={kind.chapter.value}")
