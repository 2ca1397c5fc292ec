"""Forms of the site's screens."""
