"""What stands between a rating and its signing: each rule with its article, in the order of the decree."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.enums import Band, RatingState, Seat
from evaluation.models import DutyGroup, UnitRating, YearRating
from evaluation.rules.cap import Overrun, Scope, overruns, percent_for
from evaluation.rules.nd335 import Band as Points
from evaluation.rules.periods import parse_period
from evaluation.rules.quota import Base
from evaluation.rules.year335 import OPEN, Standing, is_above

Level = Literal["block", "reason", "ground", "note"]
_OPEN_TEXTS = {
    Standing.WAITING: gettext_lazy("%(period)s: the form is not confirmed."),
    Standing.MISSING: gettext_lazy("%(period)s: in service, but not scored."),
    Standing.AHEAD: gettext_lazy("%(period)s is not over yet and has no form."),
}


@dataclass(frozen=True)
class Check:
    """One finding: it blocks, wants a written reason, wants the ground of the whole decision, or only tells."""

    code: str
    text: str
    article: str
    level: Level

    def holds_up(self, reason: str, ground: str) -> bool:
        """Whether the rating cannot be signed with this reason and this ground."""
        if self.level == "block":
            return True
        if self.level == "reason":
            return not reason.strip()
        return self.level == "ground" and not ground.strip()


def checks_of(rating: YearRating, band: str, organisation: UnitRating | None) -> list[Check]:
    """Everything to say about signing this rating with this band, but for the cap, which is counted over all."""
    return [
        *_who(rating),
        *_procedure(rating),
        *_periods(rating),
        *_forced(rating, band),
        *_organisation(rating, band, organisation),
        *_difference(rating, band),
    ]


def cap_overruns(
    agency_id: int, year: int, wanted: Mapping[int, str], groups: Mapping[int, int | None], percent: int
) -> list[Overrun]:
    """Where signing `wanted` (rating id → band; `groups`: id → group) beside what is signed breaks the cap."""
    rows = YearRating.objects.filter(
        agency_id=agency_id, year=year, current=True, state=RatingState.SIGNED
    ).exclude(pk__in=list(wanted))
    rated: list[tuple[Hashable, str]] = list(rows.values_list("group_id", "band"))
    rated += [(groups[pk], band) for pk, band in wanted.items()]
    return overruns(
        rated,
        percent,
        cast(Base, settings.EXCELLENT_CAP_BASE),
        cast(Scope, settings.EXCELLENT_CAP_SCOPE),
    )


def percent_of(agency_id: int, organisations: Mapping[int, UnitRating]) -> int:
    """20 per cent, or 25 where the agency's outstanding achievement was recognised (art. 20.5.b)."""
    organisation = organisations.get(agency_id)
    return percent_for(organisation is not None and organisation.outstanding)


def overrun_sentence(found: Overrun, percent: int, agency: str) -> str:
    """Rule, article, quota, and by how many."""
    group = DutyGroup.objects.filter(pk=cast(int, found.group or 0)).values_list("name", flat=True).first()
    values = {
        "where": f"{agency}, {group}" if group else agency,
        "people": found.people,
        "percent": percent,
        "quota": found.quota,
        "excellent": found.excellent,
        "over": found.over,
        "reading": reading_label(),
        "article": "20.5.b" if percent > 20 else "20.5.a",
    }
    return (
        _(
            "Over the cap on “Hoàn thành xuất sắc” (art. %(article)s, Decree 335/2025): %(where)s has %(people)s "
            "rated tốt or better, so at most %(quota)s xuất sắc at %(percent)s%% (%(reading)s); it would be "
            "%(excellent)s, %(over)s too many."
        )
        % values
    )


def reading_label(base: str = "") -> str:
    """Which reading of art. 20.5 is in force."""
    if (base or settings.EXCELLENT_CAP_BASE) == "tot":
        return _("literal reading: of those finally rated tốt")
    return _("other reading: of those rated tốt or better")


def _who(rating: YearRating) -> Iterable[Check]:
    if rating.exempt:
        text = _("Not rated this year: less than 06 months of work.")
        if rating.exempt == "no_work":
            text = _("Not rated this year: nothing was really worked in it.")
        yield Check("exempt", text, "11.1, 11.2", "block")
    if rating.rater_id is None:
        yield Check("missing_rater", _("No authority to rate is recorded."), "10.2", "block")


def _procedure(rating: YearRating) -> Iterable[Check]:
    if not rating.self_rated_at:
        text = _("The officer has not rated himself or herself; absence on good grounds needs a reason.")
        yield Check("no_self_rating", text, "21.1.a, 21.2.a, 19.3", "reason")
    if rating.meeting_id is None:
        yield Check(
            "no_meeting",
            _("No meeting with minutes has commented on the officer."),
            "21.1.b, 21.2.b",
            "block",
        )
    if rating.seat != Seat.STAFF and not rating.party_opinion.strip():
        yield Check(
            "no_party_opinion", _("The party committee's opinion is missing."), "21.1.c, 21.2.c", "block"
        )


def _periods(rating: YearRating) -> Iterable[Check]:
    if rating.mean is None and not rating.forced and not rating.exempt:
        yield Check("no_mean", _("No period of the year is scored, so there is no mean."), "17.3", "block")
    periods = rating.trace.get("periods", [])
    for item in periods:
        title = parse_period(item["code"]).title
        if item["standing"] in OPEN:
            # The setting may want the last period waited for; otherwise the decision says on what ground it does not.
            waited = settings.YEAR_LAST_PERIOD == "wait" and item is periods[-1]
            text = _OPEN_TEXTS[item["standing"]]
            level: Level = "block" if waited else "ground"
            yield Check(f"{item['standing']}:{item['code']}", str(text) % {"period": title}, "17.3", level)
        if item["standing"] == Standing.PROVISIONAL:
            told = _("%(period)s counts by its draft, for rating is due before 15/12.") % {"period": title}
            yield Check(f"provisional:{item['code']}", told, "19.2", "note")


def _forced(rating: YearRating, band: str) -> Iterable[Check]:
    articles = ", ".join(dict.fromkeys(item["article"] for item in rating.forced))
    if rating.forced and band != Band.NOT_DONE:
        text = _("The record forces “Không hoàn thành nhiệm vụ” whatever the points.")
        yield Check("forced", text, articles, "block")


def _organisation(rating: YearRating, band: str, organisation: UnitRating | None) -> Iterable[Check]:
    if rating.seat != Seat.HEAD or rating.exempt:
        return
    if organisation is None:
        text = _("The organisation the officer heads is not rated yet; it goes first.")
        yield Check("organisation_waits", text, "20.6", "block")
    elif organisation.band and band and is_above(Points(band), Points(organisation.band)):
        text = _("The head would stand above the organisation, which is rated “%(band)s”.") % {
            "band": organisation.get_band_display()
        }
        yield Check("above_organisation", text, "20.6", "block")


def _difference(rating: YearRating, band: str) -> Iterable[Check]:
    if not band and (rating.mean is not None or rating.forced):
        yield Check("no_band", _("No band is chosen."), "20", "block")
    elif band and rating.earned and band != rating.earned and not rating.forced:
        text = _("Differs from what the points give (“%(earned)s”).") % {
            "earned": rating.get_earned_display()
        }
        yield Check("differs", text, "20", "reason")
