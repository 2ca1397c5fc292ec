"""Middleware of the whole site."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

Answer = Callable[[HttpRequest], HttpResponse]


def vietnamese_by_default(answer: Answer) -> Answer:
    """Speak Vietnamese until somebody chooses otherwise, whatever language the browser was sold in."""

    def without_the_browsers_wish(request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return answer(request)

    return without_the_browsers_wish


def without_nul(answer: Answer) -> Answer:
    """Refuse (400) a NUL character in the address or in a field: nobody can type one.

    Django's own form fields refuse it already; what a view reads from the address itself would
    reach the database, and PostgreSQL answers a NUL with an error where SQLite stores it.
    """

    def passing(request: HttpRequest) -> HttpResponse:
        return answer(request)

    def process_view(request: HttpRequest, view: Callable[..., HttpResponse], *_found: object) -> None:
        # A view that takes its upload in hand itself must be the first to read what was sent.
        sent = () if getattr(view, "csrf_exempt", False) else (request.POST,)
        if "\0" in request.path or any(map(_has_nul, (request.GET, *sent))):
            raise BadRequest("NUL character")

    vars(passing)["process_view"] = process_view
    return passing


def _has_nul(sent: QueryDict) -> bool:
    return any("\0" in text for name, values in sent.lists() for text in (name, *values))
