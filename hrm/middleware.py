"""Middleware of the whole site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def vietnamese_by_default(answer: Answer) -> Answer:
    """Speak Vietnamese until somebody chooses otherwise, whatever language the browser was sold in."""

    def without_the_browsers_wish(request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return answer(request)

    return without_the_browsers_wish
