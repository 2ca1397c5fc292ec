"""Filters of the lists of emulation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.entry.emulation.fields import FilterForm, SearchField, choose
from evaluation.enums import AwardLevel, AwardStage
from evaluation.rules.emulation import Outcome

OUTCOMES = {
    Outcome.YES: _("Meets the conditions"),
    Outcome.UNKNOWN: _("Not known"),
    Outcome.NO: _("Does not meet them"),
    Outcome.BARRED: _("May not be proposed"),
}


class BoardFilter(FilterForm):
    """The unit a board is about."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", [("", _("All units")), *units])


class CandidateFilter(BoardFilter):
    """People or collectives by name, unit, verdict, proposed or not."""

    q = SearchField(label=_("Name or number"))
    outcome = forms.ChoiceField(
        label=_("Conditions"),
        required=False,
        choices=[("", _("All")), *((str(key), label) for key, label in OUTCOMES.items())],
    )
    made = forms.ChoiceField(
        label=_("Proposal"),
        required=False,
        choices=[("", _("All")), ("chua", _("Not proposed yet")), ("co", _("Proposed"))],
    )
    field_order = ("q", "unit", "outcome", "made")


class ProposalFilter(BoardFilter):
    """Proposals by name, unit, title, stage."""

    q = SearchField(label=_("Name or number"))
    award = forms.ChoiceField(label=_("Title or award"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("All")), *AwardStage.choices])
    field_order = ("q", "unit", "award", "stage")

    def __init__(self, *args: Any, awards: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "award", [("", _("All")), *awards])


class InitiativeFilter(FilterForm):
    """Initiatives by name or title, year, level."""

    q = SearchField(label=_("Name, number or initiative"))
    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2200)
    level = forms.ChoiceField(
        label=_("Level of effect"), required=False, choices=[("", _("All")), *AwardLevel.choices]
    )
