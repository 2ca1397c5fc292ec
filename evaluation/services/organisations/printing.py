"""How a recognised sheet becomes the file that is kept: documents stand above services and register here."""

from collections.abc import Callable

from evaluation.models import UnitRating

printers: dict[str, Callable[[UnitRating], bytes]] = {}
