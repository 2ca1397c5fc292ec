"""Forms of the data quality screens: the campaign to open, the filter of people and gaps."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from staff.forms.days import DayField
from staff.rules.completeness import FIELDS, Group

COMPLETE: Final = "du"
LACKING: Final = "thieu"


def field_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The field list by group."""
    return [
        (group.value, [(field.key, field.label) for field in FIELDS if field.group is group])
        for group in Group
    ]


class CampaignForm(forms.Form):
    """A campaign to open: unit, name, deadline, fields."""

    unit = forms.ChoiceField(label=_("Unit"), help_text=_("With everything below it."))
    name = forms.CharField(label=_("Name of the campaign"), max_length=160)
    deadline = DayField(label=_("Deadline"))
    fields_wanted = forms.MultipleChoiceField(
        label=_("Fields to complete"),
        choices=field_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one field.")},
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ChoiceField)  # noqa: S101  for the type checker
        unit.choices = units
        self.initial.setdefault("fields_wanted", [field.key for field in FIELDS])


class GapFilterForm(forms.Form):
    """Of the people of a unit: by name or number, by the field they lack, complete or not."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=120)
    field = forms.ChoiceField(label=_("Field that is missing"), required=False)
    state = forms.ChoiceField(
        label=_("Record"),
        required=False,
        choices=[("", _("All")), (LACKING, _("Lacks something")), (COMPLETE, _("Complete"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["field"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = [("", _("Any field")), *field_choices()]
        self.fields["q"].widget.attrs["type"] = "search"
