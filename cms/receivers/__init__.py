"""What the app tells the gate and the registries at start; one module for each part of the app."""

from cms.receivers import directives, directory, followup, gate, governance, mine, moderation, pages, search


def connect() -> None:
    """Called once at start."""
    gate.declare_tables()
    for part in (pages, moderation, directives, followup, governance, directory, search, mine):
        part.connect()
