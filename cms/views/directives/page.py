"""One directive: its page, its file, confirming that one has read it."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.enums import Level
from cms.models import Acknowledgement, Directive, DirectiveVersion
from cms.rules.validity import Standing
from cms.selectors.directive_sections import sections
from cms.selectors.directives import STANDINGS, relatives, standing_of, with_standing
from cms.services.directive_acks import acknowledge_version
from cms.services.directives import publish_directive, withdraw_draft
from cms.tables.directives import TONES
from cms.views.directives.asking import actor, crumbs, kept_file_response, seen_in
from hrm.kernel.dates import show_date, show_last_day
from hrm.kernel.numbers import row_key
from staff.access import held_reach, require, row_for, rows_for
from staff.models import User
from staff.services.editing import seen_of
from staff.services.errors import DomainError


@require_safe
def directive(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says, where it stands, its versions, the own confirmation, and what became of it."""
    user, today = actor(request), localdate()
    found = _shown(request, pk)
    keeps = rows_for(user, Directive, "change").filter(pk=pk).exists()
    standing = standing_of(found, today)
    kin = relatives(user, found)
    context = {
        "directive": found,
        "standing": STANDINGS[standing],
        "tone": TONES[standing],
        "replaced_by": [each for each in kin.replaced_by if not each.partly]
        if standing is Standing.REPLACED
        else [],
        "facts": _facts(found),
        "kin": kin,
        "versions": rows_for(user, DirectiveVersion, "view")
        .filter(directive=found)
        .select_related("file")
        .order_by("-number"),
        "targets": _targets(found),
        "late": bool(found.asked_by and found.asked_by < today),
        "over": standing in (Standing.REPLACED, Standing.EXPIRED),
        "keeps": keeps,
        "seen": seen_of(found) if keeps else None,
        "follows": _follows(user, found),
        # Each section is markup that its maker escaped.
        "sections": [
            mark_safe(html)
            for html in (render_section(request, found) for render_section in sections)
            if html
        ],
        "breadcrumbs": crumbs((found.symbol, "")),
    }
    return render(request, "cms/directives/page.html", context)


@require_safe
def version_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a version in reach: PDFs and pictures to read, `?luu=1` to save."""
    version: DirectiveVersion = row_for(request.user, DirectiveVersion, "view", pk=pk)
    if version.file is None:
        raise Http404
    return kept_file_response(version.file, save="luu" in request.GET)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """“I have read this version”, once; a second click finds it done."""
    require(request.user, DirectiveVersion, "acknowledge")
    found = row_for(request.user, Directive, "view", pk=pk)
    version = row_key(request.POST.get("version", "")) or 0
    try:
        acknowledge_version(actor=actor(request), directive=found, version_id=version)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Your confirmation is recorded."))
    return redirect("cms:directive", pk)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft known."""
    found = row_for(request.user, Directive, "change", pk=pk)
    try:
        publish_directive(actor=actor(request), directive=found, seen=seen_in(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The directive is made known to those it is meant for."))
    return redirect("cms:directive", pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft out of the register."""
    found = row_for(request.user, Directive, "change", pk=pk)
    try:
        withdraw_draft(actor=actor(request), directive=found, seen=seen_in(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("cms:directive", pk)
    messages.success(request, _("The draft %(symbol)s was withdrawn.") % {"symbol": found.symbol})
    return redirect("cms:directives")


def _shown(request: HttpRequest, pk: int) -> Any:
    """The directive in reach with what the page says of it; 404 for anybody else's."""
    require(request.user, Directive, "view")
    rows = with_standing(rows_for(request.user, Directive, "view"), actor(request), localdate())
    found = rows.filter(pk=pk).select_related("issuer", "unit", "implements").first()
    if found is None:
        raise Http404
    return found


def _facts(found: Directive) -> list[tuple[str, Any]]:
    until = show_last_day(found.in_force_until)
    start = show_date(found.in_force_from or found.issued_on)
    return [
        (_("Kind"), found.get_kind_display()),
        (_("Issuer"), found.issuer.name),
        (_("Side"), found.issuer.get_side_display()),
        (_("Date"), show_date(found.issued_on)),
        (_("Signed by"), found.signer),
        (_("Validity"), f"{start} – {until}" if until else _("from %(start)s") % {"start": start}),
        (_("Kept by"), found.unit.name),
    ]


def _targets(found: Directive) -> list[str]:
    """Addressees in words."""
    rows = found.targets.select_related("unit").order_by("unit__code", "pk")
    return [_target(row) for row in rows] or [_("Everyone")]


def _target(row: Any) -> str:
    name = row.unit.name if row.unit else _("The whole country")
    below = _("with the units below") if row.unit and row.with_below else ""
    level = Level(row.level).label if row.level else ""
    return ", ".join(each for each in (name, below, level) if each)


def _follows(user: User, found: Directive) -> bool:
    """Whether the board of confirmations of this directive is open to the person."""
    reach = held_reach(user, Acknowledgement, "view")
    return found.published_at is not None and (reach.everything or bool(reach.unit_ids))
