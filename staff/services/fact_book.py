"""One officer's histories in memory, as they stand while changes are entered."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from staff.kinds import Kind, kind_by_slug, kinds_of
from staff.models import Decided, Officer
from staff.services.record import chunks


@dataclass
class FactBook:
    """An officer and the rows of each kind by slug, in order of their start.

    A kind that was not read beforehand is read when it is asked for.
    """

    officer: Officer
    rows: dict[str, list[Any]] = field(default_factory=dict)

    def of(self, slug: str) -> list[Any]:
        """Rows of a kind, earliest first; the list changes as rows are entered."""
        if slug not in self.rows:
            kind = kind_by_slug(slug)
            if kind is None:
                raise LookupError(slug)
            self.rows[slug] = _stored(kind, [self.officer.pk]) if self.officer.pk else []
        return self.rows[slug]

    def put(self, kind: Kind, row: Decided) -> None:
        """A new row takes its place."""
        rows = self.of(kind.slug)
        rows.append(row)
        rows.sort(key=lambda each: each.start)


def load_books(officers: Sequence[Officer], kinds: Iterable[Kind]) -> dict[int, FactBook]:
    """Books by officer id with those kinds read, in one query a kind for every 5,000 officers."""
    books = {officer.pk: FactBook(officer) for officer in officers}
    for kind in kinds:
        by_officer: dict[int, list[Any]] = defaultdict(list)
        for ids in chunks(books):
            for row in _stored(kind, ids):
                by_officer[row.officer_id].append(row)
        for pk, book in books.items():
            book.rows[kind.slug] = by_officer[pk]
    return books


def siblings(kind: Kind) -> tuple[Kind, ...]:
    """The kinds of the same table (postings, qualifications)."""
    return kinds_of(kind.model)


def _stored(kind: Kind, officer_ids: list[int]) -> list[Any]:
    # By value of the condition, so that a plain manager of any kind's table will do.
    rows: Any = kind.model._default_manager
    named = rows.filter(kind.condition, officer_id__in=officer_ids).select_related(*kind.related)
    return list(named.order_by("start", "pk"))
