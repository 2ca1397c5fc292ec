"""Forms of self-service: what an officer proposes, and what personnel answer."""

import hashlib
import json
from typing import Any, Final

from django import forms
from django.db.models import BooleanField, DateField, DecimalField, Field, ForeignKey, TextField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hrm.kernel.dates import PartialDate, parse_date
from staff.forms.days import DayField
from staff.forms.records import UnitChoiceField
from staff.forms.spelling import one_spelling
from staff.models import RecordFile, Unit
from staff.rules.days import LATEST_YEAR
from staff.rules.masking import is_masked, veiled
from staff.selectors.corrections import Target, as_text, text_of, value_of

LONGEST_TEXT: Final = 1000


class PartialDayField(forms.CharField):
    """A day, month or year: dd/mm/yyyy, mm/yyyy or yyyy."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "placeholder": "dd/mm/yyyy"})
        super().__init__(widget=widget, **options)

    def clean(self, value: Any) -> PartialDate | None:
        """What was typed, as far as it is known."""
        text = super().clean(value)
        if not text:
            return None
        try:
            found = parse_date(text)
        except ValueError:
            message = _now("Expected a day, month or year: 15/06/2020, 06/2020 or 2020.")
            raise forms.ValidationError(message) from None
        if found.value.year > LATEST_YEAR:
            raise forms.ValidationError(_now("The year is too late; please check."))
        return found


class ProposalForm(forms.Form):
    """Fields of one part of the own record; masked ones are not shown, and stay when left empty."""

    def __init__(self, *args: Any, target: Target, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target, self.row = target, row
        for name in target.fields:
            self.fields[name] = _field(target, row, name)
        self.fields["explanation"] = forms.CharField(
            label=_now("Explanation"),
            max_length=LONGEST_TEXT,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_now("What the right value follows from: a decision, a certificate, the birth record."),
        )

    def texts(self) -> dict[str, str]:
        """What was typed, field by field, as proposals keep it; only what differs from what is stored."""
        found = {}
        for name in self.target.fields:
            value = self.cleaned_data[name]
            if isinstance(value, str):
                value = one_spelling(self.fields[name], value)
            text = as_text(self.target.field(name), value)
            if self._is_kept(name, text):
                continue
            if text != text_of(self.target, self.row, name):
                found[name] = text
        return found

    def _is_kept(self, name: str, text: str) -> bool:
        return not text and self.row is not None and is_masked(self.target.table, name)


def fingerprint(texts: dict[str, str]) -> str:
    """What the difference that was shown is known by: sent along, so that nobody sends another."""
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()


def _field(target: Target, row: Any, name: str) -> forms.Field:
    stored = text_of(target, row, name)
    label = target.label_of(name)
    if name == "start":
        return PartialDayField(label=label, initial=stored)
    made = _made(target.field(name), label)
    made.required = made.required and not (row is not None and is_masked(target.table, name))
    if target.kind is not None and name in target.kind.needed and not is_masked(target.table, name):
        made.required = True
    if is_masked(target.table, name) and row is not None:
        hidden = veiled(target.table, name, stored)
        if hidden:
            made.help_text = _now("Stored: %(masked)s. Empty keeps it.") % {"masked": hidden}
    elif row is not None:
        made.initial = value_of(target, name, stored) if stored else None
    if name == "end":
        made.help_text = _now("First day on which it no longer holds; empty while it holds.")
    return made


def _made(field: Field[Any, Any], label: str) -> forms.Field:
    if isinstance(field, DateField):
        return DayField(label=label, required=not field.blank)
    if isinstance(field, ForeignKey) and field.related_model is Unit:
        units = Unit.objects.order_by("code")
        return UnitChoiceField(queryset=units, label=label, required=not field.blank)
    options: dict[str, Any] = {"label": label}
    if isinstance(field, TextField):
        options["widget"] = forms.Textarea(attrs={"rows": 3})
    if isinstance(field, DecimalField):
        options["localize"] = True
    made = field.formfield(**options)
    assert made is not None  # noqa: S101  every field of a target can be typed
    if isinstance(field, BooleanField):
        made.required = False
    return made


class ProofForm(forms.Form):
    """A file of the own record that proves the proposal; chosen when it is sent."""

    proof = forms.ModelChoiceField(
        queryset=RecordFile.objects.none(),
        label=_("Proof"),
        required=False,
        empty_label=_("None"),
        help_text=_("A file of your record, if one proves it."),
    )

    def __init__(self, *args: Any, files: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proof = self.fields["proof"]
        if isinstance(proof, forms.ModelChoiceField):
            proof.queryset = files


class AnswerForm(forms.Form):
    """What the decider writes. `reason`: kept with the change where a rule advises against it."""

    answer = forms.CharField(
        label=_("Answer to the officer"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when the proposal is not accepted."),
    )
    reason = forms.CharField(
        label=_("Written reason"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where a rule advises against the change; kept with it."),
    )
