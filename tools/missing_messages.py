"""Says which texts of the code and templates have no translation yet. Needs gettext (CI has it).

python tools/missing_messages.py
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("hrm", "staff", "training", "evaluation", "cms")


def collected() -> polib.POFile:
    """Every message that Django's own collector finds, read from a copy of the sources."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCES:
            shutil.copytree(ROOT / name, copy / name)
        (copy / "locale").mkdir()
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "-l", "vi", "--no-location", "-v", "0"],
            cwd=copy,
            check=True,
        )
        return polib.pofile(str(copy / "locale" / "vi" / "LC_MESSAGES" / "django.po"))


def main() -> None:
    """Exit 1 with a list when something is missing."""
    missing = []
    known = {
        language: polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
        for language in ("vi", "en")
    }
    for entry in collected():
        for language, catalogue in known.items():
            found = catalogue.find(entry.msgid)
            if found is None or not found.translated():
                missing.append(f"{language}: {entry.msgid!r}")
    sys.exit("\n".join(missing) or 0)


if __name__ == "__main__":
    main()
