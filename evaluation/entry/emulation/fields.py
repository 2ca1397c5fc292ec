"""Fields and messages that the forms of emulation share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hrm.kernel.pdf import unprintable
from hrm.kernel.text import nfc
from staff.forms.spelling import one_spelling


class PaperLine(forms.CharField):
    """A line that will stand on a printed document: every character must have a shape in its font."""

    def to_python(self, value: Any) -> str:
        """One spelling."""
        return one_spelling(self, super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        """Name the characters that cannot be printed."""
        super().validate(value)
        signs = unprintable(value or "")
        if signs:
            listed = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in signs[:10])
            message = _("These characters cannot be printed, please remove them: %(signs)s.")
            raise ValidationError(message % {"signs": listed})


class PaperText(PaperLine):
    """Several lines that will stand on a printed document."""

    def __init__(self, *, rows: int = 3, max_length: int = 4000, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=max_length, **options)


class SearchField(forms.CharField):
    """A search line of a filter."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"type": "search"})
        super().__init__(required=False, max_length=120, widget=widget, **options)

    def to_python(self, value: Any) -> str:
        """One spelling."""
        return nfc(super().to_python(value) or "")


class FilterForm(forms.Form):
    """A filter of a list: what cannot be read is marked and left out."""

    def asked(self) -> dict[str, Any]:
        """What was asked for, and was understood; empty for everything else."""
        self.is_valid()
        found: dict[str, Any] = dict.fromkeys(self.fields, "")
        return found | {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


def choose(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    """Give a choice field its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
    field.choices = choices


def point_out(form: forms.Form, message: str, field: str, names: dict[str, str] | None = None) -> None:
    """Show a service's refusal at the field it names; at the top where the form has no such field."""
    name = (names or {}).get(field, field)
    form.add_error(name if name in form.fields else None, message[:1].upper() + message[1:])
