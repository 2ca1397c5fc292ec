"""The needs board, the names behind it, and both as workbooks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hrm.kernel.text import fold
from staff.access import require, rows_for
from staff.models import Officer
from staff.selectors.tree import load_tree
from staff.views.days import AsAt, as_at
from staff.views.paging import sorted_and_paged
from training.enums import NeedKind, Target
from training.forms.boards import NeedForm
from training.models import Expectation
from training.reports.exports import needs_board_workbook, needs_workbook
from training.selectors.needs import Need, NeedBoard, needs_board, needs_of
from training.tables import NeedTable
from training.views.asking import chosen_units, crumbs, unit_list, units_in_reach, workbook


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """People who lack something by unit, for what they hold or for the next rank."""
    asked, target = _asked(request)
    board = _board(request, asked, target)
    context: dict[str, Any] = {
        "as_at": asked,
        "target": target,
        "board": board,
        "tabs": _tabs(request, target, "training:needs"),
        "expectations": Expectation.objects.select_related("rank", "post"),
        "breadcrumbs": [],
    }
    if board is not None:
        context["lines"] = [(row, [(kind, row.by_kind[kind]) for kind in board.kinds]) for row in board.rows]
        context["totals"] = [(kind, board.total.by_kind[kind]) for kind in board.kinds]
    return render(request, "training/needs.html", context)


@require_safe
def needs_xlsx(request: HttpRequest) -> HttpResponse:
    """The board as a workbook."""
    asked, target = _asked(request)
    board = _board(request, asked, target)
    if board is None or asked.day is None:
        return redirect(f"{reverse('training:needs')}?{request.GET.urlencode()}")
    title = _title(target, asked)
    return workbook(needs_board_workbook(board, title), f"nhu-cau-dao-tao-{asked.day:%Y-%m-%d}.xlsx")


@require_safe
def needs_people(request: HttpRequest) -> HttpResponse:
    """Names with what they lack, by unit and kind."""
    asked, target = _asked(request)
    context: dict[str, Any] = {"as_at": asked, "target": target}
    if asked.day is not None:
        form = NeedForm(request.GET, units=unit_list(request, asked.day))
        people = _people(request, asked, target, form)
        context |= {"form": form, "table": sorted_and_paged(NeedTable(people, order_by="name"), request)}
    context["tabs"] = _tabs(request, target, "training:needs_people")
    back = f"{reverse('training:needs')}?muc={target.value}&{asked.query}"
    context["breadcrumbs"] = crumbs((_("Training needs"), back), (_("Names"), ""))
    return render(request, "training/needs_people.html", context)


@require_safe
def needs_people_xlsx(request: HttpRequest) -> HttpResponse:
    """The names with their filters as a workbook, one line a lack."""
    asked, target = _asked(request)
    if asked.day is None:
        return redirect(f"{reverse('training:needs_people')}?{request.GET.urlencode()}")
    form = NeedForm(request.GET, units=unit_list(request, asked.day))
    if not form.is_valid():
        return redirect(f"{reverse('training:needs_people')}?{request.GET.urlencode()}")
    people = _people(request, asked, target, form)
    name = f"nhu-cau-dao-tao-danh-sach-{asked.day:%Y-%m-%d}.xlsx"
    return workbook(needs_workbook(people, _title(target, asked)), name)


def _asked(request: HttpRequest) -> tuple[AsAt, Target]:
    require(request.user, Expectation, "view")
    text = request.GET.get("muc", "")
    return as_at(request), Target(text) if text in Target.values else Target.HELD


def _board(request: HttpRequest, asked: AsAt, target: Target) -> NeedBoard | None:
    if asked.day is None:
        return None
    return needs_board(asked.day, units_in_reach(request), target)


def _people(request: HttpRequest, asked: AsAt, target: Target, form: NeedForm) -> list[Need]:
    """Who lacks something, as filtered; nobody while a filter has an impossible value."""
    units = chosen_units(request)
    if not form.is_valid() or asked.day is None:
        return []
    wanted = form.cleaned_data["kind"]
    visible = set(rows_for(request.user, Officer, "view").values_list("pk", flat=True))
    found = needs_of(asked.day, load_tree().below(units), target)
    return [
        need
        for need in found
        if need.person.officer_id in visible and _lacks(need, wanted) and _named(need, form.cleaned_data["q"])
    ]


def _lacks(need: Need, wanted: str) -> bool:
    """Something that the record shows to be lacking; of the wanted kind where one is."""
    return any(not wanted or lack.kind == NeedKind(wanted) for lack in need.known)


def _named(need: Need, text: str) -> bool:
    person = need.person
    return fold(text) in fold(person.full_name) or text.strip().lower() in person.number.lower()


def _tabs(request: HttpRequest, current: Target, name: str) -> list[dict[str, Any]]:
    kept = request.GET.copy()
    tabs = []
    for target in Target:
        kept["muc"] = target.value
        kept.pop("page", None)
        url = f"{reverse(name)}?{kept.urlencode()}"
        tabs.append({"label": target.label, "url": url, "active": target is current})
    return tabs


def _title(target: Target, asked: AsAt) -> str:
    day = asked.day.strftime("%d/%m/%Y") if asked.day else ""
    return _("Training needs (%(target)s) as at %(day)s") % {"target": target.label, "day": day}
