"""Translations: add pairs to the catalogues, compile them, check that nothing is missing.

python tools/messages.py add < pairs.json     {"English msgid": "Bản dịch"}
python tools/messages.py compile
python tools/messages.py check                 .mo match .po, placeholders match, nothing empty
"""

import fcntl
import json
import re
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LANGUAGES = ("vi", "en")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
PLURALS = {"vi": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}


def catalogue_path(language: str) -> Path:
    """Where a language's catalogue stands."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> polib.POFile:
    """Read a catalogue, or begin one."""
    path = catalogue_path(language)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {**HEADER, "Language": language, "Plural-Forms": PLURALS[language]}
    return catalogue


def save(language: str, catalogue: polib.POFile) -> None:
    """Write both forms, sorted, so that two people's additions merge."""
    catalogue.sort(key=lambda entry: entry.msgid)
    path = catalogue_path(language)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))


def put(catalogue: polib.POFile, msgid: str, msgstr: str) -> None:
    """Add or replace one pair."""
    entry = catalogue.find(msgid)
    if entry is None:
        catalogue.append(polib.POEntry(msgid=msgid, msgstr=msgstr))
    else:
        entry.msgstr = msgstr


def add(pairs: dict[str, str]) -> None:
    """Add pairs to vi, and the msgid as its own English."""
    bad = [m for m, s in pairs.items() if sorted(PLACEHOLDER.findall(m)) != sorted(PLACEHOLDER.findall(s))]
    if bad:
        sys.exit(f"placeholders differ: {bad}")
    catalogues = {language: load(language) for language in LANGUAGES}
    for msgid, msgstr in pairs.items():
        put(catalogues["vi"], msgid, msgstr)
        put(catalogues["en"], msgid, msgid)
    for language, catalogue in catalogues.items():
        save(language, catalogue)


def faults(language: str) -> list[str]:
    """What is wrong with a catalogue: empty or fuzzy entries, other placeholders, stale .mo."""
    catalogue = load(language)
    found = []
    for entry in catalogue:
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        if entry.obsolete:
            continue
        if entry.fuzzy or not all(texts):
            found.append(f"{language}: not translated: {entry.msgid!r}")
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        if any(set(PLACEHOLDER.findall(text)) - wanted for text in texts):
            found.append(f"{language}: placeholders differ: {entry.msgid!r}")
    compiled = polib.mofile(str(catalogue_path(language).with_suffix(".mo")))
    if {e.msgid: e.msgstr for e in compiled} != {e.msgid: e.msgstr for e in catalogue.translated_entries()}:
        found.append(f"{language}: the compiled catalogue does not match")
    return found


def main(arguments: list[str]) -> None:
    """Run one of the three commands; `add` may be called by several people at once."""
    LOCALE.mkdir(exist_ok=True)
    with (LOCALE / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if arguments == ["add"]:
            add(json.load(sys.stdin))
        elif arguments == ["compile"]:
            for language in LANGUAGES:
                save(language, load(language))
        elif arguments == ["check"]:
            found = [fault for language in LANGUAGES for fault in faults(language)]
            sys.exit("\n".join(found) or 0)
        else:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
