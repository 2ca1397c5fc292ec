"""What the reorganisation screens put into the navigation."""

from typing import Final, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from staff.access import may
from staff.models import ReorganisationPlan
from staff.registries import NavItem


def sees_plans(request: HttpRequest) -> bool:
    """Whether the person reaches any unit's plans."""
    return may(request.user, ReorganisationPlan, "view")


REORGANISING_NAV: Final = NavItem(
    cast(str, _("Reorganisation")),
    "staff:reorganisations",
    "sitemap",
    sees_plans,
    order=58,
    prefix="/nhan-su/sap-xep/",
    group=cast(str, _("Personnel work")),
)
