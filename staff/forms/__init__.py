"""Forms of the personnel screens."""
