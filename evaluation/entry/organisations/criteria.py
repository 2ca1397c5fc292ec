"""The form of a new set of criteria: a decision, a first day, points for each criterion (art. 7.2)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.entry.organisations.fields import NumberText, SheetLine, SheetText
from evaluation.selectors.organisations.criteria import PART_TITLES, CriterionLine
from staff.forms.days import DayField

SPARE = 4


class CriteriaForm(forms.Form):
    """The lines of the set in force to change, and spare lines for criteria the ministry adds."""

    decision = SheetLine(label=gettext_lazy("Decision number"), max_length=120)
    start = DayField(
        label=gettext_lazy("In force from the day"),
        help_text=gettext_lazy("The set in force on 31/12 rates the whole year."),
    )

    def __init__(self, *args: Any, lines: Sequence[CriterionLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for place in range(len(self.lines) + SPARE):
            line = self.lines[place] if place < len(self.lines) else None
            self._add(place, line)

    def rows(self) -> list[tuple[str, list[BoundField]]]:
        """What each row is, with its inputs: part, code, text, points."""
        found = []
        for place in range(len(self.lines) + SPARE):
            label = self.lines[place].article if place < len(self.lines) else _("More")
            inputs = [self[f"{name}_{place}"] for name in ("part", "code", "text", "maximum")]
            found.append((label, inputs))
        return found

    def clean(self) -> dict[str, Any]:
        """A line has all of code, text and points, or none of them."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for place in range(len(self.lines) + SPARE):
            names = [f"{name}_{place}" for name in ("code", "text", "maximum")]
            empty = [data.get(name) in ("", None) for name in names]
            if any(empty) and not all(empty) and not any(name in self.errors for name in names):
                message = _("Code, text and points, or leave the line empty.")
                self.add_error(f"code_{place}", ValidationError(message))
        return data

    def criteria(self) -> list[CriterionLine]:
        """The set, once valid; articles stay with the codes that keep them."""
        articles = {line.code: line.article for line in self.lines}
        data = self.cleaned_data
        return [
            CriterionLine(
                data[f"code_{place}"],
                int(data[f"part_{place}"]),
                data[f"text_{place}"],
                data[f"maximum_{place}"],
                articles.get(data[f"code_{place}"], ""),
            )
            for place in range(len(self.lines) + SPARE)
            if data[f"code_{place}"]
        ]

    def _add(self, place: int, line: CriterionLine | None) -> None:
        self.fields[f"part_{place}"] = forms.ChoiceField(
            label=gettext_lazy("Part of the criteria"),
            choices=list(PART_TITLES.items()),
            initial=line.part if line else 2,
        )
        self.fields[f"code_{place}"] = forms.CharField(
            label=gettext_lazy("Code"), max_length=10, required=False, initial=line.code if line else ""
        )
        self.fields[f"text_{place}"] = SheetText(
            label=gettext_lazy("Criterion"),
            max_length=2000,
            rows=2,
            required=False,
            initial=line.text if line else "",
        )
        self.fields[f"maximum_{place}"] = NumberText(
            label=gettext_lazy("Most points"), required=False, initial=line.maximum if line else None
        )
        for name in ("part", "code", "text", "maximum"):
            field = self.fields[f"{name}_{place}"]
            if name == "text":
                field.widget.attrs["class"] = "form-control"
            field.widget.attrs["aria-label"] = f"{field.label} {place + 1}"
