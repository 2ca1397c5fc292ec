"""My training: what I took part in, what I may still sign up for, my periods of the year."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from staff.access import may, require, rows_for
from staff.models import Officer
from training.models import Enrolment, StudyCommitment
from training.reports.own import training_of
from training.selectors.sessions import open_for
from training.views.asking import actor, crumbs


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The own training; 404 for an account that belongs to no officer."""
    require(request.user, Enrolment, "view")
    officer = Officer.objects.filter(user=actor(request)).first()
    if officer is None:
        raise Http404
    today = timezone.localdate()
    places = rows_for(request.user, Enrolment, "view")
    promises = rows_for(request.user, StudyCommitment, "view")
    context = {
        "training": training_of(officer, places, promises, today),
        "minimum": settings.TRAINING_YEARLY_PERIODS,
        "open_sessions": list(open_for(officer, today)),
        "may_propose": may(request.user, Enrolment, "propose"),
        "own": True,
        "breadcrumbs": crumbs((_("My training"), "")),
    }
    return render(request, "training/mine.html", context)
