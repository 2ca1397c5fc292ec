"""Tables of the personnel lists."""

from typing import Any, Final

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group
from staff.models import CorrectionRequest, Posting
from staff.rules.pressure import Level
from staff.selectors.corrections import part_label
from staff.selectors.due import KIND_LABELS
from staff.selectors.officers import name_of
from staff.selectors.pressure_shown import LEVEL_WORDS, show_each, show_index

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
    band = tables.Column(verbose_name=_("Retirement age, births"), orderable=False)

    cards = True
    caption = _("People behind the figure")
    empty_icon = "users"

    class Meta:
        default = ""
        empty_text = _("Nobody to show")

    def render_day(self, value: Any) -> str:
        """dd/mm/yyyy; nothing for what has always held."""
        return show_date(value) or _DASH


class DueTable(tables.Table):
    """Due dates of people; rows are due items."""

    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="person__full_name",
        order_by=("person__name_key", "person__number", "due"),
        attrs={"td": {"class": "card-title"}},
    )
    due = tables.TemplateColumn(template_name="staff/due/_day.html", verbose_name=_("Due on"))
    kind = tables.Column(verbose_name=_("Kind of due date"), order_by=("kind", "due"))
    what = tables.TemplateColumn(
        template_name="staff/due/_what.html", verbose_name=_("What falls due"), orderable=False
    )
    unit = tables.Column(
        verbose_name=_("Unit"), accessor="person__unit_name", order_by=("person__unit_code", "due")
    )

    cards = True
    caption = _("Due dates")
    empty_icon = "calendar"
    empty_hint = _("Nothing of that kind falls due within 12 months of the day. Try another filter or day.")

    class Meta:
        default = ""
        empty_text = _("Nothing falls due")

    def render_name(self, record: Any) -> SafeString:
        """The name opens the tab with all due dates of the person."""
        person = record.person
        page = reverse("staff:officer", args=[person.number])
        return format_html(
            '<a href="{}?tab=den-han">{}</a> <span class="faint nowrap">{}</span>',
            page,
            person.full_name,
            person.number,
        )

    def render_kind(self, value: Any) -> str:
        """What kind it is."""
        return str(KIND_LABELS[value])


_FIGURE: Final = {"th": {"class": "num"}, "td": {"class": "num"}}


class PressureTable(tables.Table):
    """Work per enforcement officer, a unit a row; rows are those of the pressure board."""

    unit = tables.Column(
        verbose_name=_("Unit"), accessor="name", order_by=("code",), attrs={"td": {"class": "card-title"}}
    )
    officers = tables.Column(verbose_name=_("Enforcement officers"), attrs=_FIGURE)
    cases = tables.Column(
        verbose_name=_("Cases to enforce (C7)"), accessor="cases__load__amount", attrs=_FIGURE
    )
    cases_each = tables.Column(verbose_name=_("Cases per officer"), accessor="cases__each", attrs=_FIGURE)
    cases_index = tables.Column(verbose_name=_("Index of cases"), accessor="cases__share", attrs=_FIGURE)
    money = tables.Column(
        verbose_name=_("Money to enforce (đồng, C7)"), accessor="money__load__amount", attrs=_FIGURE
    )
    money_each = tables.Column(
        verbose_name=_("Money per officer (đồng)"), accessor="money__each", attrs=_FIGURE
    )
    money_index = tables.Column(verbose_name=_("Index of money"), accessor="money__share", attrs=_FIGURE)
    gap = tables.Column(verbose_name=_("Against quota"), empty_values=())
    level = tables.Column(verbose_name=_("Pressure"), order_by=("cases__share", "code"), empty_values=())

    cards = True
    caption = _("Pressure of work by unit")
    empty_icon = "scale"
    empty_hint = _("No month of caseload of your units was brought in by that day. Choose another day.")

    class Meta:
        default = _DASH
        empty_text = _("No caseload to compare")

    def render_unit(self, record: Any) -> SafeString:
        """Name and code."""
        return format_html('{} <span class="faint nowrap">{}</span>', record.name, record.code)

    def render_officers(self, value: Any) -> str:
        """With thousands dots."""
        return group(value)

    def render_cases(self, value: Any) -> str:
        """With thousands dots."""
        return group(value)

    def render_money(self, value: Any) -> str:
        """Whole đồng."""
        return group(value)

    def render_cases_each(self, value: Any) -> str:
        """One decimal."""
        return show_each(value, 1)

    def render_money_each(self, value: Any) -> str:
        """Whole đồng."""
        return show_each(value, 0)

    def render_cases_index(self, value: Any, record: Any) -> SafeString:
        """A factor, with a sign where it is high."""
        return _index(record.cases)

    def render_money_index(self, value: Any, record: Any) -> SafeString:
        """A factor, with a sign where it is high."""
        return _index(record.money)

    def render_gap(self, record: Any) -> SafeString:
        """Short, at quota, over: in words."""
        return render_to_string("components/gap.html", {"gap": record.gap})

    def render_level(self, record: Any) -> SafeString:
        """A badge with the word; a second one where seats are vacant besides."""
        return render_to_string("staff/_pressure.html", {"row": record, "word": LEVEL_WORDS[record.level]})


def _index(measured: Any) -> SafeString:
    sign = "▲\u00a0" if measured.level is Level.HIGH else ""
    return format_html("{}{}", sign, show_index(measured.share))


class CorrectionTable(tables.Table):
    """Corrections that officers proposed; rows come from `corrections_in_reach`."""

    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="officer__full_name",
        order_by=("officer__name_key", "officer__number"),
        linkify=("staff:correction", {"pk": tables.A("pk")}),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    number = tables.Column(
        verbose_name=_("Personnel no."),
        accessor="officer__number",
        attrs={"td": {"class": "fit"}, "th": {"class": "fit"}},
    )
    unit = tables.Column(verbose_name=_("Unit"), accessor="home_unit")
    target = tables.Column(verbose_name=_("Part of the record"), orderable=False)
    asked_at = tables.Column(
        verbose_name=_("Asked on"), attrs={"th": {"class": "num"}, "td": {"class": "num"}}
    )
    state = tables.Column(verbose_name=_("State"))
    decided_by = tables.Column(verbose_name=_("Decided by"), orderable=False)

    cards = True
    caption = _("Proposed corrections")
    empty_icon = "inbox"
    empty_hint = _("Officers propose corrections from the page of their own record.")

    class Meta:
        model = CorrectionRequest
        fields = ()
        default = ""
        empty_text = _("No proposal matches")
        sequence = ("name", "number", "unit", "target", "asked_at", "state", "decided_by")

    def render_target(self, value: Any) -> str:
        """The heading of that part."""
        return part_label(value)

    def render_asked_at(self, value: Any) -> str:
        """The day."""
        return show_date(timezone.localdate(value))

    def render_state(self, record: Any) -> SafeString:
        """A word with a sign."""
        tone, icon = _STATE_LOOKS.get(record.state, ("neutral", ""))
        label = {"label": record.get_state_display(), "tone": tone, "icon": icon}
        return render_to_string("components/badge.html", label)

    def render_decided_by(self, value: Any) -> str:
        """The name of the person."""
        return name_of(value)


_STATE_LOOKS: Final = {
    "waiting": ("warning", "clock"),
    "approved": ("success", "check"),
    "refused": ("danger", "x"),
    "withdrawn": ("neutral", "minus"),
}


class ReorganisationPlanTable(tables.Table):
    """Planned reorganisations and those carried out."""

    title = tables.Column(
        verbose_name=_("Title of the plan"),
        linkify=("staff:reorganisation", {"pk": tables.A("pk")}),
        attrs={"td": {"class": "card-title"}},
    )
    unit = tables.Column(verbose_name=_("Within unit"), accessor="unit__name", order_by=("unit__code",))
    day = tables.Column(verbose_name=_("Day"), attrs=_FIGURE)
    decision = tables.Column(verbose_name=_("Decision number"))
    state = tables.Column(verbose_name=_("State"))
    created_by = tables.Column(verbose_name=_("Made by"), orderable=False)

    cards = True
    caption = _("Reorganisations of units")
    empty_icon = "sitemap"
    empty_hint = _("Merge, split or rename units on a day: begin a plan, read its preview, carry it out.")

    class Meta:
        default = ""
        empty_text = _("No reorganisation here")

    def render_day(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_state(self, record: Any) -> SafeString:
        """In words and colour."""
        tone = {"draft": "info", "applied": "success"}.get(record.state, "neutral")
        badge = '<span class="badge tone-badge-{}">{}</span>'
        return format_html(badge, tone, record.get_state_display())
