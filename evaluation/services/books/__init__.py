"""Verbs of the statistical books: close, correct by report, set targets, run drives, store figures beside the form."""
