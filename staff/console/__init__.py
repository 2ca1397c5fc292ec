"""The records console: Wagtail's generic screens, each starting at the gate.

Wagtail's own views check the verb and never the row, so every view class is replaced here once; an
app's viewset only declares model, columns, filters and forms.
"""

from staff.console.columns import DayColumn, NumberColumn, TextColumn
from staff.console.filters import ScopedFilterSet
from staff.console.forms import ScopedModelForm
from staff.console.searching import by_person, by_text
from staff.console.viewset import ScopedModelViewSet

__all__ = [
    "DayColumn",
    "NumberColumn",
    "ScopedFilterSet",
    "ScopedModelForm",
    "ScopedModelViewSet",
    "TextColumn",
    "by_person",
    "by_text",
]
