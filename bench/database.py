"""Databases to measure on: a migrated template is made once and copied, for migrations take minutes."""

import os
import shutil
from pathlib import Path

POSTGRES = os.environ.get("BENCH_POSTGRES", "")
"""Address of an empty PostgreSQL database of the bench's own; without it only SQLite is measured."""


def sqlite(folder: str) -> str:
    """The address of a new SQLite database in the folder, migrated and with the reference data."""
    from tests.schema import migrated_template

    file = Path(folder) / "bench.sqlite3"
    shutil.copy(migrated_template(), file)
    return f"sqlite:///{file}"
