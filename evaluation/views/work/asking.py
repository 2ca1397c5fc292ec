"""What the screens of giving work share: the period of an address, who acts, ways back, refusals at their field."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from evaluation.reports.period_workbook import CONTENT_TYPE
from evaluation.rules.nd335 import EFFECTIVE
from evaluation.rules.periods import ScoringPeriod, parse_period
from staff.models import User
from staff.services.errors import DomainError


def actor(request: HttpRequest) -> User:
    """Who acts: the gate let only people who signed in come this far."""
    return cast(User, request.user)


def period_of(code: str) -> ScoringPeriod:
    """The period of an address; 404 for one before the decree or beyond the calendar."""
    try:
        period = parse_period(code)
    except ValueError:
        raise Http404 from None
    if period.start < EFFECTIVE:
        raise Http404
    return period


def done(request: HttpRequest, form: forms.Form, act: Callable[[], Any], message: str, **fields: str) -> bool:
    """Do it and say so; a refusal goes to its field, and nothing was written.

    `fields`: the service's word for a fact → the form's.
    """
    try:
        act()
    except DomainError as refusal:
        name = fields.get(refusal.field, refusal.field)
        form.add_error(name if name in form.fields else None, refusal.message)
        return False
    messages.success(request, message)
    return True


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


def crumbs(period: ScoringPeriod | None, *more: tuple[str, str]) -> list[dict[str, str]]:
    """The way here from the list of work given; the last label without an address."""
    way = [{"label": _("Giving work"), "url": reverse("evaluation:giving")}]
    if period is not None:
        way.append({"label": period.title, "url": reverse("evaluation:giving_board", args=[period.code])})
    return [*way, *({"label": label, "url": url} if url else {"label": label} for label, url in more)]
