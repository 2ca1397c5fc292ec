"""Tables of pledges and declaration duties."""

from typing import Any, Final

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group
from staff.rules.declarations import DutyState
from staff.rules.pledging import PledgeState

_NUM: Final = {"th": {"class": "num"}, "td": {"class": "num"}}
_NAME: Final = {"td": {"class": "card-title nowrap"}}
_BADGE: Final = '<span class="badge tone-badge-{}">{}</span>'
PLEDGE_LABELS: Final = {
    PledgeState.WAITING: _("Not signed"),
    PledgeState.OVERDUE: _("Overdue"),
    PledgeState.OLD_TEXT: _("Signed an older version"),
    PledgeState.SIGNED: _("Signed"),
}
_PLEDGE_TONES: Final = {
    PledgeState.WAITING: "warning",
    PledgeState.OVERDUE: "danger",
    PledgeState.OLD_TEXT: "warning",
    PledgeState.SIGNED: "success",
}
DUTY_LABELS: Final = {
    DutyState.WAITING: _("Not handed in"),
    DutyState.OVERDUE: _("Overdue"),
    DutyState.HANDED_IN: _("Handed in"),
    DutyState.PUBLISHED: _("Made public"),
}
_DUTY_TONES: Final = {
    DutyState.WAITING: "warning",
    DutyState.OVERDUE: "danger",
    DutyState.HANDED_IN: "info",
    DutyState.PUBLISHED: "success",
}


class PlanTable(tables.Table):
    """Plans with how many signed the newest text."""

    title = tables.Column(
        verbose_name=_("Plan of the year"), accessor="plan__title", attrs={"td": {"class": "card-title"}}
    )
    unit = tables.Column(verbose_name=_("Unit"), accessor="plan__unit__name")
    year = tables.Column(verbose_name=_("Year"), accessor="plan__year", attrs=_NUM, localize=False)
    deadline = tables.Column(verbose_name=_("To be signed by"), accessor="plan__deadline", attrs=_NUM)
    who = tables.Column(verbose_name=_("Who signs"), accessor="plan__enforcers_only")
    version = tables.Column(verbose_name=_("Text, version"), attrs=_NUM)
    signed = tables.Column(verbose_name=_("Signed"), attrs=_NUM)

    cards = True
    caption = _("Pledge plans")
    empty_icon = "form"
    empty_hint = _("A plan of the year asks people of a unit to pledge a text.")

    class Meta:
        default = "–"
        empty_text = _("No plan yet")

    def render_title(self, value: str, record: Any) -> SafeString:
        """To the plan's page."""
        return format_html('<a href="{}">{}</a>', reverse("staff:pledge_plan", args=[record.plan.pk]), value)

    def render_deadline(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_who(self, value: bool) -> str:
        """Enforcement officers, or everyone."""
        return str(_("Enforcement officers") if value else _("Everyone"))

    def render_signed(self, value: int) -> str:
        """With thousands."""
        return group(value)


class SignerTable(tables.Table):
    """Who a plan asks. `copies`: ids of the files the asker may open; `paper`: plan of which paper may be recorded."""

    full_name = tables.Column(verbose_name=_("Full name"), order_by=("name_key", "number"), attrs=_NAME)
    number = tables.Column(verbose_name=_("Personnel no."), attrs={"td": {"class": "fit"}})
    unit = tables.Column(verbose_name=_("Unit"), order_by=("unit_code", "name_key"))
    post = tables.Column(verbose_name=_("Post"))
    state = tables.Column(verbose_name=_("Pledge"))
    signed_on = tables.Column(verbose_name=_("Signed on"), attrs=_NUM)
    method = tables.Column(
        verbose_name=_("How it was given"), accessor="pledge__get_method_display", orderable=False
    )
    do = tables.Column(verbose_name=_("Actions"), accessor="number", orderable=False)

    cards = True
    caption = _("People asked to pledge")
    empty_icon = "users"
    empty_hint = _("Choose other filters. Only people in your reach are listed.")
    not_exported = ("do",)

    class Meta:
        default = ""
        empty_text = _("Nobody matches")

    def __init__(self, *args: Any, plan_id: int, copies: set[int], paper: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan_id, self.copies, self.paper = plan_id, copies, paper

    def render_full_name(self, value: str, record: Any) -> SafeString:
        """To the officer's page."""
        return format_html('<a href="{}">{}</a>', reverse("staff:officer", args=[record.number]), value)

    def render_state(self, value: PledgeState) -> SafeString:
        """The state in words and colour."""
        return format_html(_BADGE, _PLEDGE_TONES[value], PLEDGE_LABELS[value])

    def render_signed_on(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_do(self, record: Any) -> SafeString:
        """The copy to open, or a paper pledge to record."""
        links = []
        if record.pledge and record.pledge.copy_id in self.copies:
            links.append((reverse("staff:pledge_copy", args=[record.pledge.pk]), _("Open the copy")))
        if self.paper and record.pledge is None:
            address = reverse("staff:pledge_paper", args=[self.plan_id, record.number])
            links.append((address, _("Record a paper pledge")))
        return format_html_join(" ", '<a class="nowrap" href="{}">{}</a>', links)


class DutyTable(tables.Table):
    """Declaration duties with their days; never contents."""

    chosen = tables.Column(verbose_name=_("Choose"), accessor="pk", orderable=False)
    full_name = tables.Column(verbose_name=_("Full name"), order_by=("name_key", "number"), attrs=_NAME)
    number = tables.Column(verbose_name=_("Personnel no."), attrs={"td": {"class": "fit"}})
    unit = tables.Column(verbose_name=_("Unit"), order_by=("unit_code", "name_key"))
    kind = tables.Column(verbose_name=_("Kind of declaration"), accessor="kind__label")
    due = tables.Column(verbose_name=_("Due on"), attrs=_NUM)
    state = tables.Column(verbose_name=_("State"))
    handed_in = tables.Column(verbose_name=_("Handed in on"), attrs=_NUM)
    published = tables.Column(verbose_name=_("Made public on"), attrs=_NUM)

    cards = True
    caption = _("Asset declaration duties")
    empty_icon = "form"
    empty_hint = _("Choose another year or other filters, or make the yearly duties of a unit.")
    not_exported = ("chosen",)

    class Meta:
        default = "–"
        empty_text = _("No duty matches")

    def render_chosen(self, value: int, record: Any) -> SafeString:
        """A box to tick, named after the person."""
        box = '<input type="checkbox" name="duty" value="{}" aria-label="{}">'
        return format_html(box, str(value), record.full_name)

    def render_full_name(self, value: str, record: Any) -> SafeString:
        """To the officer's page."""
        return format_html('<a href="{}">{}</a>', reverse("staff:officer", args=[record.number]), value)

    def render_state(self, value: DutyState) -> SafeString:
        """The state in words and colour."""
        return format_html(_BADGE, _DUTY_TONES[value], DUTY_LABELS[value])

    def render_due(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_handed_in(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_published(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)


class DeclarerTable(tables.Table):
    """Who declares for a year, why, and whether the duty is there already."""

    full_name = tables.Column(verbose_name=_("Full name"), orderable=False, attrs=_NAME)
    number = tables.Column(verbose_name=_("Personnel no."), orderable=False)
    unit = tables.Column(verbose_name=_("Unit"), orderable=False)
    post = tables.Column(verbose_name=_("Post"), orderable=False)
    ground = tables.Column(verbose_name=_("Why"), accessor="ground__value", orderable=False)
    known = tables.Column(verbose_name=_("Duty"), orderable=False)

    cards = True
    caption = _("Who declares for the year")
    empty_icon = "users"

    class Meta:
        default = ""
        empty_text = _("Nobody of the unit declares for that year")

    def render_known(self, value: bool) -> SafeString:
        """There already, or to be made."""
        label = _("There already") if value else _("Will be made")
        return format_html(_BADGE, "neutral" if value else "info", label)
