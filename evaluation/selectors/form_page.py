"""One form as its pages show it: what may be done with it, its ten lines, what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404
from django.utils.timezone import localdate

from evaluation.enums import EvaluationState
from evaluation.models import Complaint, Evaluation, GeneralPoint, LeaderAssessment
from evaluation.rules.criteria import CRITERIA, GROUPS, Criterion, Group
from evaluation.rules.deadlines import Deadlines
from evaluation.rules.periods import ScoringPeriod, parse_period
from evaluation.selectors.complaints import complaints_about, may_complain
from evaluation.selectors.flags import FlagText, flag_text
from evaluation.selectors.form_facts import ranks_on
from evaluation.selectors.home import waiting_for
from evaluation.selectors.openings import deadline_book
from evaluation.selectors.scorers import Grounds, grounds_of
from evaluation.selectors.shown import points
from staff.access import require, rows_for
from staff.access.gate import Asker

ACTIONS = ("self_score", "confirm", "reopen", "print")


@dataclass(frozen=True)
class PointLine:
    """A line of the form with both kinds of points, as written."""

    criterion: Criterion
    self_points: Decimal | None
    confirmed_points: Decimal | None

    @property
    def maximum_text(self) -> str:
        """Most the line can give."""
        return points(self.criterion.maximum)

    @property
    def self_text(self) -> str:
        """The officer's own points."""
        return points(self.self_points)

    @property
    def confirmed_text(self) -> str:
        """The scorer's points."""
        return points(self.confirmed_points)


@dataclass(frozen=True)
class PointGroup:
    """A group of criteria with its lines."""

    group: Group
    lines: list[PointLine]

    @property
    def maximum_text(self) -> str:
        """Most the group can give."""
        return points(self.group.maximum)

    @property
    def self_text(self) -> str:
        """Sum of the officer's own points."""
        return points(_sum(line.self_points for line in self.lines))

    @property
    def confirmed_text(self) -> str:
        """Sum of the scorer's points."""
        return points(_sum(line.confirmed_points for line in self.lines))


@dataclass(frozen=True)
class FormPage:
    """What the page of one form says besides the stored columns."""

    quarter: ScoringPeriod
    title: str
    groups: list[PointGroup]
    missing: list[FlagText]
    may: frozenset[str]
    successor: Evaluation | None
    grounds: Grounds | None
    complaints: list[Complaint]
    may_complain: bool
    deadlines: Deadlines | None
    next_waiting: Evaluation | None


def form_for(user: Asker, action: str, pk: int) -> Evaluation:
    """The form with everything around it; 403 without the verb, 404 out of reach."""
    require(user, Evaluation, action)
    around = ("officer", "unit", "post", "period", "scorer", "confirmed_by", "predecessor")
    found: Evaluation | None = (
        rows_for(user, Evaluation, action).filter(pk=pk).select_related(*around).first()
    )
    if found is None:
        raise Http404
    return found


def form_page(user: Asker, form: Evaluation) -> FormPage:
    """Gather the page."""
    quarter = parse_period(form.period.code)
    allowed = _allowed(user, form)
    return FormPage(
        quarter=quarter,
        title=form.post.name
        if form.post
        else ranks_on(quarter.last_day, {form.officer_id}).get(form.officer_id, ""),
        groups=point_groups(form),
        missing=[flag_text(flag) for flag in form.flags],
        may=allowed,
        successor=Evaluation.objects.filter(predecessor=form).first(),
        grounds=grounds_of(form),
        complaints=complaints_about(user, form),
        may_complain=may_complain(user, form),
        deadlines=None if form.is_frozen else deadline_book(form.period).of(form.unit_id),
        next_waiting=_next_waiting(user) if "reopen" in allowed else None,
    )


def point_groups(form: Evaluation) -> list[PointGroup]:
    """The ten lines with the points this version of the form rests on (its trace)."""
    known = form.trace.get("general", {}).get("points", {})
    lines = [
        PointLine(line, *(_decimal(known.get(line.code, {}).get(kind)) for kind in ("self", "confirmed")))
        for line in CRITERIA
    ]
    return [PointGroup(group, [x for x in lines if x.criterion.group == group.code]) for group in GROUPS]


def points_now(form: Evaluation) -> dict[str, dict[str, Decimal | None]]:
    """Criterion → the points on record now, for the input forms."""
    rows = GeneralPoint.objects.filter(officer_id=form.officer_id, period=form.period.code)
    return {row.criterion: {"self": row.self_points, "confirmed": row.confirmed_points} for row in rows}


def judged_now(form: Evaluation) -> dict[str, str]:
    """đ and e of a leader on record, for the input form; nothing while nobody judged them."""
    row = LeaderAssessment.objects.filter(officer_id=form.officer_id, period=form.period.code).first()
    if row is None:
        return {}
    return {"organising": str(row.organising), "unity": str(row.unity), "grounds": row.grounds}


def _allowed(user: Asker, form: Evaluation) -> frozenset[str]:
    """Actions that the person may do and that the state of the form admits."""
    possible = {"print"}
    if form.current:
        possible |= {"reopen"} if form.state == EvaluationState.CONFIRMED else {"self_score", "confirm"}
    return frozenset(
        action
        for action in ACTIONS
        if action in possible and rows_for(user, Evaluation, action).filter(pk=form.pk).exists()
    )


def _next_waiting(user: Asker) -> Evaluation | None:
    """What a scorer who has just confirmed a form goes on to: one that was handed in or opened again."""
    states = (EvaluationState.SELF_SCORED, EvaluationState.REOPENED)
    found: Evaluation | None = waiting_for(user, localdate()).filter(state__in=states).first()
    return found


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum once every line has points."""
    listed = list(values)
    known = [value for value in listed if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(listed) else None


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
