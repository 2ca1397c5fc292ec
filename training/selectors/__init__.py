"""Reads for the training screens: plain rows out, nothing written."""
