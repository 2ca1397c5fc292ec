"""Ratings of officers for years up to 2025 (Decree 90/2020), taken over from their decisions."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from evaluation.enums import Band, RatingState
from evaluation.models import YearRating
from evaluation.rules import nd90
from evaluation.selectors.organisations.service_in_year import ServedYear, served
from hrm.kernel.dates import show_date
from staff.models import Officer, User
from staff.services.errors import DomainError


@dataclass(frozen=True)
class PastRating:
    """One rating as its decision says; `unit` is the code of the unit then, where it is known."""

    officer: Officer
    year: int
    band: str
    decision: str
    day: date
    unit: str = ""
    note: str = ""
    source: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def record_past_rating(
    *, past: PastRating, actor: User | None, year_served: ServedYear | None = None
) -> tuple[YearRating, bool]:
    """Keep a rating of the past; True where it is new, False where the same stood there already.

    Raises DomainError for years from 2026 on, people not in service then, bands the decree rules out,
    and a second different rating, which needs a re-rating with a reason.
    """
    _check_year(past.year)
    stored = _current(past)
    if stored is not None:
        if (stored.band, stored.decision, stored.decision_date) == (past.band, past.decision, past.day):
            return stored, False
        message = _(
            "%(name)s already has a rating for %(year)s: %(band)s, decision %(decision)s; "
            "another one needs a re-rating with a reason."
        )
        raise DomainError(message % _named(stored), "band")
    row = _row(past, _checked(past, year_served))
    _save(row, actor)
    return row, True


@transaction.atomic
def re_rate_past(*, rating: YearRating, past: PastRating, reason: str, actor: User) -> YearRating:
    """Replace a rating of the past by a new decision, with a reason; the old one stays as it was."""
    _check_year(rating.year)
    stored: YearRating = YearRating.objects.select_for_update().get(pk=rating.pk)
    if not stored.current or stored.rule_set != nd90.RULE_SET:
        raise DomainError(_("This rating was replaced meanwhile."))
    if not reason.strip():
        raise DomainError(_("A new rating of a past year needs a written reason."), "reason")
    year_served = _checked(past, None)
    stored.current = False
    _save(stored, actor)
    row = _row(past, year_served)
    row.version, row.predecessor, row.rerate_reason = stored.version + 1, stored, reason.strip()
    _save(row, actor)
    return row


def _check_year(year: int) -> None:
    if not nd90.applies(year):
        message = _(
            "Decree 90/2020 covers the years %(first)s to %(last)s; later ones follow Decree 335/2025."
        )
        raise DomainError(message % {"first": nd90.FIRST_YEAR, "last": nd90.LAST_YEAR}, "year")


def _checked(past: PastRating, known: ServedYear | None) -> ServedYear:
    """The officer's year, once everything of the decision fits it."""
    year_served = known or served(past.year, [past.officer.pk]).get(past.officer.pk)
    if past.band not in Band.values:
        raise DomainError(_("Expected one of the four bands of Decree 90/2020."), "band")
    if not past.decision.strip():
        raise DomainError(_("The number of the decision is missing."), "decision")
    if not date(past.year, 7, 1) <= past.day < date(past.year + 3, 1, 1):
        raise DomainError(
            _("The decision of %(day)s does not fit a rating of %(year)s.")
            % {"day": show_date(past.day), "year": past.year},
            "decision_date",
        )
    if year_served is None:
        message = _("%(name)s was not in service in %(year)s.")
        raise DomainError(message % {"name": past.officer.full_name, "year": past.year}, "officer")
    if past.unit and past.unit not in year_served.unit_codes:
        message = _("%(name)s did not serve in %(unit)s in %(year)s.")
        raise DomainError(
            message % {"name": past.officer.full_name, "unit": past.unit, "year": past.year}, "unit"
        )
    _check_rules(past, year_served)
    return year_served


def _check_rules(past: PastRating, year_served: ServedYear) -> None:
    """What Decree 90/2020 rules out, by what the records know."""
    if not nd90.is_rated(year_served.months_worked):
        message = _("%(months)d months worked in %(year)d: less than 6, so not rated (Decree 90/2020).")
        raise DomainError(message % {"months": year_served.months_worked, "year": past.year}, "officer")
    order = list(Band.values)
    if order.index(past.band) < order.index(nd90.highest(year_served.months_absent)):
        message = _("%(months)d months of leave in %(year)d: not “tốt” or better (Decree 90/2020).")
        raise DomainError(message % {"months": year_served.months_absent, "year": past.year}, "band")
    if year_served.disciplined and past.band != Band.NOT_DONE and not past.note.strip():
        message = _(
            "A discipline stands in the record of %(year)d, which means “không hoàn thành” (Decree 90/2020, "
            "art. 11); say in the note why this decision differs."
        )
        raise DomainError(message % {"year": past.year}, "band")


def _current(past: PastRating) -> YearRating | None:
    rows = YearRating.objects.select_for_update(of=("self",)).select_related("officer")
    found: YearRating | None = rows.filter(officer=past.officer, year=past.year, current=True).first()
    return found


def _row(past: PastRating, year_served: ServedYear) -> YearRating:
    return YearRating(
        officer=past.officer,
        year=past.year,
        unit_id=year_served.unit_id,
        agency_id=year_served.agency_id,
        post=year_served.post,
        seat=year_served.seat,
        rule_set=nd90.RULE_SET,
        state=RatingState.SIGNED,
        band=past.band,
        decision=past.decision.strip(),
        decision_date=past.day,
        trace={"note": past.note.strip(), "source": past.source},
    )


def _named(stored: YearRating) -> dict[str, Any]:
    return {
        "name": stored.officer.full_name,
        "year": stored.year,
        "band": stored.get_band_display(),
        "decision": stored.decision or "–",
    }


def _save(row: YearRating, actor: User | None) -> None:
    vars(row)["_history_user"] = actor
    row.save()
