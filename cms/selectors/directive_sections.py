"""What other parts show on the page of a directive, in this order; each renders HTML or "" and starts at the gate."""

from collections.abc import Callable

from django.http import HttpRequest

from cms.models import Directive

sections: list[Callable[[HttpRequest, Directive], str]] = []
