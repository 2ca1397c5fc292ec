"""Filters of pages by whom they are meant for. No users, no writes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from cms.querysets.scoped import meant_for
from staff.reach import Serving


def reached(targets: Any, serving: Serving, unit_ids: Iterable[int]) -> Q:
    """Pages for everyone, pages meant for someone who serves there, and pages for units looked after.

    `targets`: the table of targets; it points to the page by `page`.
    """
    rows: Any = targets._default_manager.filter(page=OuterRef("pk"))
    return (
        ~Q(Exists(rows))
        | Q(Exists(rows.filter(meant_for(serving))))
        | Q(Exists(rows.filter(unit_id__in=unit_ids)))
    )


def wholly_within(targets: Any, unit_ids: Iterable[int], *, everyone: bool) -> Q:
    """Pages that reach nobody outside these units; with `everyone`, also those for a level of the country or for all."""
    rows: Any = targets._default_manager.filter(page=OuterRef("pk"))
    if everyone:
        return ~Q(Exists(rows.filter(unit__isnull=False).exclude(unit_id__in=unit_ids)))
    outside = rows.exclude(Q(unit__isnull=False) & Q(unit_id__in=unit_ids))
    return Q(Exists(rows)) & ~Q(Exists(outside))
