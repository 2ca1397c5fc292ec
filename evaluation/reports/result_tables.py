"""Tables of the boards: units with their ranks, what is carried over, officers.

A row is a dict of plain values, so that lists sort and export by the exact figure; `show` writes it for people.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from evaluation.rules.results import change, rounded
from evaluation.selectors.results.board import Side, UnitLine
from evaluation.selectors.results.people import PersonLine
from evaluation.selectors.results.shown import (
    each_words,
    figure,
    rate_words,
    signed_figure,
    signed_percent,
    signed_points,
)

_NUM: Final = {"th": {"class": "num"}, "td": {"class": "num"}}
Link = Callable[[str, str, str], str]
"""(unit code, measure, column) → the address of what the figure is made of."""
Row = dict[str, Any]
_NAMES: Final = ("rate", "over", "gained", "rank", "due", "carried", "moved", "executable", "each", "book")


class FigureColumn(tables.Column):
    """A figure: sorted and exported exact, written by `show` (which gets the whole row too)."""

    def __init__(self, heading: Any, show: Callable[[Any, Row], Any]) -> None:
        super().__init__(verbose_name=heading, attrs=_NUM)
        self._show = show

    def render(self, value: Any, record: Row) -> Any:
        """As people read it."""
        return self._show(value, record)

    def value(self, value: Any) -> Any:
        """As a workbook counts it: rates and points in per cent with two decimals."""
        return rounded(value) if isinstance(value, Fraction) else value


class UnitTable(tables.Table):
    """Units right below the chosen one: rates of việc and tiền against targets and last year, with ranks."""

    name = tables.Column(verbose_name=_("Unit"), attrs={"td": {"class": "card-title unit-name"}})
    officers = FigureColumn(_("Enforcement officers"), lambda value, _row: value)
    viec_rate = FigureColumn(_("Cases: resolved (C12/C8)"), lambda _value, row: _rate(row, "viec"))
    viec_over = FigureColumn(_("Cases: against target"), lambda value, row: _over(value, row["viec"]))
    viec_gained = FigureColumn(_("Cases: against last year"), lambda value, _row: signed_points(value))
    viec_rank = FigureColumn(_("Cases: rank"), lambda value, row: _rank(value, row["viec"]))
    tien_rate = FigureColumn(_("Money: resolved (C12/C8)"), lambda _value, row: _rate(row, "tien"))
    tien_over = FigureColumn(_("Money: against target"), lambda value, row: _over(value, row["tien"]))
    tien_gained = FigureColumn(_("Money: against last year"), lambda value, _row: signed_points(value))
    tien_rank = FigureColumn(_("Money: rank"), lambda value, row: _rank(value, row["tien"]))

    cards = True
    caption = _("Units")
    empty_icon = "scale"
    empty_text = _("No unit below has figures in this period")

    class Meta:
        default = "–"
        prefix = "a-"

    def render_name(self, value: str, record: Row) -> SafeString | str:
        """The way down; a unit itself has its officers behind it."""
        return format_html('<a href="{}">{}</a>', record["url"], value)

    def value_name(self, value: str) -> str:
        """The name alone."""
        return value


class CarriedTable(tables.Table):
    """The same units: what is carried over and how it was classified, and the load of an officer."""

    name = tables.Column(verbose_name=_("Unit"), attrs={"td": {"class": "card-title unit-name"}})
    viec_carried = FigureColumn(
        _("Cases: carried over (C17)"), lambda value, row: _linked(value, row, "viec", "carried_forward")
    )
    viec_moved = FigureColumn(_("Cases: C17 − C1"), lambda value, row: _moved(value, row["viec"]))
    viec_executable = FigureColumn(
        _("Cases: executable (C8/C7)"), lambda _value, row: rate_words(row["viec"].now.executable_rate)
    )
    viec_each = FigureColumn(
        _("Cases: to enforce per officer"), lambda value, _row: each_words(value, money=False)
    )
    viec_book = FigureColumn(
        _("Cases: watch book (C18)"), lambda value, row: _linked(value, row, "viec", "watch_book")
    )
    tien_carried = FigureColumn(
        _("Money: carried over (C17)"), lambda value, row: _linked(value, row, "tien", "carried_forward")
    )
    tien_moved = FigureColumn(_("Money: C17 − C1"), lambda value, row: _moved(value, row["tien"]))
    tien_executable = FigureColumn(
        _("Money: executable (C8/C7)"), lambda _value, row: rate_words(row["tien"].now.executable_rate)
    )
    tien_each = FigureColumn(
        _("Money: to enforce per officer"), lambda value, _row: each_words(value, money=True)
    )

    cards = True
    caption = _("Carried over, classified, per officer")
    empty_icon = "scale"
    empty_text = _("No unit below has figures in this period")

    class Meta:
        default = "–"
        prefix = "b-"

    def render_name(self, value: str, record: Row) -> SafeString:
        """The way down."""
        return format_html('<a href="{}">{}</a>', record["url"], value)

    def value_name(self, value: str) -> str:
        """The name alone."""
        return value


class PeopleTable(tables.Table):
    """Enforcement officers of a unit and below."""

    name = tables.Column(
        verbose_name=_("Full name"),
        order_by=("name_key", "number"),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    number = tables.Column(verbose_name=_("Personnel no."), attrs={"td": {"class": "fit"}})
    unit = tables.Column(
        verbose_name=_("Unit"), order_by=("unit_code", "name_key"), attrs={"td": {"class": "unit-name"}}
    )
    viec_due = FigureColumn(_("Cases: to enforce (C7)"), lambda value, _row: figure(value, money=False))
    viec_rate = FigureColumn(_("Cases: resolved (C12/C8)"), lambda _value, row: _rate(row, "viec"))
    viec_over = FigureColumn(_("Cases: against target"), lambda value, row: _over(value, row["viec"]))
    viec_gained = FigureColumn(_("Cases: against last year"), lambda value, _row: signed_points(value))
    viec_carried = FigureColumn(
        _("Cases: carried over (C17)"), lambda value, _row: figure(value, money=False)
    )
    tien_due = FigureColumn(_("Money: to enforce (C7)"), lambda value, _row: figure(value, money=True))
    tien_rate = FigureColumn(_("Money: resolved (C12/C8)"), lambda _value, row: _rate(row, "tien"))
    tien_over = FigureColumn(_("Money: against target"), lambda value, row: _over(value, row["tien"]))
    tien_gained = FigureColumn(_("Money: against last year"), lambda value, _row: signed_points(value))
    tien_carried = FigureColumn(_("Money: carried over (C17)"), lambda value, _row: figure(value, money=True))

    cards = True
    caption = _("Enforcement officers")
    empty_icon = "scale"
    empty_text = _("No enforcement officer has figures in this period")

    class Meta:
        default = "–"
        order_by = ("unit",)

    def render_name(self, value: str, record: Row) -> SafeString:
        """The way to every month of the officer."""
        return format_html('<a href="{}">{}</a>', record["url"], value)

    def value_name(self, value: str) -> str:
        """The name alone."""
        return value


def unit_rows(lines: Iterable[UnitLine], *, link: Link, down: Callable[[UnitLine], str]) -> list[Row]:
    """Rows of both tables of units; `down` is where a line leads."""
    return [
        {
            "name": _itself(line),
            "code": line.code,
            "url": down(line),
            "link": None if line.itself else link,
            "officers": line.officers,
            **_side_values("viec", line.cases),
            **_side_values("tien", line.money),
        }
        for line in lines
    ]


def people_rows(lines: Iterable[PersonLine], anchor: str) -> list[Row]:
    """Rows of the table of officers; each leads to the officer's own page at the month."""
    return [
        {
            "name": line.name,
            "name_key": line.name_key,
            "number": line.number,
            "unit": line.unit,
            "unit_code": line.unit_code,
            "url": f"{reverse('evaluation:officer_caseload', args=[line.number])}#{anchor}",
            "link": None,
            **_side_values("viec", line.cases),
            **_side_values("tien", line.money),
        }
        for line in lines
    ]


def _itself(line: UnitLine) -> str:
    return f"{line.name} ({_('the unit itself')})" if line.itself else line.name


def _side_values(key: str, side: Side | None) -> Row:
    if side is None:
        return {key: None, **{f"{key}_{name}": None for name in _NAMES}}
    figures = side.now.figures
    values = {
        "rate": side.now.resolved_rate.percent,
        "over": side.over,
        "gained": side.gained,
        "rank": side.rank.place if side.rank else None,
        "due": figures.to_enforce,
        "carried": figures.carried_forward,
        "moved": side.now.carried_change,
        "executable": side.now.executable_rate.percent,
        "each": side.each,
        "book": side.now.watch_book,
    }
    return {key: side, **{f"{key}_{name}": value for name, value in values.items()}}


def _rate(row: Row, key: str) -> SafeString:
    """The rate above its two counts; of a unit each leads to what it is made of."""
    side: Side = row[key]
    parts = [_linked(getattr(side.now.figures, name), row, key, name) for name in ("resolved", "executable")]
    return format_html(
        '<span class="rate"><span>{}</span> <small>({} / {})</small></span>',
        rate_words(side.now.resolved_rate),
        *parts,
    )


def _linked(value: int, row: Row, key: str, column: str) -> SafeString | str:
    text = figure(value, money=key == "tien")
    link: Link | None = row["link"]
    return format_html('<a href="{}">{}</a>', link(row["code"], key, column), text) if link else text


def _over(value: Fraction, side: Side) -> SafeString:
    """Points above or below the target, and the target; whose it is where it was taken from above."""
    target = side.target
    assert target is not None  # noqa: S101  without a target there is no value
    hint = _("target %(percent)s%%") % {"percent": _plain(target.percent)}
    return format_html(
        '<span class="{}">{}</span> <small title="{}">({}{})</small>',
        "over" if value >= 0 else "under",
        signed_points(value),
        target.source or target.decision,
        hint,
        " *" if target.source else "",
    )


def _rank(value: int, side: Side) -> str:
    return f"{value}/{side.rank.of}" if side.rank else str(value)


def _moved(value: int, side: Side) -> SafeString | str:
    """More or fewer than at the start of the year, and by how many per cent."""
    share = change(side.now.figures.brought_forward, side.now.figures.carried_forward)
    text = signed_figure(value, money=side.is_money)
    return text if share is None else format_html("{} <small>({})</small>", text, signed_percent(share))


def _plain(value: Decimal) -> str:
    text = f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return text.replace(".", ",")
