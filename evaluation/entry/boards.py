"""Forms of the boards of the caseload: unit and month, and what a person adds to the report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.selectors.results.scope import ResultScope, month_code, unit_options
from hrm.kernel.text import nfc
from staff.forms.days import DayField

_LONGEST = 4000


class BoardFilter(forms.Form):
    """Which unit and which month of the statistical year; always bound to what the scope found."""

    def __init__(self, scope: ResultScope) -> None:
        unit = scope.unit.code if scope.unit else ""
        month = scope.refused or (month_code(scope.month) if scope.month else "")
        super().__init__({"don-vi": unit, "thang": month})
        if scope.unit:
            self.fields["don-vi"] = forms.ChoiceField(label=_("Unit"), choices=unit_options(scope))
        self.fields["thang"] = forms.ChoiceField(
            label=_("Period"),
            choices=[(month_code(found), found.title) for found in scope.months],
            error_messages={"invalid_choice": _("There are no figures of this period in your reach.")},
        )


class ReportDetails(forms.Form):
    """What the figures cannot tell: number, day, signer, recipients, causes and tasks."""

    number = forms.CharField(label=_("Number of the report"), max_length=20, required=False)
    symbol = forms.CharField(label=_("Symbol"), max_length=40, required=False)
    day = DayField(label=_("Day of the report"), required=False)
    signer = forms.CharField(label=_("Authority of the signer"), max_length=160, required=False)
    signer_name = forms.CharField(label=_("Name of the signer"), max_length=120, required=False)
    recipients = forms.CharField(
        label=_("Recipients"),
        help_text=_("One a line."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    shortcomings = forms.CharField(
        label=_("Shortcomings and causes"),
        help_text=_("One paragraph a line; added to what the figures show."),
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    tasks = forms.CharField(
        label=_("Tasks and measures of the time ahead"),
        help_text=_("One paragraph a line."),
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def paragraphs(self, name: str) -> list[str]:
        """The lines typed into a field, without empty ones."""
        typed: dict[str, Any] = self.cleaned_data
        return [line for part in str(typed.get(name) or "").splitlines() if (line := nfc(part))]
