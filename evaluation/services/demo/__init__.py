"""The demonstration of the whole cycle, part by part, through the services that people use."""

from collections.abc import Mapping

from evaluation.services.demo import books, cycle, emulation, organisations, papers, pilot, work, years
from evaluation.services.demo.pilot import load_first_catalogue
from staff.models import User


def load_demo_cycle(accounts: Mapping[str, User]) -> None:
    """Fill every part; `accounts` by role (personnel, head, leader, officer, caseload_clerk, …)."""
    for part in (books, work, pilot, cycle, organisations, years, emulation, papers):
        part.load(accounts)


__all__ = ["load_demo_cycle", "load_first_catalogue"]
