"""Histories by workbook: sheets of one shape, each kind named by its heading (docs: workbooks, section 8)."""

from staff.imports.histories.guides import HISTORY_GUIDES
from staff.imports.histories.workbook import import_histories

__all__ = ["HISTORY_GUIDES", "import_histories"]
