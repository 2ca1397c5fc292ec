"""Inputs of the sheets: points within a criterion's maximum, text that can be printed, counts of tasks."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from evaluation.selectors.organisations.criteria import CriterionLine
from hrm.kernel.numbers import NumberError, parse_count, parse_decimal, show_decimal
from hrm.kernel.pdf import unprintable

_PLACES = 2


class NumberText(forms.CharField):
    """A decimal with comma or dot, two places at the most, shown with a comma."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=12, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "class": "num", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        """A Decimal, or None where nothing is required."""
        text = super().clean(value)
        if not text:
            return None
        try:
            number = parse_decimal(text)
        except NumberError:
            raise ValidationError(
                _("“%(value)s” is not a number; write it like 2,5.") % {"value": text}
            ) from None
        if number != round(number, _PLACES):
            raise ValidationError(_("Two decimals at the most."))
        return number

    def prepare_value(self, value: Any) -> Any:
        """Stored numbers with a comma, without zeros at the end."""
        return written(value) if isinstance(value, Decimal) else value


class SheetPoints(NumberText):
    """Points on one criterion: 0 to its maximum (art. 6, 7)."""

    def __init__(self, line: CriterionLine, **kwargs: Any) -> None:
        self.line = line
        super().__init__(label=line.text, **kwargs)
        self.widget.attrs |= {
            "data-points": str(line.part),
            "data-maximum": str(line.maximum),
            "aria-label": f"{line.code}. {line.text}",
        }

    def clean(self, value: Any) -> Any:
        """A Decimal within the criterion's range."""
        points = super().clean(value)
        if points is not None and not 0 <= points <= self.line.maximum:
            message = _("0 to %(maximum)s points (%(article)s).")
            raise ValidationError(
                message % {"maximum": written(self.line.maximum), "article": self.line.article}
            )
        return points


class TaskCount(forms.CharField):
    """A whole number of tasks; dots may group thousands."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=9, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "class": "num", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        """An int that the column can hold."""
        text = super().clean(value)
        try:
            number = parse_count(text)
        except NumberError:
            raise ValidationError(_("A whole number, please: “%(value)s”.") % {"value": text}) from None
        if not 0 <= number <= 99_999:
            raise ValidationError(_("From 0 to 99.999."))
        return number


class SheetText(forms.CharField):
    """Text that will stand on the printed sheet: every character must have a shape in its font."""

    def __init__(self, max_length: int, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def validate(self, value: Any) -> None:
        """Name the characters that cannot be printed."""
        super().validate(value)
        check_printable(value or "")


class SheetLine(forms.CharField):
    """One line that will stand on the printed sheet, such as the number of a decision."""

    def validate(self, value: Any) -> None:
        """Name the characters that cannot be printed."""
        super().validate(value)
        check_printable(value or "")


def check_printable(text: str) -> None:
    """Raise ValidationError naming the characters that the document font lacks."""
    signs = unprintable(text)
    if signs:
        listed = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in signs[:10])
        raise ValidationError(
            _("These characters cannot be printed on the form, please remove them: %(signs)s.")
            % {"signs": listed}
        )


def written(value: Decimal) -> str:
    """2.50 → 2,5."""
    return show_decimal(value, _PLACES).rstrip("0").rstrip(",")
