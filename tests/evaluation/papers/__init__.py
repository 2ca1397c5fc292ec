"""Documents in the background and packages for the national database."""
