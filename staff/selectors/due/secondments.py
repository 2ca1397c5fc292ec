"""Ends of secondments: three years at most (Decree 170/2025)."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from hrm.kernel.dates import ALWAYS, show_date
from staff.enums import PostingKind
from staff.models import Posting
from staff.rules.due import DueKind
from staff.rules.terms import secondment_end
from staff.selectors.due.days import before
from staff.selectors.due.scope import Scope
from staff.selectors.due.shape import DueItem, Source


def secondments(scope: Scope) -> Iterator[DueItem]:
    """Secondments in force on the day."""
    lent = scope.rows(Posting).at(scope.at).filter(kind=PostingKind.SECONDMENT).exclude(start=ALWAYS)
    for pk, officer_id, unit, start, end in lent.values_list(
        "pk", "officer_id", "unit__name", "start", "end"
    ):
        longest = secondment_end(start, end)
        if (met := scope.meets(officer_id, before(longest))) is None:
            continue
        why = (
            _("seconded since %(day)s")
            if longest == end
            else _("seconded since %(day)s, no end within 3 years recorded")
        )
        yield DueItem.of(
            met,
            DueKind.SECONDMENT,
            pk,
            what=unit,
            why=f"{why % {'day': show_date(start)}}; {_('3 years at most (Decree 170/2025/NĐ-CP)')}",
        )


SOURCE: Final = Source((DueKind.SECONDMENT,), (Posting,), secondments)
