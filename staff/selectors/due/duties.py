"""Declarations of assets not handed in, and long absences that end."""

from collections.abc import Iterator
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.enums import AbsenceKind, AssetDutyKind
from staff.models import Absence, AssetDuty
from staff.rules.due import DueKind
from staff.selectors.due.days import before
from staff.selectors.due.scope import Scope
from staff.selectors.due.shape import DueItem, Source


def declarations(scope: Scope) -> Iterator[DueItem]:
    """Duties that have arisen and were not met by the day (art. 34 to 36 of Law 36/2018)."""
    open_ones = Q(handed_in__isnull=True) | Q(handed_in__gt=scope.at)
    duties = scope.rows(AssetDuty).filter(open_ones, start__lte=scope.at)
    for pk, officer_id, kind, year, due in duties.values_list("pk", "officer_id", "kind", "year", "due"):
        if (met := scope.meets(officer_id, due)) is None:
            continue
        yield DueItem.of(
            met,
            DueKind.ASSETS,
            pk,
            what=f"{AssetDutyKind(kind).label} {year}",
            why=_("not handed in yet (art. 34 to 36 of Law 36/2018/QH14)"),
        )


def absences(scope: Scope) -> Iterator[DueItem]:
    """Absences in force whose end is known: the person comes back the day after."""
    away = scope.rows(Absence).at(scope.at).filter(end__isnull=False)
    for pk, officer_id, kind, start, end in away.values_list("pk", "officer_id", "kind", "start", "end"):
        if (met := scope.meets(officer_id, before(end))) is None:
            continue
        yield DueItem.of(
            met,
            DueKind.ABSENCE,
            pk,
            what=str(AbsenceKind(kind).label),
            why=_("absent since %(day)s, back on %(end)s") % {"day": show_date(start), "end": show_date(end)},
        )


DECLARATIONS: Final = Source((DueKind.ASSETS,), (AssetDuty,), declarations)
ABSENCES: Final = Source((DueKind.ABSENCE,), (Absence,), absences)
