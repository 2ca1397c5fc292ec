"""The curriculum vitae in form 2C: masked for whoever may see the record, in full on request and on record."""

from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hrm.kernel.pdf import PdfError
from staff.access import row_for
from staff.documents.cv2c import cv2c_pdf
from staff.models import Officer, Profile, User
from staff.selectors.masked import GROUPS, has_any
from staff.selectors.officers import is_own, may_unmask, photo_of, tables_open
from staff.selectors.reports.agency import agency_of
from staff.selectors.reports.curriculum import curriculum
from staff.services.disclosure import disclose
from staff.views.days import as_at
from staff.views.staffing import document_response


@require_safe
@never_cache
def officer_cv(request: HttpRequest, number: str) -> HttpResponse:
    """What the form will hold, and the choice between masked and in full."""
    found = row_for(request.user, Officer, "view", number=number)
    viewer = cast(User, request.user)
    own = is_own(viewer, found)
    context: dict[str, Any] = {
        "officer": found,
        "own": own,
        "as_at": as_at(request),
        "may_unmask": may_unmask(viewer, found),
        "sees_profile": Profile in tables_open(viewer, found, "view", (Profile,)),
        "has_photo": photo_of(viewer, found) is not None,
        "masked_groups": [group.label for group in GROUPS.values() if has_any(found, group)],
        "breadcrumbs": [
            {"label": _("Officers"), "url": reverse("staff:officers")},
            {"label": found.full_name, "url": reverse("staff:officer", args=[found.number])},
            {"label": _("Curriculum vitae (form 2C)")},
        ],
    }
    return render(request, "staff/reports/cv.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def officer_cv_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The form as PDF: masked on GET; in full on POST, for those who may unmask, and logged."""
    found = row_for(request.user, Officer, "view", number=number)
    viewer, in_full = cast(User, request.user), request.method == "POST"
    if in_full and not is_own(viewer, found):
        found = row_for(request.user, Officer, "unmask", number=number)
    try:
        content = _form(request, viewer, found, in_full=in_full)
    except PdfError as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:officer_cv", found.number)
    if in_full:
        for group in GROUPS.values():
            disclose(actor=viewer, officer=found, group=group)
    return document_response(content, f"2C-{found.pk}.pdf")


def _form(request: HttpRequest, viewer: User, officer: Officer, *, in_full: bool) -> bytes:
    day = as_at(request).day or timezone.localdate()
    facts = curriculum(viewer, officer, day, in_full=in_full)
    agency, photo = agency_of(facts.home), photo_of(viewer, officer)
    if photo is None:
        return cv2c_pdf(facts, agency)
    try:
        with photo.file.open("rb") as picture:
            return cv2c_pdf(facts, agency, cast(BinaryIO, picture))
    except OSError:
        # The file is gone from storage: the place for the photo stays empty.
        return cv2c_pdf(facts, agency)
