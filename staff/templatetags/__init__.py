"""Template tags of the personnel screens."""
