"""What a planned reorganisation would do: read, worked out row by row, checked, shown."""
