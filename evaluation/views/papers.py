"""Documents in the background: what can be made, how far the own ones are, and the finished files."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evaluation.entry.papers import PaperForm
from evaluation.enums import JobState
from evaluation.models import Evaluation, NationalPackage, PaperJob
from evaluation.registries import makers
from evaluation.selectors.papers import (
    makers_for,
    own_paper,
    own_papers,
    periods_to_print,
    units_to_print,
    years_to_print,
)
from evaluation.services.papers import ask_again, ask_for, cancel, remove
from staff.access import may, require
from staff.models import User
from staff.services.errors import DomainError


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """What can be made, and the own documents; an address may carry what to choose."""
    require(request.user, Evaluation, "print")
    return _page(request, _form(request, initial=request.GET.dict()))


@require_POST
def paper_ask(request: HttpRequest) -> HttpResponse:
    """Have a document made."""
    require(request.user, Evaluation, "print")
    form = _form(request, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        ask_for(kind=form.cleaned_data["kind"], wanted=form.wanted(), actor=_user(request))
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _page(request, form, status=422)
    messages.success(
        request, _("It is being made; you can leave this page, a notice tells when it is ready.")
    )
    return redirect("evaluation:papers")


@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    """The own documents alone: what the page asks for every two seconds while one is being made."""
    require(request.user, Evaluation, "print")
    response = render(request, "evaluation/papers/_own.html", _own(request))
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def paper_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the making."""
    return _done(request, pk, cancel, _("It is cancelled; what was made of it is thrown away."))


@require_POST
def paper_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the same made once more."""
    return _done(request, pk, ask_again, _("It is being made once more."))


@require_POST
def paper_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove it, with its file."""
    return _done(request, pk, remove, _("It is removed."))


@require_safe
def paper_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The finished file, to whoever asked for it, as long as the right to print holds."""
    job = _found(request, pk)
    maker = makers.get(job.kind)
    if maker is None or job.state != JobState.DONE:
        raise Http404
    require(request.user, maker.model, maker.action)
    try:
        content = job.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content, as_attachment=True, filename=job.file_name, content_type=maker.content_type
    )
    response["X-Document-SHA256"] = job.sha256
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _done(request: HttpRequest, pk: int, act: Any, told: str) -> HttpResponse:
    job = _found(request, pk)
    try:
        act(job=job, actor=_user(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, told)
    return redirect("evaluation:papers")


def _found(request: HttpRequest, pk: int) -> PaperJob:
    """One of the own documents; anybody else's does not exist."""
    require(request.user, Evaluation, "print")
    found = own_paper(_user(request), pk)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, form: PaperForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "may_make": bool(form.fields["unit"].choices and form.fields["kind"].choices),  # type: ignore[attr-defined]
        **_own(request),
        "may_see_packages": may(request.user, NationalPackage, "view"),
        "keep_days": settings.PAPER_KEEP_DAYS,
        "breadcrumbs": [],
    }
    return render(request, "evaluation/papers/papers.html", context, status=status)


def _own(request: HttpRequest) -> dict[str, Any]:
    lines = own_papers(_user(request))
    return {"lines": lines, "moves": any(line.moves for line in lines)}


def _form(request: HttpRequest, data: Any = None, *, initial: dict[str, Any] | None = None) -> PaperForm:
    user, periods = _user(request), periods_to_print()
    newest = {"period": periods[0][0]} if periods else {}
    return PaperForm(
        data,
        initial={**newest, **(initial or {})},
        makers=makers_for(user),
        periods=periods,
        years=years_to_print(),
        units=units_to_print(user, timezone.localdate()),
    )


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
