"""“Ra quyết định”: a decision by its word, filled in once, carried out in every history it touches."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from staff.access import Forbidden, row_for
from staff.forms.decisions import VERB_BY_SLUG, VERBS, Verb, VerbForm
from staff.models import Officer, User
from staff.services.proposals import standing_of
from staff.views.fact_edit import attempt
from staff.views.facts import officer_crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def officer_decide(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """The form of one verb with what the rules propose; saved, it writes every history the verb touches."""
    chosen, user = _verb_or_404(verb), cast(User, request.user)
    if not _may(user, chosen):
        raise Forbidden
    officer = row_for(user, Officer, "change", number=number)
    standing = standing_of(officer, timezone.localdate())
    typed = request.POST if request.method == "POST" else None
    form = VerbForm(typed, verb=chosen, officer=officer, user=user, standing=standing)
    context: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        saved = attempt(form, context, lambda: chosen.service(actor=user, officer=officer, **form.facts()))
        if saved is not None:
            return _done(request, chosen, officer)
    crumbs = [*officer_crumbs(user, officer), {"label": _("Make a decision")}]
    own = {
        "officer": officer,
        "verb": chosen,
        "form": form,
        "standing": standing,
        "tabs": _tabs(user, officer, chosen),
        "breadcrumbs": crumbs,
    }
    return render(request, "staff/facts/decide.html", own | context)


def _verb_or_404(slug: str) -> Verb:
    if slug not in VERB_BY_SLUG:
        raise Http404
    return VERB_BY_SLUG[slug]


def _may(user: User, verb: Verb) -> bool:
    return user.has_perm(f"staff.add_{verb.table}")


def _tabs(user: User, officer: Officer, chosen: Verb) -> list[dict[str, Any]]:
    return [
        {
            "label": verb.label,
            "url": reverse("staff:officer_decide", args=[officer.number, verb.slug]),
            "active": verb is chosen,
        }
        for verb in VERBS
        if _may(user, verb)
    ]


def _done(request: HttpRequest, verb: Verb, officer: Officer) -> HttpResponse:
    messages.success(request, _("The decision was entered: %(verb)s.") % {"verb": verb.label})
    return redirect(f"{reverse('staff:officer', args=[officer.number])}?tab={verb.chapter.value}")
