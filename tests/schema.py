"""A migrated SQLite database, made once for a state of the migrations and copied by every test worker."""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from django.db import connections

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".pytest_cache"


def state_of_the_migrations() -> str:
    """A hash that changes with our migrations, our packages' versions, or the database settings."""
    digest = hashlib.sha256()
    sources = [ROOT / "requirements" / "lock.txt", ROOT / "hrm" / "settings" / "base.py"]
    for path in sorted([*ROOT.glob("*/migrations/*.py"), *sources]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def migrated_template() -> Path:
    """The template file; the first worker makes it, the others wait."""
    CACHE.mkdir(exist_ok=True)
    template = CACHE / f"schema-{state_of_the_migrations()}.sqlite3"
    with (CACHE / "schema.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            _migrate(template)
    return template


def _migrate(template: Path) -> None:
    for old in CACHE.glob("schema-*.sqlite3*"):
        old.unlink()
    begun = template.with_suffix(".begun")
    begun.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{begun}",
        "DJANGO_SETTINGS_MODULE": "hrm.settings.test",
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    with sqlite3.connect(begun) as source, sqlite3.connect(template) as copy:
        source.backup(copy)
    begun.unlink()


def fill_memory_database() -> None:
    """Point the default connection at an empty database in memory and copy the template into it."""
    connection = connections["default"]
    connection.close()
    name = f"file:tests_{os.getpid()}?mode=memory&cache=shared"
    connection.settings_dict["NAME"] = connections.databases["default"]["NAME"] = name
    connection.ensure_connection()
    with sqlite3.connect(migrated_template()) as template:
        template.backup(connection.connection)
