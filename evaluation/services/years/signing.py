"""The rating by the authority (art. 20, 21.1.d): one decision for many, frozen, told to each; re-rating."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.enums import Band, RatingState
from evaluation.models import YearRating
from evaluation.selectors.years.checks import (
    cap_overruns,
    checks_of,
    overrun_sentence,
    percent_of,
)
from evaluation.selectors.years.standing import YearStanding, rating_day, standing_on
from evaluation.services.locking import take_turns
from evaluation.services.years.drafts import fill_all
from evaluation.services.years.saving import fingerprint, locked, save, signed_sentence
from staff.models import Officer, Unit, User
from staff.services.errors import DomainError
from staff.services.notices import tell

Render = Callable[[YearRating], bytes]


@dataclass(frozen=True)
class Ruling:
    """The band decided for one rating, and why where the rules want a reason."""

    rating: int
    band: str
    reason: str = ""


@dataclass(frozen=True)
class Decision:
    """The decision that rates: its number and day, and on what ground although a period is not scored."""

    number: str
    day: date
    open_ground: str = ""


@transaction.atomic
def sign_ratings(
    *, rulings: Sequence[Ruling], decision: Decision, actor: User, render: Render, today: date | None = None
) -> list[YearRating]:
    """Sign the ratings of which the actor is the authority, all or none; each is frozen with hash and PDF.

    Computed anew first, then checked in order: organisation before head, forced reasons, reasons for a
    difference, the cap over the whole agency and each group with what was signed before. Raises
    DomainError naming rule and article; nothing is written then.
    """
    today = today or timezone.localdate()
    _check_decision(decision, today)
    if not rulings:
        raise DomainError(_("Choose whom to rate."))
    # One signer at a time: the cap is counted over the whole agency.
    take_turns()
    ratings = [locked(ruling.rating) for ruling in sorted(rulings, key=lambda ruling: ruling.rating)]
    by_pk = {ruling.rating: ruling for ruling in rulings}
    standing = _refresh(ratings, today)
    _check_rater(ratings, actor)
    for rating in ratings:
        _decide(rating, by_pk[rating.pk], decision)
        _check(rating, standing, decision)
    _check_cap(ratings, standing)
    for rating in ratings:
        _freeze(rating, decision, actor, render)
    return ratings


@transaction.atomic
def rerate(
    *,
    rating: YearRating,
    ruling: Ruling,
    decision: Decision,
    why: str,
    actor: User,
    render: Render,
    today: date | None = None,
) -> YearRating:
    """Replace a signed rating by a new decision (art. 21.3): a signed successor; the old one stays as it was.

    The same rules hold, the cap included, as if the old one had not been signed.
    """
    today = today or timezone.localdate()
    _check_decision(decision, today)
    take_turns()
    old: YearRating = YearRating.objects.select_for_update(of=("self",)).get(pk=rating.pk)
    _check_replaceable(old, ruling, why, decision)
    successor = _successor(old, why)
    standing = _refresh([successor], today)
    _check_rater([successor], actor)
    _decide(successor, ruling, decision)
    _check(successor, standing, decision)
    _check_cap([successor], standing, instead_of=[old.pk])
    old.current = False
    save(old, actor)
    save(successor, actor)
    _freeze(successor, decision, actor, render)
    return successor


def _check_decision(decision: Decision, today: date) -> None:
    if not decision.number.strip():
        raise DomainError(_("A rating is a decision: give its number."), "number")
    if decision.day > today:
        raise DomainError(_("The day of the decision lies in the future."), "day")


def _check_replaceable(old: YearRating, ruling: Ruling, why: str, decision: Decision) -> None:
    if not (old.is_frozen and old.current):
        raise DomainError(_("Only the rating in force is replaced by a new decision (art. 21.3)."))
    if not why.strip():
        raise DomainError(_("Art. 21.3: say what was found, for which the rating is replaced."), "why")
    if ruling.band == old.band:
        raise DomainError(_("The new rating is the same as the one in force."), "band")
    if old.decision_date and decision.day < old.decision_date:
        raise DomainError(_("The new decision cannot be older than the one it replaces."), "day")


def _successor(old: YearRating, why: str) -> YearRating:
    kept = (
        "officer_id", "year", "unit_id", "agency_id", "post_id", "seat", "group_id", "rater_id", "rule_set",
        "trace", "mean", "exempt", "forced", "flags", "earned", "self_band", "self_text", "self_rated_at",
        "proposed", "meeting_id", "comments", "party_opinion", "handling",
    )  # fmt: skip
    successor = YearRating(**{name: getattr(old, name) for name in kept})
    successor.version, successor.predecessor = old.version + 1, old
    successor.rerate_reason, successor.state = why.strip(), RatingState.PROPOSED
    return successor


def _refresh(ratings: Sequence[YearRating], today: date) -> YearStanding:
    """What is signed rests on the record of this moment, not on that of an older draft."""
    years = {rating.year for rating in ratings}
    if len(years) != 1:
        raise DomainError(_("One decision rates one year."))
    year = years.pop()
    if any(rating.rule_set != "nd335" for rating in ratings):
        raise DomainError(_("Years up to 2025 are rated by Decree 90/2020, on their own screen."))
    standing = standing_on(year, rating_day(year, today))
    fill_all(ratings, standing, today)
    return standing


def _check_rater(ratings: Sequence[YearRating], actor: User) -> None:
    officer = Officer.objects.filter(user=actor).first()
    for rating in ratings:
        if rating.rater_id is None or officer is None or rating.rater_id != officer.pk:
            raise DomainError(
                _("%(name)s is not rated by you: art. 10.2 of Decree 335/2025.")
                % {"name": rating.officer.full_name}
            )


def _decide(rating: YearRating, ruling: Ruling, decision: Decision) -> None:
    if ruling.band not in Band.values:
        raise DomainError(
            _("%(name)s: choose one of the four bands of art. 20.") % {"name": rating.officer.full_name}
        )
    rating.band, rating.move_reason = ruling.band, ruling.reason.strip()
    ground = decision.open_ground.strip()
    if ground:
        rating.trace = {**rating.trace, "open_ground": ground}


def _check(rating: YearRating, standing: YearStanding, decision: Decision) -> None:
    organisation = standing.organisations.get(rating.unit_id)
    for check in checks_of(rating, rating.band, organisation):
        if check.holds_up(rating.move_reason, decision.open_ground):
            raise DomainError(
                _("%(name)s: %(text)s (art. %(article)s, Decree 335/2025). %(wants)s Nothing was signed.")
                % {
                    "name": rating.officer.full_name,
                    "text": check.text,
                    "article": check.article,
                    "wants": _wants(check.level),
                }
            )


def _wants(level: str) -> str:
    if level == "reason":
        return _("A written reason is needed.")
    return _("The ground of the decision is needed.") if level == "ground" else ""


def _check_cap(
    ratings: Sequence[YearRating], standing: YearStanding, instead_of: Collection[int] = ()
) -> None:
    by_agency: dict[int, list[YearRating]] = defaultdict(list)
    for rating in ratings:
        by_agency[rating.agency_id].append(rating)
    for agency_id, rated in by_agency.items():
        percent = percent_of(agency_id, standing.organisations)
        wanted, groups = _wanted(rated, instead_of)
        broken = cap_overruns(agency_id, rated[0].year, wanted, groups, percent)
        if broken:
            agency = Unit.objects.get(pk=agency_id).name
            # One line for each circle of people: the screens list them.
            raise DomainError("\n".join(overrun_sentence(found, percent, agency) for found in broken))


def _wanted(
    rated: Sequence[YearRating], instead_of: Collection[int]
) -> tuple[Mapping[int, str], Mapping[int, int | None]]:
    """Ids with their new bands; a successor stands under the id of what it replaces."""
    keys = list(instead_of) or [rating.pk for rating in rated]
    wanted = {key: rating.band for key, rating in zip(keys, rated, strict=True)}
    return wanted, {key: rating.group_id for key, rating in zip(keys, rated, strict=True)}


def _freeze(rating: YearRating, decision: Decision, actor: User, render: Render) -> None:
    rating.decision, rating.decision_date = decision.number.strip(), decision.day
    rating.state, rating.signed_at, rating.signed_by = RatingState.SIGNED, timezone.now(), actor
    rating.inputs_sha256 = fingerprint(rating)
    pdf = render(rating)
    rating.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    rating.pdf.save(f"{rating.year}-{rating.pk}-v{rating.version}.pdf", ContentFile(pdf), save=False)
    save(rating, actor)
    _tell(rating)


def _tell(rating: YearRating) -> None:
    """The written notice to the person (art. 21.1.đ, 21.2.đ)."""
    user = rating.officer.user
    if user is None:
        return
    text = _("Your rating of %(year)s was decided: decision %(decision)s. See the notice of the result.") % {
        "year": rating.year,
        "decision": rating.decision,
    }
    url = reverse("evaluation:year_rating", args=[rating.pk])
    tell(users=[user], key=f"year-rating:{rating.pk}", text=text, url=url)


__all__ = ["Decision", "Ruling", "rerate", "sign_ratings", "signed_sentence"]
