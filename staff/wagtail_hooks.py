"""Registers the records console with Wagtail."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from staff.viewsets import RecordsGroup


@hooks.register("register_admin_viewset")
def records() -> RecordsGroup:
    """Officers, units, quotas, postings."""
    return RecordsGroup()


@hooks.register("insert_global_admin_css")
def close_rows() -> str:
    """How lists of records are set."""
    return format_html('<link rel="stylesheet" href="{}">', static("staff/console.css"))
