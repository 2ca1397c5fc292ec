"""The kinds of history a personnel record is made of: one declaration each, read by forms, lists and workbooks."""

from staff.kinds.declared import KINDS, kind_by_slug, kind_of, kinds_of
from staff.kinds.shape import Chapter, Kind
from staff.kinds.words import content, shown_value, summary

__all__ = [
    "KINDS",
    "Chapter",
    "Kind",
    "content",
    "kind_by_slug",
    "kind_of",
    "kinds_of",
    "shown_value",
    "summary",
]
