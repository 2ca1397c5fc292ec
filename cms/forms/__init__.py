"""What people fill in on the screens of the site."""
