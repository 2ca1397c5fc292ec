"""Rows to be written in one go: few statements for many rows, the acting user in every history row."""

from collections import defaultdict
from typing import Any, Final

from django.db import transaction
from django.db.models import Model
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from staff.kinds import KINDS
from staff.models import Officer, Profile, Reorganisation, Unit, UnitQuota, User

_BATCH: Final = 500
# What is referred to comes before what refers to it.
_ORDER: Final[tuple[type[Model], ...]] = (
    UnitQuota,
    Reorganisation,
    Officer,
    Profile,
    *dict.fromkeys(kind.model for kind in KINDS),
)


class Ledger:
    """Collects new, changed and removed rows; nothing reaches the database before `write`."""

    def __init__(self, actor: User | None) -> None:
        self.actor = actor
        self._created: dict[type[Model], list[Any]] = defaultdict(list)
        self._changed: dict[type[Model], dict[int, tuple[Any, set[str]]]] = defaultdict(dict)
        self._removed: list[Any] = []

    def create(self, row: Model) -> None:
        """A row that does not exist yet."""
        self._created[type(row)].append(row)

    def change(self, row: Model, **values: object) -> bool:
        """Give a row other values; whether anything differed."""
        different = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in different.items():
            setattr(row, name, value)
        if different and row.pk is not None:
            _row, fields = self._changed[type(row)].setdefault(row.pk, (row, set()))
            fields.update(different)
        return bool(different)

    def remove(self, row: Model) -> None:
        """A row that was entered by mistake."""
        if row.pk is None:
            self._created[type(row)].remove(row)
        else:
            self._changed[type(row)].pop(row.pk, None)
            self._removed.append(row)

    @transaction.atomic
    def write(self) -> None:
        """Units from the top down, then what hangs on them; open rows are closed before others open."""
        self._create_units()
        self._update(Unit)
        for row in self._removed:
            row._history_user = self.actor
            row.delete()
        for model in _ORDER:
            self._update(model)
            self._create(model, self._created[model])
        self._created.clear()
        self._changed.clear()
        self._removed.clear()

    def _create_units(self) -> None:
        waiting = self._created[Unit]
        while waiting:
            ready = [unit for unit in waiting if unit.parent is None or unit.parent.pk is not None]
            if not ready:
                raise ValueError("units that are their own ancestors")
            self._create(Unit, ready)
            waiting = [unit for unit in waiting if unit.pk is None]

    def _create(self, model: type[Model], rows: list[Any]) -> None:
        if rows:
            bulk_create_with_history(rows, model, batch_size=_BATCH, default_user=self.actor)

    def _update(self, model: type[Model]) -> None:
        changed = self._changed[model].values()
        if changed:
            fields = sorted(set().union(*(fields for _row, fields in changed)))
            rows = [row for row, _fields in changed]
            bulk_update_with_history(rows, model, fields, batch_size=_BATCH, default_user=self.actor)
