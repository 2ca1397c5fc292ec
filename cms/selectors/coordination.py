"""Coordination rules in reach: lists, one page, what is to be reviewed."""

from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from cms.models import CoordinationDuty, CoordinationMeeting, CoordinationRule, Partner
from cms.rules.coordination import SOON_DAYS
from cms.selectors.governance import tasks_seen
from staff.access import rows_for
from staff.models import User

IN_FORCE: Final = "con"
ENDED: Final = "het"
OVERDUE: Final = "qua-han"
SOON: Final = "sap-den"


def in_force_on(day: date) -> Q:
    """Rules in force on a day."""
    return Q(ended_on__isnull=True) | Q(ended_on__gt=day)


def rule_rows(
    user: User, day: date, *, partner: str = "", force: str = "", review: str = "", unit: str = ""
) -> QuerySet[Any]:
    """Rules in reach with their partners; each filter is left out when empty."""
    rows = (
        rows_for(user, CoordinationRule, "view").select_related("unit", "file").prefetch_related("partners")
    )
    if partner:
        rows = rows.filter(pk__in=CoordinationRule.objects.filter(partners=int(partner)).values("pk"))
    if unit:
        rows = rows.filter(unit=unit)
    if force:
        rows = rows.filter(in_force_on(day)) if force == IN_FORCE else rows.exclude(in_force_on(day))
    if review:
        until = day if review == OVERDUE else day + timedelta(days=SOON_DAYS + 1)
        rows = rows.filter(in_force_on(day), next_review__lt=until)
    return rows


def known_partners(user: User) -> QuerySet[Partner]:
    """Partners of the rules in reach, by name."""
    rules = rows_for(user, CoordinationRule, "view").order_by().values("pk")
    return Partner.objects.filter(pk__in=Partner.objects.filter(rules__in=rules).values("pk")).order_by(
        "name"
    )


def rule_page(user: User, rule: CoordinationRule) -> dict[str, list[Any]]:
    """Duties by party (ours first) with the tasks the person may see, and meetings, newest first."""
    duties = CoordinationDuty.objects.filter(rule=rule).select_related("partner")
    duties = duties.prefetch_related(tasks_seen(user))
    listed = list(duties)
    return {
        "ours": [duty for duty in listed if duty.partner_id is None],
        "theirs": sorted(
            (duty for duty in listed if duty.partner is not None),
            key=lambda duty: (duty.partner.name if duty.partner else "", duty.pk),
        ),
        "meetings": list(CoordinationMeeting.objects.filter(rule=rule).select_related("file")),
    }


def due_reviews(day: date) -> QuerySet[Any]:
    """Rules in force whose review is due within a month of a day, or overdue; of every unit."""
    until = day + timedelta(days=SOON_DAYS)
    rows: QuerySet[Any] = CoordinationRule.objects.filter(in_force_on(day), next_review__lte=until)
    return rows.select_related("unit").order_by("next_review", "pk")


def reviews_waiting(user: User, day: date) -> list[CoordinationRule]:
    """Reviews due or overdue of the rules the person keeps."""
    kept = rows_for(user, CoordinationRule, "change").order_by().values("pk")
    return list(due_reviews(day).filter(pk__in=kept))
