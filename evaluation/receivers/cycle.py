"""Entries of the cycle of a period."""

from evaluation.reports.cycle_panels import complaints_card
from evaluation.services.reminders import CYCLE_DIGEST
from staff.registries import HomeCard, HomePart, digest_sources, home_cards


def connect() -> None:
    """Called once at start."""
    digest_sources.append(CYCLE_DIGEST)
    home_cards.append(HomeCard("complaints", complaints_card, 12, part=HomePart.WAITING))
