"""What people fill in around a period: for whom and until when it is open, a complaint, its answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.rules.deadlines import Deadlines
from evaluation.selectors.complaints import Stage
from hrm.kernel.pdf import unprintable
from staff.forms.days import DayField

_LONGEST: Final = 4000
YES, NO = "dong_y", "khong"


class OpenUnitsForm(forms.Form):
    """A quarter or month to open for a set of units; last days left empty are the usual ones."""

    period = forms.ChoiceField(label=gettext_lazy("Period"))
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Units, each with everything below it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one unit.")},
    )
    self_score_by = DayField(label=gettext_lazy("Last day to score oneself"), required=False)
    confirm_by = DayField(label=gettext_lazy("Last day to confirm"), required=False)

    def __init__(
        self, *args: Any, periods: list[tuple[str, str]], units: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("period", periods), ("units", units)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
            field.choices = choices

    def deadlines(self, usual: Deadlines) -> Deadlines:
        """What was typed, else the usual days."""
        data = self.cleaned_data
        return Deadlines(
            data["self_score_by"] or usual.self_score_by,
            data["confirm_by"] or max(usual.confirm_by, data["self_score_by"] or date.min),
        )


class DeadlinesForm(forms.Form):
    """Other last days for a unit."""

    self_score_by = DayField(label=gettext_lazy("Last day to score oneself"))
    confirm_by = DayField(label=gettext_lazy("Last day to confirm"))

    def deadlines(self) -> Deadlines:
        """Both days."""
        return Deadlines(self.cleaned_data["self_score_by"], self.cleaned_data["confirm_by"])


class ComplaintForm(forms.Form):
    """What the officer does not agree with (article 22)."""

    text = forms.CharField(
        label=gettext_lazy("What you do not agree with, and why"),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class AnswerForm(forms.Form):
    """The outcome of a complaint, with its reasons."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[
            (YES, gettext_lazy("Accept: the form is opened again")),
            (NO, gettext_lazy("Do not accept: the result stands")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("Reasons"), max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, about_rating: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if about_rating:
            outcome = self.fields["outcome"]
            assert isinstance(outcome, forms.ChoiceField)  # noqa: S101  for the type checker
            outcome.choices = [
                (YES, _("Accept: the rating is replaced by a new decision (article 21.3)")),
                (NO, _("Do not accept: the result stands")),
            ]

    def clean_answer(self) -> str:
        """An accepted complaint is the reason that the new form prints: every sign must have a shape."""
        text = str(self.cleaned_data["answer"])
        if signs := unprintable(text):
            listed = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in signs[:10])
            raise ValidationError(
                _("These characters cannot be printed on the form, please remove them: %(signs)s.")
                % {"signs": listed}
            )
        return text


class ComplaintFilter(forms.Form):
    """Complaints by where they stand."""

    stage = forms.ChoiceField(label=gettext_lazy("State"), required=False)

    def __init__(self, *args: Any, labels: Mapping[Stage, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["stage"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = [("", _("All")), *((stage.value, label) for stage, label in labels.items())]


class ProgressFilter(forms.Form):
    """The names behind a number of the board."""

    unit = forms.ChoiceField(label=gettext_lazy("Unit, with everything below it"), required=False)
    what = forms.ChoiceField(label=gettext_lazy("Which forms"), required=False)

    def __init__(
        self, *args: Any, units: list[tuple[str, str]], kinds: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, first, choices in (("unit", _("All units"), units), ("what", _("All forms"), kinds)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
            field.choices = [("", first), *choices]
