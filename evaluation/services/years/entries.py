"""What is written on Mẫu số 02 before it is decided: the self-rating, opinions, the proposal (art. 21)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.enums import Band, RatingState, Seat
from evaluation.models import YearRating
from evaluation.services.years.saving import locked, save
from staff.models import User
from staff.services.errors import DomainError


@transaction.atomic
def self_rate(*, rating: YearRating, band: str, text: str, actor: User | None) -> YearRating:
    """Keep the officer's own rating and report (art. 21.1.a, 21.2.a).

    Raises DomainError for a signed rating, an unknown band, and for who is not rated (art. 11.1).
    """
    found = locked(rating.pk)
    _check_rated(found)
    _check_band(band)
    if not text.strip():
        raise DomainError(
            _("The report of the year is presented at the meeting (art. 21): write it."), "text"
        )
    found.self_band, found.self_text, found.self_rated_at = band, text.strip(), timezone.now()
    if found.state == RatingState.DRAFT:
        found.state = RatingState.SELF_RATED
    save(found, actor)
    return found


@transaction.atomic
def propose(*, proposals: Mapping[int, tuple[str, str]], actor: User) -> int:
    """Propose bands as the personnel unit (art. 21.1.d): rating id → (band, reason). "" takes it back.

    All or nothing. Raises DomainError where reasons force another band, or one without a reason differs
    from what the points give. Gives how many changed.
    """
    changed = 0
    for pk, (band, reason) in sorted(proposals.items()):
        rating = locked(pk)
        wanted = (band, reason.strip() if band else rating.move_reason)
        if (rating.proposed, rating.move_reason) == wanted:
            continue
        if band:
            _check_proposal(rating, band, reason)
        rating.proposed, rating.move_reason = wanted
        rating.state = _state(rating)
        save(rating, actor)
        changed += 1
    return changed


@transaction.atomic
def write_opinions(
    *,
    rating: YearRating,
    comments: str,
    party_opinion: str,
    handling: str,
    act_days: Iterable[date],
    actor: User,
) -> YearRating:
    """Keep the comments of the meeting, the party committee's opinion and the handling proposed (art. 21, 23).

    `act_days`: days of breaches this rating rests on before a discipline is decided; the later decision
    about them counts no more (art. 11.3.b).
    """
    found = locked(rating.pk)
    if party_opinion.strip() and found.seat == Seat.STAFF:
        raise DomainError(
            _("The party committee gives its opinion on heads and deputies only (art. 21.1.c, 21.2.c)."),
            "party_opinion",
        )
    found.comments, found.party_opinion = comments.strip(), party_opinion.strip()
    found.handling = handling.strip()
    trace: dict[str, Any] = {**found.trace, "acts_used": sorted(day.isoformat() for day in act_days)}
    found.trace = trace
    save(found, actor)
    return found


def _check_proposal(rating: YearRating, band: str, reason: str) -> None:
    name = rating.officer.full_name
    _check_band(band)
    _check_rated(rating)
    if rating.forced and band != Band.NOT_DONE:
        raise DomainError(forced_sentence(name, rating.forced))
    if rating.earned and band != rating.earned and not reason.strip():
        raise DomainError(
            _("%(name)s: the points give “%(earned)s”; another rating needs a written reason (art. 20).")
            % {"name": name, "earned": rating.get_earned_display()}
        )


def forced_sentence(name: str, forced: Sequence[Mapping[str, Any]]) -> str:
    """Why nothing but "không hoàn thành" is possible."""
    articles = "; ".join(dict.fromkeys(str(item["article"]) for item in forced))
    return _(
        "%(name)s: the record forces “Không hoàn thành nhiệm vụ” whatever the points (art. %(articles)s, "
        "Decree 335/2025)."
    ) % {"name": name, "articles": articles}


def _check_rated(rating: YearRating) -> None:
    if rating.exempt:
        raise DomainError(
            _("%(name)s is not rated this year: art. 11.1 and 11.2 of Decree 335/2025.")
            % {"name": rating.officer.full_name}
        )


def _check_band(band: str) -> None:
    if band not in Band.values:
        raise DomainError(_("Choose one of the four bands of art. 20."), "band")


def _state(rating: YearRating) -> str:
    if rating.proposed:
        return RatingState.PROPOSED
    return RatingState.SELF_RATED if rating.self_rated_at else RatingState.DRAFT
