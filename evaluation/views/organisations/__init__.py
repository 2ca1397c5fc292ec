"""Screens of ratings of organisations."""
