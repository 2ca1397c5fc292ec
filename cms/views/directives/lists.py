"""The register of directives: list, filters, workbook."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.forms.directive_filters import DayForm, DirectiveFilter
from cms.models import Acknowledgement, Directive, Issuer
from cms.selectors.directives import waiting_for, with_standing
from cms.tables.directives import DirectiveTable
from cms.views.directives.asking import actor, workbook
from staff.access import may, require, rows_for
from staff.reports.table_workbook import table_workbook
from staff.views.paging import sorted_and_paged


@require_safe
def directive_list(request: HttpRequest) -> HttpResponse:
    """Directives meant for the reader, and those whose register the reader keeps."""
    day, chosen = _filter(request)
    rows = chosen.qs if chosen.is_valid() else chosen.queryset.none()
    table = DirectiveTable(rows, day=day, order_by="-issued_on")
    context = {
        "filter": chosen,
        "table": sorted_and_paged(table, request),
        "at": day,
        "at_error": _at_error(request),
        "may_add": may(request.user, Directive, "add"),
        "may_follow": may(request.user, Acknowledgement, "view")
        and request.user.has_perm("cms.view_acknowledgement"),
        "waiting": waiting_for(actor(request), localdate()).count(),
        "breadcrumbs": [],
    }
    return render(request, "cms/directives/list.html", context)


@require_safe
def directives_xlsx(request: HttpRequest) -> HttpResponse:
    """The list with its filters as a workbook."""
    day, chosen = _filter(request)
    if not chosen.is_valid() or _at_error(request):
        return redirect(f"{reverse('cms:directives')}?{request.GET.urlencode()}")
    table = DirectiveTable(chosen.qs, day=day, order_by="-issued_on")
    return workbook(table_workbook(_("Directives"), table), f"chi-dao-{day:%Y-%m-%d}.xlsx")


def _filter(request: HttpRequest) -> tuple[date, DirectiveFilter]:
    require(request.user, Directive, "view")
    user, day = actor(request), _day(request)
    visible = rows_for(user, Directive, "view")
    rows: Any = with_standing(visible, user, day).select_related("issuer").order_by("-issued_on", "-pk")
    issuers = Issuer.objects.filter(directives__in=visible).distinct().order_by("name")
    years = visible.order_by("-issued_on__year").values_list("issued_on__year", flat=True).distinct()
    return day, DirectiveFilter(
        request.GET,
        rows,
        request=request,
        day=day,
        waiting=waiting_for(user, localdate()),
        issuers=list(issuers.values_list("pk", "name")),
        years=list(years),
        drafts=may(user, Directive, "add"),
    )


def _day(request: HttpRequest) -> date:
    form = DayForm(request.GET)
    found: date | None = form.cleaned_data["at"] if form.is_valid() else None
    return found or localdate()


def _at_error(request: HttpRequest) -> str:
    """What is wrong with the day typed."""
    form = DayForm(request.GET)
    return "" if form.is_valid() else " ".join(str(error) for error in form.errors.get("at", ()))
