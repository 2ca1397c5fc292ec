"""The one form of every kind of history: what the kind says, its days, the decision behind it."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _

from hrm.kernel.dates import ALWAYS, show_partial
from hrm.kernel.numbers import group
from staff.forms.days import DayField
from staff.forms.fact_fields import (
    DECISION_FIELDS,
    PartialDateField,
    decision_fields,
    decision_of,
    field_of,
    reason_field,
)
from staff.kinds import Kind
from staff.models import Decided, Officer, User


class FactForm(forms.Form):
    """Fields in the order of the kind; `row` is the stored entry to correct, None for a new one.

    `seen`: the version of the row that the editor looked at.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        kind: Kind,
        officer: Officer,
        user: User,
        row: Decided | None = None,
        seen: int | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(kind, row, seen))
        self.kind = kind
        for name in kind.fields:
            self.fields[name] = field_of(kind, name, user, row)
        self.fields["start"] = PartialDateField(
            label=_("From day"), help_text=_("dd/mm/yyyy; mm/yyyy or yyyy where no more is known.")
        )
        self.fields["end"] = DayField(
            label=_("Ends on (first day no longer)"),
            required=False,
            help_text=_(
                "Empty while it goes on. Who leaves a post on 01/07/2026 has held it to the end of 30/06/2026."
            ),
        )
        self.fields |= decision_fields(user, officer)
        self.fields["reason"] = reason_field()
        self.asks_reason = "reason" in self.data or bool(row is not None and row.reason)

    @property
    def content_fields(self) -> list[forms.BoundField]:
        """What the entry says."""
        return [self[name] for name in self.kind.fields]

    @property
    def day_fields(self) -> list[forms.BoundField]:
        """From when and until when."""
        return [self["start"], self["end"]]

    @property
    def decision_fields(self) -> list[forms.BoundField]:
        """By which decision."""
        return [self[name] for name in DECISION_FIELDS]

    def facts(self) -> dict[str, Any]:
        """What was typed, as the services of the record take it."""
        # The kind of history has the name `kind` to itself.
        values = {"kind_" if name == "kind" else name: self._value(name) for name in self.kind.fields}
        days = {"start": self.cleaned_data["start"], "end": self.cleaned_data["end"]}
        decision = decision_of(self.cleaned_data)
        return {**values, **days, "decision": decision, "reason": self.cleaned_data["reason"]}

    def _value(self, name: str) -> Any:
        """An empty number of a column that may not be empty is its default."""
        value = self.cleaned_data[name]
        column: Any = self.kind.model._meta.get_field(name)
        return column.get_default() if value is None and not column.null else value


def _initial(kind: Kind, row: Any, seen: int | None) -> dict[str, Any]:
    if row is None:
        return {name: _default(kind, name) for name in kind.fields}
    found: dict[str, Any] = {name: _stored(row, name) for name in (*kind.fields, *DECISION_FIELDS)}
    start = "" if row.start == ALWAYS else show_partial(row.start, row.start_precision)
    return found | {"start": start, "end": row.end, "reason": row.reason, "seen": seen}


def _default(kind: Kind, name: str) -> Any:
    column: Any = kind.model._meta.get_field(name)
    return column.get_default() if column.has_default() else None


def _stored(row: Model, name: str) -> Any:
    column: Any = row._meta.get_field(name)
    value = getattr(row, name)
    if isinstance(value, Officer):
        return value.number
    if column.get_internal_type() == "BigIntegerField" and value is not None:
        return group(value)
    return value.pk if isinstance(value, Model) else value
