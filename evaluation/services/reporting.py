"""Reporting what was done (article 18.2 of Decree 335/2025), for products the caseload does not count."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from evaluation.models import WorkItem
from evaluation.rules.giving import most_done
from evaluation.rules.periods import parse_period
from evaluation.rules.quantities import written_quantity
from evaluation.services.giving import handed
from evaluation.services.work_desk import check_quantity, held_item, keep, needed, refresh
from staff.models import User
from staff.services.errors import DomainError


@transaction.atomic
def report_done(*, done: Mapping[WorkItem, Decimal | None], actor: User) -> int:
    """Keep the quantities an officer did (18.2), None = not reported; all or none. Gives how many changed."""
    return _keep_all(done, actor, "")


@transaction.atomic
def correct_done(*, item: WorkItem, done: Decimal | None, reason: str, actor: User) -> WorkItem:
    """Correct a reported quantity as the one who gave the work, with a reason."""
    _keep_all({item: done}, actor, needed(reason))
    item.refresh_from_db()
    return item


def _keep_all(done: Mapping[WorkItem, Decimal | None], actor: User, reason: str) -> int:
    changed = [row for item, value in done.items() if (row := _set(item, value)) is not None]
    for row in changed:
        keep(row, actor, reason)
    for period in {row.period for row in changed}:
        refresh(parse_period(period), {row.officer_id for row in changed if row.period == period}, actor)
    return len(changed)


def _set(item: WorkItem, value: Decimal | None) -> WorkItem | None:
    """The held row with its new quantity; None when nothing changes."""
    row = held_item(item)
    if row.done == value:
        return None
    if row.product.source:
        raise DomainError(
            _("%(code)s is counted from the caseload (%(source)s); nobody types it in.")
            % {"code": row.product.code, "source": row.product.get_source_display()}
        )
    if value is not None:
        check_quantity(value, least=Decimal(0))
        _check_handed(row, value)
    row.done = value
    return row


def _check_handed(row: WorkItem, value: Decimal) -> None:
    most = most_done(row.assigned, handed(row))
    if most is not None and value > most:
        raise DomainError(
            _(
                "%(code)s: at most %(most)s can be done, the rest was handed over and counts for the officer "
                "who took it (article 18.1.d)."
            )
            % {"code": row.product.code, "most": written_quantity(most)},
            "done",
        )
