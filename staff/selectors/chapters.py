"""The dated facts of an officer's record, kind by kind, as the asker may see them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from django.db.models import BooleanField, CharField, Field, ForeignKey, Model, TextField

from hrm.kernel.numbers import group
from staff.access import rows_for
from staff.kinds import KINDS, Chapter, Kind, shown_value
from staff.models import Decided, Officer, RecordFile, Unit, User
from staff.rules.masking import is_masked, veiled

NOW: Final = "now"
PAST: Final = "past"
FUTURE: Final = "future"


@dataclass(frozen=True)
class FactLine:
    """One stored fact in words. `state`: how it lies to the day of the page.

    `scan`: the file behind it, None where there is none or the asker may not see files.
    """

    kind: Kind
    row: Any
    title: str
    details: tuple[str, ...]
    state: str
    scan: RecordFile | None

    @property
    def is_marked(self) -> bool:
        """Whether to say that it is in force: awards and certificates, of which many stand side by side,
        are not said to be."""
        return self.state == NOW and self.kind.alone is not None

    @property
    def is_future(self) -> bool:
        """Whether it begins after the day."""
        return self.state == FUTURE


@dataclass(frozen=True)
class KindPart:
    """All facts of one kind, newest first; `may_add`: the asker may enter another.

    `hides`: something stands masked here that may be asked for in full.
    """

    kind: Kind
    lines: list[FactLine]
    may_add: bool
    hides: bool


def chapters_open(tables: frozenset[type[Model]]) -> list[Chapter]:
    """Chapters in which the asker may see at least one kind."""
    return [
        chapter
        for chapter in Chapter
        if any(kind.chapter == chapter and kind.model in tables for kind in KINDS)
    ]


def chapter_of(
    user: User,
    officer: Officer,
    chapter: Chapter,
    at: date,
    *,
    tables: frozenset[type[Model]],
    may_add: frozenset[type[Model]] = frozenset(),
    in_full: bool = False,
) -> list[KindPart]:
    """The kinds of a chapter with their facts; one query a table. `in_full`: without masks (logged before).

    `tables`, `may_add`: those the asker may see and add to (`tables_open`).
    """
    kinds = [kind for kind in KINDS if kind.chapter == chapter and kind.model in tables]
    lines = facts_of(user, officer, kinds, at, in_full=in_full)
    return [_part_of(kind, lines[kind.slug], may_add, in_full=in_full) for kind in kinds]


def facts_of(
    user: User, officer: Officer, kinds: Iterable[Kind], at: date, *, in_full: bool = False
) -> dict[str, list[FactLine]]:
    """Facts by the slug of their kind, newest first; every table is asked once."""
    wanted: dict[type[Decided], list[Kind]] = defaultdict(list)
    for kind in kinds:
        wanted[kind.model].append(kind)
    with_files = user.has_perm("staff.view_recordfile")
    files = rows_for(user, RecordFile, "view").filter(officer=officer)
    seen = {file.pk: file for file in files} if with_files else {}
    found: dict[str, list[FactLine]] = {kind.slug: [] for each in wanted.values() for kind in each}
    for model, of_model in wanted.items():
        for row in _rows(user, officer, model):
            covering = next((kind for kind in of_model if kind.covers(row)), None)
            if covering is not None:
                found[covering.slug].append(_line(covering, row, at, seen, in_full=in_full))
    return found


def state_on(row: Any, at: date) -> str:
    """Whether a fact is in force on a day, was before, or will be."""
    if row.start > at:
        return FUTURE
    return NOW if row.end is None or row.end > at else PAST


def words_of(kind: Kind, row: Any, *, in_full: bool = False) -> list[tuple[str, str, str]]:
    """What a row says, field by field: name, label, text; masked fields masked unless `in_full`."""
    found = []
    for name in kind.fields:
        field = row._meta.get_field(name)
        text = _text(row, field)
        if text and not in_full:
            text = veiled(row._meta.model_name, name, text)
        if text:
            found.append((name, _capital(str(field.verbose_name)), text))
    return found


def hides_anything(kind: Kind) -> bool:
    """Whether rows of the kind have masked fields."""
    table = str(kind.model._meta.model_name)
    return any(is_masked(table, name) for name in kind.fields)


def _part_of(
    kind: Kind, lines: list[FactLine], may_add: frozenset[type[Model]], *, in_full: bool
) -> KindPart:
    return KindPart(kind, lines, kind.model in may_add, bool(lines) and hides_anything(kind) and not in_full)


def _rows(user: User, officer: Officer, model: type[Decided]) -> Any:
    names = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.name not in ("officer", "scan")
    ]
    rows = rows_for(user, model, "view").filter(officer=officer).order_by("-start", "-pk")
    return rows.select_related(*names) if names else rows


def _line(kind: Kind, row: Any, at: date, files: dict[int, RecordFile], *, in_full: bool) -> FactLine:
    said = words_of(kind, row, in_full=in_full)
    table = row._meta.model_name
    parts = [
        _part(row._meta.get_field(name), label, text, named=not in_full and is_masked(table, name))
        for name, label, text in said
    ]
    title, details = (parts[0], tuple(parts[1:])) if parts else (kind.heading, ())
    return FactLine(kind, row, title, details, state_on(row, at), files.get(row.scan_id))


def _part(field: Field[Any, Any], label: str, text: str, *, named: bool) -> str:
    """A value that speaks for itself, or one that needs its name before it (dots always do)."""
    if isinstance(field, BooleanField):
        return label
    if named:
        return f"{label}: {text}"
    if isinstance(field, ForeignKey | TextField) or field.choices or isinstance(field, CharField):
        return text
    return f"{label}: {text}"


def _text(row: Any, field: Field[Any, Any]) -> str:
    value = getattr(row, field.name)
    if value == 0:
        return ""  # "0 % beyond the last step" says nothing
    if isinstance(value, Unit):
        return value.name
    if isinstance(value, Officer):
        return value.full_name
    if field.get_internal_type() == "BigIntegerField" and isinstance(value, int):
        return group(value)
    return shown_value(cast(Model, row), field.name)


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
