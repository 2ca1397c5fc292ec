"""Filters of the site's tables: pages, directives and what follows from them."""
