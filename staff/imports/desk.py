"""What one import works with: the file's findings, the tree, the rows to write, and how far it may reach."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from staff.imports.report import Change, Counts
from staff.models import Unit
from staff.services.dated import Edit
from staff.services.ledger import Ledger
from staff.services.unit_book import UnitBook


@dataclass
class Desk:
    """The state of one import. `reach` holds unit ids; None means every unit."""

    reader: Reader
    ledger: Ledger
    book: UnitBook
    reach: frozenset[int] | None
    # Codes of units that stand in the file with an error of their own: no further error about them.
    spoiled: set[str] = field(default_factory=set)
    counts: Counts = field(default_factory=Counts)
    changes: list[Change] = field(default_factory=list)

    def may_touch(self, unit: Unit) -> bool:
        """Whether the unit is in reach; a new unit is when its parent is (checked where it is made)."""
        return self.reach is None or unit.pk is None or unit.pk in self.reach

    def unit_at(self, cell: Cell, code: str) -> Unit | None:
        """The unit a cell names; unknown and out of reach are errors at that cell."""
        if code in self.spoiled:
            return None
        unit = self.book.units.get(code)
        if unit is not None and self.may_touch(unit):
            return unit
        self.reader.error(cell, self._stranger(code))
        return None

    def tally(self, subject: str, edits: Iterable[Edit], *, is_new: bool) -> None:
        """Count one row of the workbook and add it to the preview."""
        found = list(edits)
        if is_new:
            self.counts.created += 1
            self.changes.append(Change("created", subject))
        elif found:
            self.counts.updated += 1
            self.changes += [Change("updated", subject, e.label, e.old, e.new) for e in found]
        else:
            self.counts.unchanged += 1

    def _stranger(self, code: str) -> str:
        if self.reach is None:
            message = _(
                "no unit has the code “%(code)s”; expected the code of a unit that exists or stands in this file"
            )
        else:
            message = _(
                "no unit in your reach has the code “%(code)s”; expected the code of one of your units"
            )
        return message % {"code": code}


@dataclass
class FirstSeen:
    """Remembers where a key stood first, to point there when it comes again."""

    cells: dict[object, Cell] = field(default_factory=lambda: defaultdict())

    def before(self, key: object, cell: Cell) -> Cell | None:
        """The cell where the key stood before; None the first time."""
        first = self.cells.setdefault(key, cell)
        return None if first is cell else first
