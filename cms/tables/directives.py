"""Tables of directives and of those who confirm them."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cms.rules.validity import Standing
from cms.selectors.directives import STANDINGS, standing_of
from hrm.kernel.dates import show_date
from staff.quality_tables import share_text

_TITLE = {"td": {"class": "card-title"}}
_FIT = {"th": {"class": "fit"}, "td": {"class": "fit nowrap"}}
_NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
TONES = {
    Standing.IN_FORCE: "success",
    Standing.PARTLY: "warning",
    Standing.NOT_YET: "info",
    Standing.REPLACED: "neutral",
    Standing.EXPIRED: "neutral",
    Standing.DRAFT: "accent",
}


def badge(label: Any, tone: str) -> SafeString:
    """A word with a colour."""
    return render_to_string("components/badge.html", {"label": label, "tone": tone})


class DirectiveTable(tables.Table):
    """Directives annotated by `selectors.directives.with_standing`."""

    symbol = tables.Column(
        verbose_name=_("Symbol"),
        order_by=("symbol_key", "issued_on"),
        linkify=("cms:directive", {"pk": tables.A("pk")}),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    title = tables.Column(verbose_name=_("Subject of the document"), order_by=("folded", "pk"))
    kind = tables.Column(verbose_name=_("Kind"), accessor="get_kind_display", order_by=("kind", "-issued_on"))
    issuer = tables.Column(verbose_name=_("Issuer"), accessor="issuer__name")
    issued_on = tables.Column(verbose_name=_("Date"), order_by=("issued_on", "pk"), attrs=_NUMBER)
    standing = tables.Column(verbose_name=_("Validity"), accessor="pk", orderable=False)
    mine = tables.Column(verbose_name=_("My confirmation"), accessor="pk", orderable=False)

    cards = True
    caption = _("Directives")
    empty_icon = "file"
    empty_hint = _("Only what is meant for your unit is listed. Try another filter.")

    class Meta:
        default = "–"
        empty_text = _("No directive matches")

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def render_issued_on(self, value: date) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_standing(self, record: Any) -> SafeString:
        """The word as at the day."""
        found = standing_of(record, self.day)
        return badge(STANDINGS[found], TONES[found])

    def render_mine(self, record: Any) -> SafeString | str:
        """Confirmed on, still to be confirmed, or nothing asked."""
        if record.confirmed_at:
            text = _("Confirmed on %(day)s") % {"day": show_date(localdate(record.confirmed_at))}
            return badge(text, "success")
        if record.asked_id is None or record.published_at is None:
            return "–"
        if record.asked_by is None:
            return badge(_("Waits for you"), "warning")
        late = record.asked_by < localdate()
        text = _("By %(day)s") % {"day": show_date(record.asked_by)}
        return badge(text, "danger" if late else "warning")


class BoardTable(tables.Table):
    """Directives with how many confirmed; rows are `selectors.directive_readers.Count`."""

    symbol = tables.Column(
        verbose_name=_("Symbol"),
        accessor="version__directive__symbol",
        linkify=("cms:acknowledgement", {"pk": tables.A("version__directive_id")}),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    title = tables.Column(
        verbose_name=_("Subject of the document"), accessor="version__directive__title", orderable=False
    )
    number = tables.Column(verbose_name=_("Version"), accessor="version__number", attrs=_NUMBER)
    deadline = tables.Column(
        verbose_name=_("Confirm by"), accessor="version__acknowledge_by", attrs=_NUMBER, orderable=False
    )
    share = tables.Column(verbose_name=_("Have confirmed"), order_by=("share__percent",), attrs=_NUMBER)
    missing = tables.Column(verbose_name=_("Not yet"), accessor="version__pk", orderable=False, attrs=_NUMBER)
    state = tables.Column(verbose_name=_("State"), accessor="version__pk", orderable=False)

    cards = True
    caption = _("Confirmations of directives")
    empty_icon = "check-double"
    empty_hint = _("Directives that ask people of your units for confirmation are listed here.")

    class Meta:
        default = "–"
        empty_text = _("No directive asks anybody in your units")

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def render_deadline(self, value: date) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_share(self, record: Any) -> str:
        """Per cent with numerator and denominator."""
        return share_text(record.share)

    def render_missing(self, record: Any) -> int:
        """Who has not yet."""
        return int(record.share.wanted - record.share.filled)

    def render_state(self, record: Any) -> SafeString:
        """Complete, overdue, running."""
        if record.share.filled == record.share.wanted:
            return badge(_("Complete"), "success")
        if record.overdue_on(self.day):
            return badge(_("Past the deadline"), "danger")
        return badge(_("Still open"), "info")


class ReaderTable(tables.Table):
    """People who are asked; rows are `selectors.directive_readers.Reader`."""

    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="person__name",
        order_by=("person__name_key", "person__number"),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    number = tables.Column(verbose_name=_("Personnel no."), accessor="person__number", attrs=_FIT)
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit_id", orderable=False)
    at = tables.Column(verbose_name=_("Confirmed on"), accessor="at", empty_values=(), orderable=False)

    cards = True
    caption = _("People who are asked to confirm")
    empty_icon = "success"
    empty_hint = _("Try another unit or state.")

    class Meta:
        default = "–"
        empty_text = _("Nobody matches")

    def __init__(self, *args: Any, names: dict[int, str], late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names, self.late = names, late

    def render_unit(self, value: int) -> str:
        """The unit where the person serves."""
        return self.names[value]

    def render_at(self, record: Any) -> SafeString | str:
        """The day, or that it is missing and why."""
        if record.at is not None:
            return show_date(localdate(record.at))
        if not record.has_account:
            return badge(_("No account"), "neutral")
        return badge(_("Overdue"), "danger") if self.late else badge(_("Not yet"), "warning")
