"""Forms and lists of the statistical books."""
