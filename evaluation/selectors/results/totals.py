"""Sums of a month by unit, measure and kind of case: one query, then any subtree without another."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from evaluation.rules.caseload import FIELDS, Figures
from evaluation.rules.periods import StatMonth
from evaluation.rules.results import COLUMNS, WATCH_BOOK, Totals, total
from evaluation.selectors.results.scope import ResultScope

_SUMS = {f"sum_{name}": Sum(name) for name in COLUMNS}


@dataclass(frozen=True)
class MonthSums:
    """Sums of the rows of a month by (unit, measure, kind of case), and who reported in each unit."""

    by_key: dict[tuple[int, str, str], Totals]
    people: dict[int, frozenset[int]]

    def of(self, unit_ids: Collection[int], measure: str, initiative: str = "") -> Totals | None:
        """Units together; None where none of them has a row (not the same as 0)."""
        return total(
            sums
            for (unit_id, what, kind), sums in self.by_key.items()
            if what == measure and unit_id in unit_ids and initiative in ("", kind)
        )

    def officers(self, unit_ids: Iterable[int]) -> int:
        """How many enforcement officers have figures in the units, each once."""
        found: set[int] = set()
        return len(found.union(*(self.people.get(unit_id, frozenset()) for unit_id in unit_ids)))

    def units(self) -> frozenset[int]:
        """Units with figures."""
        return frozenset(self.people)


def month_sums(scope: ResultScope, month: StatMonth, unit_ids: Iterable[int]) -> MonthSums:
    """The sums of the asker's rows of a month in these units; two queries."""
    rows = scope.rows(month, unit_ids)
    people: dict[int, set[int]] = defaultdict(set)
    for unit_id, officer_id in rows.values_list("unit_id", "officer_id").distinct():
        people[unit_id].add(officer_id)
    return MonthSums(
        {
            key: sums
            for *key_parts, sums in summed(rows, "unit_id", "measure", "initiative")
            if (key := _key(key_parts))
        },
        {unit_id: frozenset(officers) for unit_id, officers in people.items()},
    )


def summed(rows: QuerySet[Any], *keys: str) -> list[tuple[Any, ...]]:
    """(keys…, Totals) of the rows together; one query."""
    found = rows.order_by().values(*keys).annotate(**_SUMS)
    return [(*(row[key] for key in keys), _totals(row)) for row in found]


def _key(parts: list[Any]) -> tuple[int, str, str]:
    unit_id, measure, initiative = parts
    return unit_id, measure, initiative


def _totals(row: dict[str, Any]) -> Totals:
    return Totals(Figures(**{name: row[f"sum_{name}"] for name in FIELDS}), row[f"sum_{WATCH_BOOK}"])
