"""Positions to be changed periodically, and what stands in the way (Law 36/2018, Decree 59/2019)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from hrm.kernel.dates import ALWAYS, show_date, show_last_day
from staff.enums import AbsenceKind, HindranceKind, PostingKind
from staff.models import Absence, Hindrance, LeadershipTerm, Posting, RotationDuty
from staff.rules.due import DueKind, DueState
from staff.rules.rotation import Block, Rotation, rotation, studies_long
from staff.selectors.due.scope import Scope
from staff.selectors.due.shape import DueItem, Source
from staff.selectors.reorganisation.unbroken import unbroken_starts

_Blocks = dict[int, list[Block]]


def rotations(scope: Scope) -> Iterator[DueItem]:
    """People in positions of the list who do not lead (art. 24 of Law 36/2018)."""
    leaders = _leaders(scope)
    blocks = _blocks(scope)
    duties = scope.rows(RotationDuty).at(scope.at).exclude(start=ALWAYS)
    rows = duties.values_list("pk", "officer_id", "start", "end", "position__name", "position__term_months")
    since = unbroken_starts(duties.values_list("pk", "officer_id", "position_id", "unit_id", "start"))
    for pk, officer_id, begun, end, position, months in rows:
        start = since.get(pk, begun)  # a reorganisation of units begins no new period
        person = scope.people.get(officer_id)
        if person is None or officer_id in leaders:
            continue
        found = rotation(start, months, blocks[officer_id], person.age_reached, scope.at)
        # What waits is as near as its term, not as the end of what stands in the way.
        horizon = scope.near(found.due if found.state is DueState.OPEN else found.planned)
        if horizon is None or (end is not None and end <= found.due):
            continue  # far, or the change is decided already
        yield DueItem(
            person=person,
            kind=DueKind.ROTATION,
            row=pk,
            due=found.due,
            horizon=horizon,
            what=position,
            why=_since(start, months),
            state=found.state,
            block=_in_the_way(found),
        )


def _since(start: date, months: int) -> str:
    return _("in this position since %(day)s, term %(months)d months (art. 36 of Decree 59/2019/NĐ-CP)") % {
        "day": show_date(start),
        "months": months,
    }


def _leaders(scope: Scope) -> set[int]:
    """Whoever holds a leading post or is in a term of one: they follow the rotation of leaders."""
    terms = scope.rows(LeadershipTerm).at(scope.at).values_list("officer_id", flat=True)
    return {officer_id for officer_id, _unit in scope.leading} | set(terms)


def _blocks(scope: Scope) -> _Blocks:
    """States of art. 38: those recorded as such, secondments, long studies, maternity leave."""
    found: _Blocks = defaultdict(list)
    hindrances = scope.rows(Hindrance).values_list("officer_id", "start", "end", "kind")
    for officer_id, start, end, kind in hindrances:
        found[officer_id].append(Block(start, end, str(HindranceKind(kind).label)))
    lent = scope.rows(Posting).filter(kind=PostingKind.SECONDMENT).values_list("officer_id", "start", "end")
    for officer_id, start, end in lent:
        found[officer_id].append(Block(start, end, _("on secondment")))
    away = scope.rows(Absence).filter(kind__in=(AbsenceKind.STUDY, AbsenceKind.MATERNITY))
    for officer_id, start, end, kind in away.values_list("officer_id", "start", "end", "kind"):
        if (label := _absence_label(kind, start, end)) is not None:
            found[officer_id].append(Block(start, end, label))
    return found


def _absence_label(kind: str, start: date, end: date | None) -> str | None:
    if kind == AbsenceKind.MATERNITY:
        return str(HindranceKind.NURSING.label)
    return _("full-time study of 12 months or more") if studies_long(start, end) else None


def _in_the_way(found: Rotation) -> str:
    if found.state is DueState.EXEMPT:
        return _("fewer than 18 months to the retirement age (art. 39.2 of Decree 59/2019/NĐ-CP)")
    if found.block is None:
        return ""
    details = {
        "state": found.block.label,
        "day": show_last_day(found.block.end),
        "planned": show_date(found.planned),
    }
    if found.block.end is None:
        return (
            _("%(state)s, no end known (art. 38 of Decree 59/2019/NĐ-CP); term over on %(planned)s") % details
        )
    return _("%(state)s until %(day)s (art. 38 of Decree 59/2019/NĐ-CP); term over on %(planned)s") % details


SOURCE: Final = Source(
    (DueKind.ROTATION,), (RotationDuty, Hindrance, Absence, Posting, LeadershipTerm), rotations
)
