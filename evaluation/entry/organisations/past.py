"""Forms of ratings of the past (Decree 90/2020): one rating, a re-rating."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.enums import Band
from evaluation.models import YearRating
from evaluation.rules.nd90 import FIRST_YEAR, LAST_YEAR
from staff.forms.days import DayField

_BANDS = [("", _("Choose a band")), *Band.choices]


class ReRateForm(forms.Form):
    """Another decision for a year already rated."""

    band = forms.ChoiceField(label="Mức xếp loại", choices=_BANDS)
    decision = forms.CharField(label=_("Decision number"), max_length=80)
    decision_date = DayField(label=_("Date of the decision"))
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason = forms.CharField(
        label=_("Reason for the new rating"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PastRatingForm(ReRateForm):
    """One rating as its decision says."""

    number = forms.CharField(label=_("Personnel number"), max_length=40)
    year = forms.TypedChoiceField(
        label=_("Year"), coerce=int, choices=[(y, y) for y in range(LAST_YEAR, FIRST_YEAR - 1, -1)]
    )
    unit = forms.CharField(
        label=_("Code of the unit then"), max_length=40, required=False, help_text=_("May be left empty.")
    )
    field_order = ("number", "year", "band", "decision", "decision_date", "unit", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]


def of_rating(rating: YearRating) -> dict[str, Any]:
    """What a re-rating begins with."""
    return {"band": rating.band, "note": rating.trace.get("note", "")}
