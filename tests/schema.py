"""A migrated SQLite database with the reference data, made once for its state and copied by every test worker."""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from django.db import connections

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".pytest_cache"
# Ranks, posts, roles: the ground every test stands on.
INSTALL = "from staff.services.reference import install_reference_data; install_reference_data()"


def schema_state() -> str:
    """A hash that changes with our migrations, our packages' versions, or the database settings."""
    sources = [ROOT / "requirements" / "lock.txt", ROOT / "hrm" / "settings" / "base.py"]
    return _hash([*ROOT.glob("*/migrations/*.py"), *sources])


def reference_state() -> str:
    """A hash that changes with the reference data as well."""
    sources = [ROOT / "staff" / "access" / "perms.py", ROOT / "staff" / "services" / "reference.py"]
    return schema_state() + _hash([*ROOT.glob("fixtures/reference/*.csv"), *sources])


def _hash(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def migrated_template() -> Path:
    """The template file; the first worker makes it, the others wait. Migrations are the slow part."""
    CACHE.mkdir(exist_ok=True)
    schema = CACHE / f"schema-{schema_state()}.sqlite3"
    template = CACHE / f"reference-{reference_state()}.sqlite3"
    with (CACHE / "schema.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not schema.exists():
            _make(schema, None, ["migrate", "--verbosity", "0"])
        if not template.exists():
            _make(template, schema, ["shell", "--verbosity", "0", "--command", INSTALL])
    return template


def _make(target: Path, base: Path | None, command: list[str]) -> None:
    """Run a command of ours on a copy of `base` (or on nothing) and keep the result as `target`."""
    for old in CACHE.glob(f"{target.name.partition('-')[0]}-*.sqlite3*"):
        old.unlink()
    begun = target.with_suffix(".begun")
    begun.unlink(missing_ok=True)
    if base is not None:
        shutil.copy(base, begun)
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{begun}",
        "DJANGO_SETTINGS_MODULE": "hrm.settings.test",
    }
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    with sqlite3.connect(begun) as source, sqlite3.connect(target) as copy:
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
