"""Tables, cards and panels of the site."""
