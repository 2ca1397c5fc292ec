"""Screens of the site that are not pages of Wagtail."""
