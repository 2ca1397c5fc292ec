"""Forms of the declaration duties: who gets one, which day to write down, the filter of the list."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from staff.enums import AssetDutyKind
from staff.forms.days import DayField

HAND_IN: Final = "handed_in"
PUBLISH: Final = "published"
EARLIEST_YEAR: Final = 2019
LATEST_YEAR: Final = 2100


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
    field.choices = choices


class YearlyForm(forms.Form):
    """For which unit and year the yearly duties are made."""

    unit = forms.ChoiceField(label=_("Unit"), help_text=_("With everything below it."))
    year = forms.IntegerField(label=_("Year"), min_value=EARLIEST_YEAR, max_value=LATEST_YEAR)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "unit", units)


class SingleDutyForm(forms.Form):
    """One duty of one person."""

    number = forms.CharField(label=_("Personnel number"), max_length=40)
    kind = forms.ChoiceField(label=_("Kind of declaration"), choices=AssetDutyKind.choices)
    day = DayField(
        label=_("Day it hangs on"),
        help_text=_(
            "First declaration: the day the post was taken up. Personnel work: the planned day of the "
            "appointment. Otherwise any day of the year."
        ),
    )


class MarkForm(forms.Form):
    """Which day to write down for the duties chosen."""

    what = forms.ChoiceField(
        label=_("Write down"), choices=[(HAND_IN, _("Handed in on")), (PUBLISH, _("Made public on"))]
    )
    day = DayField(label=_("Day"))


class DutyFilterForm(forms.Form):
    """Of the duties of a year: by name or number, unit with all below it, kind, state."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=120)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=EARLIEST_YEAR, max_value=LATEST_YEAR)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of declaration"),
        required=False,
        choices=[("", _("All kinds")), *AssetDutyKind.choices],
    )
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(
        self, *args: Any, units: list[tuple[str, str]], states: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "unit", [("", _("All units")), *units])
        _offer(self, "state", [("", _("All")), *states])
        self.fields["q"].widget.attrs["type"] = "search"
