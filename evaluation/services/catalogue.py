"""Stores the product catalogue: each decision corrects its own rows, a later one replaces them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from evaluation.models import Product
from evaluation.services.merging import BATCH, Merge, Wanted, lay_over, write
from hrm.kernel.dates import show_date
from staff.models import User
from staff.services.errors import DomainError


@dataclass
class CatalogueMerge:
    """The outcome for the catalogue: the rows, those that close, and those that come too late."""

    rows: Merge[Product]
    closed: list[tuple[Product, date]] = field(default_factory=list)
    overtaken: list[tuple[Wanted, Product]] = field(default_factory=list)


def overtaken_message(version: Product) -> str:
    """Why a decision that is older than the one in force is refused."""
    message = _("the decision is older than the one in force for this product (from %(day)s)")
    return message % {"day": show_date(version.start)}


def plan_catalogue(*, rows: Collection[Wanted]) -> CatalogueMerge:
    """What storing these products would do; nothing is written."""
    stored: dict[str, list[Product]] = {}
    for product in Product.objects.order_by("code", "start"):
        stored.setdefault(product.code, []).append(product)
    exact = {(p.code, p.start): p for versions in stored.values() for p in versions}
    merge = CatalogueMerge(lay_over(Product, exact, rows, _key))
    for wanted in merge.rows.created:
        _place(merge, wanted, stored.get(wanted.identity["code"], []))
    return merge


@transaction.atomic
def store_catalogue(*, rows: Collection[Wanted], actor: User | None) -> CatalogueMerge:
    """Store checked products; the one in force before ends on the day the new decision begins."""
    merge = plan_catalogue(rows=rows)
    if merge.overtaken:
        raise DomainError(overtaken_message(merge.overtaken[0][1]))
    _close(merge.closed, actor)
    write(merge.rows, run=None, actor=actor)
    return merge


def _place(merge: CatalogueMerge, wanted: Wanted, versions: list[Product]) -> None:
    """Find room for a new version after the last one."""
    if not versions:
        return
    last, start = versions[-1], wanted.identity["start"]
    if start < last.start:
        merge.overtaken.append((wanted, last))
        return
    if last.end is None or last.end > start:
        merge.closed.append((last, start))


def _close(closed: Iterable[tuple[Product, date]], actor: User | None) -> None:
    rows = []
    for product, end in closed:
        product.end = end
        rows.append(product)
    if rows:
        bulk_update_with_history(rows, Product, ["end"], batch_size=BATCH, default_user=actor)


def _key(row: Wanted) -> tuple[Any, Any]:
    return row.identity["code"], row.identity["start"]
