"""Registers the figures' screens with Wagtail."""

from wagtail import hooks

from evaluation.viewsets import FiguresGroup


@hooks.register("register_admin_viewset")
def figures() -> FiguresGroup:
    """Caseload, work given, catalogue."""
    return FiguresGroup()
