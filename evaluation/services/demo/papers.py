"""Demonstration of documents made in the background and packages for the national database."""

from collections.abc import Mapping
from typing import Final

from evaluation.services.papers import ask_for
from staff.models import User

PERIOD: Final = "2026-Q3"
OFFICE: Final = "PT-KV8"


def load(accounts: Mapping[str, User]) -> None:
    """One finished booklet of a regional office, for the personnel officer to download."""
    wanted = {"period": PERIOD, "unit": OFFICE, "below": False}
    ask_for(kind="mau-01-tap", wanted=wanted, actor=accounts["personnel"], at_once=True)
