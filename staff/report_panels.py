"""What the reports put into the navigation."""

from typing import Final, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from staff.menu import sees_officers, sees_units
from staff.registries import NavItem


def sees_reports(request: HttpRequest) -> bool:
    """Whether any report is about more than the person alone."""
    return sees_units(request) or sees_officers(request)


REPORTS_NAV: Final = NavItem(
    cast(str, _("All reports")),
    "staff:reports",
    "folder",
    sees_reports,
    order=51,
    prefix="/nhan-su/bao-cao/",
    group=cast(str, _("Reports")),
)
