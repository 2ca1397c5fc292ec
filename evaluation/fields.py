"""Column types of the app."""

from django.db import models


def score_column(label: str) -> models.DecimalField:
    """A score or ratio: ten decimals, cut, never rounded over a band; the exact value is in `trace`."""
    return models.DecimalField(label, max_digits=18, decimal_places=10, null=True, blank=True)


def quantity_column(label: str) -> models.DecimalField:
    """A quantity of products; shares of a joint product make fractions."""
    return models.DecimalField(label, max_digits=18, decimal_places=10)
