"""The due-date centre: one module for each kind of due date, all computed in bulk."""

from staff.selectors.due.asking import due_items, follows_units, told_to
from staff.selectors.due.choosing import Wanted
from staff.selectors.due.scope import Person, Scope, scope_of, whole_scope
from staff.selectors.due.shape import DueItem
from staff.selectors.due.sums import DueSum, by_kind, by_unit, everything
from staff.selectors.due.words import HORIZON_LABELS, KIND_LABELS, STATE_LABELS

__all__ = [
    "HORIZON_LABELS",
    "KIND_LABELS",
    "STATE_LABELS",
    "DueItem",
    "DueSum",
    "Person",
    "Scope",
    "Wanted",
    "by_kind",
    "by_unit",
    "due_items",
    "everything",
    "follows_units",
    "scope_of",
    "told_to",
    "whole_scope",
]
