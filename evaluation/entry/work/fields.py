"""Inputs of quantities, and choices of officers and products."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from evaluation.models import Product
from evaluation.rules.quantities import MOST, PLACES, parse_quantity, written_quantity
from evaluation.selectors.roster import Member
from hrm.kernel.numbers import NumberError, Reason, group
from hrm.kernel.text import vietnamese_name_key

_LONGEST = 20


class QuantityField(forms.CharField):
    """A quantity of products, written with a comma; None for an empty line that may be empty."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "num", "autocomplete": "off"}
        super().__init__(max_length=_LONGEST, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        """A Decimal of 0 or more."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_quantity(text)
        except NumberError as refusal:
            raise ValidationError(self._told(refusal.reason, text)) from None

    def prepare_value(self, value: Any) -> Any:
        """Stored quantities with a comma."""
        return written_quantity(value) if isinstance(value, Decimal) else value

    def _told(self, reason: Reason, text: str) -> str:
        if reason == Reason.NEGATIVE:
            return _("The quantity cannot be negative.")
        if reason == Reason.TOO_LARGE:
            return _("The quantity is too large; at most %(most)s.") % {"most": group(int(MOST))}
        if reason == Reason.FRACTION:
            return _("%(places)s decimals at the most.") % {"places": PLACES}
        return _("“%(value)s” is not a number; write it like 2,5.") % {"value": text}


class CoefficientField(forms.CharField):
    """A coefficient to the standard product: above 0, four decimals at the most."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "num", "autocomplete": "off"}
        super().__init__(max_length=_LONGEST, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        """A Decimal above 0."""
        text = super().clean(value)
        try:
            found = parse_quantity(text)
        except NumberError:
            found = Decimal(0)
        if not 0 < found < 1000:
            raise ValidationError(_("Expected a coefficient above 0, for example 1,5."))
        return found

    def prepare_value(self, value: Any) -> Any:
        """Stored coefficients with a comma."""
        return written_quantity(value) if isinstance(value, Decimal) else value


def reason_field(label: Any, **kwargs: Any) -> forms.CharField:
    """A sentence that is kept with the change."""
    attrs = {"rows": 2, "maxlength": 500}
    return forms.CharField(label=label, max_length=500, widget=forms.Textarea(attrs=attrs), **kwargs)


def officer_choices(members: Iterable[Member]) -> list[tuple[str, Any]]:
    """Personnel number and name, by unit and given name."""
    units: dict[tuple[str, str], list[Member]] = {}
    for member in members:
        units.setdefault((member.unit.code, member.unit.name), []).append(member)
    groups: list[tuple[str, Any]] = [("", "–")]
    for (_code, name), people in sorted(units.items()):
        people.sort(key=lambda each: (vietnamese_name_key(each.name), each.number))
        groups.append((name, [(each.number, f"{each.name} ({each.number})") for each in people]))
    return groups


def product_choices(products: Sequence[Product]) -> list[tuple[str, str]]:
    """Id, code and name with the coefficient."""
    shown = [(str(p.pk), f"{p.code} – {p.name} ({written_quantity(p.coefficient)})") for p in products]
    return [("", "–"), *shown]
