"""Boards: tasks by unit, directives by how far they have come; as workbook and on paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.documents.followup_report import FollowUpPaper, followup_pdf
from cms.entry.tasks import BoardFilter
from cms.reports.followup_books import units_workbook
from cms.reports.followup_tables import UnitTable, WayTable
from cms.rules.followup import Outcome, Tally
from cms.selectors.followup_boards import Board, directive_board, tasks_in_units, unit_board, units_followed
from cms.selectors.tasks import Wish, with_story
from cms.views.followup.asking import workbook
from staff.models import Unit
from staff.reports.table_workbook import table_workbook
from staff.selectors.reports.agency import agency_of
from staff.selectors.tree import subtree_of, unit_choices
from staff.views.paging import sorted_and_paged


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Tasks by unit with the names behind every figure."""
    form = _form(request)
    found = unit_board(request.user, _wish(form), localdate()) if form.is_valid() else Board([], Tally())
    context = {
        "form": form,
        "total": found.total,
        "table": UnitTable(found.lines, days=_days(request)),
        "tabs": _tabs("cms:followup_board"),
        "breadcrumbs": [],
    }
    return render(request, "cms/followup/board.html", context)


@require_safe
def board_xlsx(request: HttpRequest) -> HttpResponse:
    """The board as a workbook."""
    form = _form(request)
    if not form.is_valid():
        return redirect(f"{reverse('cms:followup_board')}?{request.GET.urlencode()}")
    found = unit_board(request.user, _wish(form), localdate())
    return workbook(units_workbook(found), f"theo-doi-nhiem-vu-{localdate():%Y-%m-%d}.xlsx")


@require_safe
def board_pdf(request: HttpRequest) -> HttpResponse:
    """The report on how directives are carried out, on paper."""
    form, today = _form(request), localdate()
    if not form.is_valid():
        return redirect(f"{reverse('cms:followup_board')}?{request.GET.urlencode()}")
    wish = _wish(form)
    late = Wish(unit_ids=wish.unit_ids, outcome=Outcome.OVERDUE, first=wish.first, last=wish.last)
    paper = FollowUpPaper(
        agency=agency_of(_agency(request, form)),
        today=today,
        first=wish.first,
        last=wish.last,
        board=unit_board(request.user, wish, today),
        ways=directive_board(request.user, wish.unit_ids, today),
        overdue=list(with_story(tasks_in_units(request.user, late, today)).order_by("deadline", "pk")),
    )
    headers = {
        "Content-Disposition": f'inline; filename="bao-cao-chi-dao-{today:%Y-%m-%d}.pdf"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(followup_pdf(paper), content_type="application/pdf", headers=headers)


@require_safe
def directives(request: HttpRequest) -> HttpResponse:
    """Each directive with the way it has come in the units in reach."""
    form = _form(request)
    rows = directive_board(request.user, _wish(form).unit_ids, localdate()) if form.is_valid() else []
    context = {
        "form": form,
        "table": sorted_and_paged(WayTable(rows), request),
        "tabs": _tabs("cms:followup_directives"),
        "breadcrumbs": [],
    }
    return render(request, "cms/followup/directives.html", context)


@require_safe
def directives_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    form = _form(request)
    if not form.is_valid():
        return redirect(f"{reverse('cms:followup_directives')}?{request.GET.urlencode()}")
    table = WayTable(directive_board(request.user, _wish(form).unit_ids, localdate()))
    content = table_workbook(_("Follow-up of directives"), table)
    return workbook(content, f"theo-doi-chi-dao-{localdate():%Y-%m-%d}.xlsx")


def _form(request: HttpRequest) -> BoardFilter:
    return BoardFilter(request.GET, units=unit_choices(localdate(), units_followed(request.user)))


def _wish(form: BoardFilter) -> Wish:
    facts = form.cleaned_data
    units = subtree_of(facts["unit"]) if facts["unit"] else None
    return Wish(unit_ids=units, first=facts["first"], last=facts["last"])


def _days(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("first", "last")}


def _agency(request: HttpRequest, form: BoardFilter) -> Unit | None:
    """The unit chosen, else the one top of what the person follows."""
    if form.cleaned_data["unit"]:
        return Unit.objects.get(code=form.cleaned_data["unit"])
    inside = units_followed(request.user)
    tops = list(Unit.objects.filter(pk__in=inside).exclude(parent__in=inside).at(localdate())[:2])
    return tops[0] if len(tops) == 1 else None


def _tabs(current: str) -> list[dict[str, Any]]:
    pages = (("cms:followup_board", _("By unit")), ("cms:followup_directives", _("By directive")))
    return [{"label": label, "url": reverse(name), "active": name == current} for name, label in pages]
