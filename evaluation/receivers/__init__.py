"""What the app tells the gate and the registries at start; one module for each part of the app."""

from evaluation.receivers import (
    boards,
    books,
    cycle,
    emulation,
    gate,
    organisations,
    papers,
    scoring,
    work,
    years,
)


def connect() -> None:
    """Called once at start."""
    gate.declare_tables()
    for part in (scoring, books, boards, work, cycle, years, organisations, emulation, papers):
        part.connect()
