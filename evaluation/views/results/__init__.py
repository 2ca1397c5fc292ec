"""Boards of the caseload: about HTTP only."""
