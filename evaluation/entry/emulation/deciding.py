"""A decision on proposals that the council passed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.entry.emulation.fields import PaperLine
from evaluation.models import AwardProposal
from staff.forms.days import DayField


class DecisionForm(forms.Form):
    """Number, day, who decided, and for whom."""

    number = PaperLine(label=_("Decision number"), max_length=80)
    day = DayField(label=_("Date of the decision"))
    decided_by = PaperLine(
        label=_("Decided by"),
        max_length=160,
        help_text=_("The head of the agency, or the authority above that gives the title."),
    )
    proposals = forms.MultipleChoiceField(
        label=_("Proposals"), error_messages={"required": _("Choose at least one proposal.")}
    )

    def __init__(self, *args: Any, passed: Iterable[AwardProposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passed = list(passed)
        field = self.fields["proposals"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  for the type checker
        field.choices = [(str(row.pk), str(row.pk)) for row in self.passed]
        field.error_messages["invalid_choice"] = _("A proposal is no longer waiting; load the page again.")

    def ticked(self) -> set[str]:
        """Keys that are ticked, as the page shows them again."""
        return {str(each) for each in self["proposals"].value() or ()}

    def chosen(self) -> list[AwardProposal]:
        """The proposals ticked, once valid."""
        wanted = set(self.cleaned_data["proposals"])
        return [row for row in self.passed if str(row.pk) in wanted]
