"""Keeping one field of the self-score as it is left."""

from typing import cast

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evaluation.forms import PointField, PrintedText, SelfScoreForm
from evaluation.models import Evaluation
from evaluation.selectors.form_page import form_for
from evaluation.selectors.self_scoring import Window
from evaluation.services.autosave import keep_points, keep_text
from staff.models import User
from staff.services.errors import DomainError


@require_POST
def autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the field named `field`; answers with "kept at 10:42" or with what is wrong with it."""
    found = form_for(request.user, "self_score", pk)
    name = request.POST.get("field", "")
    field = SelfScoreForm().fields.get(name)
    if not isinstance(field, PointField | PrintedText):
        return HttpResponseBadRequest()
    window = Window.read(request.POST.get("seen", ""))
    if window is None:
        return _said(request, error=_("Not kept: reload the page and try again."))
    try:
        _keep(request, found, name, field, window)
    except ValidationError as wrong:
        return _said(request, error=" ".join(wrong.messages))
    except DomainError as refusal:
        return _said(request, error=str(refusal))
    return _said(request)


def _keep(
    request: HttpRequest,
    found: Evaluation,
    name: str,
    field: PointField | PrintedText,
    window: Window,
) -> None:
    text, actor = request.POST.get(name, ""), cast(User, request.user)
    if isinstance(field, PointField):
        points = field.read(text) if text.strip() else None
        code = field.criterion.code
        keep_points(evaluation=found, criterion=code, points=points, window=window, actor=actor)
    else:
        keep_text(evaluation=found, name=name, text=field.clean(text), window=window, actor=actor)


def _said(request: HttpRequest, *, error: str = "") -> HttpResponse:
    context = {"error": error, "at": timezone.localtime()}
    return render(request, "evaluation/cycle/kept.html", context)
