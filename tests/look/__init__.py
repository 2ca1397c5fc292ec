"""Tests of the look: tokens, contrast, templates, icons."""
