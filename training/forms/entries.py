"""Attendance of a day and results of a session: a line for each person."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hrm.kernel.numbers import NumberError, parse_decimal, show_decimal
from staff.forms.days import DayField
from training.enums import Class
from training.models.sessions import MAX_PERIODS_A_DAY
from training.services.results import ResultFacts

_BEST = Decimal(100)
_PASSED = [("", _("Not known yet")), ("1", _("Passed")), ("0", _("Not passed"))]


class MarkField(forms.CharField):
    """A mark from 0 to 100, comma or dot as decimal mark, two decimals at the most."""

    def clean(self, value: Any) -> Any:
        """A Decimal, None for an empty line."""
        text = super().clean(value)
        if not text:
            return None
        try:
            mark = parse_decimal(text)
        except NumberError:
            raise ValidationError(
                _now("“%(value)s” is not a mark; write it like 7,5.") % {"value": text}
            ) from None
        if not 0 <= mark <= _BEST or mark != round(mark, 2):
            raise ValidationError(_now("A mark from 0 to 100 with two decimals at the most."))
        return mark

    def prepare_value(self, value: Any) -> Any:
        """With a comma, without zeros at the end."""
        return show_decimal(value, 2).rstrip("0").rstrip(",") if isinstance(value, Decimal) else value


class AttendanceForm(forms.Form):
    """Periods of one day, a line for each person who takes part; empty = not recorded, 0 = absent."""

    def __init__(self, *args: Any, places: Iterable[Any], known: dict[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = list(places)
        for place in self.places:
            self.fields[f"n{place.pk}"] = forms.IntegerField(
                label=place.officer.full_name,
                min_value=0,
                max_value=MAX_PERIODS_A_DAY,
                required=False,
                initial=known.get(place.pk),
                widget=forms.TextInput(
                    attrs={
                        "inputmode": "numeric",
                        "class": "num",
                        "autocomplete": "off",
                        "aria-label": place.officer.full_name,
                    }
                ),
            )

    def rows(self) -> list[tuple[Any, BoundField]]:
        """Each person with the input."""
        return [(place, self[f"n{place.pk}"]) for place in self.places]

    def periods(self) -> dict[int, int | None]:
        """Enrolment id → periods, once valid."""
        return {place.pk: self.cleaned_data[f"n{place.pk}"] for place in self.places}


class ResultForm(forms.Form):
    """One person's result."""

    passed = forms.ChoiceField(choices=_PASSED, required=False, label=_("Outcome"))
    mark = MarkField(required=False, max_length=8, label=_("Mark"))
    grade = forms.ChoiceField(
        choices=[("", "–"), *Class.choices], required=False, label=_("Class of the certificate")
    )
    certificate = forms.CharField(required=False, max_length=60, label=_("Certificate number"))
    issued_on = DayField(required=False, label=_("Date of the certificate"))

    def __init__(self, *args: Any, place: Any, **kwargs: Any) -> None:
        self.place = place
        kwargs |= {"prefix": f"r{place.pk}", "initial": _initial(place)}
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = f"{field.label}: {place.officer.full_name}"
            field.widget.attrs.update({"aria-label": label, "autocomplete": "off"})
            if name == "mark":
                field.widget.attrs.update({"class": "num", "inputmode": "decimal"})

    def clean(self) -> dict[str, Any]:
        """Something said about a person needs to say whether that person passed."""
        facts = super().clean() or {}
        told = any(
            facts.get(name) not in (None, "") for name in ("mark", "grade", "certificate", "issued_on")
        )
        if told and not facts.get("passed"):
            self.add_error("passed", _now("Say whether the person passed."))
        return facts

    @property
    def is_told(self) -> bool:
        """Whether there is a result to keep, once valid."""
        return bool(self.cleaned_data.get("passed"))

    def facts(self) -> ResultFacts:
        """What the service takes, once valid."""
        facts = {name: self.cleaned_data[name] for name in ("mark", "grade", "certificate", "issued_on")}
        return ResultFacts(passed=self.cleaned_data["passed"] == "1", **facts)


def result_of(place: Any) -> Any:
    """The stored result of a place, nothing without one."""
    return getattr(place, "result", None)


def _initial(place: Any) -> dict[str, Any]:
    result = result_of(place)
    if result is None:
        return {}
    facts = {name: getattr(result, name) for name in ("mark", "grade", "certificate", "issued_on")}
    return {"passed": "1" if result.passed else "0", **facts}
