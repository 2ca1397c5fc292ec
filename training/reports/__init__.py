"""Workbooks and panels of training."""
