"""Recording what a unit does because of a directive: study, plan, review, who came."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from cms.enums import DisseminationForm, ReviewKind
from cms.models import ActionPlan, Dissemination, Review
from cms.rules.followup import MOST_MONTHS
from cms.services.followup import Event, PlanFacts, Presence, ReviewFacts
from staff.forms.days import DayField
from staff.models import Posting

ACCEPT = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
_DAY = timedelta(days=1)
_TEXT = 4000


def text_field(label: Any, *, rows: int = 4, required: bool = True, most: int = _TEXT) -> forms.CharField:
    """Several lines of text."""
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": most})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


def file_field(label: Any, help_text: Any = "") -> forms.FileField:
    """A document that may be left out; the service looks at what is in it."""
    return forms.FileField(
        label=label,
        required=False,
        max_length=200,
        allow_empty_file=True,
        help_text=help_text or _("PDF, Word, Excel, JPEG or PNG, 20 MB at the most."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )


class UnitForm(forms.Form):
    """A form that begins with the unit, where the person acts for some; a stored row keeps its unit."""

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(units)
        if choices:
            field = forms.ChoiceField(label=_("Unit"), choices=choices)
            self.fields = {"unit": field, **self.fields}


class DisseminationEntry(UnitForm):
    """When and how a directive was made known."""

    held_on = DayField(label=_("Held on"))
    form = forms.ChoiceField(label=_("Form"), choices=DisseminationForm.choices)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    led_by = forms.CharField(label=_("Led by"), max_length=160, required=False)
    note = text_field(_("Note"), rows=3, required=False)
    minutes = file_field(_("Minutes"))

    def event(self) -> Event:
        """What the service takes, once valid."""
        facts = self.cleaned_data
        return Event(
            held_on=facts["held_on"],
            form=DisseminationForm(facts["form"]),
            place=facts["place"],
            led_by=facts["led_by"],
            note=facts["note"],
        )

    @staticmethod
    def initial_of(row: Dissemination) -> dict[str, Any]:
        """What stands in a stored row."""
        return {name: getattr(row, name) for name in ("held_on", "form", "place", "led_by", "note")}


class PlanEntry(UnitForm):
    """A unit's plan for a directive."""

    symbol = forms.CharField(
        label=_("Symbol"), max_length=80, help_text=_("As it stands on the plan, for example 09/KH-CTHADS.")
    )
    issued_on = DayField(label=_("Issued on"))
    title = forms.CharField(label=_("Subject of the document"), max_length=400)
    report_every_months = forms.IntegerField(
        label=_("Reports every (months)"),
        min_value=1,
        max_value=MOST_MONTHS,
        required=False,
        help_text=_("Empty when the plan asks for no periodic reports. A review of the unit counts as one."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num", "autocomplete": "off"}),
    )
    document = forms.ChoiceField(label=_("Registered document"), required=False)
    file = file_field(_("File"))

    def __init__(self, *args: Any, documents: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"] = forms.ChoiceField(
            label=_("Registered document"),
            required=False,
            choices=[("", "–"), *documents],
            help_text=_("When the plan is registered among the directives itself."),
        )

    def facts(self, documents: dict[str, Any]) -> PlanFacts:
        """What the service takes, once valid; `documents`: key → directive."""
        facts = self.cleaned_data
        return PlanFacts(
            symbol=facts["symbol"],
            issued_on=facts["issued_on"],
            title=facts["title"],
            report_every_months=facts["report_every_months"],
            document=documents.get(facts["document"]),
        )

    @staticmethod
    def initial_of(row: ActionPlan) -> dict[str, Any]:
        """What stands in a stored row."""
        names = ("symbol", "issued_on", "title", "report_every_months")
        return {name: getattr(row, name) for name in names} | {"document": str(row.document_id or "")}


class ReviewEntry(UnitForm):
    """An interim or final review."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ReviewKind.choices)
    held_on = DayField(label=_("Held on"))
    covers_from = DayField(label=_("Covers from"))
    last_day = DayField(label=_("Until (last day)"))
    results = text_field(_("Results"))
    shortcomings = text_field(_("Shortcomings and causes"), required=False)
    proposals = text_field(_("Proposals"), rows=3, required=False)
    file = file_field(_("File"))

    def facts(self) -> ReviewFacts:
        """What the service takes, once valid."""
        facts = self.cleaned_data
        return ReviewFacts(
            kind=ReviewKind(facts["kind"]),
            held_on=facts["held_on"],
            covers_from=facts["covers_from"],
            covers_until=facts["last_day"] + _DAY,
            results=facts["results"],
            shortcomings=facts["shortcomings"],
            proposals=facts["proposals"],
        )

    @staticmethod
    def initial_of(row: Review) -> dict[str, Any]:
        """What stands in a stored row."""
        names = ("kind", "held_on", "covers_from", "results", "shortcomings", "proposals")
        return {name: getattr(row, name) for name in names} | {"last_day": row.covers_until - _DAY}


class AttendanceEntry(forms.Form):
    """Who came: a line for each person invited, with the reason of who did not."""

    def __init__(
        self, *args: Any, people: Iterable[Posting], known: dict[int, Presence], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        for posting in self.people:
            before = known.get(posting.officer_id, Presence(present=not known))
            name = posting.officer.full_name
            key = posting.officer_id
            self.fields[f"p{key}"] = forms.BooleanField(
                label=name,
                required=False,
                initial=before.present,
                widget=forms.CheckboxInput(
                    attrs={"aria-label": str(_("Present: %(name)s") % {"name": name})}
                ),
            )
            self.fields[f"r{key}"] = forms.CharField(
                label=name,
                required=False,
                max_length=200,
                initial=before.reason,
                widget=forms.TextInput(
                    attrs={
                        "aria-label": str(_("Reason of absence: %(name)s") % {"name": name}),
                        "autocomplete": "off",
                    }
                ),
            )

    def rows(self) -> list[tuple[Posting, BoundField, BoundField]]:
        """Each person with tick and reason."""
        return [(each, self[f"p{each.officer_id}"], self[f"r{each.officer_id}"]) for each in self.people]

    def lines(self) -> dict[int, Presence]:
        """Officer id → presence, once valid."""
        facts = self.cleaned_data
        return {
            each.officer_id: Presence(facts[f"p{each.officer_id}"], facts[f"r{each.officer_id}"])
            for each in self.people
        }
