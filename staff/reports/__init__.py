"""Charts and exported tables of the personnel screens."""
