"""Screens of giving work."""
