"""Verbs of the internal site."""
