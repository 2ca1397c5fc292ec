"""Registering a directive: the document, whom it is meant for, what it replaces, its versions."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cms.enums import DirectiveKind, Level
from cms.models import Directive, DirectiveVersion, Issuer
from cms.rules.file_types import ACCEPTED
from cms.services.directive_facts import DirectiveFacts, TargetFacts, Upload, reference_of
from staff.forms.days import DayField
from staff.forms.spelling import one_spelling
from staff.models import Unit

COUNTRY = "*"
_ACCEPT = ",".join(f".{ending}" for ending in ACCEPTED)
_DAY = timedelta(days=1)


class Line(forms.CharField):
    """A line or a text in one spelling."""

    def to_python(self, value: Any) -> str:
        """One spelling."""
        return one_spelling(self, super().to_python(value) or "")


def file_field(label: Any, **options: Any) -> forms.FileField:
    """A document; what is in it, the service looks. Empty files reach it, because it says more."""
    widget = forms.FileInput(attrs={"accept": _ACCEPT})
    return forms.FileField(
        label=label, required=False, max_length=255, allow_empty_file=True, widget=widget, **options
    )


def upload_of(file: UploadedFile | None) -> Upload | None:
    """What the service takes."""
    return Upload(file, file.name or "") if file is not None else None  # type: ignore[arg-type]


class DirectiveForm(forms.Form):
    """What stands on the document and what is kept about it."""

    symbol = Line(
        label=_("Symbol"),
        max_length=100,
        help_text=_("As printed: 33-CT/TU, 05/CT-TTg, 335/2025/NĐ-CP. Kind and side are read from it."),
    )
    issued_on = DayField(label=_("Date of the document"))
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("As the symbol says")), *DirectiveKind.choices],
    )
    issuer = forms.ModelChoiceField(
        label=_("Issuer"),
        queryset=Issuer.objects.none(),
        required=False,
        empty_label=_("Not listed: type it"),
    )
    new_issuer = Line(label=_("New issuer"), max_length=200, required=False)
    signer = Line(label=_("Signed by"), max_length=120, required=False)
    title = Line(
        label=_("Subject of the document"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 400}),
    )
    summary = Line(
        label=_("What it asks"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In a few sentences, for those it is meant for."),
    )
    in_force_from = DayField(
        label=_("In force from"), required=False, help_text=_("Empty: from the date of the document.")
    )
    last_day = DayField(label=_("In force until"), required=False, help_text=_("The last day; empty: open."))
    implements = Line(
        label=_("Carries out"),
        max_length=120,
        required=False,
        help_text=_("Symbol of the directive above it, with the day in brackets where two have the same."),
        widget=forms.TextInput(attrs={"list": "known-directives", "autocomplete": "off"}),
    )
    unit = forms.ChoiceField(label=_("Kept by"))
    file = file_field(_("File"), help_text=_("PDF, Word (.docx), Excel (.xlsx) or a picture; 20 MB at most."))
    asks = forms.BooleanField(label=_("Readers confirm that they have read it"), required=False, initial=True)
    acknowledge_by = DayField(label=_("Confirm by"), required=False, help_text=_("The last day to confirm."))

    def __init__(
        self, *args: Any, units: Sequence[tuple[str, str]], known: dict[str, Unit], draft: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self.fields["issuer"].queryset = Issuer.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["unit"].choices = list(units)  # type: ignore[attr-defined]
        if not draft:
            # What was made known has versions; a new file is a new version.
            for name in ("file", "asks", "acknowledge_by"):
                del self.fields[name]

    def facts(self, targets: Sequence[TargetFacts], replaces: Sequence[tuple[str, bool]]) -> DirectiveFacts:
        """What the service takes, once valid."""
        said = self.cleaned_data
        same = ("symbol", "issued_on", "title", "kind", "issuer", "new_issuer", "summary", "signer")
        last: date | None = said["last_day"]
        return DirectiveFacts(
            **{name: said[name] for name in (*same, "in_force_from", "implements")},
            in_force_until=last + _DAY if last else None,
            unit=self.known[said["unit"]],
            targets=targets,
            replaces=replaces,
        )

    def version_facts(self) -> dict[str, Any]:
        """File, deadline and whether readers are asked, for a draft."""
        said = self.cleaned_data
        upload = upload_of(said["file"])
        return {"upload": upload, "asks": said["asks"], "acknowledge_by": said["acknowledge_by"]}

    @staticmethod
    def initial_of(row: Directive, first: DirectiveVersion | None) -> dict[str, Any]:
        """A stored directive, to correct."""
        names = ("symbol", "issued_on", "kind", "issuer", "signer", "title", "summary", "in_force_from")
        until = row.in_force_until
        asked = {"asks": first.asks, "acknowledge_by": first.acknowledge_by} if first else {}
        return {
            **{name: getattr(row, name) for name in names},
            "last_day": until - _DAY if until else None,
            "implements": reference_of(row.implements) if row.implements else "",
            "unit": row.unit.code,
            **asked,
        }


class TargetForm(forms.Form):
    """One addressee."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    with_below = forms.BooleanField(label=_("With the units below"), required=False, initial=True)
    level = forms.ChoiceField(
        label=_("Level of the agencies"), required=False, choices=[("", _("All levels")), *Level.choices]
    )

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "–"), *units]  # type: ignore[attr-defined]

    def has_changed(self) -> bool:
        """A line counts once a unit is chosen: its tick is set from the start."""
        return bool(self["unit"].value())


class ReplacesForm(forms.Form):
    """One directive that is replaced."""

    older = Line(
        label=_("Replaces"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "known-directives", "autocomplete": "off"}),
    )
    partly = forms.BooleanField(label=_("Only in part"), required=False)


TargetFormSet = forms.formset_factory(TargetForm, extra=2, max_num=60, absolute_max=60)
ReplacesFormSet = forms.formset_factory(ReplacesForm, extra=2, max_num=30, absolute_max=30)


def targets_of(formset: Any, known: dict[str, Unit]) -> list[TargetFacts]:
    """The addressees chosen, once valid."""
    lines = [form.cleaned_data for form in formset if form.cleaned_data.get("unit")]
    return [
        TargetFacts(known.get(line["unit"]), bool(line["with_below"]), str(line["level"])) for line in lines
    ]


def replaces_of(formset: Any) -> list[tuple[str, bool]]:
    """What is replaced as typed, once valid."""
    lines = [form.cleaned_data for form in formset if form.cleaned_data.get("older")]
    return [(line["older"], bool(line["partly"])) for line in lines]


class VersionForm(forms.Form):
    """A new version of a directive that was made known."""

    file = file_field(_("File"))
    note = Line(label=_("What changed"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    asks = forms.BooleanField(
        label=_("Everyone confirms again"),
        required=False,
        initial=True,
        help_text=_("Without the tick, earlier confirmations stay good."),
    )
    acknowledge_by = DayField(label=_("Confirm by"), required=False, help_text=_("The last day to confirm."))
    last_seen = forms.IntegerField(widget=forms.HiddenInput)


def point_out(form: forms.Form, message: str, field: str) -> None:
    """Show a service's refusal at the field it names; at the top where the form has no such field."""
    name = "last_day" if field == "in_force_until" else field
    form.add_error(name if name in form.fields else None, message[:1].upper() + message[1:])
