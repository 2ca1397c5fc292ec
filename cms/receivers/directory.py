"""Entries of the directory and the organisation chart in the registries."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.models import Colleague
from staff.access import may
from staff.registries import NavItem, nav_items


def connect() -> None:
    """Called once at start."""
    nav_items.append(
        NavItem(
            label=cast(str, _("Directory")),
            url_name="cms:directory",
            icon="users",
            visible=_sees_colleagues,
            order=68,
            prefix="/danh-ba/",
        )
    )


def _sees_colleagues(request: HttpRequest) -> bool:
    return may(request.user, Colleague, "view")
