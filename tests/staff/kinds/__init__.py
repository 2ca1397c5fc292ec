"""Tests of the declarations of histories."""
