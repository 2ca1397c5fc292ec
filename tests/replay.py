"""Rows that many tests begin with: made once by the real services, then put back as they were, table by table.

Making the cast takes some hundred statements; putting its rows back takes one a table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

T = TypeVar("T")
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Recording:
    """New rows by table, with the names of their columns."""

    tables: dict[str, tuple[list[str], Rows]]

    def put_back(self) -> None:
        """Insert the rows with their keys, whatever refers to what; keys given later follow after them."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table, (columns, rows) in self.tables.items():
                names = ", ".join(connection.ops.quote_name(name) for name in columns)
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
            for statement in self._sequences():
                cursor.execute(statement)

    def _sequences(self) -> list[str]:
        """PostgreSQL counts keys apart from the rows."""
        mine = [model for model in _models() if model._meta.db_table in self.tables]
        return connection.ops.sequence_reset_sql(no_style(), mine)


def record(make: Callable[[], T]) -> tuple[T, Recording]:
    """What `make` returns, and the rows it wrote; the rows themselves are taken back."""
    before = {table: _keys(table) for table in _tables()}
    with transaction.atomic():
        made = make()
        tables = {table: found for table in before if (found := _new_rows(table, before[table]))[1]}
        transaction.set_rollback(True)
    return made, Recording(tables)


def _models() -> list[type[models.Model]]:
    """Our tables and those of accounts, with the tables between them."""
    ours = ("staff", "auth", "training", "evaluation")
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in ours]


def _tables() -> list[str]:
    return [model._meta.db_table for model in _models()]


def _keys(table: str) -> set[Any]:
    _columns, rows = _all_rows(table)
    return {row[0] for row in rows}


def _new_rows(table: str, known: set[Any]) -> tuple[list[str], Rows]:
    columns, rows = _all_rows(table)
    return columns, [row for row in rows if row[0] not in known]


def _all_rows(table: str) -> tuple[list[str], Rows]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return [column[0] for column in cursor.description], list(cursor.fetchall())
