"""What other parts show on the page of a directive.

Each entry takes the request and the directive, starts at the gate itself and returns HTML, or "" when it has
nothing for this person.
"""

from collections.abc import Callable

from django.http import HttpRequest

from cms.models import Directive

sections: list[Callable[[HttpRequest, Directive], str]] = []
