"""The histories across officers: the hub, the list of a kind, its workbook, one officer's rows, who changed what."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hrm.kernel.text import fold
from staff.access import require, row_for, rows_for
from staff.fact_tables import FactTable
from staff.forms.fact_filter import FactFilter
from staff.kinds import Kind, kind_by_slug
from staff.models import Officer, Unit, User
from staff.reports.facts import facts_workbook
from staff.selectors.chapters import hides_anything, state_on
from staff.selectors.facts import hub_of, may_see, rows_of, rows_of_officer, said, state_word, versions_of
from staff.selectors.officers import is_own, tables_open
from staff.selectors.tree import unit_choices
from staff.views.days import AsAt, as_at
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response

# `?at=` for everything recorded, whenever it held.
EVERYTHING = "tat-ca"


@dataclass(frozen=True)
class Moment:
    """The day a list speaks of, or everything (as it lies to today)."""

    as_at: AsAt
    everything: bool

    @property
    def day(self) -> date | None:
        """The day that states and home units are of; None for a day that cannot be read."""
        return self.as_at.day


def kind_or_404(slug: str) -> Kind:
    """The kind of an address."""
    kind = kind_by_slug(slug)
    if kind is None:
        raise Http404
    return kind


@require_safe
def histories(request: HttpRequest) -> HttpResponse:
    """Every kind of history by chapter, with the number of entries in force in reach."""
    require(request.user, Officer, "view")
    chapters = hub_of(cast(User, request.user), timezone.localdate())
    return render(request, "staff/facts/hub.html", {"chapters": chapters, "breadcrumbs": []})


@require_safe
def facts(request: HttpRequest, slug: str) -> HttpResponse:
    """Entries of one kind in reach: as at a day or all, filtered, sorted, in pages."""
    kind = kind_or_404(slug)
    moment = _moment(request)
    chosen = _filter(request, kind, moment)
    context: dict[str, Any] = {"kind": kind, "moment": moment, "as_at": moment.as_at}
    if chosen is not None:
        table = FactTable(_matching(chosen), kind=kind, at=moment.day)
        context |= {"filter": chosen, "table": sorted_and_paged(table, request)}
    context["breadcrumbs"] = [_hub_crumb(), {"label": kind.heading}]
    return render(request, "staff/facts/list.html", context)


@require_safe
def facts_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """The list with its filters and scope as a workbook; masked fields stay masked."""
    kind = kind_or_404(slug)
    moment = _moment(request)
    chosen = _filter(request, kind, moment)
    if chosen is None or moment.day is None or not chosen.is_valid():
        return redirect(f"{reverse('staff:facts', args=[slug])}?{request.GET.urlencode()}")
    content = facts_workbook(kind, chosen.qs, moment.day, everything=moment.everything)
    return workbook_response(content, f"{slug}-{moment.day:%Y-%m-%d}.xlsx")


@require_safe
def officer_facts(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """One officer's entries of a kind, newest first, as they lie to a day."""
    kind = kind_or_404(slug)
    viewer = cast(User, request.user)
    officer = row_for(viewer, Officer, "view", number=number)
    if not may_see(viewer, kind, officer):
        raise Http404
    asked = as_at(request)
    rows = rows_of_officer(viewer, kind, officer) if asked.day else []
    context: dict[str, Any] = {
        "kind": kind,
        "officer": officer,
        "as_at": asked,
        "lines": [_line(kind, row, asked.day) for row in rows],
        "may_add": bool(tables_open(viewer, officer, "add", (kind.model,))),
        "may_change": bool(tables_open(viewer, officer, "change", (kind.model,))),
        "hides": hides_anything(kind),
        "breadcrumbs": [*officer_crumbs(viewer, officer), {"label": kind.heading}],
    }
    return render(request, "staff/facts/officer.html", context)


@require_safe
def fact_history(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who changed an entry, when, from what to what; a withdrawn one keeps its history."""
    kind = kind_or_404(slug)
    viewer = cast(User, request.user)
    officer, versions, stands = versions_of(viewer, kind, pk)
    crumbs = [*officer_crumbs(viewer, officer), kind_crumb(kind, officer), {"label": _("Change history")}]
    context = {
        "kind": kind,
        "officer": officer,
        "versions": versions,
        "stands": stands,
        "breadcrumbs": crumbs,
    }
    return render(request, "staff/facts/history.html", context)


def officer_crumbs(viewer: User, officer: Officer) -> list[dict[str, str]]:
    """The way back to the officer page."""
    if is_own(viewer, officer):
        return [{"label": _("My record"), "url": reverse("staff:my_record")}]
    return [
        {"label": _("Officers"), "url": reverse("staff:officers")},
        {"label": officer.full_name, "url": reverse("staff:officer", args=[officer.number])},
    ]


def kind_crumb(kind: Kind, officer: Officer) -> dict[str, str]:
    """The way back to the officer's entries of a kind."""
    return {"label": kind.heading, "url": reverse("staff:officer_facts", args=[officer.number, kind.slug])}


def _hub_crumb() -> dict[str, str]:
    return {"label": _("Careers and histories"), "url": reverse("staff:histories")}


def _moment(request: HttpRequest) -> Moment:
    if fold(request.GET.get("at", "")).replace(" ", "-") == EVERYTHING:
        return Moment(AsAt(timezone.localdate()), everything=True)
    return Moment(as_at(request), everything=False)


def _filter(request: HttpRequest, kind: Kind, moment: Moment) -> FactFilter | None:
    """The list as filtered, nothing without a day."""
    require(request.user, kind.model, "view")
    if moment.day is None:
        return None
    rows = rows_of(cast(User, request.user), kind, moment.day, everything=moment.everything)
    in_reach = set(rows_for(request.user, Unit, "view").values_list("pk", flat=True))
    units = unit_choices(moment.day, in_reach)
    return FactFilter(request.GET, rows, request=request, kind=kind, units=units)


def _matching(chosen: FactFilter) -> QuerySet[Any]:
    """What matches; nothing while a filter has an impossible value, which the form then names."""
    rows: QuerySet[Any] = chosen.qs if chosen.is_valid() else chosen.queryset.none()
    return rows


def _line(kind: Kind, row: Any, at: date | None) -> dict[str, Any]:
    state = state_on(row, at) if at else ""
    return {"row": row, "words": said(kind, row), "state": state, "state_word": state_word(state)}
