"""Entries of what waits for the person who asks in the registries."""


def connect() -> None:
    """Called once at start."""
