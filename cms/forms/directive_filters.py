"""Filters of the list of directives and of the board of confirmations."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.enums import DirectiveKind, Side
from cms.models import Directive
from cms.rules.symbols import loose_key
from cms.rules.validity import Standing
from cms.selectors.directives import STANDINGS
from hrm.kernel.text import fold
from staff.forms.days import DayField

# What the filter offers: in force includes what is replaced in part.
_OFFERED = (Standing.IN_FORCE, Standing.NOT_YET, Standing.REPLACED, Standing.EXPIRED)


class DirectiveFilter(django_filters.FilterSet):
    """By text or symbol, kind, side, issuer, standing as at a day, year, and what waits for the reader."""

    q = django_filters.CharFilter(label=_("Symbol or text"), method="by_text", max_length=120)
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=DirectiveKind.choices, empty_label=_("All kinds")
    )
    side = django_filters.ChoiceFilter(
        label=_("Side"), field_name="issuer__side", choices=Side.choices, empty_label=_("Both sides")
    )
    issuer = django_filters.ChoiceFilter(
        label=_("Issuer"), field_name="issuer_id", empty_label=_("All issuers")
    )
    year = django_filters.ChoiceFilter(
        label=_("Year"), field_name="issued_on__year", empty_label=_("All years")
    )
    standing = django_filters.ChoiceFilter(
        label=_("Validity"), method="by_standing", empty_label=_("Whatever")
    )
    waiting = django_filters.ChoiceFilter(
        label=_("Confirmation"),
        method="by_waiting",
        empty_label=_("Whatever"),
        choices=[("1", _("Waits for mine"))],
    )

    class Meta:
        model = Directive
        fields = ()

    def __init__(
        self,
        *args: Any,
        day: date,
        waiting: QuerySet[Any],
        issuers: list[tuple[int, str]],
        years: list[int],
        drafts: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.day, self.waiting = day, waiting
        offered = (*_OFFERED, Standing.DRAFT) if drafts else _OFFERED
        self.filters["issuer"].extra["choices"] = issuers
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]
        self.filters["standing"].extra["choices"] = [(each.value, STANDINGS[each]) for each in offered]
        self.form.fields["q"].widget.attrs["type"] = "search"

    def by_text(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Without diacritics in title, symbol and issuer; a symbol in any spelling."""
        return rows.filter(
            Q(folded__contains=fold(value))
            | Q(symbol_key__contains=loose_key(value))
            | Q(folded__contains=fold(loose_key(value)))
        )

    def by_standing(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """As `rules.validity.standing` says, for rows annotated by `standing_on`."""
        if value == Standing.DRAFT:
            return rows.filter(published_at__isnull=True)
        known = rows.filter(published_at__isnull=False)
        if value == Standing.REPLACED:
            return known.filter(replaced=True)
        expired = Q(in_force_until__isnull=False, in_force_until__lte=self.day)
        alone = known.filter(replaced=False)
        if value == Standing.EXPIRED:
            return alone.filter(expired)
        begun = Q(force_start__lte=self.day)
        return alone.exclude(expired).filter(begun if value == Standing.IN_FORCE else ~begun)

    def by_waiting(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """What the reader is asked to confirm and has not."""
        return rows.filter(pk__in=self.waiting.order_by().values("directive"))


class DayForm(forms.Form):
    """The day the list speaks of."""

    at = DayField(label=_("As at"), required=False)


class ReaderFilter(forms.Form):
    """People who are asked: by unit, and whether they have confirmed."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    state = forms.ChoiceField(
        label=_("Confirmation"),
        required=False,
        choices=[("", _("Not yet")), ("done", _("Have confirmed")), ("all", _("Everyone"))],
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("All units")), *units]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was asked for and understood."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
