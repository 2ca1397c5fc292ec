"""The due-date centre: what falls due when, as a table of counts, a list, a workbook and a calendar."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hrm.kernel import ics
from staff.access import require, rows_for
from staff.forms.due import ALL_STATES, DueFilterForm
from staff.models import Officer, Unit
from staff.reports.due_calendar import due_calendar
from staff.reports.due_workbook import due_workbook
from staff.rules.due import DueState
from staff.selectors.due import DueItem, Wanted, due_items, scope_of
from staff.selectors.tree import Tree, load_tree
from staff.tables import DueTable
from staff.views.days import AsAt, as_at
from staff.views.due_counts import counts
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@dataclass(frozen=True)
class _Asked:
    """What the address asks for and what was found; nothing while a filter has an impossible value."""

    at: date
    form: DueFilterForm
    people: list[DueItem]
    chosen: list[DueItem]
    tree: Tree
    units: frozenset[int]


@require_safe
@never_cache
def due(request: HttpRequest) -> HttpResponse:
    """Due dates of people in reach, or the own ones, seen from a day."""
    day = as_at(request)
    context: dict[str, Any] = {"as_at": day, "breadcrumbs": []}
    asked = _asked(request, day)
    if asked is not None:
        context |= {
            "form": asked.form,
            "counts": counts(request.GET, asked.people, asked.tree, asked.units),
            "table": sorted_and_paged(DueTable(asked.chosen, order_by="due"), request),
        }
    return render(request, "staff/due/centre.html", context)


@require_safe
def due_xlsx(request: HttpRequest) -> HttpResponse:
    """The list with its filters as a workbook; what cannot be read goes back to the page, which says so."""
    asked = _asked(request, as_at(request))
    if asked is None or not asked.form.is_valid():
        return _back(request)
    return workbook_response(due_workbook(asked.chosen, asked.at), f"den-han-{asked.at:%Y-%m-%d}.xlsx")


@require_safe
def due_calendar_file(request: HttpRequest) -> HttpResponse:
    """The same as a calendar file."""
    asked = _asked(request, as_at(request))
    if asked is None or not asked.form.is_valid():
        return _back(request)

    def address(item: DueItem) -> str:
        page = reverse("staff:officer", args=[item.person.number])
        return request.build_absolute_uri(f"{page}?tab=den-han")

    headers = {"Content-Disposition": 'attachment; filename="den-han.ics"', "Cache-Control": "no-store"}
    content = due_calendar(asked.chosen, timezone.now(), address)
    return HttpResponse(content, content_type=ics.CONTENT_TYPE, headers=headers)


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('staff:due')}?{request.GET.urlencode()}")


def _asked(request: HttpRequest, day: AsAt) -> _Asked | None:
    require(request.user, Officer, "view")
    if day.day is None:
        return None
    units = frozenset(rows_for(request.user, Unit, "view").values_list("pk", flat=True))
    tree = load_tree()
    shown = tree.in_tree_order(tree.open_below(units, day.day))
    form = DueFilterForm(
        request.GET, units=[(node.code, "\u2003" * depth + node.name) for node, depth in shown]
    )
    people, chosen = _found(request, day.day, form, tree) if form.is_valid() else ([], [])
    return _Asked(day.day, form, people, chosen, tree, units)


def _found(
    request: HttpRequest, at: date, form: DueFilterForm, tree: Tree
) -> tuple[list[DueItem], list[DueItem]]:
    items = due_items(scope_of(request.user, at))
    wanted = _wanted(form.cleaned_data, tree)
    return wanted.people(items), wanted.chosen(items)


def _wanted(cleaned: dict[str, str], tree: Tree) -> Wanted:
    roots = [node.id for node in tree.nodes.values() if node.code == cleaned["unit"]]
    state = cleaned["state"] or DueState.OPEN.value
    return Wanted(
        text=cleaned["q"],
        kind=cleaned["kind"],
        horizon=cleaned["horizon"],
        unit_ids=tree.below(roots) if cleaned["unit"] else None,
        states=None if state == ALL_STATES else frozenset((DueState(state),)),
    )
