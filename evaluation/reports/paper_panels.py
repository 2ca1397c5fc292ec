"""What the navigation asks about documents and packages."""

from django.http import HttpRequest

from evaluation.selectors.papers import sees_papers as _sees


def sees_papers(request: HttpRequest) -> bool:
    """Whether the entry of the navigation leads anywhere for this person."""
    return request.user.is_authenticated and _sees(request.user)
