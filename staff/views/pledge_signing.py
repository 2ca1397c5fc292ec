"""The own pledge: read the newest text, confirm with the own password, keep the copy."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hrm.kernel.pdf import PdfError
from staff.access import require, row_for, rows_for
from staff.documents.pledge import PledgePaper, pledge_pdf
from staff.forms.pledges import SignForm
from staff.models import Officer, Pledge, PledgeText, Posting, RecordFile, User
from staff.rules.file_types import ENDINGS
from staff.selectors.pledges import texts_asking
from staff.selectors.reports.agency import agency_of
from staff.services.errors import DomainError
from staff.services.pledges import Signing, sign_pledge


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@never_cache
def pledge_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest text of a plan that asks the signed-in officer; 404 for any other."""
    officer, text = _asked(request, pk)
    signed = next(iter(text.pledges.all()), None)
    form = SignForm(request.POST or None)
    if request.method == "POST" and signed is None and form.is_valid() and _signed(request, form, text):
        messages.success(request, _("Your pledge is recorded; the copy is kept in your record."))
        return redirect("staff:pledge_sign", pk)
    context = {
        "plan": text.plan,
        "text": text,
        "paragraphs": [line for line in text.body.splitlines() if line.strip()],
        "officer": officer,
        "signed": signed,
        "form": form,
        "late": timezone.localdate() > text.plan.deadline,
        "breadcrumbs": [],
    }
    return render(request, "staff/pledges/sign.html", context)


@require_safe
@never_cache
def pledge_copy(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The copy of a pledge, for the person and for those who keep the record."""
    pledge = row_for(request.user, Pledge, "view", pk=pk)
    if pledge.copy_id is None:
        raise Http404
    file = row_for(request.user, RecordFile, "view", pk=pledge.copy_id)
    name = f"cam-ket-{pledge.text.plan.year}-{pledge.pk}{ENDINGS.get(file.content_type, '')}"
    try:
        content = file.file.open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=name, content_type=file.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _asked(request: HttpRequest, pk: int) -> tuple[Officer, PledgeText]:
    """The own officer and the newest text of the plan, if it asks that officer."""
    require(request.user, Pledge, "add")
    officer = rows_for(request.user, Officer, "view").filter(user_id=request.user.pk).first()
    if officer is None:
        raise Http404
    texts = texts_asking(officer, timezone.localdate())
    text = next((text for text in texts if text.plan_id == pk), None)
    if text is None:
        raise Http404
    return officer, text


def _signed(request: HttpRequest, form: SignForm, text: PledgeText) -> bool:
    user = cast(User, request.user)
    if request.POST.get("version") != str(text.version):
        form.add_error(None, _("A newer text was written meanwhile; please read it first."))
        return False
    # Through the sign-in backends, so that guessing the password locks as it does at the door.
    if authenticate(request, username=user.username, password=form.cleaned_data["password"]) != user:
        form.add_error("password", _("That is not your password; nothing was recorded."))
        return False
    try:
        sign_pledge(actor=user, text=text, moment=timezone.now(), render=_copy)
    except (DomainError, PdfError) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _copy(signing: Signing) -> bytes:
    """The copy as PDF, with post and unit as held that day."""
    text, officer = signing.text, signing.officer
    moment = timezone.localtime(signing.moment)
    homes = Posting.objects.primary().at(moment.date()).filter(officer=officer)
    home = homes.select_related("unit", "post").first()
    paper = PledgePaper(
        agency=agency_of(text.plan.unit),
        plan=text.plan.title,
        decision=text.plan.decision,
        year=text.plan.year,
        version=text.version,
        body=text.body,
        sha256=text.sha256,
        name=officer.full_name,
        number=officer.number,
        post=home.post.name if home and home.post else "",
        unit=home.unit.name if home else "",
        moment=moment,
    )
    return pledge_pdf(paper)
