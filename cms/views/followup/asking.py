"""What the screens of following up share: who acts, choices behind the gate, ways back, refusals at their field."""

from collections.abc import Callable, Collection
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.models import Directive, KeptFile
from cms.selectors.followup import units_to_act_for
from cms.selectors.tasks import owners_in
from staff.access import Forbidden, may, row_for
from staff.models import Officer, Unit, User
from staff.selectors.tree import unit_choices
from staff.services.errors import DomainError

# The register of directives, which everyone may open.
REGISTER = "/chi-dao/"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def actor(request: HttpRequest) -> User:
    """Who acts: the gate let only people who signed in come this far."""
    return cast(User, request.user)


def directive_of(request: HttpRequest, pk: int) -> Directive:
    """The directive of an address, as far as it is addressed to the person or kept by a unit in reach."""
    found: Directive = row_for(request.user, Directive, "view", pk=pk)
    return found


def acting_units(request: HttpRequest, model: type[Model]) -> list[tuple[str, str]]:
    """Units for which the person records rows of this kind; 403 without any."""
    found = unit_choices(localdate(), units_to_act_for(request.user, model))
    if not may(request.user, model, "add") or not found:
        raise Forbidden
    return found


def unit_to_act_for(request: HttpRequest, model: type[Model], code: str) -> Unit:
    """The unit chosen, among those the person acts for; else 404."""
    found: Unit | None = Unit.objects.filter(pk__in=units_to_act_for(request.user, model), code=code).first()
    if found is None:
        raise Http404
    return found


def people_choices(unit_ids: Collection[int]) -> list[tuple[str, str]]:
    """Number and name of who serves in these units today, by given name."""
    rows = owners_in(unit_ids, localdate())
    return [(row.number, f"{row.full_name} ({row.number})") for row in rows]


def person_among(unit_ids: Collection[int], number: str) -> Officer:
    """The officer with this number who serves in these units today; else 404."""
    found: Officer | None = owners_in(unit_ids, localdate()).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def done(request: HttpRequest, form: forms.Form, act: Callable[[], Any], message: str) -> Any:
    """Do it and say so; a refusal goes to its field, and nothing was written. Gives what was made, or None."""
    try:
        made = act()
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None
    messages.success(request, message)
    return made


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=_XLSX, headers=headers)


def kept_file(file: KeptFile | None) -> FileResponse:
    """The bytes of a document to save, kept by no cache; 404 without one. The caller asked the gate."""
    if file is None:
        raise Http404
    try:
        content = file.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    # Nothing inside a file that somebody uploaded may run here.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def way_of(directive: Directive, *more: tuple[str, str]) -> list[dict[str, str]]:
    """The way here from the register of directives; the last label without an address."""
    first = [
        (_("Directives"), REGISTER),
        (directive.symbol, reverse("cms:followup", args=[directive.pk])),
    ]
    return crumbs(*first, *more)


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """Labels with their addresses; "" for the page itself."""
    return [{"label": label, "url": url} if url else {"label": label} for label, url in steps]
