"""Cards and certificates that expire."""

from collections.abc import Iterator
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.enums import CardKind, QualificationKind
from staff.models import SINGLE_LEVELS, Card, Qualification
from staff.rules.due import DueKind
from staff.selectors.due.days import before
from staff.selectors.due.scope import Scope
from staff.selectors.due.shape import DueItem, Source


def cards(scope: Scope) -> Iterator[DueItem]:
    """The last card of each kind, unless it was revoked."""
    later = Card.objects.filter(
        officer=OuterRef("officer"), kind=OuterRef("kind"), start__gt=OuterRef("start")
    )
    last = scope.rows(Card).filter(~Exists(later), end__isnull=False, revoked=False, start__lte=scope.at)
    for pk, officer_id, kind, number, start, end in last.values_list(
        "pk", "officer_id", "kind", "number", "start", "end"
    ):
        if (met := scope.meets(officer_id, before(end))) is None:
            continue
        yield DueItem.of(
            met,
            DueKind.CARD,
            pk,
            what=f"{CardKind(kind).label} {number}",
            why=_("issued on %(day)s, valid until %(end)s")
            % {"day": show_date(start), "end": show_date(met.due)},
        )


def certificates(scope: Scope) -> Iterator[DueItem]:
    """Certificates with an end that nothing newer replaces: of one title, or of a level held alone."""
    newer = Q(end__isnull=True) | Q(end__gt=OuterRef("end"))
    same = Q(title=OuterRef("title")) | Q(kind__in=SINGLE_LEVELS)
    replaced = Qualification.objects.filter(newer, same, officer=OuterRef("officer"), kind=OuterRef("kind"))
    last = scope.rows(Qualification).filter(~Exists(replaced), end__isnull=False, start__lte=scope.at)
    for pk, officer_id, kind, title, end in last.values_list("pk", "officer_id", "kind", "title", "end"):
        if (met := scope.meets(officer_id, before(end))) is None:
            continue
        yield DueItem.of(
            met,
            DueKind.CERTIFICATE,
            pk,
            what=f"{QualificationKind(kind).label}: {title}",
            why=_("valid until %(end)s") % {"end": show_date(met.due)},
        )


CARDS: Final = Source((DueKind.CARD,), (Card,), cards)
CERTIFICATES: Final = Source((DueKind.CERTIFICATE,), (Qualification,), certificates)
