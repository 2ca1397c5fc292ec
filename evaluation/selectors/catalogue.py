"""The product catalogue as a quarter uses it (article 13 of Decree 335/2025)."""

from datetime import date

from evaluation.models import Product


def products_for(day: date) -> dict[str, Product]:
    """Products in force on the day, by code; where none was yet, the first version decided later.

    The decree holds from 01/01/2026, but catalogues were due by 30/06/2026 (article 26.1.a): the quarters
    before are scored by the first catalogue. What had ended by the day is not found.
    """
    later = Product.objects.filter(start__gt=day).order_by("-start")
    known = set(Product.objects.filter(start__lte=day).values_list("code", flat=True))
    first = {product.code: product for product in later if product.code not in known}
    return first | {product.code: product for product in Product.objects.valid_on(day)}
