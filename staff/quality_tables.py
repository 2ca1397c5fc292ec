"""Tables of the data quality screens: people with what they lack, campaigns."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group, show_decimal
from staff.rules.progress import CampaignState, Filled
from staff.selectors.campaigns import Figures

_NUM = {"th": {"class": "num"}, "td": {"class": "num"}}
_SHOWN = 6
STATE_LABELS = {
    CampaignState.OPEN: _("Running"),
    CampaignState.OVERDUE: _("Past its deadline"),
    CampaignState.CLOSED: _("Closed"),
}
_TONES = {CampaignState.OPEN: "info", CampaignState.OVERDUE: "warning", CampaignState.CLOSED: "neutral"}


def share_parts(share: Filled | None) -> tuple[str, str]:
    """Per cent, and numerator and denominator; a dash and nothing where nothing is wanted."""
    if share is None or share.percent is None:
        return "–", ""
    return f"{show_decimal(share.percent, 1)}%", f"{group(share.filled)}/{group(share.wanted)}"


def share_text(share: Filled | None) -> str:
    """A share with numerator and denominator in one line."""
    percent, parts = share_parts(share)
    return f"{percent} ({parts})" if parts else percent


class GapTable(tables.Table):
    """People of a unit and the fields their records lack."""

    full_name = tables.Column(
        verbose_name=_("Full name"),
        order_by=("name_key", "number"),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    number = tables.Column(verbose_name=_("Personnel no."), attrs={"td": {"class": "fit"}})
    unit = tables.Column(verbose_name=_("Unit"), order_by=("unit_code", "name_key"))
    post = tables.Column(verbose_name=_("Post"))
    filled = tables.Column(
        verbose_name=_("Fields filled"), accessor="record", order_by=("-lacking", "name_key"), attrs=_NUM
    )
    missing = tables.Column(verbose_name=_("Missing"), accessor="record", orderable=False)

    cards = True
    caption = _("People and what their records lack")
    empty_icon = "users"
    empty_hint = _("Choose other filters. Only people in your reach are listed.")

    class Meta:
        default = ""
        empty_text = _("Nobody matches")

    def render_full_name(self, value: str, record: Any) -> SafeString:
        """To the part of the officer's page that lists what is missing."""
        address = f"{reverse('staff:officer', args=[record.number])}?tab=day-du"
        return format_html('<a href="{}">{}</a>', address, value)

    def render_filled(self, value: Any) -> str:
        """Filled of wanted."""
        return share_text(Filled(value.filled, value.wanted))

    def render_missing(self, value: Any) -> SafeString | str:
        """The first of them by name, the rest as a number."""
        if value.complete:
            return format_html('<span class="badge tone-badge-success">{}</span>', _("Complete"))
        named = ", ".join(field.label for field in value.missing[:_SHOWN])
        rest = len(value.missing) - _SHOWN
        more = ngettext("and %(n)d more", "and %(n)d more", rest) % {"n": rest} if rest > 0 else ""
        return format_html('{} <span class="muted nowrap">{}</span>', named, more)


class CampaignTable(tables.Table):
    """Campaigns with the first and last figures kept."""

    name = tables.Column(
        verbose_name=_("Campaign"), accessor="campaign__name", attrs={"td": {"class": "card-title"}}
    )
    unit = tables.Column(verbose_name=_("Unit"), accessor="campaign__unit__name")
    opened_on = tables.Column(verbose_name=_("Opened on"), accessor="campaign__opened_on", attrs=_NUM)
    deadline = tables.Column(verbose_name=_("Deadline"), accessor="campaign__deadline", attrs=_NUM)
    state = tables.Column(verbose_name=_("State"))
    first = tables.Column(verbose_name=_("At the opening"), orderable=False, attrs=_NUM)
    last = tables.Column(verbose_name=_("Last figure"), orderable=False, attrs=_NUM)

    cards = True
    caption = _("Data quality campaigns")
    empty_icon = "folder"
    empty_hint = _("A campaign sets a deadline for complete records and follows the units up to it.")

    class Meta:
        default = "–"
        empty_text = _("No campaign yet")

    def render_name(self, value: str, record: Any) -> SafeString:
        """To the campaign's page."""
        address = reverse("staff:campaign", args=[record.campaign.pk])
        return format_html('<a href="{}">{}</a>', address, value)

    def render_opened_on(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_deadline(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_state(self, value: CampaignState) -> SafeString:
        """Open, overdue or closed."""
        badge = '<span class="badge tone-badge-{}">{}</span>'
        return format_html(badge, _TONES[value], STATE_LABELS[value])

    def render_first(self, value: Figures) -> str:
        """Fields filled of wanted."""
        return share_text(value.share)

    def render_last(self, value: Figures) -> str:
        """Fields filled of wanted."""
        return share_text(value.share)
