"""What a due date says, and about whom."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Model

from staff.rules.due import DueKind, DueState, Horizon
from staff.selectors.due.scope import Met, Person, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """One due date of one person.

    `row`: which stored row it comes from; with kind and day it says the same thing from day to day.
    `due`: the last day on which it is in time. `what`: what falls due. `why`: how the day came about, with
    its article. `block`: what stands in the way where the state is not open.
    """

    person: Person
    kind: DueKind
    row: int | str
    due: date
    horizon: Horizon
    what: str
    why: str
    state: DueState = DueState.OPEN
    block: str = ""

    @classmethod
    def of(cls, met: Met, kind: DueKind, row: int, what: str, why: str) -> Self:
        """What falls due for somebody who serves, with nothing in the way."""
        return cls(
            person=met.person, kind=kind, row=row, due=met.due, horizon=met.horizon, what=what, why=why
        )

    @property
    def key(self) -> str:
        """Names the item for calendars and notices; a day that moves makes another item."""
        return f"{self.kind}:{self.row}:{self.due.isoformat()}"


@dataclass(frozen=True)
class Source:
    """Where due dates of some kinds come from, and the tables one has to be allowed to see for them."""

    kinds: tuple[DueKind, ...]
    needs: tuple[type[Model], ...]
    items: Callable[[Scope], Iterable[DueItem]]
