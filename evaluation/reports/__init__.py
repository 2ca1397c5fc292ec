"""Charts, workbooks and panels made of what the selectors read."""
