"""The filter of the due-date centre."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from staff.rules.due import NEAR, DueState
from staff.selectors.due import HORIZON_LABELS, KIND_LABELS, STATE_LABELS

ALL_STATES = "tat-ca"


class DueFilterForm(forms.Form):
    """By name or number, kind, how near, unit with all below it, and whether it has to be done at all."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Kind of due date"), required=False)
    horizon = forms.ChoiceField(label=_("Due"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kind", _("All kinds"), [(kind.value, text) for kind, text in KIND_LABELS.items()])
        self._offer("horizon", _("Any time"), [(near.value, HORIZON_LABELS[near]) for near in NEAR])
        self._offer("unit", _("All units"), units)
        held_up = [(state.value, STATE_LABELS[state]) for state in (DueState.BLOCKED, DueState.EXEMPT)]
        self._offer("state", STATE_LABELS[DueState.OPEN], [*held_up, (ALL_STATES, _("All"))])
        self.fields["q"].widget.attrs["type"] = "search"

    def _offer(self, name: str, empty: Any, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = [("", empty), *choices]
