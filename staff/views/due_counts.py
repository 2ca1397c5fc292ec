"""The table of counts of the due-date centre: kinds or units by horizon, each count a link to its list."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from staff.rules.due import NEAR, DueState, Horizon
from staff.selectors.due import (
    HORIZON_LABELS,
    KIND_LABELS,
    STATE_LABELS,
    DueItem,
    DueSum,
    by_kind,
    by_unit,
    everything,
)
from staff.selectors.tree import Tree

BY_UNIT: Final = "don-vi"
_KEPT: Final = ("at", "q", "unit", "theo")
_TONES: Final = {Horizon.OVERDUE: "danger", Horizon.MONTHS_3: "warning"}


@dataclass(frozen=True)
class Cell:
    """A count, the list behind it and the heading it stands under."""

    count: int
    url: str
    label: Any
    tone: str = ""


@dataclass(frozen=True)
class CountRow:
    """One kind or unit."""

    label: Any
    cells: list[Cell]
    depth: int = 0
    code: str = ""


@dataclass(frozen=True)
class Counts:
    """The table: its rows, the total, and the two ways to read it."""

    rows: list[CountRow]
    total: CountRow
    by_unit: bool
    links: list[dict[str, Any]]


def counts(asked: QueryDict, people: list[DueItem], tree: Tree, units: Collection[int]) -> Counts:
    """Counts of the due dates of the people asked for; by unit only for who reaches several."""
    grouped = asked.get("theo") == BY_UNIT and len(units) > 1
    if grouped:
        rows = [
            _row(asked, node.name, found, depth=depth, code=node.code, unit=node.code)
            for node, depth, found in by_unit(people, tree, units)
        ]
    else:
        found_by_kind = by_kind(people).items()
        rows = [_row(asked, KIND_LABELS[kind], found, kind=kind.value) for kind, found in found_by_kind]
    links = _links(asked, grouped=grouped) if len(units) > 1 else []
    return Counts(rows, _row(asked, _("Total"), everything(people)), grouped, links)


def _row(
    asked: QueryDict, label: Any, found: DueSum, *, depth: int = 0, code: str = "", **chosen: str
) -> CountRow:
    cells = [
        Cell(
            found.counts[near],
            _address(asked, horizon=near.value, **chosen),
            HORIZON_LABELS[near],
            _TONES.get(near, ""),
        )
        for near in NEAR
    ]
    cells.append(Cell(found.total, _address(asked, **chosen), _("Total")))
    blocked = DueState.BLOCKED
    cells.append(Cell(found.blocked, _address(asked, state=blocked.value, **chosen), STATE_LABELS[blocked]))
    return CountRow(label, cells, depth, code)


def _address(asked: QueryDict, **chosen: str) -> str:
    """This page with the same day, text and unit, and the list as chosen; it opens at the list."""
    kept = {name: str(asked[name]) for name in _KEPT if asked.get(name)}
    return f"?{urlencode(kept | chosen)}#danh-sach"


def _links(asked: QueryDict, *, grouped: bool) -> list[dict[str, Any]]:
    kinds, units = asked.copy(), asked.copy()
    for query in (kinds, units):
        query.pop("page", None)
    kinds.pop("theo", None)
    units["theo"] = BY_UNIT
    return [
        {"label": _("By kind"), "url": f"?{kinds.urlencode()}", "active": not grouped},
        {"label": _("By unit"), "url": f"?{units.urlencode()}", "active": grouped},
    ]
