"""What people fill in on the training screens."""
