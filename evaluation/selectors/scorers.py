"""Who scores whom today, from the postings, absences and decisions of the record (article 10)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext as _

from evaluation.models import Evaluation
from evaluation.rules.periods import ScoringPeriod, parse_period
from evaluation.rules.scorers import Authority, Deputed, Power, Role, Scorer, Seat, scorer_on_the_day
from evaluation.selectors.seats import Seating, heads_by_unit, places, seating_on
from staff.enums import PostRole, StandInKind
from staff.models import Absence, Officer, Posting, StandIn, Unit

_POWERS: dict[str, Power] = {StandInKind.ACTING_HEAD: "acting", StandInKind.DELEGATION: "delegated"}


def scoring_day(period: ScoringPeriod, today: date) -> date:
    """The day whose record says who scores: the period's last day while it runs, then today."""
    return max(period.last_day, today)


def authority_for(period: ScoringPeriod, today: date, seating: Seating | None = None) -> Authority:
    """Who may score the forms of a period, in five queries at most.

    A unit that was closed since keeps the head of the period's last day: no head of today stands for it.
    """
    day = scoring_day(period, today)
    seating = seating or seating_on(period.last_day)
    heads = seating.heads if day == period.last_day else _heads_since(seating, day)
    return Authority(heads, seating.parent_of, absent_on(day), deputed_on(day))


def authority_today(today: date) -> Authority:
    """The same for what belongs to no period: a complaint about a rating."""
    seating = seating_on(today)
    return Authority(seating.heads, seating.parent_of, absent_on(today), deputed_on(today))


def scorer_now(form: Evaluation, today: date) -> Scorer | None:
    """Who scores this form by the record of today; the unit and the role are those of the form."""
    return scorer_on_the_day(seat_of(form), authority_for(parse_period(form.period.code), today))


def seat_of(form: Evaluation) -> Seat:
    """The seat the form was drafted for."""
    return Seat(form.officer_id, form.unit_id, cast(Role, form.seat))


def stand_in_of(officer_id: int, today: date) -> int:
    """Whoever acts for an officer today: the stand-in of the unit headed, where the officer is away."""
    authority = authority_today(today)
    for unit_id, head in authority.heads.items():
        if head != officer_id:
            continue
        for one in authority.deputed.get(unit_id, ()):
            if one.instead_of in (None, officer_id) and one.officer_id not in authority.absent:
                return one.officer_id
    return officer_id


def absent_on(day: date) -> frozenset[int]:
    """Officers with a recorded absence that covers the day."""
    return frozenset(Absence.objects.at(day).values_list("officer_id", flat=True))


def deputed_on(day: date) -> dict[int, list[Deputed]]:
    """Unit id → who may score there in place of its head that day; acting heads first, the newest first."""
    found: dict[int, list[Deputed]] = defaultdict(list)
    for row in StandIn.objects.at(day).filter(scores=True).order_by("kind", "-start", "pk"):
        one = Deputed(row.officer_id, _POWERS[row.kind], row.instead_of_id, row.decision)
        found[row.unit_id].append(one)
    return found


def _heads_since(seating: Seating, day: date) -> dict[int, int]:
    leading = Posting.objects.primary().at(day).exclude(post__role=PostRole.NONE).exclude(post=None)
    now = heads_by_unit(places(leading))
    closed = set(Unit.objects.filter(end__lte=day).values_list("pk", flat=True))
    return now | {unit_id: head for unit_id, head in seating.heads.items() if unit_id in closed}


def scorer_trace(scorer: Scorer | None) -> dict[str, Any] | None:
    """Why this person scores, as the form keeps it."""
    if scorer is None:
        return None
    return {
        "unit": scorer.unit_id,
        "power": scorer.power,
        "head": scorer.head,
        "decision": scorer.decision,
        "passed": list(scorer.passed),
    }


@dataclass(frozen=True)
class Grounds:
    """Why someone scores, in sentences."""

    sentence: str
    passed: str = ""


def grounds_of(form: Evaluation) -> Grounds | None:
    """Why the scorer of a form is the scorer, from what the form keeps; nothing for forms drafted before."""
    kept = form.trace.get("scorer")
    if not kept or form.scorer_id is None:
        return None
    people = dict(
        Officer.objects.filter(pk__in=[kept["head"] or 0, *kept["passed"]]).values_list("pk", "full_name")
    )
    unit = Unit.objects.filter(pk=kept["unit"]).values_list("name", flat=True).first() or ""
    passed = ", ".join(people.get(pk, "") for pk in kept["passed"])
    return Grounds(
        _power_sentence(kept, unit, people),
        _("Away without a stand-in, so the next one above scores: %(names)s.") % {"names": passed}
        if passed
        else "",
    )


def _power_sentence(kept: dict[str, Any], unit: str, people: dict[int, str]) -> str:
    decision = _(", decision %(number)s") % {"number": kept["decision"]} if kept["decision"] else ""
    head = people.get(kept["head"] or 0, "")
    if kept["power"] == "head":
        return _("Head of %(unit)s (article 10.1).") % {"unit": unit}
    if kept["power"] == "acting":
        return _("Acting head of %(unit)s%(decision)s (article 10.1).") % {"unit": unit, "decision": decision}
    if head:
        return _("By delegation of %(head)s, head of %(unit)s%(decision)s (article 10.1).") % {
            "head": head,
            "unit": unit,
            "decision": decision,
        }
    return _("By delegation for %(unit)s%(decision)s (article 10.1).") % {"unit": unit, "decision": decision}
