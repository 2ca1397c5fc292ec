"""How a row of training is saved: with the acting user in its change history."""

from typing import Any, TypeVar

from django.db.models import Model

from staff.models import User

R = TypeVar("R", bound=Model)


def keep(row: R, actor: User | None, **values: Any) -> R:
    """Give a row values and save it if anything differs; a new row is always saved."""
    changed = row.pk is None
    for name, value in values.items():
        if getattr(row, name, None) != value or row.pk is None:
            setattr(row, name, value)
            changed = True
    if changed:
        row._history_user = actor  # type: ignore[attr-defined]
        row.save()
    return row
