"""A day as people type it: dd/mm/yyyy, with a message that says what is expected."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from hrm.kernel.dates import EARLIEST_YEAR
from staff.rules.days import LATEST_YEAR

EARLIEST: Final = MinValueValidator(date(EARLIEST_YEAR, 1, 1), _("Expected a day from 01/01/1900 on."))
LATEST: Final = MaxValueValidator(date(LATEST_YEAR, 12, 31), _("The year is too late; please check."))


class DayInput(forms.DateInput):
    """A line for a day; no calendar, so that what was typed reaches the server as it was."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        typed = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd/mm/yyyy"}
        super().__init__(attrs=typed | (attrs or {}), format="%d/%m/%Y")


class DayField(forms.DateField):
    """A whole day between 1900 and 2200."""

    widget = DayInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["invalid"] = _("Expected a day as dd/mm/yyyy, for example 15/06/1965.")
        self.validators += [EARLIEST, LATEST]
