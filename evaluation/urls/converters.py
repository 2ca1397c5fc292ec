"""How addresses write a period."""

from django.urls import register_converter


class QuarterConverter:
    """2026-Q3, or 2026-07 where an agency scores by month."""

    regex = r"[0-9]{4}-(?:Q[1-4]|0[1-9]|1[0-2])"

    def to_python(self, value: str) -> str:
        """Kept as text."""
        return value

    def to_url(self, value: str) -> str:
        """Kept as text."""
        return value


def register() -> None:
    """Called once, before the addresses are read."""
    register_converter(QuarterConverter, "quarter")
