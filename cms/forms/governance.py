"""Fields and forms that coordination, inspections and the committee share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.selectors.governance import Choices
from cms.services.governance import LONGEST_TEXT, Upload
from staff.forms.days import DayField
from staff.forms.spelling import one_spelling

ACCEPT = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"


class Line(forms.CharField):
    """One line in one spelling."""

    def to_python(self, value: Any) -> str:
        """Composed letters, single spaces."""
        return one_spelling(self, super().to_python(value) or "")


class Paragraphs(Line):
    """Several lines."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(
            widget=forms.Textarea(attrs={"rows": rows}), **{"max_length": LONGEST_TEXT, **options}
        )


class DocumentField(forms.FileField):
    """A document that may be sent along; what is in it, a service looks."""

    def __init__(self, **options: Any) -> None:
        widget = forms.FileInput(attrs={"accept": ACCEPT})
        help_text = _("PDF, Word, Excel or a picture, at most 20 MB.")
        options = {"required": False, "max_length": 255, "help_text": help_text, **options}
        super().__init__(allow_empty_file=True, widget=widget, **options)

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        """The upload as the services take it; None without one."""
        sent = super().clean(data, initial)
        return Upload(sent.file, sent.name) if sent else None


class FilterForm(forms.Form):
    """A filter of a list: what cannot be read is marked and left out."""

    def asked(self) -> dict[str, Any]:
        """What was asked for and understood; empty for everything else."""
        self.is_valid()
        found: dict[str, Any] = dict.fromkeys(self.fields, "")
        return found | {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a choice field its choices."""
    field: Any = form.fields[name]
    field.choices = choices


class TaskForm(forms.Form):
    """One thing for one person by a day: rõ người, rõ việc, rõ thời gian."""

    owner = forms.ChoiceField(label=_("Responsible person"))
    title = Line(label=_("What is to be done"), max_length=400)
    product = Line(label=_("Product"), max_length=300, help_text=_("What will be there when it is done."))
    evidence = Line(label=_("Evidence expected"), max_length=300, required=False)
    deadline = DayField(label=_("Deadline"), help_text=_("The last day."))

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "owner", owners)
