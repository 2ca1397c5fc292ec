"""Taking over work that other apps offer: a product and a quantity for each line, or none."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from evaluation.entry.work.fields import QuantityField, product_choices
from evaluation.models import Product
from evaluation.selectors.offered import Offer

_ONE = Decimal(1)


class OfferedForm(forms.Form):
    """Offered work; a line without a product is not taken over. What the caseload counts is no choice."""

    def __init__(
        self, *args: Any, offers: Iterable[Offer], products: Sequence[Product], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offers = list(offers)
        self.products = {str(product.pk): product for product in products if not product.source}
        choices = product_choices(list(self.products.values()))
        for offer in self.offers:
            told = {"name": offer.member.name, "title": offer.work.title}
            product = forms.ChoiceField(choices=choices, required=False)
            product.widget.attrs["aria-label"] = _("Product for %(title)s, %(name)s") % told
            quantity = QuantityField(required=False, initial=_ONE)
            quantity.widget.attrs["aria-label"] = _("Quantity for %(title)s, %(name)s") % told
            self.fields[f"p-{offer.name}"], self.fields[f"q-{offer.name}"] = product, quantity

    def rows(self) -> list[tuple[Offer, BoundField, BoundField]]:
        """Each offer with its inputs."""
        return [(each, self[f"p-{each.name}"], self[f"q-{each.name}"]) for each in self.offers]

    def clean(self) -> dict[str, Any]:
        """At least one line, and a quantity where a product was chosen."""
        facts = super().clean() or {}
        chosen = [each for each in self.offers if facts.get(f"p-{each.name}")]
        for each in chosen:
            if not facts.get(f"q-{each.name}") and f"q-{each.name}" not in self.errors:
                self.add_error(f"q-{each.name}", _("Write the quantity."))
        if not chosen and not self.errors:
            self.add_error(None, _("No product was chosen; nothing was taken over."))
        return facts

    def chosen(self) -> list[tuple[Offer, Product, Decimal]]:
        """What is to be taken over, once valid."""
        facts = self.cleaned_data
        named = [each for each in self.offers if facts[f"p-{each.name}"]]
        return [(each, self.products[facts[f"p-{each.name}"]], facts[f"q-{each.name}"]) for each in named]
