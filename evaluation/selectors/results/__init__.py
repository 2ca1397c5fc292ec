"""Boards of the caseload by unit: sums of what the asker may see, and what they are made of."""
