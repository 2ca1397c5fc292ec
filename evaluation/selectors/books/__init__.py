"""Reads of closed books, sums, targets, drives, reconciliation and supplementary reports."""
