"""Staff quality: one table and one chart for each dimension, of the units in reach."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hrm.kernel.numbers import group, show_decimal
from staff.access import require, row_for, rows_for
from staff.models import Unit
from staff.reports.charts import bar_chart
from staff.selectors.quality import DIMENSIONS, Share, headlines, quality_of
from staff.selectors.tree import unit_choices
from staff.views.days import AsAt, as_at


@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """Cross-tabs of the civil servants present on a day in one unit, or in all units in reach."""
    require(request.user, Unit, "view")
    asked = as_at(request)
    in_reach = _in_reach(request)
    code = request.GET.get("unit", "")
    units = _chosen(request, in_reach, code)
    context: dict[str, Any] = {"as_at": asked, "code": code, "breadcrumbs": []}
    if asked.day is not None:
        shares = quality_of(asked.day, units)
        context |= {
            "choices": unit_choices(asked.day, in_reach),
            "present": next((rows[0].total for rows in shares.values() if rows), 0),
            "headlines": [(share.value, share.count, _share(share)) for share in headlines(shares)],
            "figures": [_figure(dimension, rows, asked, code) for dimension, rows in shares.items()],
        }
    return render(request, "staff/quality.html", context)


@require_safe
def quality_chart(request: HttpRequest, dimension: str) -> HttpResponse:
    """The chart of one dimension as an SVG image, for the same day and units as the page."""
    require(request.user, Unit, "view")
    asked = as_at(request)
    if dimension not in DIMENSIONS or asked.day is None:
        raise Http404
    units = _chosen(request, _in_reach(request), request.GET.get("unit", ""))
    shares = quality_of(asked.day, units)[dimension]
    svg = bar_chart([(share.value, share.count) for share in shares], nothing=_("No figures"))
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Cache-Control": "private, no-store"})


def _in_reach(request: HttpRequest) -> set[int]:
    return set(rows_for(request.user, Unit, "view").values_list("pk", flat=True))


def _chosen(request: HttpRequest, in_reach: set[int], code: str) -> set[int]:
    """The unit named in the address if it is in reach (else 404); all units in reach without one."""
    if not code:
        return in_reach
    return {row_for(request.user, Unit, "view", code=code).pk}


def _figure(dimension: str, shares: list[Share], asked: AsAt, code: str) -> dict[str, Any]:
    address = reverse("staff:quality_chart", args=[dimension])
    return {
        "title": DIMENSIONS[dimension],
        "chart_url": f"{address}?{asked.query}&{urlencode({'unit': code})}",
        "headings": [DIMENSIONS[dimension], _("People"), _("Share")],
        "rows": [(share.value, group(share.count), _share(share)) for share in shares],
        "alt": "; ".join(f"{share.value}: {group(share.count)}" for share in shares),
    }


def _share(share: Share) -> str:
    if share.percent is None:
        return "–"
    return f"{show_decimal(share.percent, 1)}% ({group(share.count)}/{group(share.total)})"
