"""Tables of the personnel lists."""

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hrm.kernel.dates import show_date
from staff.models import Posting

_DASH = "–"


class OfficerTable(tables.Table):
    """Who serves where on a day; rows are home postings."""

    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="officer__full_name",
        order_by=("officer__name_key", "officer__number"),
        linkify=("staff:officer", {"number": tables.A("officer__number")}),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    number = tables.Column(
        verbose_name=_("Personnel no."),
        accessor="officer__number",
        attrs={"td": {"class": "fit"}, "th": {"class": "fit"}},
    )
    born = tables.Column(
        verbose_name=_("Born"),
        accessor="officer__birth_date",
        attrs={"th": {"class": "num"}, "td": {"class": "num"}},
    )
    unit = tables.Column(
        verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code", "officer__name_key")
    )
    post = tables.Column(
        verbose_name=_("Post"), accessor="post__name", order_by=("post__order", "officer__name_key")
    )
    rank = tables.Column(verbose_name=_("Rank"), accessor="rank_name", orderable=False)
    engagement = tables.Column(verbose_name=_("Engagement"), orderable=False)

    cards = True
    caption = _("Officers")
    empty_icon = "users"
    empty_hint = _("Try another name, unit or day. Only people in your reach are listed.")

    class Meta:
        model = Posting
        fields = ()
        default = ""
        empty_text = _("No officer matches")
        sequence = ("name", "number", "born", "unit", "post", "rank", "engagement")

    def render_born(self, value: Any, record: Any) -> str:
        """The year is what lists need."""
        return str(value.year)

    def render_engagement(self, record: Any) -> SafeString | str:
        """Contract staff stand out: they are not counted against the quota."""
        label = record.get_engagement_display()
        if record.engagement == "contract":
            return format_html('<span class="badge tone-badge-info">{}</span>', label)
        return str(label)


class PeopleTable(tables.Table):
    """Names behind a figure of the gap board."""

    full_name = tables.Column(
        verbose_name=_("Full name"),
        order_by=("name_key", "number"),
        linkify=("staff:officer", {"number": tables.A("number")}),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    number = tables.Column(
        verbose_name=_("Personnel no."), attrs={"td": {"class": "fit"}, "th": {"class": "fit"}}
    )
    unit = tables.Column(verbose_name=_("Home unit"))
    other_unit = tables.Column(verbose_name=_("Seconded to"))
    post = tables.Column(verbose_name=_("Post"))
    rank = tables.Column(verbose_name=_("Rank"))
    day = tables.Column(verbose_name=_("From day"), attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    reason = tables.Column(verbose_name=_("Reason"))

    cards = True
    caption = _("People behind the figure")
    empty_icon = "users"

    class Meta:
        default = ""
        empty_text = _("Nobody to show")

    def render_day(self, value: Any) -> str:
        """dd/mm/yyyy; nothing for what has always held."""
        return show_date(value) or _DASH
