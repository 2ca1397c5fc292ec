"""Forms that offer only rows in reach, and hand what was typed to a service."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from hrm.kernel.dates import EARLIEST_YEAR
from hrm.kernel.text import nfc
from staff.access import declared_models, rows_for
from staff.models import User

_EARLIEST: Final = MinValueValidator(date(EARLIEST_YEAR, 1, 1), _("Expected a day from 01/01/1900 on."))


class DayInput(AdminDateInput):
    """A day as dd/mm/yyyy. Wagtail's calendar would silently turn 31/02 into 03/03 on leaving the field."""

    def get_config(self) -> dict[str, Any]:
        """What was typed stays, so that the server can refuse it."""
        return {**super().get_config(), "validateOnBlur": False}


class ScopedModelForm(WagtailAdminModelForm):
    """A model form whose choices of declared tables are limited to what the person may change.

    What a row says already may stay, even where it lies out of reach.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                self._limit(name, field)
            if isinstance(field, forms.DateField):
                _as_typed(field)

    def clean(self) -> dict[str, Any]:
        """One spelling of Vietnamese letters and spaces in every line of text."""
        super().clean()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str) and not isinstance(self.fields[name].widget, forms.Textarea):
                self.cleaned_data[name] = nfc(value)
        return dict(self.cleaned_data)

    def apply(self, *, actor: User) -> Model:
        """Let the service of this form write; returns the row."""
        raise LookupError(f"{type(self).__name__} names no service that writes its row")

    def _limit(self, name: str, field: forms.ModelChoiceField) -> None:
        choices = field.queryset
        if choices is not None and choices.model in declared_models():
            allowed = Q(pk__in=rows_for(self.for_user, choices.model, "change").values("pk"))
            current = getattr(self.instance, f"{name}_id", None) if self.instance.pk else None
            field.queryset = choices.filter(allowed | Q(pk=current))


def _as_typed(field: forms.DateField) -> None:
    field.widget = DayInput()
    field.widget.is_required = field.required
    field.error_messages["invalid"] = _("Expected a day as dd/mm/yyyy, for example 15/06/1965.")
    field.validators.append(_EARLIEST)
