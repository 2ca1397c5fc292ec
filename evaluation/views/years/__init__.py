"""Ratings of the year."""
