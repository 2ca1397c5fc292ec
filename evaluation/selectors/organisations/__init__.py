"""Ratings of organisations (Decree 335/2025, art. 5 to 9)."""
