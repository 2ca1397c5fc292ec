"""Targets of a statistical year: given by decision, changed in its course by another decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from evaluation.models import Target
from evaluation.rules.periods import StatMonth
from evaluation.selectors.books.targets import TargetKey, key_of, targets_of_years
from evaluation.services.locking import take_turns
from hrm.kernel.dates import show_date
from staff.models import Officer, Posting, Unit, User
from staff.selectors.tree import load_tree
from staff.services.errors import DomainError

MOST_PERCENT: Final = Decimal(100)
_VALUES: Final = ("percent", "decision", "decision_date")


@dataclass(frozen=True)
class TargetFacts:
    """What a decision gives a unit, or an officer of it: `percent` of C12 / C8 from a day on."""

    year: int
    unit: Unit
    officer: Officer | None
    measure: str
    percent: Decimal
    decision: str
    decision_date: date
    start: date
    reason: str = ""

    @property
    def key(self) -> TargetKey:
        """Whose target of what in which year."""
        return self.year, self.unit.pk, self.officer.pk if self.officer else None, self.measure


class Fate(StrEnum):
    """What becomes of a target that is entered."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


def check_target(facts: TargetFacts) -> None:
    """Refuse what no target can be: outside 0 to 100, outside the year, an officer of another unit."""
    year = StatMonth(facts.year, 12)
    if not 0 < facts.percent <= MOST_PERCENT:
        raise DomainError(_("a target is above 0 and at most 100 per cent"), "percent")
    if not year.start <= facts.start < year.end:
        message = _("statistical year %(year)s runs from %(start)s to %(end)s; expected a day of it")
        details = {"year": facts.year, "start": show_date(year.start), "end": show_date(year.last_day)}
        raise DomainError(message % details, "start")
    if not facts.decision:
        raise DomainError(_("a target is given by a decision; its number is missing"), "decision")
    if facts.officer and not _serves(facts.officer, facts.unit, facts.start):
        message = _("%(name)s does not serve in %(unit)s on %(day)s")
        details = {
            "name": facts.officer.full_name,
            "unit": facts.unit.name,
            "day": show_date(facts.start),
        }
        raise DomainError(message % details, "officer")


def fate_of(facts: TargetFacts, stored: Sequence[Target], *, corrects: bool) -> Fate:
    """What entering a target would do to the stored ones of the same key, in order of their start.

    `corrects`: the same first day corrects (workbooks); by hand it is a second target for the same days.
    """
    same = next((row for row in stored if row.start == facts.start), None)
    if same:
        if not corrects:
            message = _("a target already holds from %(day)s; change that one instead")
            raise DomainError(message % {"day": show_date(same.start)}, "start")
        is_equal = all(getattr(same, name) == getattr(facts, name) for name in _VALUES)
        return Fate.UNCHANGED if is_equal else Fate.UPDATED
    latest = stored[-1] if stored else None
    if latest and facts.start < latest.start:
        message = _("the target in force holds from %(day)s; a change cannot begin before it")
        raise DomainError(message % {"day": show_date(latest.start)}, "start")
    if latest and latest.end and facts.start < latest.end:
        raise DomainError(_("another target holds on these days"), "start")
    if latest and not facts.reason:
        raise DomainError(_("a change in the course of the year needs its reason"), "reason")
    return Fate.CREATED


@transaction.atomic
def set_targets(*, actor: User | None, rows: Sequence[TargetFacts], corrects: bool = False) -> list[Target]:
    """Enter targets: the first of a year, or a change that ends the row in force and begins the next."""
    take_turns()
    known: dict[TargetKey, list[Target]] = {}
    for target in targets_of_years({facts.year for facts in rows}):
        known.setdefault(key_of(target), []).append(target)
    written = [_enter(facts, known, actor, corrects=corrects) for facts in rows]
    return [target for target in written if target]


@transaction.atomic
def change_target(
    *,
    actor: User | None,
    target: Target,
    percent: Decimal,
    decision: str,
    decision_date: date,
    start: date,
    reason: str,
) -> Target:
    """A new decision in the course of the year: it ends the row and begins another.

    The first day of the row itself corrects what was typed wrongly; either needs a reason, which is kept.
    """
    take_turns()
    locked = (
        Target.objects.select_for_update(of=("self",)).select_related("unit", "officer").get(pk=target.pk)
    )
    if locked.end is not None:
        message = _("this target ended on %(day)s; change the one in force")
        raise DomainError(message % {"day": show_date(locked.end)})
    if not reason:
        raise DomainError(_("a change in the course of the year needs its reason"), "reason")
    facts = TargetFacts(
        locked.year,
        locked.unit,
        locked.officer,
        locked.measure,
        percent,
        decision,
        decision_date,
        start,
        reason,
    )
    return set_targets(actor=actor, rows=[facts], corrects=True)[0]


def _enter(
    facts: TargetFacts, known: dict[TargetKey, list[Target]], actor: User | None, *, corrects: bool
) -> Target | None:
    check_target(facts)
    stored = known.get(facts.key, [])
    fate = fate_of(facts, stored, corrects=corrects)
    if fate is Fate.UNCHANGED:
        return None
    if fate is Fate.UPDATED:
        row = next(row for row in stored if row.start == facts.start)
        for name in (*_VALUES, "reason"):
            setattr(row, name, getattr(facts, name))
        return _saved(row, actor)
    if stored and stored[-1].end is None:
        stored[-1].end = facts.start
        _saved(stored[-1], actor)
    row = Target(
        year=facts.year,
        unit=facts.unit,
        officer=facts.officer,
        measure=facts.measure,
        percent=facts.percent,
        decision=facts.decision,
        decision_date=facts.decision_date,
        start=facts.start,
        reason=facts.reason,
    )
    known.setdefault(facts.key, []).append(row)
    return _saved(row, actor)


def _serves(officer: Officer, unit: Unit, day: date) -> bool:
    """Whether the officer is at home in the unit or below it that day."""
    below = load_tree().below([unit.pk])
    return Posting.objects.primary().at(day).filter(officer=officer, unit_id__in=below).exists()


def _saved(row: Target, actor: User | None) -> Target:
    row._history_user = actor  # type: ignore[attr-defined]
    row.save()
    return row
