"""Reads for the screens of the site."""
