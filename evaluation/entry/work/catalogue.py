"""The filter of the catalogue; proposing a product and deciding on it (article 13.3)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.entry.work.fields import CoefficientField, reason_field
from evaluation.enums import ProductSource, Verdict
from staff.forms.days import DayField

FED, TYPED = "an", "nhap"


class CatalogueFilterForm(forms.Form):
    """Which products to show."""

    q = forms.CharField(label=_("Code or name"), required=False, max_length=120)
    decision = forms.ChoiceField(label=_("Decision number"), required=False)
    department = forms.ChoiceField(label=_("Department of the catalogue"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)
    source = forms.ChoiceField(
        label=_("Source of the quantity done"),
        required=False,
        choices=[
            ("", _("All")),
            (TYPED, _("Reported by the officer")),
            *[(value, label) for value, label in ProductSource.choices if value],
        ],
    )

    def __init__(self, *args: Any, choices: Mapping[str, Iterable[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in choices.items():
            known = [(value, value) for value in values if value]
            if known:
                label = self.fields[name].label
                self.fields[name] = forms.ChoiceField(
                    label=label, required=False, choices=[("", _("All")), *known]
                )
            else:
                del self.fields[name]
        self.fields["q"].widget.attrs["type"] = "search"


class ProposalFilterForm(forms.Form):
    """Proposals by state."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *Verdict.choices])


class ProposalForm(forms.Form):
    """A product that the catalogue lacks."""

    unit = forms.ChoiceField(label=_("Unit"))
    code = forms.CharField(label=_("Product code"), max_length=40)
    name = forms.CharField(label=_("Product"), max_length=300)
    task = forms.CharField(label=_("Task of the product"), max_length=300, required=False)
    output = forms.CharField(label=_("Output of the product"), max_length=300, required=False)
    group = forms.CharField(
        label=_("Group"),
        max_length=40,
        required=False,
        help_text=_("Group by complexity, at most five in a department (article 13.1.a)."),
    )
    coefficient = CoefficientField(
        label=_("Proposed coefficient"), help_text=_("Points of the product over those of the standard one.")
    )
    grounds = forms.CharField(
        label=_("Why it is needed"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=list(units))


class ApprovalForm(forms.Form):
    """The decision that takes a product into the catalogue."""

    decision = forms.CharField(label=_("Decision number"), max_length=120)
    start = DayField(label=_("In force from"))
    coefficient = CoefficientField(label=_("Coefficient as decided"))
    group = forms.CharField(label=_("Group"), max_length=40, required=False)
    department = forms.CharField(label=_("Department of the catalogue"), max_length=120, required=False)


class RefusalForm(forms.Form):
    """Why a product is not taken."""

    answer = reason_field(_("Answer"))
