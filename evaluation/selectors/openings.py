"""For which units a period was opened and until when; a unit without an opening takes the one above it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from evaluation.models import Evaluation, Period, PeriodOpening
from evaluation.rules.deadlines import Deadlines, usual
from evaluation.rules.nd335 import EFFECTIVE
from evaluation.rules.periods import ScoringPeriod, periods_until
from staff.access import reach_for, rows_for
from staff.access.gate import Asker
from staff.models import Unit
from staff.selectors.tree import Tree, load_tree, unit_choices


class DeadlineBook:
    """The last days of one period, by unit; one query, then none."""

    def __init__(self, openings: Iterable[PeriodOpening], tree: Tree) -> None:
        self._tree = tree
        self._by_unit = {row.unit_id: Deadlines(row.self_score_by, row.confirm_by) for row in openings}

    def of(self, unit_id: int) -> Deadlines | None:
        """Those of the unit, or of the nearest unit above that the period was opened for."""
        passed: set[int] = set()
        here: int | None = unit_id
        while here is not None and here not in passed:
            if here in self._by_unit:
                return self._by_unit[here]
            passed.add(here)
            node = self._tree.nodes.get(here)
            here = node.parent_id if node else None
        return None


def deadline_book(period: Period, tree: Tree | None = None) -> DeadlineBook:
    """The last days of a period."""
    return DeadlineBook(PeriodOpening.objects.filter(period=period), tree or load_tree())


def usual_deadlines(period: ScoringPeriod) -> Deadlines:
    """What a new opening begins with (settings SELF_SCORE_DAYS and CONFIRM_DAYS)."""
    return usual(period.last_day, settings.SELF_SCORE_DAYS, settings.CONFIRM_DAYS)


def periods_to_offer(today: date) -> list[tuple[str, str]]:
    """Code and title of the quarters and months of the decree up to the running ones."""
    return [(period.code, period.title) for period in periods_until(EFFECTIVE, today)]


def units_to_open(user: Asker, day: date) -> list[tuple[str, str]]:
    """(code, indented name) of the units for which the person may open a period."""
    if not user.has_perm("evaluation.open_evaluation"):
        return []
    units = Unit.objects.within(reach_for(user, Evaluation, "open"))
    return unit_choices(day, set(units.values_list("pk", flat=True)))


def forms_under(opening: PeriodOpening) -> list[Evaluation]:
    """Current forms of the period in the unit of an opening and everything below it."""
    units = load_tree().below({opening.unit_id})
    rows = Evaluation.objects.current().filter(period_id=opening.period_id, unit_id__in=units)
    return list(rows.order_by("pk"))


def openings_of(user: Asker, period: Period) -> QuerySet[PeriodOpening]:
    """Openings of a period for units in reach, by unit."""
    rows: QuerySet[PeriodOpening] = rows_for(user, PeriodOpening, "view").filter(period=period)
    return rows.select_related("unit", "opened_by").order_by("unit__code")


def withdrawn_openings(user: Asker, period: Period) -> QuerySet[Any]:
    """Openings of a period that were withdrawn, for units in reach, newest first; with who and why."""
    reach = reach_for(user, PeriodOpening, "view")
    rows: QuerySet[Any] = PeriodOpening.history.filter(period_id=period.pk, history_type="-")
    if not reach.everything:
        rows = rows.filter(unit_id__in=reach.unit_ids)
    return rows.select_related("unit", "history_user").order_by("-history_date", "-history_id")
