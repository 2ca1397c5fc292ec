"""Entries of search in the registries."""


def connect() -> None:
    """Called once at start."""
