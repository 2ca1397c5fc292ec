"""Entries of the directory and the organisation chart in the registries."""


def connect() -> None:
    """Called once at start."""
