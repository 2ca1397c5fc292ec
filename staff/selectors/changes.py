"""Who changed what in an officer's record and when: old → new, from the change history."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from django.db.models import Field, Model
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.models import (
    Officer,
    Post,
    Posting,
    Qualification,
    Rank,
    RankHolding,
    SalaryStep,
    Unit,
    UnitCharge,
)
from staff.rules.masking import masked
from staff.selectors.officers import name_of

_TABLES: Final = (Officer, Posting, RankHolding, SalaryStep, Qualification, UnitCharge)
_NAMED: Final[tuple[type[Model], ...]] = (Unit, Post, Rank)

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
    }
)
_MASKED: Final = frozenset({"citizen_id"})
_PRIVATE: Final = frozenset({"note"})


@dataclass(frozen=True)
class FieldChange:
    """One field: what it said and what it says."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """One act on one row of the record."""

    when: datetime
    who: str
    what: str
    kind: str  # "+" added, "~" changed, "-" removed
    fields: list[FieldChange]


_Names = dict[type[Model], dict[Any, str]]


def changes_of(officer: Officer, *, with_private: bool) -> list[Change]:
    """The officer's change history, newest first; nine queries. Masked fields stay masked here."""
    unsaid = _UNSAID if with_private else _UNSAID | _PRIVATE
    names: _Names = {model: dict(_pairs(model)) for model in _NAMED}
    changes = [change for model in _TABLES for change in _of_table(model, officer, names, unsaid)]
    return sorted(changes, key=lambda change: change.when, reverse=True)


def _pairs(model: type[Model]) -> Iterable[tuple[Any, str]]:
    pairs: Iterable[tuple[Any, str]] = model._default_manager.order_by().values_list("pk", "name")
    return pairs


def _of_table(model: Any, officer: Officer, names: _Names, unsaid: frozenset[str]) -> Iterator[Change]:
    owner = {"id": officer.pk} if model is Officer else {"officer_id": officer.pk}
    rows = model.history.filter(**owner).select_related("history_user__officer")
    for _id, versions in groupby(rows.order_by("id", "history_date", "history_id"), key=lambda row: row.id):
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
        what=str(model._meta.verbose_name),
        kind=version.history_type,
        fields=fields,
    )


def _fields(before: Any, after: Any, names: _Names, unsaid: frozenset[str]) -> Iterator[FieldChange]:
    for field in after.tracked_fields:
        if field.name in unsaid:
            continue
        old = _shown(field, before, names) if before is not None else ""
        new = _shown(field, after, names)
        # A new row says what it holds; "no" is what every box says before it is ticked.
        if before is None and getattr(after, field.attname) is False:
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
    return _plain(field.name, value)


def _plain(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return masked(str(value)) if name in _MASKED else str(value)
