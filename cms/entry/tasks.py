"""Giving tasks, changing them, reporting, answering, and the filters of their lists."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.entry.followup import UnitForm, file_field, text_field
from cms.selectors.tasks import OUTCOME_LABELS, SOURCE_LABELS
from cms.services.tasks import Wanted
from staff.forms.days import DayField

LINES = 8


def _reason(label: Any) -> forms.CharField:
    return text_field(label, rows=2, most=300)


class TaskFilter(forms.Form):
    """Which tasks to show."""

    q = forms.CharField(label=_("Person or work"), required=False, max_length=120)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *OUTCOME_LABELS.items()]
    )
    source = forms.ChoiceField(
        label=_("Source"), required=False, choices=[("", _("All sources")), *SOURCE_LABELS.items()]
    )
    first = DayField(label=_("Last day from"), required=False)
    last = DayField(label=_("Last day until"), required=False)

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ChoiceField(
            label=_("Unit"), required=False, choices=[("", _("All units")), *units]
        )
        self.order_fields(["q", "unit", "state", "source", "first", "last"])
        self.fields["q"].widget.attrs["type"] = "search"


class BoardFilter(forms.Form):
    """Of which units, and which last days the board counts."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    first = DayField(label=_("Last day from"), required=False)
    last = DayField(label=_("Last day until"), required=False)

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ChoiceField(
            label=_("Unit"), required=False, choices=[("", _("All units")), *units]
        )
        self.order_fields(["unit", "first", "last"])


class TaskEntry(UnitForm):
    """One task: who, what, until when, and what shows that it was done."""

    owner = forms.ChoiceField(label=_("Responsible person"))
    title = forms.CharField(label=_("What is to be done"), max_length=400)
    product = forms.CharField(label=_("Product"), max_length=300)
    deadline = DayField(label=_("Deadline of the task"))
    evidence = forms.CharField(
        label=_("Evidence expected"),
        max_length=300,
        required=False,
        help_text=_("What shows that it was done: a report, minutes, a decision."),
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = forms.ChoiceField(label=_("Responsible person"), choices=[("", "–"), *people])
        first = ["unit"] if "unit" in self.fields else []
        self.order_fields([*first, "owner", "title", "product", "deadline", "evidence"])

    def wanted(self) -> Wanted:
        """What the service takes, once valid."""
        facts = self.cleaned_data
        return Wanted(facts["title"], facts["product"], facts["deadline"], facts["evidence"])


class TaskLines(forms.Form):
    """Several tasks of one plan, a line for each; empty lines are left out."""

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *people]
        for n in range(1, LINES + 1):
            fields = {
                "owner": forms.ChoiceField(label=_("Responsible person"), choices=choices, required=False),
                "title": forms.CharField(label=_("What is to be done"), max_length=400, required=False),
                "product": forms.CharField(label=_("Product"), max_length=300, required=False),
                "deadline": DayField(label=_("Deadline of the task"), required=False),
                "evidence": forms.CharField(label=_("Evidence expected"), max_length=300, required=False),
            }
            for name, field in fields.items():
                field.widget.attrs["aria-label"] = _("%(label)s, line %(n)s") % {"label": field.label, "n": n}
                self.fields[f"{name}{n}"] = field

    def rows(self) -> list[tuple[int, list[BoundField]]]:
        """The inputs of each line."""
        names = ("owner", "title", "product", "deadline", "evidence")
        return [(n, [self[f"{name}{n}"] for name in names]) for n in range(1, LINES + 1)]

    def clean(self) -> dict[str, Any]:
        """A line that says something says who, what, which product and until when."""
        facts = super().clean() or {}
        if not any(self._told(facts, n) for n in range(1, LINES + 1)) and not self.errors:
            raise ValidationError(_now("No line was written; nothing was given."))
        for n in range(1, LINES + 1):
            for name in ("owner", "title", "product", "deadline"):
                key = f"{name}{n}"
                if self._told(facts, n) and not facts.get(key) and key not in self.errors:
                    self.add_error(key, _now("This field is required."))
        return facts

    def chosen(self) -> list[tuple[str, Wanted]]:
        """Personnel number and what is asked, once valid."""
        facts, found = self.cleaned_data, []
        for n in range(1, LINES + 1):
            if self._told(facts, n):
                asked = (facts[f"{name}{n}"] for name in ("title", "product", "deadline", "evidence"))
                found.append((facts[f"owner{n}"], Wanted(*asked)))
        return found

    def _told(self, facts: dict[str, Any], n: int) -> bool:
        return any(facts.get(f"{name}{n}") for name in ("owner", "title", "product", "deadline", "evidence"))


class ChangeEntry(forms.Form):
    """Another person or another last day, with the reason."""

    owner = forms.ChoiceField(label=_("Responsible person"))
    deadline = DayField(label=_("Deadline of the task"))
    reason = _reason(_("Reason for the change"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = forms.ChoiceField(label=_("Responsible person"), choices=list(people))
        self.order_fields(["owner", "deadline", "reason", "seen"])


class WithdrawEntry(forms.Form):
    """Why a task is taken back."""

    reason = _reason(_("Why the task is withdrawn"))


class ReportEntry(forms.Form):
    """How far a task is."""

    text = text_field(_("What was done"))
    percent = forms.IntegerField(
        label=_("Done (%)"),
        min_value=0,
        max_value=100,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num", "autocomplete": "off"}),
    )
    evidence = file_field(_("Evidence"))
    finished = forms.BooleanField(
        label=_("The task is finished"),
        required=False,
        help_text=_("Then the task waits until whoever leads has looked at it."),
    )

    def clean(self) -> dict[str, Any]:
        """A percentage is needed unless the task is finished."""
        facts = super().clean() or {}
        if not facts.get("finished") and facts.get("percent") is None and "percent" not in self.errors:
            self.add_error("percent", _now("Write how far it is, or tick that it is finished."))
        return facts


class AnswerEntry(forms.Form):
    """The answer to a report."""

    answer = text_field(_("Answer"), rows=2, required=False, most=400)
