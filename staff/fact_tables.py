"""The tables that show rows of a kind of history."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hrm.kernel.dates import show_partial
from staff.kinds import Kind
from staff.selectors.chapters import FUTURE, NOW, state_on
from staff.selectors.facts import said, state_word
from staff.templatetags.figures import last_day

_LONG = 150
_FLAG = '<span class="badge tone-badge-warning">{}</span>'
_NUMERIC = {"th": {"class": "num"}, "td": {"class": "num"}}


class FieldColumn(tables.Column):
    """What a row says of one field, in words, masked where the field is."""

    def __init__(self, kind: Kind, name: str, **options: Any) -> None:
        column: Any = kind.model._meta.get_field(name)
        order = {"unit": ("unit__code",), "rank": ("rank__order",), "post": ("post__order",)}.get(
            name, (name,)
        )
        wide = name == "unit" or (column.max_length or 0) >= _LONG
        super().__init__(
            verbose_name=_label(kind, name),
            attrs={"td": {"class": "fact-wide"}} if wide else {},
            accessor=name,
            empty_values=(),
            order_by=(*order, "officer__name_key", "pk"),
            **options,
        )
        self.kind = kind
        self.field = name

    def render(self, record: Any) -> str:
        """The words of the row; nothing for what it does not say."""
        return said(self.kind, record).get(self.field, "")


class FactTable(tables.Table):
    """Rows of one kind across officers."""

    name = tables.Column(
        verbose_name=gettext_lazy("Full name"),
        accessor="officer__full_name",
        order_by=("officer__name_key", "officer__number", "pk"),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    home = tables.Column(
        verbose_name=gettext_lazy("Home unit"),
        accessor="home_name",
        order_by=("home_name", "pk"),
        attrs={"td": {"class": "fact-wide"}},
    )
    start = tables.Column(
        verbose_name=gettext_lazy("From day"), order_by=("start", "pk"), attrs=_NUMERIC, empty_values=()
    )
    end = tables.Column(
        verbose_name=gettext_lazy("To the end of"), order_by=("end", "pk"), attrs=_NUMERIC, empty_values=()
    )
    decision = tables.Column(verbose_name=gettext_lazy("Decision number"), order_by=("decision", "pk"))
    state = tables.Column(verbose_name=gettext_lazy("State"), empty_values=(), orderable=False)

    cards = True
    empty_icon = "clock"

    class Meta:
        default = ""
        empty_text = gettext_lazy("No entry matches")

    def __init__(self, rows: Any, *, kind: Kind, at: Any, **options: Any) -> None:
        # A field called like one of ours stands under a name of its own.
        flags = [name for name in kind.fields if _is_flag(kind, name)]
        columns = [(f"f_{name}", FieldColumn(kind, name)) for name in kind.fields if name not in flags]
        own = ["name", *([] if kind.has_unit else ["home"])]
        order = [*own, *(key for key, _column in columns), "start", "end", "decision", "state"]
        hidden = ("home",) if kind.has_unit else ()
        super().__init__(rows, extra_columns=columns, sequence=order, exclude=hidden, **options)
        self.kind, self.at, self.flags = kind, at, flags
        self.caption = kind.heading
        self.empty_hint = _("Try another name, unit or day, or show everything instead of one day.")

    def render_name(self, record: Any) -> SafeString:
        """Leads to all rows of this kind of the person."""
        address = reverse("staff:officer_facts", args=[record.officer.number, self.kind.slug])
        number = format_html('<span class="fact-number faint">{}</span>', record.officer.number)
        return format_html('<a href="{}">{}</a> {}', address, record.officer.full_name, number)

    def render_start(self, record: Any) -> str:
        """As far as it is known."""
        return show_partial(record.start, record.start_precision) or _("always")

    def render_end(self, record: Any) -> str:
        """The last day it holds; nothing while it goes on."""
        return last_day(record.end)

    def render_state(self, record: Any) -> SafeString:
        """In force, ended or yet to begin on the day of the list, and what else is ticked."""
        state = state_badge(state_on(record, self.at))
        ticked = [_label(self.kind, name) for name in self.flags if getattr(record, name)]
        return format_html("{} {}", state, format_html_join(" ", _FLAG, ((label,) for label in ticked)))


def _is_flag(kind: Kind, name: str) -> bool:
    return kind.model._meta.get_field(name).get_internal_type() == "BooleanField"


def _label(kind: Kind, name: str) -> str:
    column: Any = kind.model._meta.get_field(name)
    return capfirst(str(column.verbose_name))


def state_badge(state: str) -> SafeString:
    """A word and a colour for how an entry lies to the day."""
    tone = {NOW: "success", FUTURE: "info"}.get(state, "")
    return format_html(
        '<span class="badge{}">{}</span>', f" tone-badge-{tone}" if tone else "", state_word(state)
    )
