"""Tables of the lists of the site."""
