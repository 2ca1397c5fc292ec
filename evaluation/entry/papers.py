"""Forms of documents in the background and of packages for the national database."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.registries import Maker, Subject
from staff.forms.days import DayField

_ASK: Final = _("Choose one of the list.")


class PaperForm(forms.Form):
    """A document to be made: which, of what, of whom."""

    kind = forms.ChoiceField(label=_("Kind of document"))
    period = forms.ChoiceField(
        label=_("Period"), required=False, help_text=_("For forms of a month or quarter.")
    )
    year = forms.ChoiceField(label=_("Year"), required=False, help_text=_("For papers of a year."))
    unit = forms.ChoiceField(label=_("Unit"))
    below = forms.BooleanField(label=_("With everything below it"), required=False)

    def __init__(
        self,
        *args: Any,
        makers: list[Maker],
        periods: list[tuple[str, str]],
        years: list[tuple[str, str]],
        units: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._makers = {maker.kind: maker for maker in makers}
        self._choose("kind", [(maker.kind, maker.label) for maker in makers])
        self._choose("period", [("", "–"), *periods])
        self._choose("year", [("", "–"), *years])
        self._choose("unit", units)
        if all(maker.subject == Subject.PERIOD for maker in makers):
            del self.fields["year"]

    def clean(self) -> dict[str, Any]:
        """A form of a period needs the period, a paper of the year the year."""
        data = super().clean() or {}
        maker = self._makers.get(data.get("kind", ""))
        if maker and maker.subject == Subject.PERIOD and not data.get("period"):
            self.add_error("period", _("Choose a period."))
        if maker and maker.subject == Subject.YEAR and not data.get("year"):
            self.add_error("year", _("Choose a year."))
        return data

    def wanted(self) -> dict[str, Any]:
        """What the maker is asked for; what the document is not about is left out."""
        data, maker = self.cleaned_data, self._makers[self.cleaned_data["kind"]]
        about: dict[str, Any] = (
            {"period": data["period"]} if maker.subject == Subject.PERIOD else {"year": int(data["year"])}
        )
        return {**about, "unit": data["unit"], "below": bool(data["below"]) and maker.below}

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = choices
        field.error_messages["invalid_choice"] = _ASK


class PackageForm(forms.Form):
    """A package to be made: of which agency, of what."""

    unit = forms.ChoiceField(label=_("Agency"), help_text=_("With everything below it."))
    subject = forms.ChoiceField(label=_("Period or year"))
    with_ids = forms.BooleanField(
        label=_("With citizen identity numbers"),
        required=False,
        help_text=_("Only of people whose masked fields you may see; each is logged as seen by you."),
    )

    def __init__(
        self, *args: Any, units: list[tuple[str, str]], subjects: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("unit", units), ("subject", subjects)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
            field.choices = choices
            field.error_messages["invalid_choice"] = _ASK


class HandOverForm(forms.Form):
    """When and with which receipt a package was handed over."""

    sent_on = DayField(label=_("Handed over on"))
    receipt = forms.CharField(label=_("Receipt number"), max_length=120)
