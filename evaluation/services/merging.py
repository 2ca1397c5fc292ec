"""Lays rows of a workbook over the stored ones: what is new, what changes, what stays."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Model
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from staff.models import ImportRun, User

M = TypeVar("M", bound=Model)
BATCH = 500


@dataclass(frozen=True)
class Wanted:
    """What one row of a workbook says: what identifies it, its values, and where it stands."""

    identity: Mapping[str, Any]
    values: Mapping[str, Any]
    subject: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Update(Generic[M]):
    """A stored row and the fields that change, each old → new."""

    stored: M
    wanted: Wanted
    changed: Mapping[str, tuple[Any, Any]]


@dataclass
class Merge(Generic[M]):
    """The outcome for one table, before it is written."""

    model: type[M]
    created: list[Wanted] = field(default_factory=list)
    updated: list[Update[M]] = field(default_factory=list)
    unchanged: list[Wanted] = field(default_factory=list)

    @property
    def touched(self) -> list[Wanted]:
        """Rows that would write something."""
        return [*self.created, *(update.wanted for update in self.updated)]


def lay_over(
    model: type[M],
    stored: Mapping[Any, M],
    wanted: Iterable[Wanted],
    key: Callable[[Wanted], Hashable],
) -> Merge[M]:
    """Compare row by row; stored rows that nobody mentions are left alone."""
    merge = Merge(model)
    for row in wanted:
        known = stored.get(key(row))
        if known is None:
            merge.created.append(row)
        elif changed := _changes(known, row):
            merge.updated.append(Update(known, row, changed))
        else:
            merge.unchanged.append(row)
    return merge


def write(merge: Merge[M], *, run: ImportRun | None, actor: User | None) -> None:
    """Write a merge in bulk, with history; the rows keep the workbook, sheet and row they came from."""
    new = [_new(merge.model, wanted, run) for wanted in merge.created]
    if new:
        bulk_create_with_history(new, merge.model, batch_size=BATCH, default_user=actor)
    if merge.updated:
        rows = [_changed(update, run) for update in merge.updated]
        fields = {name for update in merge.updated for name in update.changed}
        fields |= set(_origin(merge.model, merge.updated[0].wanted, run))
        bulk_update_with_history(rows, merge.model, sorted(fields), batch_size=BATCH, default_user=actor)


def _changes(stored: Model, wanted: Wanted) -> dict[str, tuple[Any, Any]]:
    pairs = {name: (getattr(stored, name), value) for name, value in wanted.values.items()}
    return {name: (old, new) for name, (old, new) in pairs.items() if old != new}


def _new(model: type[M], wanted: Wanted, run: ImportRun | None) -> M:
    return model(**wanted.identity, **wanted.values, **_origin(model, wanted, run))


def _changed(update: Update[M], run: ImportRun | None) -> M:
    new = {name: pair[1] for name, pair in update.changed.items()}
    for name, value in (new | _origin(type(update.stored), update.wanted, run)).items():
        setattr(update.stored, name, value)
    return update.stored


def _origin(model: type[Model], wanted: Wanted, run: ImportRun | None) -> dict[str, Any]:
    columns = {column.name for column in model._meta.get_fields()}
    origin = {"run": run, "sheet": wanted.sheet, "row": wanted.row}
    return {name: value for name, value in origin.items() if name in columns}
