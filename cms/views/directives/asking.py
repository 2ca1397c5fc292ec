"""What the screens of directives share: who acts, breadcrumbs, workbooks, files, units to choose from."""

from typing import Final, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.models import Directive, KeptFile
from hrm.kernel.numbers import row_key
from staff.access import reach_for
from staff.models import Unit, User
from staff.selectors.tree import unit_choices

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Shown by the browser itself; everything else is saved.
_SHOWN: Final = frozenset({"application/pdf", "image/jpeg", "image/png"})


def actor(request: HttpRequest) -> User:
    """Who acts: the gate let only people who signed in come this far."""
    return cast(User, request.user)


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """The way here from the list: (label, address), the last one without an address."""
    first = {"label": _("Directives"), "url": reverse("cms:directives")}
    return [first, *({"label": label, "url": url} if url else {"label": label} for label, url in more)]


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def kept_file_response(file: KeptFile, *, save: bool) -> FileResponse:
    """The bytes of a file whose row the gate has opened; kept by no cache. 404 when the bytes are gone."""
    try:
        content = file.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, content_type=file.content_type)
    attached = save or file.content_type not in _SHOWN
    response["Content-Disposition"] = content_disposition_header(attached, file.name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    # Nothing inside a file that somebody uploaded may run here; a sandbox would keep browsers from showing PDFs.
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'"
    response["Content-Security-Policy"] = policy + "; frame-ancestors 'none'"
    return response


def keeper_units(user: User) -> dict[str, Unit]:
    """Units whose directives the person keeps and that are open today, by code; 404 for who keeps none."""
    reach = reach_for(user, Directive, "add")
    units = Unit.objects.at(localdate()).order_by("code")
    if not reach.everything:
        units = units.filter(pk__in=reach.unit_ids)
    found = {unit.code: unit for unit in units}
    if not found:
        raise Http404
    return found


def choices_of(units: dict[str, Unit]) -> list[tuple[str, str]]:
    """Those units as one reads the tree."""
    return unit_choices(localdate(), [unit.pk for unit in units.values()])


def seen_in(request: HttpRequest) -> int:
    """The version of the row that the page showed; what is no number matches nothing."""
    return row_key(request.POST.get("seen", "")) or 0
