"""The search page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.rules.search import LONGEST_QUERY, read_query
from cms.selectors.search import KINDS, Answer, answer_to


@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the words find among everything the person may see, by kind, best first."""
    query = read_query(request.GET.get("q", ""))
    asked = request.GET.get("loai", "")
    context: dict[str, Any] = {
        "query": query,
        "longest": LONGEST_QUERY,
        "breadcrumbs": [],
        "on_search_page": True,
    }
    if query:
        answer = answer_to(request, query, asked if asked in KINDS else "")
        context |= {"answer": answer, "tabs": _tabs(answer)}
    return render(request, "cms/search/search.html", context)


def _tabs(answer: Answer) -> list[dict[str, Any]]:
    everything = {
        "label": _("Everything"),
        "url": _address(answer, ""),
        "active": not answer.kind,
        "count": answer.total,
    }
    kinds = [
        {
            "label": label,
            "url": _address(answer, kind),
            "active": answer.kind == kind,
            "count": answer.counts.get(kind, 0),
        }
        for kind, label in KINDS.items()
    ]
    return [everything, *kinds]


def _address(answer: Answer, kind: str) -> str:
    wanted = QueryDict(mutable=True)
    wanted["q"] = answer.query.text
    if kind:
        wanted["loai"] = kind
    return f"?{wanted.urlencode()}"
