"""The demonstration of the whole cycle, part by part, through the services that people use."""

from collections.abc import Mapping

from evaluation.services.demo import books, cycle, emulation, organisations, papers, work, years
from staff.models import User


def load_demo_cycle(accounts: Mapping[str, User]) -> None:
    """Fill every part; `accounts` by role (personnel, head, leader, officer, caseload_clerk, …)."""
    for part in (books, work, cycle, organisations, years, emulation, papers):
        part.load(accounts)
