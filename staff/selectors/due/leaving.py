"""Retirement by age, the notice six months before, and ends of service that are decided."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.models import Posting
from staff.rules.due import DueKind, Horizon
from staff.rules.retirement import retirement_age
from staff.rules.terms import retirement_notice
from staff.selectors.due.scope import Person, Scope
from staff.selectors.due.shape import DueItem, Source


def retirements(scope: Scope) -> Iterator[DueItem]:
    """Everyone who serves; where an end of service is decided, it stands instead of the age."""
    for person in scope.people.values():
        day = person.service_end or person.retires
        if (horizon := scope.near(day)) is not None:
            yield _leaving(person, day, horizon)
        if person.service_end is None and person.is_civil_servant and person.retires > scope.at:
            notice = retirement_notice(person.retires)
            if (horizon := scope.near(notice)) is not None:
                yield _notice(person, notice, horizon)


def _leaving(person: Person, day: date, horizon: Horizon) -> DueItem:
    return DueItem(
        person=person,
        kind=DueKind.RETIREMENT,
        row=person.officer_id,
        due=day,
        horizon=horizon,
        what=_decided(person) if person.service_end else _("retirement age"),
        why=_("first day out of service, as decided") if person.service_end else _by_age(person),
    )


def _decided(person: Person) -> str:
    return person.service_end_reason or _("known end of service")


def _by_age(person: Person) -> str:
    years, months = retirement_age(person.birth, person.sex)
    return _(
        "first day of retirement; age of %(years)d years %(months)d months by birth band "
        "(art. 4 of Decree 135/2020/NĐ-CP)"
    ) % {"years": years, "months": months}


def _notice(person: Person, day: date, horizon: Horizon) -> DueItem:
    return DueItem(
        person=person,
        kind=DueKind.RETIREMENT_NOTICE,
        row=person.officer_id,
        due=day,
        horizon=horizon,
        what=_("retires on %(day)s") % {"day": show_date(person.retires)},
        why=_("6 months before retirement (Decree 170/2025/NĐ-CP)"),
    )


SOURCE: Final = Source((DueKind.RETIREMENT_NOTICE, DueKind.RETIREMENT), (Posting,), retirements)
