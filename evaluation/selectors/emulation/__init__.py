"""What the screens of emulation and awards read."""
