"""Workbooks of caseload, products and work: read, check, apply."""
