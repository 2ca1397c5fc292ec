"""Screens of evaluation and caseload; every one begins at the gate."""
