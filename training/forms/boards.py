"""Filters of the boards whose rows are computed: needs and yearly periods."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training.enums import NeedKind

ALL, REACHED, SHORT = "", "dat", "thieu"


class PeopleForm(forms.Form):
    """By name or number, and unit with everything below it."""

    q = forms.CharField(
        label=_("Name or number"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("All units")), *units]  # type: ignore[attr-defined]


class NeedForm(PeopleForm):
    """Also by what is lacking."""

    kind = forms.ChoiceField(
        label=_("Lacking"), required=False, choices=[("", _("Anything")), *NeedKind.choices]
    )


class HoursForm(PeopleForm):
    """Also by whether the minimum is reached."""

    reached = forms.ChoiceField(
        label=_("Minimum"),
        required=False,
        choices=[(ALL, _("Everyone")), (REACHED, _("Reached")), (SHORT, _("Not reached"))],
    )
