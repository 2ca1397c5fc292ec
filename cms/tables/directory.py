"""The list of the directory and its workbook."""

import io
from collections.abc import Iterable
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hrm.kernel.dates import show_date
from hrm.kernel.workbook.writer import write_table


class DirectoryTable(tables.Table):
    """Who serves where today and how they are reached; rows are dicts of public columns."""

    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="officer__full_name",
        order_by=("officer__name_key", "officer__number"),
        attrs={"td": {"class": "card-title"}},
    )
    post_name = tables.Column(verbose_name=_("Post"), order_by=("post__order", "officer__name_key"))
    unit = tables.Column(
        verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code", "officer__name_key")
    )
    phone = tables.Column(
        verbose_name=_("Telephone"), accessor="office_phone", orderable=False, empty_values=()
    )
    email = tables.Column(verbose_name=_("E-mail"), orderable=False)
    room = tables.Column(verbose_name=_("Room"), orderable=False)

    cards = True
    caption = _("Directory")
    empty_icon = "users"
    empty_hint = _("Try part of a name, with or without marks, or another unit.")

    class Meta:
        default = ""
        empty_text = _("Nobody matches")

    def __init__(self, *args: Any, away: frozenset[int] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.away = away

    def render_name(self, record: dict[str, Any]) -> SafeString:
        """The name opens the page; a sign says who is away today."""
        page = reverse("cms:colleague", args=[record["officer__number"]])
        name = format_html('<a href="{}">{}</a>', page, record["officer__full_name"])
        if record["officer_id"] not in self.away:
            return name
        badge = render_to_string(
            "components/badge.html", {"label": _("Away"), "tone": "warning", "icon": "clock"}
        )
        return format_html("{} {}", name, badge)

    def render_post_name(self, record: dict[str, Any]) -> str:
        """With the word for somebody who acts."""
        return post_shown(record)

    def render_phone(self, record: dict[str, Any]) -> SafeString | str:
        """Numbers that a telephone dials."""
        numbers = [n for n in (record["office_phone"], record["work_mobile"]) if n]
        return SafeString(
            "<br>".join(render_to_string("cms/directory/_phone.html", {"phone": n}) for n in numbers)
        )

    def render_email(self, value: str) -> SafeString:
        """A link to write to."""
        return format_html('<a href="mailto:{}">{}</a>', value, value)


def post_shown(record: dict[str, Any]) -> str:
    """The post, with the word for somebody who acts."""
    post = str(record["post_name"])
    return _now("%(post)s (acting)") % {"post": post} if record["acting"] and post else post


def directory_workbook(rows: Iterable[dict[str, Any]], day: Any) -> bytes:
    """The list as a workbook; the columns of the screen and no others."""
    headings = [
        _now("Personnel number"),
        _now("Full name"),
        _now("Post"),
        _now("Unit code"),
        _now("Unit"),
        _now("Office telephone"),
        _now("Mobile telephone for work"),
        _now("E-mail"),
        _now("Room"),
        _now("Duties and languages"),
    ]
    listed = [
        [
            row["officer__number"],
            row["officer__full_name"],
            post_shown(row),
            row["unit__code"],
            row["unit__name"],
            row["office_phone"],
            row["work_mobile"],
            row["email"],
            row["room"],
            row["duties"],
        ]
        for row in rows
    ]
    out = io.BytesIO()
    write_table(out, _now("Directory as at %(day)s") % {"day": show_date(day)}, headings, listed)
    return out.getvalue()
