"""Terms in leading posts: reappointment, or extension until retirement (Decree 170/2025)."""

from collections.abc import Iterator
from typing import Final

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from hrm.kernel.dates import ALWAYS, show_date, show_last_day
from staff.models import LeadershipTerm, Posting
from staff.rules.due import DueKind
from staff.rules.terms import TermEnd, TermOutcome, term_end
from staff.selectors.due.days import before
from staff.selectors.due.scope import Scope
from staff.selectors.due.shape import DueItem, Source


def terms(scope: Scope) -> Iterator[DueItem]:
    """The last term of each leading post; one that is over counts while the post is still held."""
    later = LeadershipTerm.objects.filter(
        officer=OuterRef("officer"), unit=OuterRef("unit"), start__gt=OuterRef("start")
    )
    last = scope.rows(LeadershipTerm).filter(~Exists(later), start__lte=scope.at).exclude(start=ALWAYS)
    rows = last.values_list("pk", "officer_id", "unit_id", "unit__name", "start", "end", "post__name")
    for pk, officer_id, unit_id, unit, start, end, post in rows:
        person = scope.people.get(officer_id)
        if person is None:
            continue
        found = term_end(start, end, person.retires)
        is_over = found.end <= scope.at and (officer_id, unit_id) not in scope.leading
        if is_over or found.outcome is TermOutcome.RETIRES:
            continue
        if (met := scope.meets(officer_id, before(found.end))) is None:
            continue
        yield DueItem.of(
            met,
            DueKind.TERM,
            pk,
            what=f"{post}, {unit}",
            why=_decision(found),
        )


def _decision(found: TermEnd) -> str:
    details = {"day": show_last_day(found.end), "until": show_date(found.until)}
    if found.outcome is TermOutcome.EXTEND:
        return (
            _(
                "term until %(day)s; fewer than 2 years to retirement: not reappointed, the term is extended "
                "to retirement on %(until)s"
            )
            % details
        )
    return _("term until %(day)s; reappointment is decided before (Decree 170/2025/NĐ-CP)") % details


SOURCE: Final = Source((DueKind.TERM,), (LeadershipTerm, Posting), terms)
