"""Screens of emulation and awards."""
