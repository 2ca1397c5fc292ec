"""Programmes, courses, sessions."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from staff.enums import QualificationKind
from staff.forms.days import DayField
from staff.forms.records import UnitChoiceField
from training.models import Programme
from training.models.catalogue import MAX_PERIODS
from training.models.sessions import MAX_SEATS

_DAY = timedelta(days=1)
EARLIEST_YEAR, LATEST_YEAR = 1990, 2100


class ProgrammeForm(forms.Form):
    """A programme of the whole service."""

    code = forms.CharField(label=_("Programme code"), max_length=40)
    title = forms.CharField(label=_("Programme"), max_length=200)
    periods = forms.IntegerField(label=_("Periods (tiết)"), min_value=1, max_value=MAX_PERIODS)
    kind = forms.ChoiceField(
        label=_("Qualification it gives"),
        choices=[("", _("None: a refresher without a level")), *QualificationKind.choices],
        required=False,
    )
    level = forms.CharField(
        label=_("Level it gives"),
        max_length=80,
        required=False,
        help_text=_("As the record writes it, for example Trung cấp or Chuyên viên chính."),
    )
    basis = forms.CharField(label=_("Legal basis"), max_length=200, required=False)
    start = DayField(label=_("Valid from"))
    end = DayField(
        label=_("No longer valid from"), required=False, help_text=_("Empty while the programme is in use.")
    )


class CourseForm(forms.Form):
    """A course of a programme, of a unit the person keeps."""

    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none())
    code = forms.CharField(label=_("Course code"), max_length=40)
    title = forms.CharField(label=_("Course"), max_length=200)
    year = forms.IntegerField(label=_("Year"), min_value=EARLIEST_YEAR, max_value=LATEST_YEAR)
    organiser = forms.CharField(
        label=_("Organised by"),
        max_length=160,
        required=False,
        help_text=_("The school on the certificate, for example Học viện Tư pháp."),
    )
    unit = UnitChoiceField(label=_("Unit in charge"), queryset=Programme.objects.none())

    def __init__(self, *args: Any, units: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = Programme.objects.order_by("title")  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class SessionForm(forms.Form):
    """Days, place and seats of a session. People name the last day; the record keeps the day after."""

    start = DayField(label=_("Begins on"))
    last_day = DayField(label=_("Ends on"))
    place = forms.CharField(label=_("Place"), max_length=200)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MAX_SEATS)
    deadline = DayField(label=_("Last day to sign up"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def facts(self) -> dict[str, Any]:
        """What the service takes, once valid."""
        facts = dict(self.cleaned_data)
        facts["end"] = facts.pop("last_day") + _DAY
        return facts


class ReasonForm(forms.Form):
    """Why something is refused, cancelled or given back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300})
    )


def point_out(form: forms.Form, message: str, field: str, names: dict[str, str] | None = None) -> None:
    """Show a service's refusal at the field it names; at the top where the form has no such field."""
    name = (names or {}).get(field, field)
    form.add_error(name if name in form.fields else None, message[:1].upper() + message[1:])


def range_of_year(text: str, default: int) -> tuple[int, str]:
    """A year as typed in an address, and what is wrong with it."""
    written = text.strip()
    if not written:
        return default, ""
    if written.isascii() and written.isdigit() and EARLIEST_YEAR <= int(written[:6]) <= LATEST_YEAR:
        return int(written), ""
    message = _now("“%(value)s” is not a year; write it like 2026.")
    return default, message % {"value": written[:40]}
