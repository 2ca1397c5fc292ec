"""The log of imports as a person may read it."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from staff.access import rows_for
from staff.models import ImportRun, Officer, User


def runs_seen_by(user: User, kinds: Collection[str]) -> QuerySet[ImportRun]:
    """Own imports; with the verb also those of these kinds by the system and by people in reach."""
    seen = Q(actor=user)
    if user.has_perm("staff.view_importrun"):
        colleagues = rows_for(user, Officer, "view").exclude(user=None).values("user_id")
        seen |= Q(kind__in=kinds) & (Q(actor=None) | Q(actor__in=colleagues))
    return ImportRun.objects.filter(seen).select_related("actor")
