"""What a workbook of work given must not undo: details of defects, hand-overs, shares of joint products."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from evaluation.enums import InstanceKind, Verdict
from evaluation.models import HandOver, JointShare, WorkInstance, WorkItem
from evaluation.rules.giving import most_done, recounted
from evaluation.services.merging import Update, Wanted
from staff.services.errors import DomainError

_COLUMNS = ((InstanceKind.DEFECT, "failures"), (InstanceKind.DELAY, "delays"))


def with_details(
    period: str, stored: Mapping[Any, WorkItem], rows: Iterable[Wanted], key: Any
) -> list[Wanted]:
    """Rows whose numbers of defects and delays leave out those excused, and keep those written down (14.2)."""
    times: dict[int, Counter[tuple[str, bool]]] = defaultdict(Counter)
    found = WorkInstance.objects.filter(item__period=period).values_list("item_id", "kind", "objective")
    for item_id, kind, objective in found:
        times[item_id][kind, objective == Verdict.YES] += 1
    if not times:
        return list(rows)
    return [_recounted(row, times.get(item.pk) if (item := stored.get(key(row))) else None) for row in rows]


def check_bound(period: str, updates: Collection[Update[WorkItem]]) -> None:
    """Refuse to put an item below what was handed over or shared, or its result above the rest (18.1.c, d)."""
    if not updates:
        return
    handed = _sums(HandOver, period)
    shared = _sums(JointShare, period)
    for update in updates:
        item, values = update.stored, update.wanted.values
        over = handed[item.pk]
        most = most_done(values["assigned"], over)
        too_much = most is not None and values["done"] is not None and values["done"] > most
        if values["assigned"] < max(over, shared[item.pk]) or too_much:
            raise DomainError(
                _(
                    "%(what)s: part of this work was handed over or shared in the software (article 18.1.c, d); "
                    "the workbook would contradict it."
                )
                % {"what": update.wanted.subject}
            )


def _recounted(row: Wanted, times: Counter[tuple[str, bool]] | None) -> Wanted:
    if not times:
        return row
    counts = {
        column: recounted(row.values[column], times[kind, False], times[kind, True])
        for kind, column in _COLUMNS
    }
    return replace(row, values={**row.values, **counts})


def _sums(model: type[HandOver] | type[JointShare], period: str) -> dict[int, Decimal]:
    found: dict[int, Decimal] = defaultdict(Decimal)
    for item_id, quantity in model.objects.filter(item__period=period).values_list("item_id", "quantity"):
        found[item_id] += quantity
    return found
