"""The list of coordination rules, on the screen and as a workbook."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.models import CoordinationRule
from cms.reports.governance import NAME, badge
from hrm.kernel.dates import show_date


class RuleTable(tables.Table):
    """Coordination rules in reach."""

    title = tables.Column(
        verbose_name=_("Rules"), linkify=("cms:coordination_rule", {"pk": tables.A("pk")}), attrs=NAME
    )
    symbol = tables.Column(verbose_name=_("Symbol"))
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code",))
    partners = tables.Column(verbose_name=_("Partner agencies"), accessor="pk", orderable=False)
    signed_on = tables.Column(verbose_name=_("Signed on"))
    next_review = tables.Column(verbose_name=_("Next review"))
    ended_on = tables.Column(verbose_name=_("State"), empty_values=())

    cards = True
    caption = _("Coordination rules")
    empty_icon = "scale"
    empty_text = _("No coordination rules match")
    empty_hint = _("Rules signed with courts, procuracies, police, banks and other agencies are kept here.")

    class Meta:
        model = CoordinationRule
        fields = ()
        default = ""
        sequence = ("title", "symbol", "unit", "partners", "signed_on", "next_review", "ended_on")

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._day = day

    def render_partners(self, record: Any) -> str:
        """Names, by name."""
        return "; ".join(sorted(partner.name for partner in record.partners.all()))

    def render_signed_on(self, value: date) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_next_review(self, record: Any) -> SafeString | str:
        """The day, and that it has passed."""
        if not self._in_force(record):
            return "–"
        if record.next_review >= self._day:
            return show_date(record.next_review)
        overdue = badge(_now("Overdue"), "danger", "clock")
        return format_html("{} {}", show_date(record.next_review), overdue)

    def render_ended_on(self, record: Any) -> SafeString:
        """In force or not."""
        if self._in_force(record):
            return badge(_now("In force"), "success")
        message = _now("Ended on %(day)s") % {"day": show_date(record.ended_on)}
        return badge(message, "neutral")

    def _in_force(self, record: Any) -> bool:
        return record.ended_on is None or record.ended_on > self._day
