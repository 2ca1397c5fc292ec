"""What the screens of coordination, inspections and the committee share: forms, tasks, files, workbooks."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.forms.governance import TaskForm
from cms.models import KeptFile, Task
from cms.selectors.governance import people_choices, possible_owners
from cms.services.tasks import Wanted
from hrm.kernel.workbook.writer import write_table
from staff.access import held_reach, require
from staff.models import Officer, Posting, Unit, User
from staff.services.errors import DomainError

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Crumb = tuple[str, str]


@dataclass(frozen=True)
class Screen:
    """The frame of a form: its title, the way here (label, address), where one goes without saving."""

    title: str
    crumbs: tuple[Crumb, ...]
    hint: str = ""
    note: str = ""

    @property
    def back(self) -> str:
        """The page one came from."""
        return self.crumbs[-1][1]


def actor(request: HttpRequest) -> User:
    """Who acts: the gate let only people who signed in come this far."""
    return cast(User, request.user)


def bound(request: HttpRequest) -> dict[str, Any]:
    """What was sent, for a form; nothing on the first look."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


def crumbs(*ways: Crumb) -> list[dict[str, str]]:
    """Breadcrumbs; the last one may stand without an address."""
    return [{"label": label, "url": url} if url else {"label": label} for label, url in ways]


def ask(
    request: HttpRequest,
    form: forms.Form,
    screen: Screen,
    carry_out: Callable[[], Any],
    *,
    done: str,
    goto: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show a form; once it is sent and understood, carry out the verb. A refusal stands at its field."""
    if form.is_bound and form.is_valid():
        try:
            made = carry_out()
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, done)
            return redirect(goto(made) if goto else screen.back)
    context = {
        "form": form,
        "screen": screen,
        "breadcrumbs": crumbs(*screen.crumbs, (screen.title, "")),
    }
    return render(request, "cms/governance/form.html", context)


def carry(request: HttpRequest, address: str, verb: Callable[[], Any], done: str) -> HttpResponse:
    """Carry out what a button asks for; a refusal is told on the page it came from."""
    try:
        verb()
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect(address)


def ask_task(
    request: HttpRequest,
    screen: Screen,
    unit: Unit,
    give: Callable[[Officer, Unit, Wanted], Task],
    initial: dict[str, Any],
) -> HttpResponse:
    """Give a task to someone of the unit or below, as far as the person may give tasks there."""
    require(request.user, Task, "add")
    postings = list(possible_owners(actor(request), unit.pk, localdate()))
    if not postings:
        raise Http404
    form = TaskForm(**bound(request), owners=people_choices(postings), initial=initial)

    def carry_out() -> Task:
        typed = dict(form.cleaned_data)
        chosen = _posting(postings, typed.pop("owner"))
        return give(chosen.officer, chosen.unit, Wanted(**typed))

    return ask(request, form, screen, carry_out, done=_("The task was given."))


def may_give(request: HttpRequest, unit_id: int) -> bool:
    """Whether the person may give tasks in a unit."""
    reach = held_reach(request.user, Task, "add")
    return reach.everything or unit_id in reach.unit_ids


def _posting(postings: list[Posting], key: str) -> Posting:
    return next(posting for posting in postings if str(posting.officer_id) == key)


def kept_file(file: KeptFile | None) -> FileResponse:
    """The bytes of a file, to be saved; kept by no cache. The caller came through the gate."""
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


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def rows_workbook(title: str, rows: tuple[list[str], list[list[Any]]], name: str) -> HttpResponse:
    """Headings and rows as a workbook to save."""
    out = io.BytesIO()
    write_table(out, title, *rows)
    return workbook(out.getvalue(), name)
