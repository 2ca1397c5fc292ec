"""Opening a period for a set of units with its last days, and changing those later."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from evaluation.models import Period, PeriodOpening
from evaluation.rules.deadlines import Deadlines
from evaluation.rules.periods import ScoringPeriod
from evaluation.services.drafts import DraftSummary, open_period
from hrm.kernel.dates import show_date
from staff.models import Unit, User
from staff.selectors.tree import load_tree
from staff.services.errors import DomainError


@transaction.atomic
def open_for_units(
    *,
    period: ScoringPeriod,
    units: Collection[Unit],
    deadlines: Deadlines,
    actor: User,
    today: date,
    within: Collection[int] | None = None,
) -> DraftSummary:
    """Open a period for the units and everything below them, and draft their officers.

    A unit that was opened before gets the new last days (its history keeps the old ones). `within` limits
    the drafts to a reach; None = no limit. Raises DomainError for a period that has not begun, last days out
    of order, and officers scored by the other kind of period.
    """
    if period.start > today:
        raise DomainError(
            _("%(period)s begins on %(day)s and cannot be opened before.")
            % {"period": period.title, "day": show_date(period.start)},
            "period",
        )
    if not units:
        raise DomainError(_("Choose at least one unit."), "units")
    _check(deadlines, period.start)
    tree = load_tree()
    chosen = {unit.pk for unit in units}
    topmost = [unit for unit in units if not (tree.above(unit.pk) - {unit.pk}) & chosen]
    below = tree.below(chosen)
    summary = open_period(
        quarter=period, unit_ids=below if within is None else below & frozenset(within), actor=actor
    )
    opened = Period.objects.get(code=period.code)
    for unit in topmost:
        _put(opened, unit, deadlines, actor)
    return summary


@transaction.atomic
def change_deadlines(*, opening: PeriodOpening, deadlines: Deadlines, actor: User) -> PeriodOpening:
    """Other last days for a unit; who changed them, when and from what stays in the history."""
    locked: PeriodOpening = (
        PeriodOpening.objects.select_for_update(of=("self",)).select_related("period").get(pk=opening.pk)
    )
    _check(deadlines, locked.period.start)
    locked.self_score_by, locked.confirm_by = deadlines.self_score_by, deadlines.confirm_by
    _save(locked, actor)
    return locked


def _check(deadlines: Deadlines, start: date) -> None:
    if deadlines.self_score_by < start:
        message = _("The last day lies before the first day of the period, %(day)s.")
        raise DomainError(message % {"day": show_date(start)}, "self_score_by")
    if not deadlines.in_order:
        raise DomainError(
            _("The last day to confirm cannot come before the last day to score oneself (article 17.2)."),
            "confirm_by",
        )


def _put(period: Period, unit: Unit, deadlines: Deadlines, actor: User) -> None:
    found = PeriodOpening.objects.select_for_update().filter(period=period, unit=unit).first()
    row = found or PeriodOpening(period=period, unit=unit, opened_by=actor)
    days = (deadlines.self_score_by, deadlines.confirm_by)
    if found and (row.self_score_by, row.confirm_by) == days:
        return
    row.self_score_by, row.confirm_by = days
    _save(row, actor)


def _save(row: PeriodOpening, actor: User) -> None:
    vars(row)["_history_user"] = actor
    row.save()
