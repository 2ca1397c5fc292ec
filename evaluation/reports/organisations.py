"""Cards of the home page about ratings of organisations; each starts at the gate."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from evaluation.enums import RatingState
from evaluation.models import UnitRating
from evaluation.selectors.organisations.home import own_sheet, to_recognise
from staff.access import may, rows_for

SHOWN = 5
_FOLDER = "evaluation/organisations/parts"


def sees_units(request: HttpRequest) -> bool:
    """Whether the entry of the navigation leads anywhere: to who reaches units, or heads or recognises one."""
    if not may(request.user, UnitRating, "view"):
        return False
    return request.user.has_perm("staff.view_unit") or rows_for(request.user, UnitRating, "view").exists()


def own_sheet_card(request: HttpRequest) -> str:
    """The organisation one heads: assess it, or where its sheet stands."""
    rating = own_sheet(request.user)
    if rating is None:
        return ""
    context = {"rating": rating, "waits": rating.state == RatingState.DRAFT}
    return render_to_string(f"{_FOLDER}/own_sheet_card.html", context, request=request)


def recognise_card(request: HttpRequest) -> str:
    """How many organisations wait for one's recognition, and the first of them."""
    waiting = list(to_recognise(request.user)) if may(request.user, UnitRating, "recognise") else []
    if not waiting:
        return ""
    context = {"number": len(waiting), "ratings": waiting[:SHOWN]}
    return render_to_string(f"{_FOLDER}/recognise_card.html", context, request=request)
