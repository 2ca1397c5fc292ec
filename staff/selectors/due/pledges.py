"""Pledges of integrity not given yet: on the newest text of the plan of the year of each agency above."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from staff.enums import RankFamily
from staff.models import Pledge, PledgeText, RankHolding
from staff.rules.due import DueKind, horizon_of
from staff.rules.pledging import must_pledge
from staff.selectors.due.scope import Scope
from staff.selectors.due.shape import DueItem, Source


@dataclass(frozen=True)
class _Plan:
    """A plan in force with its newest text."""

    unit_id: int
    title: str
    year: int
    deadline: date
    enforcers_only: bool
    text_id: int
    version: int


def pledges(scope: Scope) -> Iterator[DueItem]:
    """Whoever serves below the plan's unit, or there, and has not signed its newest text."""
    plans = [plan for plan in _plans(scope.at) if scope.near(plan.deadline) is not None]
    signed = _signed(scope, plans)
    for person in scope.people.values() if plans else ():
        above = scope.tree.above(person.unit_id)
        for plan in plans:
            if plan.unit_id not in above or (plan.text_id, person.officer_id) in signed:
                continue
            is_enforcer = _is_enforcer(scope, person.officer_id)
            if not must_pledge(enforcers_only=plan.enforcers_only, is_enforcer=is_enforcer):
                continue
            yield DueItem(
                person=person,
                kind=DueKind.PLEDGE,
                row=f"{plan.text_id}-{person.officer_id}",
                due=plan.deadline,
                horizon=horizon_of(plan.deadline, scope.at),
                what=plan.title,
                why=_("plan of %(year)d, text version %(version)d not signed yet")
                % {"year": plan.year, "version": plan.version},
            )


def _plans(at: date) -> list[_Plan]:
    """The plans of the year that are issued by the day, each with its newest text; without one none asks."""
    names = ("plan__unit_id", "plan__title", "plan__year", "plan__deadline", "plan__enforcers_only")
    # The plan holds for people who do not reach the agency that issued it, so the gate stands at the pledges.
    texts = PledgeText.objects.filter(plan__year=at.year, plan__opened_on__lte=at).order_by("version")
    newest = {row[0]: _Plan(*row) for row in texts.values_list(*names, "pk", "version")}
    return list(newest.values())


def _signed(scope: Scope, plans: list[_Plan]) -> set[tuple[int, int]]:
    texts = [plan.text_id for plan in plans]
    given = scope.rows(Pledge).filter(text_id__in=texts, signed_on__lte=scope.at)
    return set(given.values_list("text_id", "officer_id"))


def _is_enforcer(scope: Scope, officer_id: int) -> bool:
    held = scope.ranks.get(officer_id)
    return held is not None and held.family == RankFamily.ENFORCER


SOURCE: Final = Source((DueKind.PLEDGE,), (Pledge, RankHolding), pledges)
