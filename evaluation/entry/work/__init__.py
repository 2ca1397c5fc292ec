"""What people fill in when work is given."""
