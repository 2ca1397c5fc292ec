"""The organisation chart of a day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.models import Colleague
from cms.selectors.orgchart import chart_on
from cms.views.directory import directory_tabs
from staff.access import require
from staff.views.days import as_at


@require_safe
def orgchart(request: HttpRequest) -> HttpResponse:
    """Units open on a day as a tree that opens without script; `?mo=het` opens all of it."""
    require(request.user, Colleague, "view")
    asked = as_at(request)
    context: dict[str, Any] = {
        "as_at": asked,
        "tabs": directory_tabs("chart"),
        "all_open": request.GET.get("mo") == "het",
    }
    if asked.day is not None:
        context["branches"] = chart_on(request.user, asked.day)
    return render(request, "cms/directory/orgchart.html", context)
