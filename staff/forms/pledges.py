"""Forms of the pledges: plan, text, own confirmation, pledge on paper, filter."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hrm.kernel.pdf import unprintable
from staff.forms.days import DayField
from staff.forms.record_files import ACCEPTED
from staff.forms.uploads import ChosenFile

LONGEST_BODY: Final = 20_000
_EARLIEST_YEAR: Final = 2000
_LATEST_YEAR: Final = 2100


class PrintedText(forms.CharField):
    """A long text that will be printed: every character must have a shape in the document's font."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 14}), **kwargs)

    def validate(self, value: Any) -> None:
        """Name the characters that cannot be printed."""
        super().validate(value)
        signs = unprintable(value or "")
        if signs:
            listed = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in signs[:10])
            message = _now("These characters cannot be printed, please remove them: %(signs)s.")
            raise ValidationError(message % {"signs": listed})


class TextForm(forms.Form):
    """The next version of the text."""

    body = PrintedText(
        label=_("Text of the pledge"),
        help_text=_("One paragraph a line. A new version asks everyone again."),
    )


class PlanForm(forms.Form):
    """A year's plan with the first text."""

    unit = forms.ChoiceField(label=_("Unit"), help_text=_("With everything below it."))
    year = forms.IntegerField(label=_("Year"), min_value=_EARLIEST_YEAR, max_value=_LATEST_YEAR)
    title = forms.CharField(
        label=_("Plan of the year"),
        max_length=200,
        help_text=_("Its name as issued; it stands on every copy of a pledge."),
    )
    decision = forms.CharField(label=_("Number of the plan"), max_length=80, required=False)
    opened_on = DayField(label=_("Issued on"))
    deadline = DayField(label=_("To be signed by"))
    enforcers_only = forms.BooleanField(
        label=_("Only enforcement officers sign"), required=False, initial=True
    )
    body = PrintedText(label=_("Text of the pledge"), help_text=_("One paragraph a line."))

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ChoiceField)  # noqa: S101  for the type checker
        unit.choices = units


class SignForm(forms.Form):
    """The own confirmation: read, agreed, and the own password once more."""

    agreed = forms.BooleanField(
        label=_("I have read the text and pledge to keep it"),
        error_messages={"required": _("Confirm that you have read the text.")},
    )
    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        max_length=200,
        strip=False,
    )


class PaperForm(forms.Form):
    """A pledge signed on paper: the day and its scan."""

    signed_on = DayField(label=_("Signed on"))
    file = ChosenFile(
        accept=ACCEPTED,
        label=_("Scan"),
        help_text=_("PDF, JPG or PNG, at most 10 MB."),
    )


class PledgeFilterForm(forms.Form):
    """Of the people a plan asks: by name or number, unit with all below it, state."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=120)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    state = forms.ChoiceField(label=_("Pledge"), required=False)

    def __init__(
        self, *args: Any, units: list[tuple[str, str]], states: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, empty, choices in (("unit", _("All units"), units), ("state", _("All"), states)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
            field.choices = [("", empty), *choices]
        self.fields["q"].widget.attrs["type"] = "search"
