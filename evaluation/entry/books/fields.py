"""Numbers as agencies type them: 1.234, 1.250.000 and 83,90."""

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm.kernel.numbers import NumberError, group, parse_count, parse_decimal, parse_dong, show_decimal

PERCENT_PLACES: Final = 3


class WholeField(forms.CharField):
    """A count, or an amount in whole đồng; dots only between groups of three."""

    def __init__(self, *, money: bool = False, **options: Any) -> None:
        super().__init__(max_length=30, **options)
        self.money = money
        self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value: Any) -> int | None:
        """None where nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_dong(text) if self.money else parse_count(text)
        except NumberError:
            raise forms.ValidationError(_("Expected a whole number, e.g. 12 or 1.234.")) from None

    def prepare_value(self, value: Any) -> Any:
        """A stored number with its dots; what was typed stays as it is."""
        return group(value) if isinstance(value, int) else value


class PercentField(forms.CharField):
    """A percentage above 0 and at most 100, with up to three decimals."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, **options)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Decimal | None:
        """None where nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        try:
            found = parse_decimal(text.rstrip("% "))
        except (NumberError, IndexError):
            raise forms.ValidationError(_("Expected a percentage, e.g. 83,90.")) from None
        if not 0 < found <= 100:
            raise forms.ValidationError(_("A target is above 0 and at most 100 per cent."))
        if found != round(found, PERCENT_PLACES):
            raise forms.ValidationError(_("At most three decimals."))
        return found

    def prepare_value(self, value: Any) -> Any:
        """A stored number with its comma; what was typed stays as it is."""
        return show_decimal(value, 2) if isinstance(value, Decimal) else value
