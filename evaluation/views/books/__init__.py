"""Screens of the statistical books."""
