"""The form of the curriculum vitae facts; two editors at once lose nothing."""

from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hrm.kernel.numbers import row_key
from staff.access import require, row_for
from staff.forms.profile import ProfileForm
from staff.models import Officer, Profile, User
from staff.selectors.officers import tables_open
from staff.services.editing import Overtaken, seen_of
from staff.services.errors import DomainError
from staff.services.profile import keep_profile, seen_of_profile, set_citizen_id


@never_cache
def profile_edit(request: HttpRequest, number: str) -> HttpResponse:
    """Enter and correct the undated facts of one officer."""
    require(request.user, Profile, "change")
    found: Officer = row_for(request.user, Officer, "change", number=number)
    if not tables_open(cast(User, request.user), found, "change", [Profile]):
        raise Http404
    if request.method == "POST":
        return _posted(request, found)
    return _page(request, found, ProfileForm(instance=_stored(found), officer=found))


def _posted(request: HttpRequest, found: Officer) -> HttpResponse:
    form = ProfileForm(request.POST, instance=_stored(found), officer=found)
    if not form.is_valid():
        return _page(request, found, form, seen=_seen(request))
    try:
        _save(request, found, form)
    except Overtaken as overtaken:
        return _page(request, found, _come_back(request, found, form), overtaken=overtaken)
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _page(request, found, form, seen=_seen(request))
    messages.success(request, _("The curriculum vitae facts were saved."))
    return redirect(reverse("staff:officer", args=[found.number]))


@transaction.atomic
def _save(request: HttpRequest, found: Officer, form: ProfileForm) -> None:
    actor, (profile_seen, officer_seen) = cast(User, request.user), _seen(request)
    number = form.new_citizen_id()
    if number is not None:
        set_citizen_id(actor=actor, officer=found, seen=officer_seen, number=number)
    keep_profile(actor=actor, officer=found, seen=profile_seen, **form.facts())


def _come_back(request: HttpRequest, found: Officer, form: ProfileForm) -> ProfileForm:
    """The form with what was typed, over what somebody else saved meanwhile."""
    profile_seen, _officer_seen = _seen(request)
    base: Any = Profile.history.filter(history_id=profile_seen, officer=found).first()
    current = _stored(found)
    data = form.merged(base or Profile(), current)
    return ProfileForm(data, instance=current, officer=found)


def _stored(found: Officer) -> Profile:
    """The profile as it stands, or an empty one; the form's own copy, never saved."""
    return Profile.objects.filter(officer=found).first() or Profile(officer=found)


def _seen(request: HttpRequest) -> tuple[int, int]:
    """The versions the editor was shown; what is no number was made by hand and matches nothing."""
    profile, officer = (row_key(request.POST.get(name, "")) or 0 for name in ("seen", "seen_officer"))
    return profile, officer


def _page(
    request: HttpRequest,
    found: Officer,
    form: ProfileForm,
    seen: tuple[int, int] | None = None,
    overtaken: Overtaken | None = None,
) -> HttpResponse:
    back = reverse("staff:officer", args=[found.number])
    seen = seen or (seen_of_profile(found) or 0, seen_of(found) or 0)
    context = {
        "officer": found,
        "form": form,
        "seen": seen,
        "overtaken": overtaken,
        "back": back,
        "breadcrumbs": [
            {"label": _("Officers"), "url": reverse("staff:officers")},
            {"label": found.full_name, "url": back},
            {"label": _("Curriculum vitae")},
        ],
    }
    return render(request, "staff/profile_edit.html", context)
