"""Postgraduate study: the commitment and its settlement."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hrm.kernel.numbers import NumberError, parse_dong
from staff.forms.days import DayField
from training.enums import Degree


class DongField(forms.CharField):
    """An amount in whole đồng, dots between groups of three allowed."""

    def clean(self, value: Any) -> Any:
        """A whole number."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_dong(text)
        except NumberError:
            message = _now("“%(value)s” is not an amount in đồng; write it like 45.000.000.")
            raise ValidationError(message % {"value": text}) from None


class CommitmentForm(forms.Form):
    """Sending an officer to postgraduate study. The officer is named by the personnel number."""

    number = forms.CharField(label=_("Personnel number"), max_length=40)
    degree = forms.ChoiceField(label=_("Degree"), choices=Degree.choices)
    subject = forms.CharField(label=_("Subject"), max_length=160)
    school = forms.CharField(label=_("School"), max_length=160)
    start = DayField(label=_("First day of study"))
    last_day = DayField(
        label=_("Last day of study"), help_text=_("As planned; the commitment counts from then.")
    )
    cost = DongField(
        label=_("Cost of the study (đồng)"),
        max_length=25,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    decision = forms.CharField(label=_("Decision number"), max_length=80, required=False)

    def facts(self) -> dict[str, Any]:
        """What the service takes beside the officer, once valid."""
        facts = {name: value for name, value in self.cleaned_data.items() if name != "number"}
        facts["end"] = facts.pop("last_day") + timedelta(days=1)
        return facts


class SettlementForm(forms.Form):
    """When and how a commitment was broken."""

    broken_on = DayField(label=_("Commitment broken on"))
    reason = forms.CharField(
        label=_("How"), max_length=300, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300})
    )
