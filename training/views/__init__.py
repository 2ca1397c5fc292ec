"""HTTP of the training screens."""
