"""Entries of coordination rules, inspections and the steering committee in the registries."""


def connect() -> None:
    """Called once at start."""
