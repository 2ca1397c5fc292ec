"""Opening a year: a draft of Mẫu số 02 for everyone in service on the day of rating, refreshed at will."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Context, Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from evaluation.enums import Band, RatingState
from evaluation.models import UnitRating, YearRating
from evaluation.rules.nd335 import EFFECTIVE, RULE_SET
from evaluation.rules.nd335 import Band as Points
from evaluation.rules.year335 import OPEN, Slot, Standing, at_most, band_of, too_short
from evaluation.selectors.years.inputs import Subject, YearInputs, gather_year
from evaluation.selectors.years.standing import YearStanding, rating_day, standing_on
from evaluation.services.locking import take_turns
from staff.models import Unit, User
from staff.services.errors import DomainError

FIELDS = (
    "unit", "agency", "post", "seat", "group", "rater", "rule_set", "state", "current",
    "mean", "exempt", "forced", "flags", "trace", "earned",
)  # fmt: skip
KEYS = frozenset({"unit", "agency", "post", "group", "rater"})
TOO_SHORT, NO_WORK = "too_short", "no_work"
# What people put into the trace by hand; a refresh keeps it.
KEPT = ("acts_used", "open_ground")
_EXACT = Context(prec=60, rounding=ROUND_DOWN)
_CUT = Decimal("0.0000000001")


@dataclass
class YearSummary:
    """How many drafts were made, changed, left alone, signed before, withdrawn."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    signed: int = 0
    withdrawn: int = 0
    flagged: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def open_year(
    *, year: int, unit_ids: Collection[int] | None, actor: User | None, today: date | None = None
) -> YearSummary:
    """Open the rating of a year for the units (None = all), or refresh its drafts (art. 19.1, 21).

    The unit of the posting on the day of rating rates; results of old units come along. Signed ratings are
    never touched. Raises DomainError for a year before Decree 335/2025 and for a year to come.
    """
    today = today or timezone.localdate()
    _check_year(year, today)
    take_turns()
    day = rating_day(year, today)
    standing = standing_on(year, day)
    chosen = [
        seat.officer_id
        for seat in standing.seating.seats.values()
        if unit_ids is None or seat.unit_id in unit_ids
    ]
    stored = _stored(year, chosen)
    before = {officer_id: _state(rating) for officer_id, rating in stored.items()}
    summary = YearSummary(withdrawn=_withdraw(year, unit_ids, standing, actor))
    for officer_id in chosen:
        stored.setdefault(officer_id, YearRating(officer_id=officer_id, year=year))
    fill_all(stored.values(), standing, today)
    _save(stored.values(), before, actor, summary)
    return summary


def fill_all(ratings: Iterable[YearRating], standing: YearStanding, today: date) -> None:
    """Compute every rating that is not signed anew, in memory."""
    waiting = {r.officer_id: r for r in ratings if not r.is_frozen and r.officer_id in standing.seating.seats}
    subjects = {
        officer_id: Subject(
            standing.agency(standing.seating.seats[officer_id].unit_id),
            standing.seating.seats[officer_id].role != "staff",
        )
        for officer_id in waiting
    }
    year = next((rating.year for rating in waiting.values()), today.year)
    inputs = gather_year(year, subjects, standing.day, standing.agency)
    names = dict(Unit.objects.values_list("pk", "name"))
    for officer_id, rating in waiting.items():
        _fill(rating, standing, inputs[officer_id], names)


def _fill(rating: YearRating, standing: YearStanding, inputs: YearInputs, names: dict[int, str]) -> None:
    seat = standing.seating.seats[rating.officer_id]
    posting = standing.seating.postings[rating.officer_id]
    group = standing.group(rating.officer_id)
    rating.unit_id, rating.post_id = posting.unit_id, posting.post_id
    rating.agency_id, rating.seat = standing.agency(posting.unit_id), seat.role
    rating.group_id = group.pk if group else None
    rating.rater_id, rating.rule_set = standing.rater(rating.officer_id), RULE_SET
    organisation = standing.organisations.get(rating.unit_id) if seat.role == "head" else None
    rating.mean = cut(inputs.mean)
    rating.exempt = _exempt(inputs)
    rating.forced = [_told(inputs, found) for found in inputs.findings if found.forces]
    rating.earned = _earned(rating, inputs, organisation)
    rating.flags = _flags(rating, inputs, organisation)
    rating.trace = _trace(rating, standing, inputs, organisation, names)


def cut(value: Fraction | None) -> Decimal | None:
    """A mean as the column keeps it: ten decimals, never rounded over a band."""
    if value is None:
        return None
    return _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator)).quantize(
        _CUT, rounding=ROUND_DOWN
    )


def _exempt(inputs: YearInputs) -> str:
    """Art. 11.1; and whoever did not work at all, for art. 11.2 rates the time really worked."""
    if too_short(inputs.months):
        return TOO_SHORT
    worked = any(slot.weight for slot in inputs.slots)
    return "" if worked else NO_WORK


def _earned(rating: YearRating, inputs: YearInputs, organisation: UnitRating | None) -> str:
    """What reasons, points and the organisation give before the cap (art. 11.3, 20)."""
    if rating.exempt:
        return ""
    if rating.forced:
        return Band.NOT_DONE
    if inputs.mean is None:
        return ""
    found = band_of(inputs.mean)
    if organisation is not None and organisation.band:
        found = at_most(found, Points(organisation.band))
    return found.value


def _flags(rating: YearRating, inputs: YearInputs, organisation: UnitRating | None) -> list[str]:
    flags = [f"{rating.exempt}"] if rating.exempt else []
    flags += [f"{slot.standing}:{slot.period.code}" for slot in inputs.slots if slot.standing in OPEN]
    flags += [
        f"provisional:{slot.period.code}" for slot in inputs.slots if slot.standing == Standing.PROVISIONAL
    ]
    if rating.seat == "head" and organisation is None and not rating.exempt:
        flags.append("organisation_waits")
    if rating.rater_id is None:
        flags.append("missing_rater")
    return flags


def _trace(
    rating: YearRating,
    standing: YearStanding,
    inputs: YearInputs,
    organisation: UnitRating | None,
    names: dict[int, str],
) -> dict[str, Any]:
    kept = {key: rating.trace[key] for key in KEPT if key in rating.trace}
    forcing = [found for found in inputs.findings if found.forces]
    return {
        "day": standing.day.isoformat(),
        "periods": [_slot(slot, inputs, rating.unit_id, names) for slot in inputs.slots],
        "mean": None if inputs.mean is None else f"{inputs.mean.numerator}/{inputs.mean.denominator}",
        "months": f"{inputs.months.numerator}/{inputs.months.denominator}",
        "findings": [_told(inputs, found) for found in inputs.findings],
        "acts_counted": sorted({inputs.acts[f.row] for f in forcing if f.kind == "discipline"}),
        "organisation": {"row": organisation.pk, "band": organisation.band} if organisation else None,
        **kept,
    }


def _slot(slot: Slot, inputs: YearInputs, unit_id: int, names: dict[int, str]) -> dict[str, Any]:
    made_in = inputs.form_units.get(slot.row)
    return {
        "code": slot.period.code,
        "standing": slot.standing.value,
        "weight": slot.weight,
        "points": None if slot.points is None else format(slot.points, "f"),
        "form": slot.row or None,
        "leave": slot.leave or None,
        # Art. 19.1: where the result was earned, when it was not here.
        "earned_in": names.get(made_in, "") if made_in and made_in != unit_id else "",
    }


def _told(inputs: YearInputs, found: Any) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "row": found.row,
        "code": found.code,
        "article": found.article,
        "verdict": found.verdict.value,
        "text": inputs.told.get((found.kind, found.row), ""),
    }


def _check_year(year: int, today: date) -> None:
    if year < EFFECTIVE.year:
        raise DomainError(
            _(
                "Years up to 2025 are rated by Decree 90/2020 (Decree 335/2025, art. 27): enter their results "
                "on the screen of earlier years; nothing is computed for them."
            ),
            "year",
        )
    if year > today.year:
        raise DomainError(
            _("The year %(year)s has not begun; rating is done by working year (art. 19.1).")
            % {"year": year},
            "year",
        )


def _stored(year: int, officer_ids: Collection[int]) -> dict[int, YearRating]:
    wanted = set(officer_ids)
    rows = YearRating.objects.filter(year=year, current=True).select_related("officer")
    return {rating.officer_id: rating for rating in rows if rating.officer_id in wanted}


def _withdraw(year: int, unit_ids: Collection[int] | None, standing: YearStanding, actor: User | None) -> int:
    """Drafts of people who, by the record, are no longer in service: kept, but no longer current."""
    rows = YearRating.objects.filter(year=year, current=True).exclude(state=RatingState.SIGNED)
    gone = [
        rating
        for rating in rows
        if rating.officer_id not in standing.seating.seats
        and (unit_ids is None or rating.unit_id in unit_ids)
    ]
    for rating in gone:
        rating.current = False
    bulk_update_with_history(gone, YearRating, ["current"], batch_size=500, default_user=actor)
    return len(gone)


def _save(
    ratings: Iterable[YearRating],
    before: dict[int, tuple[object, ...]],
    actor: User | None,
    summary: YearSummary,
) -> None:
    listed = list(ratings)
    new = [rating for rating in listed if rating.pk is None]
    old = [rating for rating in listed if rating.pk is not None]
    _number(new)
    changed = [r for r in old if not r.is_frozen and _state(r) != before[r.officer_id]]
    bulk_create_with_history(new, YearRating, batch_size=500, default_user=actor)
    bulk_update_with_history(changed, YearRating, list(FIELDS), batch_size=500, default_user=actor)
    summary.created, summary.updated = len(new), len(changed)
    summary.signed = sum(rating.is_frozen for rating in old)
    summary.unchanged = len(old) - len(changed) - summary.signed
    for rating in listed:
        for code in {flag.partition(":")[0] for flag in rating.flags}:
            summary.flagged[code] = summary.flagged.get(code, 0) + 1


def _number(new: Collection[YearRating]) -> None:
    """A draft after a withdrawn one is the next version."""
    if not new:
        return
    year = next(iter(new)).year
    rows = YearRating.objects.filter(year=year, current=False).values_list("officer_id", "version")
    last: dict[int, int] = {}
    for officer_id, version in rows:
        last[officer_id] = max(last.get(officer_id, 0), version)
    for rating in new:
        rating.version = last.get(rating.officer_id, 0) + 1


def _state(rating: YearRating) -> tuple[object, ...]:
    return tuple(getattr(rating, f"{name}_id" if name in KEYS else name) for name in FIELDS)
