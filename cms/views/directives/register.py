"""Entering and correcting directives, and new versions of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from cms.forms.directives import (
    COUNTRY,
    DirectiveForm,
    ReplacesFormSet,
    TargetFormSet,
    VersionForm,
    point_out,
    replaces_of,
    targets_of,
    upload_of,
)
from cms.models import Directive
from cms.rules.file_types import DOCUMENT_BYTES, MEGABYTE
from cms.services.directive_facts import DirectiveTwice, reference_of
from cms.services.directives import add_version, correct_directive, correct_draft, register_directive
from cms.views.directives.asking import actor, choices_of, crumbs, keeper_units, seen_in
from staff.access import require, row_for, rows_for
from staff.models import Unit
from staff.services.editing import Overtaken, seen_of
from staff.services.errors import DomainError
from staff.views.uploads import LengthHandler

# Other directives offered while typing a symbol.
_MOST_KNOWN = 300


class _Screen:
    """The three forms of one directive as they come in, or as they are shown first."""

    def __init__(self, request: HttpRequest, found: Directive | None) -> None:
        self.request, self.found = request, found
        self.draft = found is None or found.published_at is None
        self.known = keeper_units(actor(request))
        self.targets_known = dict(self.known)
        units = choices_of(self.known)
        target_units = [(COUNTRY, _("The whole country")), *units]
        if found is not None:
            units += self._stays(self.known, found.unit)
            for target in found.targets.select_related("unit"):
                if target.unit is not None:
                    target_units += self._stays(self.targets_known, target.unit)
        data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        first = found.versions.first() if found is not None and self.draft else None
        initial = DirectiveForm.initial_of(found, first) if found else {"unit": units[0][0]}
        self.form = DirectiveForm(
            data, files, initial=initial, units=units, known=self.known, draft=self.draft
        )
        self.targets = TargetFormSet(
            data, prefix="targets", initial=self._target_rows(), form_kwargs={"units": target_units}
        )
        self.replaces = ReplacesFormSet(data, prefix="replaces", initial=self._replaced_rows())
        self.twin: Directive | None = None
        self.seen = seen_in(request) if request.method == "POST" else seen_of(found) if found else None

    def is_valid(self) -> bool:
        """All three; every message is shown at once."""
        return all([self.form.is_valid(), self.targets.is_valid(), self.replaces.is_valid()])

    def save(self) -> Directive | None:
        """Hand over to the service; its refusal goes to the field at fault."""
        facts = self.form.facts(targets_of(self.targets, self.targets_known), replaces_of(self.replaces))
        who, found = actor(self.request), self.found
        try:
            if found is None:
                return register_directive(actor=who, facts=facts, **self.form.version_facts())
            if self.draft:
                more = self.form.version_facts()
                return correct_draft(actor=who, directive=found, seen=self.seen, facts=facts, **more)
            return correct_directive(actor=who, directive=found, seen=self.seen, facts=facts)
        except DirectiveTwice as refusal:
            seen_by_me = rows_for(who, Directive, "view").filter(pk=refusal.twin.pk)
            self.twin = seen_by_me.first()
            point_out(self.form, refusal.message, refusal.field)
        except Overtaken as refusal:
            # The page now shows the newer version: who saves again has seen it.
            self.seen = seen_of(found) if found is not None else None
            point_out(self.form, refusal.message, "")
        except DomainError as refusal:
            point_out(self.form, refusal.message, refusal.field)
        return None

    def context(self) -> dict[str, Any]:
        """What the template needs."""
        others = rows_for(self.request.user, Directive, "view").order_by("-issued_on", "-pk")
        if self.found is not None:
            others = others.exclude(pk=self.found.pk)
        return {
            "form": self.form,
            "targets": self.targets,
            "replaces": self.replaces,
            "twin": self.twin,
            "seen": self.seen,
            "draft": self.draft,
            "directive": self.found,
            "others": [reference_of(row) for row in others[:_MOST_KNOWN]],
        }

    def _stays(self, known: dict[str, Unit], unit: Unit) -> list[tuple[str, str]]:
        """A unit that the directive has already may stay, closed or out of reach as it is."""
        if unit.code in known:
            return []
        known[unit.code] = unit
        return [(unit.code, unit.name)]

    def _target_rows(self) -> list[dict[str, Any]]:
        rows = self.found.targets.select_related("unit").order_by("pk") if self.found is not None else ()
        return [
            {
                "unit": row.unit.code if row.unit else COUNTRY,
                "with_below": row.with_below,
                "level": row.level,
            }
            for row in rows
        ]

    def _replaced_rows(self) -> list[dict[str, Any]]:
        rows = self.found.replacing.select_related("older").order_by("pk") if self.found is not None else ()
        return [{"older": reference_of(row.older), "partly": row.partly} for row in rows]


@csrf_exempt  # the upload handler must be set before the token is looked for; _entered checks it
@never_cache
def directive_new(request: HttpRequest) -> HttpResponse:
    """Enter a directive as a draft."""
    require(request.user, Directive, "add")
    keeper_units(actor(request))
    return _entered(request, None, _length(request).too_long)


@csrf_exempt
@never_cache
def directive_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a directive one keeps; of a draft also its file and deadline."""
    found = row_for(request.user, Directive, "change", pk=pk)
    return _entered(request, found, _length(request).too_long)


@csrf_exempt
@never_cache
def version_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new version known."""
    found = row_for(request.user, Directive, "change", pk=pk)
    return _versioned(request, found, _length(request).too_long)


def _length(request: HttpRequest) -> LengthHandler:
    length = LengthHandler(request, DOCUMENT_BYTES)
    request.upload_handlers.insert(0, length)
    return length


@csrf_protect
def _entered(request: HttpRequest, found: Directive | None, too_long: bool) -> HttpResponse:
    screen = _Screen(request, found)
    if request.method == "POST":
        if too_long:
            _refuse_length(screen.form)
        elif screen.is_valid() and (kept := screen.save()):
            messages.success(request, _saved(kept))
            return redirect("cms:directive", kept.pk)
    title = _("Correct %(symbol)s") % {"symbol": found.symbol} if found else _("Register a directive")
    back = reverse("cms:directive", args=[found.pk]) if found else reverse("cms:directives")
    way = crumbs((found.symbol, back), (_("Correct"), "")) if found else crumbs((title, ""))
    context = screen.context() | {"title": title, "back": back, "breadcrumbs": way}
    return render(request, "cms/directives/form.html", context)


@csrf_protect
def _versioned(request: HttpRequest, found: Directive, too_long: bool) -> HttpResponse:
    newest = found.versions.order_by("-number").values_list("number", flat=True).first()
    if request.method == "POST":
        form = VersionForm(request.POST, request.FILES)
        if too_long:
            _refuse_length(form)
        elif form.is_valid() and _added(request, found, form):
            messages.success(request, _("The new version is made known."))
            return redirect("cms:directive", found.pk)
    else:
        form = VersionForm(initial={"last_seen": newest})
    back = reverse("cms:directive", args=[found.pk])
    context = {
        "form": form,
        "directive": found,
        "back": back,
        "breadcrumbs": crumbs((found.symbol, back), (_("New version"), "")),
    }
    return render(request, "cms/directives/version.html", context)


def _added(request: HttpRequest, found: Directive, form: VersionForm) -> bool:
    said = dict(form.cleaned_data)
    upload = upload_of(said.pop("file"))
    try:
        add_version(actor=actor(request), directive=found, upload=upload, **said)
    except DomainError as refusal:
        point_out(form, refusal.message, refusal.field)
        return False
    return True


def _refuse_length(form: Any) -> None:
    form.is_valid()
    message = _("The file is larger than %(limit)d MB.") % {"limit": DOCUMENT_BYTES // MEGABYTE}
    form.add_error("file" if "file" in form.fields else None, message)


def _saved(kept: Directive) -> str:
    if kept.published_at is None:
        return _("The draft is kept. Look it over, then make it known.")
    return _("The directive was corrected.")
