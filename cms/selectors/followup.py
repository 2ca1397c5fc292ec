"""What units did because of a directive, as far as the asker's reach goes; and which reports fall due."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from cms.enums import ReviewKind
from cms.models import ActionPlan, Directive, Dissemination, Review, Task
from cms.rules.followup import Tally, next_report
from cms.selectors.tasks import tallies, with_story
from staff.access import held_reach, rows_for
from staff.access.gate import Asker
from staff.models import Posting, Unit
from staff.selectors.tree import load_tree

# More people than this are not called one by one on a page.
MOST_INVITED = 400


@dataclass(frozen=True)
class Events:
    """Everything of one directive that the asker may see."""

    disseminations: list[Any]
    plans: list["PlanLine"]
    tasks: list[Any]
    reviews: list[Any]
    tally: Tally

    def __bool__(self) -> bool:
        return bool(self.disseminations or self.plans or self.tasks or self.reviews)


@dataclass(frozen=True)
class PlanLine:
    """A plan with the day its next periodic report falls due; None for a plan without, or after the final review."""

    plan: Any
    due: date | None


@dataclass
class Way:
    """How far a directive has come in the units in reach."""

    directive: Any
    units_told: int = 0
    first_told: date | None = None
    plans: int = 0
    tally: Tally = field(default_factory=Tally)
    reviews: int = 0
    last_review: date | None = None


def events_of(user: Asker, directive: Directive, today: date) -> Events:
    """Disseminations, plans, tasks and reviews of one directive in reach; a constant number of queries."""
    of_it = {"directive": directive}
    meetings = rows_for(user, Dissemination, "view").filter(**of_it).select_related("unit", "minutes")
    counted = meetings.annotate(
        invited=Count("attendance"), present=Count("attendance", filter=Q(attendance__present=True))
    )
    plans = rows_for(user, ActionPlan, "view").filter(**of_it).select_related("unit", "file", "document")
    tasks = rows_for(user, Task, "view").filter(**of_it)
    reviews = rows_for(user, Review, "view").filter(**of_it).select_related("unit", "file")
    return Events(
        list(counted),
        plan_lines(list(plans)),
        list(with_story(tasks).order_by("deadline", "pk")),
        list(reviews),
        tallies(tasks, "directive_id", today).get(directive.pk, Tally()),
    )


def plan_lines(plans: Iterable[Any]) -> list[PlanLine]:
    """Plans with the next due day of their reports: a review of the unit on the directive is a report."""
    rows = list(plans)
    asked = [plan for plan in rows if plan.report_every_months]
    held: dict[tuple[int, int], list[date]] = defaultdict(list)
    ended: set[tuple[int, int]] = set()
    directives = {plan.directive_id for plan in asked}
    if asked:
        made = Review.objects.filter(
            directive_id__in=directives, unit_id__in={plan.unit_id for plan in asked}
        )
        for directive_id, unit_id, day, kind in made.values_list(
            "directive_id", "unit_id", "held_on", "kind"
        ):
            held[directive_id, unit_id].append(day)
            if kind == ReviewKind.FINAL:
                ended.add((directive_id, unit_id))
    return [PlanLine(plan, _due(plan, held, ended)) for plan in rows]


def _due(plan: Any, held: dict[tuple[int, int], list[date]], ended: set[tuple[int, int]]) -> date | None:
    key = (plan.directive_id, plan.unit_id)
    if not plan.report_every_months or key in ended:
        return None
    since = [day for day in held.get(key, ()) if day >= plan.issued_on]
    return next_report(plan.issued_on, plan.report_every_months, since)


def reports_due(user: Asker, until: date) -> list[PlanLine]:
    """Plans in reach whose next periodic report falls due by a day, the most urgent first."""
    plans = rows_for(user, ActionPlan, "change").filter(report_every_months__isnull=False)
    lines = plan_lines(plans.select_related("unit", "directive"))
    soon = [line for line in lines if line.due is not None and line.due <= until]
    return sorted(soon, key=lambda line: (line.due or until, line.plan.pk))


def ways(user: Asker, directives: QuerySet[Any], today: date, units: frozenset[int] | None) -> list[Way]:
    """How far each of these directives has come in the units in reach (`units` narrows them)."""
    found = {row.pk: Way(row) for row in directives.select_related("issuer")}

    def of(model: Any) -> QuerySet[Any]:
        rows = rows_for(user, model, "view").filter(directive_id__in=found).order_by()
        return rows if units is None else rows.filter(unit_id__in=units)

    told = (
        of(Dissemination)
        .values("directive_id")
        .annotate(n=Count("unit_id", distinct=True), first=Min("held_on"))
    )
    for key, number, first in told.values_list("directive_id", "n", "first"):
        found[key].units_told, found[key].first_told = number, first
    for key, number in (
        of(ActionPlan).values("directive_id").annotate(n=Count("pk")).values_list("directive_id", "n")
    ):
        found[key].plans = number
    reviews = of(Review).values("directive_id").annotate(n=Count("pk"), last=Max("held_on"))
    for key, number, last in reviews.values_list("directive_id", "n", "last"):
        found[key].reviews, found[key].last_review = number, last
    for key, tally in tallies(of(Task), "directive_id", today).items():
        found[key].tally = tally
    return list(found.values())


def invited_on(unit_id: int, day: date, *, with_below: bool) -> list[Posting]:
    """Postings of who served in a unit on a day, one for each person, by given name."""
    units = load_tree().below([unit_id]) if with_below else frozenset((unit_id,))
    rows = Posting.objects.at(day).filter(unit_id__in=units).select_related("officer", "unit", "post")
    people: dict[int, Posting] = {}
    for posting in rows.order_by("officer__name_key", "officer__number", "start"):
        people.setdefault(posting.officer_id, posting)
    return list(people.values())


def units_to_act_for(user: Asker, model: type[Any]) -> set[int]:
    """Units for which the person may record something of this kind."""
    reach = held_reach(user, model, "add")
    return set(Unit.objects.within(reach).values_list("pk", flat=True)) if reach else set()
