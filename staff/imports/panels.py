"""What the import screens put into the navigation and on the home page."""

from typing import cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from staff.imports.doors import importable
from staff.imports.log import last_imports
from staff.models import User
from staff.registries import HomeCard, NavItem


def sees_imports(request: HttpRequest) -> bool:
    """Whether the person may bring anything in, or read the log of those who do."""
    return request.user.has_perm("staff.view_importrun") or bool(importable(request.user))


def imports_card(request: HttpRequest) -> str:
    """The last import, and the ways to bring in the next."""
    cards = importable(request.user)
    if not cards:
        return ""
    last = next(iter(last_imports(cast(User, request.user), cards, 1)), None)
    return render_to_string("staff/cards/imports.html", {"cards": cards, "last": last}, request)


NAV_ITEM = NavItem(cast(str, _("Bring workbooks in")), "staff:imports", "upload", sees_imports, order=55)
HOME_CARD = HomeCard("staff-imports", imports_card, order=40)
