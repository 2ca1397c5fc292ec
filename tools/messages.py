"""Translations: add pairs to the catalogues, compile them, check that nothing is missing.

python tools/messages.py add < pairs.json     {"English msgid": "Bản dịch"}, or for a counted text
                                               {"%(n)s page": {"plural": "%(n)s pages", "text": "%(n)s trang"}}
python tools/messages.py add-js < pairs.json  the same for texts that scripts of Wagtail's screens show
python tools/messages.py compile
python tools/messages.py check                 .mo match .po, placeholders match, nothing empty
"""

import fcntl
import json
import re
import sys
from itertools import product
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LANGUAGES = ("vi", "en")
DOMAINS = ("django", "djangojs")
Text = str | dict[str, str]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
PLURALS = {"vi": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}


def catalogue_path(language: str, domain: str = "django") -> Path:
    """Where a language's catalogue stands."""
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def load(language: str, domain: str = "django") -> polib.POFile:
    """Read a catalogue, or begin one."""
    path = catalogue_path(language, domain)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {**HEADER, "Language": language, "Plural-Forms": PLURALS[language]}
    return catalogue


def save(language: str, catalogue: polib.POFile, domain: str = "django") -> None:
    """Write both forms, sorted, so that two people's additions merge."""
    catalogue.sort(key=lambda entry: entry.msgid)
    path = catalogue_path(language, domain)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))


def put(catalogue: polib.POFile, msgid: str, text: Text, *, forms: tuple[str, ...]) -> None:
    """Add or replace one pair; a counted text carries its plural and has `forms`."""
    entry = catalogue.find(msgid)
    if entry is None:
        entry = polib.POEntry(msgid=msgid)
        catalogue.append(entry)
    if isinstance(text, str):
        entry.msgstr = text
    else:
        entry.msgid_plural, entry.msgstr = text["plural"], ""
        entry.msgstr_plural = dict(enumerate(forms))


def mismatched(msgid: str, text: Text) -> bool:
    """Whether a translation has other placeholders than its msgid (the plural's, when counted)."""
    wanted, said = (msgid, text) if isinstance(text, str) else (text["plural"], text["text"])
    return sorted(PLACEHOLDER.findall(wanted)) != sorted(PLACEHOLDER.findall(said))


def add(pairs: dict[str, Text], domain: str = "django") -> None:
    """Add pairs to vi, and the msgid as its own English."""
    bad = [msgid for msgid, text in pairs.items() if mismatched(msgid, text)]
    if bad:
        sys.exit(f"placeholders differ: {bad}")
    catalogues = {language: load(language, domain) for language in LANGUAGES}
    for msgid, text in pairs.items():
        counted = isinstance(text, dict)
        put(catalogues["vi"], msgid, text, forms=(text["text"],) if counted else ())
        put(
            catalogues["en"],
            msgid,
            text if counted else msgid,
            forms=(msgid, text["plural"]) if counted else (),
        )
    for language, catalogue in catalogues.items():
        save(language, catalogue, domain)


def faults(language: str, domain: str) -> list[str]:
    """What is wrong with a catalogue: empty or fuzzy entries, other placeholders, stale .mo."""
    catalogue = load(language, domain)
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
    compiled = polib.mofile(str(catalogue_path(language, domain).with_suffix(".mo")))
    if {e.msgid: e.msgstr for e in compiled} != {e.msgid: e.msgstr for e in catalogue.translated_entries()}:
        found.append(f"{language}: the compiled catalogue does not match")
    return found


def main(arguments: list[str]) -> None:
    """Run one of the commands; `add` may be called by several people at once."""
    LOCALE.mkdir(exist_ok=True)
    with (LOCALE / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if arguments in (["add"], ["add-js"]):
            add(json.load(sys.stdin), "djangojs" if arguments == ["add-js"] else "django")
        elif arguments == ["compile"]:
            for domain, language in product(DOMAINS, LANGUAGES):
                save(language, load(language, domain), domain)
        elif arguments == ["check"]:
            found = [f for domain, language in product(DOMAINS, LANGUAGES) for f in faults(language, domain)]
            sys.exit("\n".join(found) or 0)
        else:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
