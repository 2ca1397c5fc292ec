"""The catalogue to look at: products in force on a day, earlier versions, how a coefficient came about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from evaluation.models import Product
from evaluation.rules.catalogue import MOST_GROUPS
from evaluation.rules.giving import coefficient_of
from hrm.kernel.text import fold
from staff.access import require, rows_for
from staff.access.gate import Asker


@dataclass(frozen=True)
class Department:
    """The groups by complexity of a department's catalogue (art. 13.1.a)."""

    name: str
    groups: list[str]
    products: int

    @property
    def too_many(self) -> bool:
        """More than the five the decree allows."""
        return len(self.groups) > MOST_GROUPS


@dataclass(frozen=True)
class Derivation:
    """How a coefficient follows from points: the product's over those of the standard product."""

    points: Decimal
    standard: Product
    coefficient: Fraction
    agrees: bool


def catalogue_on(user: Asker, day: date) -> QuerySet[Any]:
    """Products in force on a day; 403 without the verb."""
    require(user, Product, "read")
    found: QuerySet[Any] = rows_for(user, Product, "read").filter(_in_force(day)).order_by("code")
    return found


def matching(products: Iterable[Product], text: str) -> list[Product]:
    """By code, name or task, without diacritics."""
    wanted = fold(text)
    return [p for p in products if not wanted or wanted in fold(f"{p.code} {p.name} {p.task}")]


def departments_of(products: Iterable[Product]) -> list[Department]:
    """Departments with their groups."""
    groups: dict[str, dict[str, str]] = {}
    numbers: dict[str, int] = {}
    for product in products:
        found = groups.setdefault(product.department, {})
        numbers[product.department] = numbers.get(product.department, 0) + 1
        if product.group:
            found.setdefault(fold(product.group), product.group)
    return [Department(name, sorted(groups[name].values()), numbers[name]) for name in sorted(groups)]


def versions_of(user: Asker, product: Product) -> QuerySet[Any]:
    """Every version of a product's code, newest first."""
    found: QuerySet[Any] = rows_for(user, Product, "read").filter(code=product.code).order_by("-start")
    return found


def derivation_of(product: Product) -> Derivation | None:
    """Points over the points of the standard product (coefficient 1) of its catalogue; None without points.

    The standard product of the same department first, else the one of the whole catalogue.
    """
    if product.points is None:
        return None
    standards = Product.objects.filter(_in_force(product.start), coefficient=1, points__gt=0).order_by("code")
    standard = standards.filter(department=product.department).first() or standards.first()
    if standard is None or standard.points is None:
        return None
    value = coefficient_of(product.points, standard.points)
    if value is None:
        return None
    shown = Fraction(product.coefficient)
    agrees = abs(value - shown) < Fraction(1, 100)
    return Derivation(product.points, standard, value, agrees)


def _in_force(day: date) -> Q:
    return Q(start__lte=day) & (Q(end__isnull=True) | Q(end__gt=day))
