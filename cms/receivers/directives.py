"""Entries of directives and their acknowledgement in the registries."""


def connect() -> None:
    """Called once at start."""
