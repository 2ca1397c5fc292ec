"""Reads for screens, commands and exports: plain rows out, nothing written."""
