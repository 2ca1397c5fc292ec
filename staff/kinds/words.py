"""A row of a history in words: for lists, previews, timelines, and the column "Nội dung" of workbooks."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from hrm.kernel.dates import show_date
from staff.kinds.shape import Kind
from staff.models import Officer, Unit

YES = "có"


def shown_value(row: Model, name: str) -> str:
    """One field of a row as people write it; "" when it says nothing."""
    value = getattr(row, name)
    if value is None or value == "" or value is False:
        return ""
    field = row._meta.get_field(name)
    choices = getattr(field, "flatchoices", None)
    return str(dict(choices).get(value, value)) if choices else plain(value)


def plain(value: Any) -> str:
    """A value of a field, as text."""
    if value is True:
        return YES
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    if isinstance(value, Unit):
        return value.code
    return value.number if isinstance(value, Officer) else str(value)


def content(kind: Kind, row: Model) -> str:
    """The parts of a row in their order, `;` between, without empty ones at the end."""
    parts = [shown_value(row, name).replace(";", ",") for name in kind.parts]
    while parts and not parts[-1]:
        parts.pop()
    return "; ".join(parts)


def summary(kind: Kind, row: Model) -> str:
    """What a row says in a line for readers: its unit and what it holds."""
    parts = [shown_value(row, name) for name in kind.parts]
    unit = [row.unit.name] if kind.has_unit and isinstance(row, Model) and hasattr(row, "unit") else []
    return " · ".join(part for part in (*unit, *parts) if part)
