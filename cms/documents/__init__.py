"""Documents of the site on paper."""
