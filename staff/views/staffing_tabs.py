"""The way between the boards: gap, what-if, pressure; for the same day and units."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from staff.selectors.pressure import workload_source
from staff.views.scope import Scope


def board_tabs(request: HttpRequest, current: str, scope: Scope) -> list[dict[str, Any]]:
    """Tabs the person may open; `current` is the name of the address."""
    names = {"staffing": _("Gap board"), "staffing_whatif": _("What if")}
    source = workload_source()
    if source is not None and source.reach(request.user):
        names["pressure"] = _("Pressure of work")
    return [
        {
            "label": label,
            "url": f"{reverse(f'staff:{name}')}{'?' if scope.query else ''}{scope.query}",
            "active": name == current,
        }
        for name, label in names.items()
    ]
