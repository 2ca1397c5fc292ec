"""Choosing among due dates that were found: the filters of the list, the workbook and the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass

from hrm.kernel.text import fold, nfc
from staff.rules.due import DueState
from staff.selectors.due.shape import DueItem


@dataclass(frozen=True)
class Wanted:
    """What to keep; empty means everything. `states` None: whatever the state. `unit_ids` None: any unit."""

    text: str = ""
    kind: str = ""
    horizon: str = ""
    unit_ids: frozenset[int] | None = None
    states: frozenset[DueState] | None = frozenset((DueState.OPEN,))

    def people(self, items: Iterable[DueItem]) -> list[DueItem]:
        """Those of the people asked for, whatever the kind, the horizon and the state."""
        folded, number = fold(self.text), nfc(self.text).casefold()
        return [
            item
            for item in items
            if (self.unit_ids is None or item.person.unit_id in self.unit_ids)
            and (folded in item.person.folded_name or number in item.person.number.casefold())
        ]

    def chosen(self, items: Iterable[DueItem]) -> list[DueItem]:
        """Those that match everything."""
        return [
            item
            for item in self.people(items)
            if self.kind in ("", item.kind)
            and self.horizon in ("", item.horizon)
            and (self.states is None or item.state in self.states)
        ]
