"""Figures of the personnel boards that an editor may put into a page."""

from typing import cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from staff.access import rows_for
from staff.menu import sees_units
from staff.models import Unit
from staff.registries import Figure, figures
from staff.selectors.staffing import staffing_board


def staffing_figure(request: HttpRequest) -> str:
    """Quota, present and vacant today in the reader's units."""
    if not sees_units(request):
        return ""
    units = set(rows_for(request.user, Unit, "view").values_list("pk", flat=True))
    board = staffing_board(localdate(), units)
    return render_to_string("staff/_figures.html", {"total": board.total}, request) if board.rows else ""


STAFFING = Figure("bien-che", cast(str, _("Staffing: quota, present, vacant")), staffing_figure, order=10)


def connect_figures() -> None:
    """Called once at start."""
    figures.append(STAFFING)
