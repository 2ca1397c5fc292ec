"""Taking over work that other apps know of, such as tasks from directives, as work given."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evaluation.entry.work.offered import OfferedForm
from evaluation.rules.periods import ScoringPeriod
from evaluation.selectors.giving import members_of, products_to_give
from evaluation.selectors.offered import offers
from evaluation.services.giving import Gift, Taken, take_over
from evaluation.views.work.asking import actor, crumbs, done, period_of
from staff.models import Officer


@require_http_methods(["GET", "POST"])
def from_offers(request: HttpRequest, period: str) -> HttpResponse:
    """What falls due in the period and was not taken over yet; a product of the catalogue is chosen for each."""
    asked = period_of(period)
    members = members_of(request.user, asked).members
    found = offers(actor(request), asked, members)
    form = OfferedForm(request.POST or None, offers=found, products=products_to_give(asked))
    message = _("The work was taken over.")
    if (
        request.method == "POST"
        and form.is_valid()
        and done(request, form, lambda: _take(request, asked, form), message)
    ):
        return redirect("evaluation:giving_board", asked.code)
    context: dict[str, Any] = {
        "period": asked,
        "form": form,
        "back": reverse("evaluation:giving_board", args=[asked.code]),
        "breadcrumbs": crumbs(asked, (_("Take over from tasks"), "")),
    }
    return render(request, "evaluation/work/from_offers.html", context)


def _take(request: HttpRequest, period: ScoringPeriod, form: OfferedForm) -> None:
    chosen = form.chosen()
    people = Officer.objects.in_bulk([offer.member.officer_id for offer, _product, _quantity in chosen])
    taken = [
        Taken(
            offer.source.key,
            offer.work.key,
            offer.work.title,
            Gift(people[offer.member.officer_id], product, quantity),
        )
        for offer, product, quantity in chosen
    ]
    take_over(period=period, taken=taken, actor=actor(request), reason=_("Taken over from tasks"))
