"""What guidance puts on the home page: what its owners should look at again."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from cms.selectors.guidance import overdue_of
from staff.registries import HomeCard, HomePart

SHOWN = 5


def overdue_card(request: HttpRequest) -> str:
    """Guidance the person is in charge of whose review has passed."""
    pages = list(overdue_of(request.user)[: SHOWN + 1])
    if not pages:
        return ""
    shown = {"pages": pages[:SHOWN], "more": len(pages) > SHOWN}
    return render_to_string("cms/includes/overdue_card.html", shown, request=request)


HOME_CARD = HomeCard("guidance", overdue_card, order=35, part=HomePart.WAITING)
