"""The form of the curriculum vitae facts, in the blocks of form 2C."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.db.models import DateField, Field, TextField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from staff.forms.days import DayField
from staff.forms.spelling import one_spelling
from staff.kinds import shown_value
from staff.models import Officer, Profile
from staff.rules.masking import is_masked, veiled
from staff.selectors.profiles import BLOCKS, PROFILE_FIELDS, profile_label

CITIZEN_ID: Final = "citizen_id"
_LONGEST_CITIZEN_ID: Final = 20


def _form_field(field: Field[Any, Any], **options: Any) -> forms.Field | None:
    """The form's field for a column: days as days, long texts in few rows."""
    if isinstance(field, DateField):
        return DayField(label=profile_label(field.name), required=False)
    if isinstance(field, TextField):
        options["widget"] = forms.Textarea(attrs={"rows": 3})
    return field.formfield(**options)


class ProfileForm(forms.ModelForm):
    """Undated facts of one person. Masked ones are not shown: empty keeps what is stored."""

    citizen_id = forms.CharField(
        label=_("Citizen identity number (CCCD)"), max_length=_LONGEST_CITIZEN_ID, required=False
    )
    clear = forms.MultipleChoiceField(
        label=_("Take out what is stored in"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Profile
        fields = PROFILE_FIELDS
        formfield_callback = _form_field

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = officer
        stored = []
        for name in self._masked():
            text = self._stored(name)
            self.initial[name] = None
            self.fields[name].help_text = _now("Empty keeps what is stored.")
            if text:
                stored.append((name, self.fields[name].label))
                self.fields[name].help_text = _now("Stored: %(masked)s. Empty keeps it.") % {"masked": text}
        clearing = self.fields["clear"]
        if isinstance(clearing, forms.MultipleChoiceField):
            clearing.choices = stored

    def clean(self) -> dict[str, Any]:
        """One spelling of Vietnamese letters and spaces in every line of text."""
        super().clean()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = one_spelling(self.fields[name], value)
        return dict(self.cleaned_data)

    def facts(self) -> dict[str, Any]:
        """What is to be stored of the profile: masked fields only where something was typed or cleared."""
        return {name: value for name, value in self._stated() if name != CITIZEN_ID}

    def new_citizen_id(self) -> str | None:
        """The number typed, "" to take it out, None to keep it."""
        return next((value for name, value in self._stated() if name == CITIZEN_ID), None)

    def blocks(self) -> list[tuple[str, list[Any]]]:
        """Fieldsets for the template."""
        found = []
        for block in BLOCKS:
            names = (CITIZEN_ID, *block.fields) if block.key == "card" else block.fields
            found.append((str(block.label), [self[name] for name in names]))
        return found

    def merged(self, base: Any, current: Profile) -> Any:
        """What was typed, but what stands now where the editor had left a field as it was in `base`."""
        typed: Any = self.data
        data = typed.copy()
        for name in PROFILE_FIELDS:
            field = self.fields[name]
            if not is_masked("profile", name) and self.cleaned_data.get(name) == getattr(base, name):
                shown = field.widget.format_value(field.prepare_value(getattr(current, name)))
                data[name] = "" if shown is None else shown
        return data

    def _masked(self) -> Iterator[str]:
        yield CITIZEN_ID
        yield from (name for name in PROFILE_FIELDS if is_masked("profile", name))

    def _stored(self, name: str) -> str:
        if name == CITIZEN_ID:
            return veiled("officer", name, self.officer.citizen_id)
        return veiled("profile", name, shown_value(self.instance, name))

    def _stated(self) -> Iterator[tuple[str, Any]]:
        masked, cleared = set(self._masked()), set(self.cleaned_data["clear"])
        for name in (CITIZEN_ID, *PROFILE_FIELDS):
            value = self.cleaned_data[name]
            if name not in masked or value not in (None, ""):
                yield name, value
            elif name in cleared:
                yield name, None if name.endswith(("_cm", "_kg")) else ""
