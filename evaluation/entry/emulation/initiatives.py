"""An initiative of an officer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.entry.emulation.fields import PaperLine
from evaluation.enums import AwardLevel
from evaluation.models import Initiative
from hrm.kernel.text import nfc
from staff.forms.days import DayField


class InitiativeForm(forms.Form):
    """What a council recognised, of whom, with which effect. The officer is named by the personnel number."""

    number = forms.CharField(label=_("Personnel number"), max_length=40)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2200)
    title = PaperLine(label=_("Initiative or topic"), max_length=300)
    level = forms.ChoiceField(label=_("Level of effect"), choices=AwardLevel.choices)
    decision = PaperLine(label=_("Decision number"), max_length=80)
    decision_date = DayField(label=_("Date of the decision"))

    def clean_number(self) -> str:
        """One spelling."""
        return nfc(self.cleaned_data["number"])

    @staticmethod
    def initial_of(row: Initiative) -> dict[str, Any]:
        """A stored initiative, to correct."""
        names = ("year", "title", "level", "decision", "decision_date")
        return {"number": row.officer.number} | {name: getattr(row, name) for name in names}
