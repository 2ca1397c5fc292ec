"""The list of packages and of results that wait for one."""

from typing import Any
from urllib.parse import urlencode

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_tables2 import A

from evaluation.rules.packages import PackageState, Urgency
from evaluation.selectors.packages import PackageLine
from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group

_NUM = {"th": {"class": "num"}, "td": {"class": "num"}}
STATE_LABELS = {
    PackageState.INCOMPLETE: _("Results incomplete"),
    PackageState.DUE: _("To be made"),
    PackageState.MADE: _("Waits for sign-off"),
    PackageState.SIGNED_OFF: _("Waits for handing over"),
    PackageState.SENT: _("Handed over"),
    PackageState.OUTDATED: _("Package outdated"),
}
STATE_TONES = {
    PackageState.INCOMPLETE: "neutral",
    PackageState.DUE: "info",
    PackageState.MADE: "info",
    PackageState.SIGNED_OFF: "info",
    PackageState.SENT: "success",
    PackageState.OUTDATED: "warning",
}
URGENCY_LABELS = {Urgency.OVERDUE: _("Overdue"), Urgency.SOON: _("Due within two days")}
URGENCY_TONES = {Urgency.OVERDUE: "danger", Urgency.SOON: "warning"}


class PackageTable(tables.Table):
    """Agencies, what is handed over, how far it is, when it is due."""

    unit = tables.Column(
        verbose_name=_("Agency"), accessor="unit__name", attrs={"td": {"class": "card-title"}}
    )
    subject = tables.Column(
        verbose_name=_("Period or year"), accessor="subject__title", order_by=A("subject__code")
    )
    results = tables.Column(
        verbose_name=_("Confirmed"), accessor="results", order_by=A("results__done"), attrs=_NUM
    )
    complete_on = tables.Column(verbose_name=_("Complete on"), accessor="results__complete_on")
    due = tables.Column(verbose_name=_("Due on"))
    state = tables.Column(verbose_name=_("State"))
    urgency = tables.Column(verbose_name=_("Deadline"))
    sent_on = tables.Column(verbose_name=_("Handed over on"), accessor="package__sent_on")
    receipt = tables.Column(verbose_name=_("Receipt number"), accessor="package__receipt")

    cards = True
    caption = _("Packages for the national database")
    empty_icon = "inbox"
    empty_hint = _("As soon as a period is opened in your reach, its deadline is watched here.")

    def __init__(self, *args: Any, may_make: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_make = may_make

    class Meta:
        default = "–"
        empty_text = _("Nothing to hand over yet")

    def render_subject(self, value: str, record: PackageLine) -> SafeString | str:
        """To the package; where one is to be made, to making it."""
        if record.package is not None:
            url = reverse("evaluation:package", args=[record.package.pk])
        elif self.may_make and record.state == PackageState.DUE:
            wanted = urlencode({"unit": record.unit.code, "subject": record.subject.code})
            url = f"{reverse('evaluation:package_new')}?{wanted}"
        else:
            return value
        return format_html('<a href="{}">{}</a>', url, value)

    def render_results(self, value: Any) -> str:
        """Confirmed of all."""
        return f"{group(value.done)}/{group(value.total)}"

    def render_complete_on(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_due(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_sent_on(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_state(self, value: PackageState) -> SafeString:
        """In words."""
        return _badge(STATE_TONES[value], STATE_LABELS[value])

    def render_urgency(self, value: Urgency) -> SafeString | str:
        """In words; nothing when there is time."""
        return _badge(URGENCY_TONES[value], URGENCY_LABELS[value]) if value else "–"


def _badge(tone: str, label: Any) -> SafeString:
    return format_html('<span class="badge tone-badge-{}">{}</span>', tone, label)
