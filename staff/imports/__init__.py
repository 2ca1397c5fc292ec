"""Workbooks of units and officers: read, check, apply."""
