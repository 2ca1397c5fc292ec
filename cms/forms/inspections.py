"""Forms of inspections, their plans and findings."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cms.enums import InspectionKind, InspectionState
from cms.forms.governance import DocumentField, FilterForm, Line, Paragraphs, choose
from cms.models import Finding, Inspection, InspectionPlan
from cms.selectors.governance import Choices
from cms.services.inspections import ConclusionFacts, InspectionFacts, PlanFacts
from cms.services.inspections_findings import FindingFacts
from staff.forms.days import DayField
from staff.models import Unit

NOT_ABOUT_PERSONS = _(
    "Write about the unit's work. Conclusions about persons are not kept here: they stand in the personnel "
    "record (discipline, inspection conclusions)."
)
_DAY = timedelta(days=1)


class InspectionFilter(FilterForm):
    """Inspections by year, unit, kind, state."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2200)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *InspectionKind.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *InspectionState.choices]
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", [("", _("All")), *units])


class YearFilter(FilterForm):
    """Inspections that began in a year."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2200)


class PlanForm(forms.Form):
    """A yearly plan; the unit is chosen when it is entered."""

    unit = forms.TypedChoiceField(label=_("Unit that issued it"), coerce=int)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2200)
    symbol = Line(label=_("Symbol"), max_length=80)
    issued_on = DayField(label=_("Issued on"))
    title = Line(label=_("Title of the plan"), max_length=400)
    file = DocumentField(label=_("File"))

    def __init__(self, *args: Any, units: Choices | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units is None:
            del self.fields["unit"]
        else:
            choose(self, "unit", units)

    def facts(self) -> PlanFacts:
        """What was typed, once valid."""
        return PlanFacts(**{name: self.cleaned_data[name] for name in PlanFacts.__dataclass_fields__})

    @staticmethod
    def initial_of(plan: InspectionPlan) -> dict[str, Any]:
        """A stored plan, to correct."""
        return {name: getattr(plan, name) for name in PlanFacts.__dataclass_fields__}


class InspectionForm(forms.Form):
    """Whom, by whom, what about, from which day to which."""

    unit = forms.TypedChoiceField(label=_("Unit inspected"), coerce=int)
    by_unit = forms.TypedChoiceField(label=_("Inspected by"), coerce=int)
    kind = forms.ChoiceField(label=_("Kind"), choices=InspectionKind.choices)
    subject = Line(label=_("What it is about"), max_length=400)
    start = DayField(label=_("First day"))
    end = DayField(label=_("Last day"))
    team = Line(label=_("Team"), max_length=300, required=False)
    reason = Line(
        label=_("Reason for overlapping days"),
        max_length=300,
        required=False,
        help_text=_("Needed only when the unit is inspected on some of these days already."),
    )

    def __init__(self, *args: Any, units: Choices, inspectors: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", units)
        choose(self, "by_unit", inspectors)

    def facts(self) -> InspectionFacts:
        """What was typed, once valid; the last day becomes the first day no longer."""
        typed = dict(self.cleaned_data)
        units = Unit.objects.in_bulk([typed["unit"], typed["by_unit"]])
        typed["unit"], typed["by_unit"] = units[typed["unit"]], units[typed["by_unit"]]
        typed["end"] = typed["end"] + _DAY
        return InspectionFacts(**typed)

    @staticmethod
    def initial_of(row: Inspection) -> dict[str, Any]:
        """A stored inspection, to correct."""
        names = ("kind", "subject", "start", "team")
        return {name: getattr(row, name) for name in names} | {
            "unit": row.unit_id,
            "by_unit": row.by_unit_id,
            "end": row.end - _DAY,
            "reason": row.overlap_reason,
        }


class ConclusionForm(forms.Form):
    """The conclusion of an inspection about the unit."""

    symbol = Line(label=_("Symbol of the conclusion"), max_length=80)
    concluded_on = DayField(label=_("Concluded on"), initial=localdate)
    text = Paragraphs(label=_("Conclusion"), rows=6, help_text=NOT_ABOUT_PERSONS)
    file = DocumentField(label=_("File"))

    def facts(self) -> ConclusionFacts:
        """What was typed, once valid."""
        return ConclusionFacts(**{k: v for k, v in self.cleaned_data.items() if k != "file"})

    @staticmethod
    def initial_of(row: Inspection) -> dict[str, Any]:
        """A stored conclusion, to correct."""
        day = {"concluded_on": row.concluded_on} if row.concluded_on else {}
        return {"symbol": row.conclusion_symbol, "text": row.conclusion, **day}


class FindingForm(forms.Form):
    """What was found, which rule it breaks, what is asked and until when."""

    text = Paragraphs(label=_("Finding"), help_text=NOT_ABOUT_PERSONS)
    basis = Line(label=_("Rule broken"), max_length=200, required=False)
    remedy = Line(label=_("Remedy asked"), max_length=400)
    remedy_by = DayField(label=_("To be remedied by"), help_text=_("The last day."))

    def facts(self) -> FindingFacts:
        """What was typed, once valid."""
        return FindingFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(row: Finding) -> dict[str, Any]:
        """A stored finding, to correct."""
        return {name: getattr(row, name) for name in FindingFacts.__dataclass_fields__}


class CloseFindingForm(forms.Form):
    """When a finding was remedied; a reason where its tasks do not show it."""

    closed_on = DayField(label=_("Remedied on"), initial=localdate)
    reason = Line(
        label=_("Reason without finished tasks"),
        max_length=400,
        required=False,
        help_text=_("Needed only when a task of the remedy is not finished, or there was none."),
    )
