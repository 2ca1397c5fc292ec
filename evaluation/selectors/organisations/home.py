"""What the home page tells heads and recognisers about ratings of organisations."""

from django.db.models import QuerySet

from evaluation.enums import RatingState
from evaluation.models import UnitRating
from staff.access import may, reach_for, rows_for
from staff.access.gate import Asker


def own_sheet(user: Asker) -> UnitRating | None:
    """The newest sheet of the organisation one heads that is not recognised yet."""
    officer_id = reach_for(user, UnitRating, "self_rate").officer_id
    if officer_id is None or not may(user, UnitRating, "self_rate"):
        return None
    rows = rows_for(user, UnitRating, "self_rate").filter(head_id=officer_id, current=True)
    waiting = rows.exclude(state=RatingState.SIGNED).select_related("unit")
    found: UnitRating | None = waiting.order_by("-year", "unit__code").first()
    return found


def to_recognise(user: Asker) -> QuerySet[UnitRating]:
    """Self-rated sheets that wait for one's recognition."""
    officer_id = reach_for(user, UnitRating, "recognise").officer_id
    rows = rows_for(user, UnitRating, "recognise").filter(recogniser_id=officer_id, current=True)
    waiting = rows.filter(state__in=(RatingState.SELF_RATED, RatingState.PROPOSED))
    return (
        waiting.select_related("unit").defer("trace", "points", "self_text").order_by("-year", "unit__code")
    )
