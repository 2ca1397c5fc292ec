"""Files of the record: taken in, served and taken out, each behind the gate."""

from typing import Any, Final, cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from staff.access import require, row_for
from staff.enums import FileKind
from staff.forms.record_files import RecordFileForm, RemoveFileForm
from staff.models import Officer, RecordFile, User
from staff.rules.file_types import ENDINGS, IMAGES, MEGABYTE, SCAN_BYTES
from staff.selectors.officers import tables_open
from staff.services.errors import DomainError
from staff.services.record_files import keep_file, remove_file
from staff.views.uploads import LengthHandler

FILES_TAB: Final = "tai-lieu"


@require_safe
def record_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The bytes of a file in reach: photos shown in the page, scans to be saved; kept by no cache."""
    row: RecordFile = row_for(request.user, RecordFile, "view", pk=pk)
    try:
        content = row.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, content_type=row.content_type)
    is_shown = row.kind == FileKind.PHOTO and row.content_type in IMAGES
    response["Content-Disposition"] = content_disposition_header(not is_shown, _download_name(row)) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    # Nothing inside a file that somebody uploaded may run here.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@csrf_exempt  # the upload handler must be set before the token is looked for; _record_file_add checks it
@never_cache
def record_file_add(request: HttpRequest, number: str) -> HttpResponse:
    """Take a photo or scan into the record of an officer."""
    found = _keeping(request, number)
    length = LengthHandler(request, SCAN_BYTES)
    request.upload_handlers.insert(0, length)
    answer: HttpResponse = _record_file_add(request, found, length.too_long)
    return answer


@csrf_protect
def _record_file_add(request: HttpRequest, found: Officer, too_long: bool) -> HttpResponse:
    form = RecordFileForm()
    if request.method == "POST":
        form = RecordFileForm(request.POST, request.FILES)
        if too_long:
            form.is_valid()
            form.add_error(
                "file", _("The file is larger than %(limit)d MB.") % {"limit": SCAN_BYTES // MEGABYTE}
            )
        elif form.is_valid() and _kept(request, form, found):
            return redirect(_files_of(found))
    return render(request, "staff/record_file_add.html", {"form": form, **_about(found, _("Add a file"))})


@never_cache
def record_file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file out of the record, with a reason."""
    row: RecordFile = row_for(request.user, RecordFile, "delete", pk=pk)
    form = RemoveFileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_file(actor=cast(User, request.user), file=row, reason=form.cleaned_data["reason"])
        except DomainError as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.success(request, _("“%(title)s” was removed.") % {"title": row.title})
            return redirect(_files_of(row.officer))
    context = {"form": form, "file": row, **_about(row.officer, _("Remove a file"))}
    return render(request, "staff/record_file_remove.html", context)


def _kept(request: HttpRequest, form: RecordFileForm, found: Officer) -> bool:
    typed = form.cleaned_data
    try:
        row = keep_file(
            actor=cast(User, request.user),
            officer=found,
            kind=typed["kind"],
            title=typed["title"],
            source=typed["file"],
        )
    except DomainError as refusal:
        form.add_error(refusal.field or None, refusal.message)
        return False
    messages.success(request, _("“%(title)s” stands in the record.") % {"title": row.title})
    return True


def _keeping(request: HttpRequest, number: str) -> Officer:
    """An officer whose files the person keeps; anybody else does not exist."""
    require(request.user, RecordFile, "add")
    found: Officer = row_for(request.user, Officer, "view", number=number)
    if not tables_open(cast(User, request.user), found, "add", [RecordFile]):
        raise Http404
    return found


def _files_of(found: Officer) -> str:
    return f"{reverse('staff:officer', args=[found.number])}?tab={FILES_TAB}"


def _about(found: Officer, here: str) -> dict[str, Any]:
    return {
        "officer": found,
        "back": _files_of(found),
        "breadcrumbs": [
            {"label": _("Officers"), "url": reverse("staff:officers")},
            {"label": found.full_name, "url": _files_of(found)},
            {"label": here},
        ],
    }


def _download_name(row: RecordFile) -> str:
    """The title with the ending of what the file is; a name of people, used for no path of ours."""
    ending = ENDINGS.get(row.content_type, "")
    title = row.title.replace("/", "-").replace("\\", "-")
    return title if title.lower().endswith((ending, ".jpeg")) else f"{title}{ending}"
