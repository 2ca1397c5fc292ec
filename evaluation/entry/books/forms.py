"""Forms of the statistical books: supplementary report, targets, drives and their results, filters."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from evaluation.entry.books.fields import PercentField, WholeField
from evaluation.enums import Counterpart, Measure
from hrm.kernel.text import nfc
from staff.forms.days import DayField
from staff.forms.workbooks import WorkbookForm

Choices = list[tuple[str, str]]
_DAY = timedelta(days=1)


def point_out(form: forms.Form, message: str, field: str) -> None:
    """Show a refusal at its field, or above the form."""
    form.add_error(field if field in form.fields else None, message)


class SupplementForm(WorkbookForm):
    """The workbook of a closed month and the paper that explains it (TT 05/2024, art. 11)."""

    field_order = ("number", "signed_on", "signer", "explanation", "file")

    number = forms.CharField(
        label=_("Number of the report"), max_length=80, help_text=_("For example 12/BC-THADS.")
    )
    signed_on = DayField(label=_("Signed on"))
    signer = forms.CharField(
        label=_("Signed by"),
        max_length=120,
        help_text=_("Name and post of the head who signed and sealed it."),
    )
    explanation = forms.CharField(
        label=_("Explanation"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Which figures were wrong and why (TT 05/2024/TT-BTP, art. 11)."),
    )

    def clean_signed_on(self) -> Any:
        """Not in the future."""
        if self.cleaned_data["signed_on"] > timezone.localdate():
            raise forms.ValidationError(_now("the day lies in the future"))
        return self.cleaned_data["signed_on"]


class _UnitForm(forms.Form):
    """A form with a choice of units in reach."""

    unit = forms.ChoiceField(label=_("Unit"))

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class TargetForm(_UnitForm):
    """Targets of a unit, or of one officer of it, given by one decision."""

    field_order = ("year", "unit", "number")

    year = forms.IntegerField(label=_("Statistical year"), min_value=2000, max_value=2100)
    number = forms.CharField(
        label=_("Personnel number"),
        max_length=40,
        required=False,
        help_text=_("Empty for the target of the unit itself."),
    )
    viec = PercentField(
        label=_("Target for cases (%)"),
        required=False,
        help_text=_("Of the cases that can be enforced (C12 / C8)."),
    )
    tien = PercentField(label=_("Target for money (%)"), required=False)
    decision = forms.CharField(label=_("Decision number"), max_length=80)
    decision_date = DayField(label=_("Date of the decision"))
    start = DayField(label=_("Holds from"))
    reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=500,
        required=False,
        help_text=_("Needed where the year already has a target, which then ends."),
    )

    def clean(self) -> dict[str, Any]:
        """At least one target."""
        data = super().clean() or self.cleaned_data
        if not self.errors and data.get("viec") is None and data.get("tien") is None:
            self.add_error("viec", _now("give a target for cases, for money, or for both"))
        return data


class TargetChangeForm(forms.Form):
    """A new decision in the course of the year; the first day of the row itself corrects it."""

    percent = PercentField(label=_("New target (%)"))
    decision = forms.CharField(label=_("Decision number"), max_length=80)
    decision_date = DayField(label=_("Date of the decision"))
    start = DayField(
        label=_("Holds from"),
        help_text=_("The day the present target began corrects it; a later day ends it."),
    )
    reason = forms.CharField(label=_("Reason for the change"), max_length=500)


class DriveForm(_UnitForm):
    """A drive: name, unit, days, targets. People name the last day; the record keeps the day after."""

    field_order = ("unit", "name", "start", "last_day")

    name = forms.CharField(label=_("Name"), max_length=200)
    start = DayField(label=_("First day"))
    last_day = DayField(label=_("To (last day)"))
    target_cases = WholeField(label=_("Target: cases resolved"), required=False)
    target_money = WholeField(label=_("Target: money resolved (đồng)"), required=False, money=True)
    decision = forms.CharField(label=_("Decision number"), max_length=80, required=False)
    decision_date = DayField(label=_("Date of the decision"), required=False)

    def facts(self) -> dict[str, Any]:
        """What the service takes, once valid."""
        facts = {name: value for name, value in self.cleaned_data.items() if name != "unit"}
        facts["name"] = nfc(facts["name"])
        facts["end"] = facts.pop("last_day") + _DAY
        return facts


class ResultForm(_UnitForm):
    """What a unit resolved from the first day of the drive up to a day."""

    day = DayField(label=_("Up to"))
    cases = WholeField(label=_("Cases resolved since the first day"))
    money = WholeField(label=_("Money resolved since the first day (đồng)"), money=True)


class MonthFilterForm(forms.Form):
    """The month to show."""

    thang = forms.ChoiceField(label=_("Period"), required=False)

    def __init__(self, *args: Any, months: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thang"].choices = months  # type: ignore[attr-defined]


class SumsFilterForm(MonthFilterForm):
    """Month, unit and measure of the sums."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    measure = forms.ChoiceField(label=_("Measure"), required=False, choices=Measure.choices)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class OutsideFilterForm(MonthFilterForm):
    """Month, unit, source, and whether only differences are listed."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    source = forms.ChoiceField(
        label=_("Source"), required=False, choices=[("", _("Both sources")), *Counterpart.choices]
    )
    lech = forms.ChoiceField(
        label=_("Rows"), required=False, choices=[("", _("All rows")), ("1", _("Only where they differ"))]
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("All units")), *units]  # type: ignore[attr-defined]


class TargetFilterForm(forms.Form):
    """Targets by year, unit, measure, of units or officers, in force or ended; by name or decision."""

    q = forms.CharField(label=_("Name, number or decision"), required=False, max_length=120)
    year = forms.TypedChoiceField(label=_("Statistical year"), required=False, coerce=int, empty_value=None)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    measure = forms.ChoiceField(
        label=_("Measure"), required=False, choices=[("", _("Cases and money")), *Measure.choices]
    )
    whose = forms.ChoiceField(
        label=_("Target of"),
        required=False,
        choices=[("", _("Units and officers")), ("don-vi", _("Units")), ("cong-chuc", _("Officers"))],
    )

    def __init__(self, *args: Any, years: list[int], units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("All years")), *((year, year) for year in years)]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", _("All units")), *units]  # type: ignore[attr-defined]
        self.fields["q"].widget.attrs["type"] = "search"


class DriveFilterForm(forms.Form):
    """Drives by state."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("dang-chay", _("Running")),
            ("sap-toi", _("To come")),
            ("da-qua", _("Ended")),
        ],
    )
