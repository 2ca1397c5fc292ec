"""Work given in a period: by unit and officer, one officer, giving by form."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.entry.work.giving import GiveForm, WorkFilterForm
from evaluation.models import Product, WorkItem
from evaluation.reports.work_panels import earlier
from evaluation.reports.work_tables import OfficerWorkTable
from evaluation.rules.periods import Quarter, ScoringPeriod
from evaluation.selectors.giving import (
    OfficerWork,
    filtered,
    gives_work,
    items_for,
    members_of,
    periods_to_offer,
    products_to_give,
    sees_work_of_units,
    unit_reach,
    units_with,
    work_in,
)
from evaluation.selectors.roster import confirmed_officers
from evaluation.selectors.work_lines import progress_of
from evaluation.services.giving import Gift, give_work
from evaluation.views.work.asking import actor, crumbs, done, period_of, workbook
from staff.access import may, require, rows_for
from staff.models import Officer
from staff.registries import work_sources
from staff.reports.table_workbook import table_workbook
from staff.views.paging import sorted_and_paged


@require_safe
def giving(request: HttpRequest) -> HttpResponse:
    """The running quarter's work."""
    unit_reach(request.user, "view")
    return redirect("evaluation:giving_board", Quarter.containing(timezone.localdate()).code)


@require_safe
def board(request: HttpRequest, period: str) -> HttpResponse:
    """Everyone in reach with what is given, done, of quality, on time, in converted units."""
    asked = period_of(period)
    everyone = work_in(request.user, asked)
    form = _filter(request, everyone)
    table = OfficerWorkTable(_shown(form, everyone), period=asked.code, order_by=("unit", "name"))
    context = {
        "period": asked,
        "periods": _tabs(request, asked),
        "form": form,
        "table": sorted_and_paged(table, request),
        "people": len(everyone),
        "without": sum(not each.lines for each in everyone),
        "whole": progress_of(line for each in everyone for line in each.lines),
        "gives": gives_work(request.user),
        "offers_work": bool(work_sources),
        "imports": may(request.user, WorkItem, "import"),
        "sees_catalogue": may(request.user, Product, "read"),
        "breadcrumbs": [],
    }
    return render(request, "evaluation/work/board.html", context)


@require_safe
def board_xlsx(request: HttpRequest, period: str) -> HttpResponse:
    """The same list as a workbook."""
    asked = period_of(period)
    everyone = work_in(request.user, asked)
    table = OfficerWorkTable(_shown(_filter(request, everyone), everyone), period=asked.code)
    title = _("Work given, %(period)s") % {"period": asked.title}
    return workbook(table_workbook(title, table), f"giao-viec-{asked.code}.xlsx")


@require_safe
def officer(request: HttpRequest, period: str, number: str) -> HttpResponse:
    """One officer's work of a period, with what former units sent (articles 18.1 and 19.1)."""
    asked = period_of(period)
    require(request.user, WorkItem, "view")
    person = _person(request, asked, number)
    lines = items_for(request.user, person, asked)
    context: dict[str, Any] = {
        "period": asked,
        "officer": person,
        "lines": lines,
        "progress": progress_of(lines),
        "frozen": person.pk in confirmed_officers(asked),
        "gives": gives_work(request.user) and number in members_of(request.user, asked).members,
        "breadcrumbs": crumbs(asked, (person.full_name, "")),
        **earlier(request, person),
    }
    return render(request, "evaluation/work/officer.html", context)


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, period: str) -> HttpResponse:
    """Give a product of the catalogue to an officer in reach."""
    asked = period_of(period)
    members = members_of(request.user, asked).members
    products = products_to_give(asked)
    initial = {"officer": request.GET.get("number", "")[:40]}
    form = GiveForm(request.POST or None, initial=initial, members=members.values(), products=products)

    def act() -> None:
        facts = form.cleaned_data
        person = Officer.objects.get(pk=members[facts["officer"]].officer_id)
        chosen = next(product for product in products if str(product.pk) == facts["product"])
        gift = Gift(person, chosen, facts["quantity"], facts["unplanned"])
        give_work(period=asked, gifts=[gift], actor=actor(request))

    message = _("The work was given.")
    if request.method == "POST" and form.is_valid() and done(request, form, act, message):
        return redirect("evaluation:work_of", asked.code, form.cleaned_data["officer"])
    title = _("Give work")
    context = {
        "form": form,
        "title": title,
        "intro": _(
            "%(period)s. Work is given from the catalogue in force (article 18.1.a of Decree 335/2025)."
        )
        % {"period": asked.title},
        "back": reverse("evaluation:giving_board", args=[asked.code]),
        "breadcrumbs": crumbs(asked, (title, "")),
    }
    return render(request, "evaluation/work/form.html", context)


def _filter(request: HttpRequest, everyone: list[OfficerWork]) -> WorkFilterForm:
    return WorkFilterForm(request.GET, units=units_with(everyone))


def _shown(form: WorkFilterForm, everyone: list[OfficerWork]) -> list[OfficerWork]:
    if not form.is_valid():
        return []
    facts = form.cleaned_data
    return filtered(everyone, facts["q"], facts["unit"], without=facts["without"])


def _tabs(request: HttpRequest, current: ScoringPeriod) -> list[dict[str, Any]]:
    offered = periods_to_offer(request.user, timezone.localdate())
    if current not in offered:
        offered = [current, *offered]
    return [
        {
            "label": each.title,
            "url": reverse("evaluation:giving_board", args=[each.code]),
            "active": each == current,
        }
        for each in offered
    ]


def _person(request: HttpRequest, period: ScoringPeriod, number: str) -> Officer:
    """Who serves in the period in a unit in reach, has work in reach, or is the asker; else 404."""
    items = rows_for(request.user, WorkItem, "view").filter(officer__number=number, period=period.code)
    known = items.exists() or (
        sees_work_of_units(request.user) and number in members_of(request.user, period, "view").members
    )
    found: Officer | None = Officer.objects.filter(number=number).first() if known else None
    if found is None:
        raise Http404
    return found
