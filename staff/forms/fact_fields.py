"""Fields of the forms of the record, made from the tables they write to."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hrm.kernel.dates import EARLIEST_YEAR, PartialDate, parse_date
from hrm.kernel.text import nfc
from staff.access import rows_for
from staff.forms.days import DayField
from staff.forms.records import UnitChoiceField
from staff.kinds import Kind
from staff.models import Officer, RecordFile, Unit, User
from staff.rules.days import LATEST_YEAR
from staff.rules.levels import CLOSED, levels_of
from staff.services.facts import DecisionFacts

_YEARS: Final = frozenset({"year", "birth_year"})
_LONG: Final = 300
_WHOLE_NUMBERS: Final = frozenset({"PositiveSmallIntegerField", "PositiveIntegerField"})
DECISION_FIELDS: Final = ("decision", "decision_date", "issuer", "signer", "scan")


class PartialDateField(forms.CharField):
    """A day as far as it is known: dd/mm/yyyy, mm/yyyy or yyyy; cleaned to a `PartialDate`."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd/mm/yyyy", "maxlength": 10}
        super().__init__(widget=forms.TextInput(attrs=attrs), **options)

    def to_python(self, value: Any) -> Any:
        """The date with what was known of it, None for nothing typed."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            iso = len(text) == 10 and text[4] == text[7] == "-"
            found = PartialDate(date.fromisoformat(text), "day") if iso else parse_date(text)
        except ValueError:
            message = _("Expected a day as dd/mm/yyyy, or mm/yyyy or yyyy, for example 15/06/2020.")
            raise ValidationError(message) from None
        if not EARLIEST_YEAR <= found.value.year <= LATEST_YEAR:
            raise ValidationError(_("Expected a year between 1900 and 2200."))
        return found


class LineField(forms.CharField):
    """One line of text in one spelling of Vietnamese letters and spaces."""

    def to_python(self, value: Any) -> str:
        """Composed letters, single spaces."""
        return nfc(str(super().to_python(value) or ""))


class MoneyField(forms.CharField):
    """Whole đồng, with or without dots between the thousands."""

    def to_python(self, value: Any) -> Any:
        """A whole number, None for nothing typed."""
        text = "".join(str(super().to_python(value) or "").replace(".", "").split())
        if not text:
            return None
        if not text.isdecimal() or len(text) > 15:
            raise ValidationError(_("Expected whole đồng, for example 1.500.000."))
        return int(text)


class OfficerNumberField(forms.CharField):
    """Someone in reach, by personnel number."""

    def __init__(self, *, user: User, **options: Any) -> None:
        super().__init__(**options)
        self.user = user

    def to_python(self, value: Any) -> Any:
        """The officer, None for nothing typed."""
        number = nfc(str(super().to_python(value) or ""))
        if not number:
            return None
        found = rows_for(self.user, Officer, "view").filter(number=number).first()
        if found is None:
            message = _("Nobody in your reach has the personnel number “%(number)s”.")
            raise ValidationError(message % {"number": number})
        return found


class FileChoiceField(forms.ModelChoiceField):
    """Files of one officer's record, by title and the day they came in."""

    def label_from_instance(self, file: RecordFile) -> str:
        """Title and day."""
        return f"{file.title} ({file.uploaded_at:%d/%m/%Y})"


def units_for(user: User, action: str, current: int | None = None) -> QuerySet[Unit]:
    """Units one may put people into, open ones first; what a row says already may stay."""
    in_reach = rows_for(user, Unit, action).values("pk")
    units = Unit.objects.filter(Q(pk__in=in_reach) | Q(pk=current or 0))
    return units.order_by(F("end").asc(nulls_first=True), "code")


def field_of(kind: Kind, name: str, user: User, row: Model | None) -> forms.Field:
    """The form field of one of a kind's fields; required where the kind needs it."""
    column: Field[Any, Any] = kind.model._meta.get_field(name)  # type: ignore[assignment]
    options: dict[str, Any] = {
        "label": capfirst(str(column.verbose_name)),
        "required": name in kind.needed,
        "help_text": str(column.help_text),
    }
    related = column.related_model
    if related is Unit:
        action = "change" if kind.slug == "vi-tri" else "view"
        return UnitChoiceField(queryset=units_for(user, action, getattr(row, "unit_id", None)), **options)
    if related is Officer:
        options["help_text"] = _("Personnel number of a person in your reach.")
        return OfficerNumberField(user=user, **options)
    if name == "title" and "kind" in kind.where and levels_of(kind.where["kind"]):
        return _level_field(kind.where["kind"], options)
    return _plain_field(column, options)


def _level_field(scale: str, options: dict[str, Any]) -> forms.Field:
    """The levels of a scale, highest first; another name only where the scale is open."""
    labels = list(levels_of(scale).values())
    if scale in CLOSED:
        return forms.ChoiceField(choices=[("", "---------"), *((each, each) for each in labels)], **options)
    options["help_text"] = _("Usual levels: %(levels)s.") % {"levels": ", ".join(labels)}
    return LineField(max_length=80, **options)


def _plain_field(column: Field[Any, Any], options: dict[str, Any]) -> forms.Field:
    kind = column.get_internal_type()
    if kind == "BigIntegerField":
        return MoneyField(**options, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    if kind == "DateField":
        return DayField(**options)
    if kind == "CharField" and not column.choices:
        longest = column.max_length or 0
        widget = forms.Textarea(attrs={"rows": 3}) if longest >= _LONG else forms.TextInput()
        return LineField(max_length=longest, widget=widget, **options)
    if kind == "BooleanField":
        return forms.BooleanField(**options | {"required": False})
    if column.name in _YEARS:
        return forms.IntegerField(min_value=1900, max_value=2200, **options)
    made: forms.Field | None = column.formfield(**options, localize=kind == "DecimalField")
    if made is None:
        raise LookupError(f"{column} has no form field")
    if kind in _WHOLE_NUMBERS:
        made.widget.attrs["inputmode"] = "numeric"
    return made


def decision_fields(user: User, officer: Officer) -> dict[str, forms.Field]:
    """The decision behind a change, once for every form of the record."""
    files = rows_for(user, RecordFile, "view").filter(officer=officer)
    return {
        "decision": LineField(label=_("Decision number"), max_length=80, required=False),
        "decision_date": DayField(label=_("Date of the decision"), required=False),
        "issuer": LineField(label=_("Issued by"), max_length=160, required=False),
        "signer": LineField(label=_("Signed by"), max_length=120, required=False),
        "scan": FileChoiceField(
            queryset=files,
            label=_("Scan"),
            required=False,
            empty_label=_("No file"),
            help_text=_("Files come in under “Documents” of the officer page."),
        ),
    }


def reason_field() -> forms.Field:
    """Why it is so although a rule advises against it; kept with the entry."""
    return forms.CharField(
        label=gettext_lazy("Written reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Kept with the entry and shown with it."),
    )


def decision_of(cleaned: dict[str, Any]) -> DecisionFacts:
    """What was typed of the decision."""
    return DecisionFacts(
        number=cleaned["decision"],
        day=cleaned["decision_date"],
        issuer=cleaned["issuer"],
        signer=cleaned["signer"],
        scan=cleaned["scan"],
    )


def start_of(value: Any) -> PartialDate:
    """A day typed in full, or one known in part."""
    return value if isinstance(value, PartialDate) else PartialDate(value, "day")
