"""Reads behind the reports: who counts on a day, tables of figures, lists of names, the curriculum vitae."""
