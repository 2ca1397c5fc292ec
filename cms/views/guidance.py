"""The button with which guidance is confirmed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.confirming import ConfirmForm
from cms.models import GuidancePage
from cms.selectors.audience import keeping, reaching
from cms.selectors.guidance import may_confirm
from cms.services.guidance import confirm_guidance
from staff.access import Forbidden
from staff.models import User
from staff.services.errors import DomainError


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that guidance still holds; out of reach looks like unknown, without the right it is refused."""
    user = request.user
    page = GuidancePage.objects.filter(reaching(user) | keeping(user), pk=pk).first()
    if page is None or not isinstance(user, User):
        raise Http404
    if not may_confirm(user, page):
        raise Forbidden
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say when it is to be looked at again, as day/month/year."))
        return redirect(page.get_url(request) or "cms:guidance")
    try:
        confirm_guidance(page_id=pk, next_review=form.cleaned_data["next_review"], actor=user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The guidance is confirmed as of today."))
    return redirect(page.get_url(request) or "cms:guidance")
