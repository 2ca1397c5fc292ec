"""The form of one move of the what-if; rows of it stand in the address, so a link carries them."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from staff.rules.whatif import Fault

EVERYONE, ENFORCERS = "tat-ca", "chv"
MOST_MOVES: Final = 10
_MOST_PEOPLE: Final = 9_999


class MoveForm(forms.Form):
    """So many people from one unit to another."""

    tu = forms.ChoiceField(label=_("From unit"))
    den = forms.ChoiceField(label=_("To unit"))
    so = forms.IntegerField(
        label=_("People"),
        min_value=1,
        max_value=_MOST_PEOPLE,
        error_messages={
            "invalid": _("Expected a whole number of people, for example 2."),
            "min_value": _("At least one person has to move."),
            "max_value": _("More people than any unit has."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    ai = forms.ChoiceField(
        label=_("Who moves"),
        choices=[(EVERYONE, _("any civil servants")), (ENFORCERS, _("enforcement officers only"))],
        error_messages={"invalid_choice": _("Choose one of the two.")},
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("tu", "den"):
            field = self.fields[name]
            field.choices = [("", _("Choose a unit")), *units]  # type: ignore[attr-defined]
            field.error_messages["invalid_choice"] = _(
                "%(value)s is not in your reach or not open on that day; choose a unit of the list."
            )


def fault_text(fault: Fault, available: int) -> tuple[str, Any]:
    """The field a refusal is shown at, and what it says."""
    return {
        Fault.SAME_UNIT: ("den", _("Choose another unit than the one people leave.")),
        Fault.NOBODY: ("so", _("At least one person has to move.")),
        Fault.TOO_MANY: (
            "so",
            _("The unit itself has %(number)s people for this move; nobody more can go.")
            % {"number": available},
        ),
        Fault.TOO_MANY_ENFORCERS: (
            "so",
            _("The unit itself has %(number)s enforcement officers for this move; nobody more can go.")
            % {"number": available},
        ),
    }[fault]
