"""Screens of directives and their acknowledgement."""
