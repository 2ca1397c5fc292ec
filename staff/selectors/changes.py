"""Who changed what in an officer's record and when: old → new, from the change history of every table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from django.db.models import Field, Model
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date, show_partial
from staff.kinds import kinds_of
from staff.models import Officer, PledgeText, Post, Rank, RecordFile, RotationPosition, Unit
from staff.rules.masking import veiled
from staff.selectors.officers import RECORD_TABLES, name_of

HISTORY_TABLES: Final[tuple[type[Model], ...]] = (Officer, *RECORD_TABLES)
# Tables that records refer to, and what people call a row of them.
_NAMED: Final[dict[type[Model], str]] = {
    Unit: "name",
    Post: "name",
    Rank: "name",
    RotationPosition: "name",
    Officer: "full_name",
    RecordFile: "title",
    PledgeText: "plan__title",
}

# Kept by the system, or said better by another field.
_UNSAID: Final = frozenset(
    {
        "id",
        "officer",
        "user",
        "name_key",
        "folded_name",
        "level",
        "start_precision",
        "birth_precision",
        "party_joined_precision",
        "service_start_precision",
        "file",
        "content_type",
        "size",
        "sha256",
        "uploaded_by",
        "uploaded_at",
        "recorded_by",
        "recorded_at",
    }
)
# Where the precision of a day is not called after it.
_PRECISIONS: Final = {"birth_date": "birth_precision"}
_PRIVATE: Final = frozenset({"note"})


@dataclass(frozen=True)
class FieldChange:
    """One field: what it said and what it says."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """One act on one row of the record. `reason`: what the person gave as a reason, if one was asked."""

    when: datetime
    who: str
    what: str
    kind: str  # "+" added, "~" changed, "-" removed
    fields: list[FieldChange]
    reason: str = ""


_Names = dict[type[Model], dict[Any, str]]


def changes_of(
    officer: Officer, *, tables: Iterable[type[Model]] = HISTORY_TABLES, with_private: bool
) -> list[Change]:
    """The change history of some tables of one officer, newest first; masked fields stay masked.

    One query a table and one for each table of names. `with_private`: notes and titles of files too.
    """
    unsaid = _UNSAID if with_private else _UNSAID | _PRIVATE | {"scan", "copy"}
    versions = {model: _versions(model, officer) for model in tables}
    names = _names(row for rows in versions.values() for row in rows)
    changes = [change for model, rows in versions.items() for change in _of_table(model, rows, names, unsaid)]
    return sorted(changes, key=lambda change: change.when, reverse=True)


def table_name(model: type[Model]) -> str:
    """What people call a table of the record; its kinds where it holds several."""
    headings = [kind.heading for kind in kinds_of(model)]
    if len(headings) == 1:
        return headings[0]
    name = str(model._meta.verbose_name)
    return name[:1].upper() + name[1:]


def _versions(model: Any, officer: Officer) -> list[Any]:
    owner = {"id": officer.pk} if model is Officer else {"officer_id": officer.pk}
    rows = model.history.filter(**owner).select_related("history_user__officer")
    return list(rows.order_by("id", "history_date", "history_id"))


def _names(versions: Iterable[Any]) -> _Names:
    """Names of everything the versions refer to; one query for each table, whether or not it is needed."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for row in versions:
        for field in row.tracked_fields:
            if field.related_model in _NAMED:
                wanted[field.related_model].add(getattr(row, field.attname))
    found: _Names = {}
    for model, name in _NAMED.items():
        ids = [0, *(pk for pk in wanted[model] if pk is not None)]
        rows = model._default_manager.filter(pk__in=ids).order_by()
        found[model] = {pk: str(text) for pk, text in rows.values_list("pk", name)}
    return found


def _of_table(model: Any, rows: list[Any], names: _Names, unsaid: frozenset[str]) -> Iterator[Change]:
    for _id, versions in groupby(rows, key=lambda row: row.id):
        before = None
        for version in versions:
            fields = [] if version.history_type == "-" else list(_fields(before, version, names, unsaid))
            if fields or version.history_type == "-":
                yield _change(model, version, fields)
            before = version


def _change(model: Any, version: Any, fields: list[FieldChange]) -> Change:
    return Change(
        when=version.history_date,
        who=name_of(version.history_user) if version.history_user else _("The system"),
        what=_what(model, version),
        kind=version.history_type,
        fields=fields,
        reason=version.history_change_reason or "",
    )


def _what(model: type[Model], version: Any) -> str:
    """The kind of history; a removed file by its title, for nothing else is left of it."""
    if model is RecordFile:
        return f"{table_name(model)}: {version.title}"
    for kind in kinds_of(model):
        if all(getattr(version, name) == value for name, value in kind.where.items()):
            return kind.heading
    return table_name(model)


def _fields(before: Any, after: Any, names: _Names, unsaid: frozenset[str]) -> Iterator[FieldChange]:
    for field in after.tracked_fields:
        if field.name in unsaid:
            continue
        old = _shown(field, before, names) if before is not None else ""
        new = _shown(field, after, names)
        # A new row says what it holds; "no" and 0 are what it says before anything is filled in.
        if before is None and getattr(after, field.attname) in (False, 0):
            continue
        changed = before is None or getattr(before, field.attname) != getattr(after, field.attname)
        if changed and (old or new):
            yield FieldChange(str(field.verbose_name), old, new)


def _shown(field: Field[Any, Any], row: Any, names: _Names) -> str:
    value = getattr(row, field.attname)
    if value is None or value == "":
        return ""
    if field.related_model is not None:
        return names.get(field.related_model, {}).get(value, str(value))
    if field.choices:
        return str(dict(field.flatchoices)[value]) if value in dict(field.flatchoices) else str(value)
    precision = getattr(row, _PRECISIONS.get(field.name, f"{field.name}_precision"), None)
    if isinstance(value, date) and precision:
        return show_partial(value, precision)
    return veiled(str(row.instance_type._meta.model_name), field.name, _plain(value))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return str(value)
