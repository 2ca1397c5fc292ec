"""Entries of what becomes of directives: study, plans, tasks, reviews in the registries."""


def connect() -> None:
    """Called once at start."""
