"""The form for a decision of an authority outside the system."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.enums import Band
from evaluation.services.organisations.outside import OutsideDecision
from hrm.kernel.text import nfc
from staff.forms.days import DayField


class OutsideForm(forms.Form):
    """What the decision says; the reason only where it takes the place of one recorded before."""

    band = forms.ChoiceField(label="Mức xếp loại", choices=Band.choices)
    decision = forms.CharField(label=_("Decision number"), max_length=80)
    decision_date = DayField(label=_("Date of the decision"))
    signer = forms.CharField(
        label=_("Signed by"), max_length=120, help_text=_("Name and post of who signed the decision.")
    )
    reason = forms.CharField(
        label=_("Reason for the new rating"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, replacing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not replacing:
            del self.fields["reason"]

    def decided(self) -> OutsideDecision:
        """The decision, once valid."""
        data = self.cleaned_data
        return OutsideDecision(
            nfc(data["decision"]),
            data["decision_date"],
            nfc(data["signer"]),
            data["band"],
            data.get("reason", ""),
        )
