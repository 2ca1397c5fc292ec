"""Messages to the account that is signed in: read, mark, choose the daily e-mail."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from staff.models import User
from staff.selectors.notices import notices_of, unread_count
from staff.services.notices import choose_daily_mail, mark_read

PER_PAGE = 50


@require_safe
@never_cache
def notices(request: HttpRequest) -> HttpResponse:
    """The own messages, unread first."""
    user = cast(User, request.user)
    page = Paginator(notices_of(user), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"page_obj": page, "unread": unread_count(user), "breadcrumbs": []}
    return render(request, "staff/notices.html", context)


@require_POST
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Open one of the own messages: it counts as read, and its page is shown."""
    user = cast(User, request.user)
    found = notices_of(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    mark_read(actor=user, notice_id=pk)
    # Messages come from anywhere in the system; their links lead nowhere else.
    if request.POST.get("stay") or not url_has_allowed_host_and_scheme(found.url, None):
        return redirect("notices:list")
    return redirect(found.url)


@require_POST
def all_read(request: HttpRequest) -> HttpResponse:
    """Mark all own messages as read."""
    mark_read(actor=cast(User, request.user))
    return redirect("notices:list")


@require_POST
def daily_mail(request: HttpRequest) -> HttpResponse:
    """Switch the daily e-mail on or off."""
    wanted = request.POST.get("daily_mail") == "on"
    choose_daily_mail(actor=cast(User, request.user), wanted=wanted)
    said = _("The daily e-mail is switched on.") if wanted else _("The daily e-mail is switched off.")
    messages.success(request, said)
    return redirect("notices:list")
