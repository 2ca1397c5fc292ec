"""All units, quotas and reorganisations in memory, and the changes one may enter there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from hrm.kernel.dates import ALWAYS, PartialDate, show_date
from staff.models import MAX_QUOTA, Reorganisation, Unit, UnitQuota
from staff.services.dated import Edit, is_stated, label_of, put_dated
from staff.services.errors import DomainError
from staff.services.ledger import Ledger


@dataclass
class UnitBook:
    """Units by code, with what hangs on them."""

    units: dict[str, Unit] = field(default_factory=dict)
    quotas: dict[str, list[UnitQuota]] = field(default_factory=lambda: defaultdict(list))
    links: set[tuple[str, str]] = field(default_factory=set)


def load_units() -> UnitBook:
    """The whole tree in three queries, locked against other writers until the transaction ends."""
    by_id = {unit.pk: unit for unit in Unit.objects.select_for_update().order_by("pk")}
    book = UnitBook(units={unit.code: unit for unit in by_id.values()})
    for unit in by_id.values():
        if unit.parent_id is not None:
            unit.parent = by_id[unit.parent_id]
    for quota in UnitQuota.objects.order_by("start"):
        quota.unit = by_id[quota.unit_id]
        book.quotas[quota.unit.code].append(quota)
    for link in Reorganisation.objects.all():
        book.links.add((by_id[link.predecessor_id].code, by_id[link.successor_id].code))
    return book


def add_unit(
    book: UnitBook, ledger: Ledger, *, code: str, name: str, kind: str, start: PartialDate | None
) -> Unit:
    """A unit nobody knew before; without a first day it has always been there."""
    unit = Unit(
        code=code,
        name=name,
        kind=kind,
        start=start.value if start else ALWAYS,
        start_precision=start.precision if start else "day",
    )
    ledger.create(unit)
    book.units[code] = unit
    return unit


def correct_unit(ledger: Ledger, unit: Unit, **values: object) -> list[Edit]:
    """Other facts of a unit; its dates have verbs of their own."""
    edits = []
    for name, value in values.items():
        before = _shown(unit, name)
        if ledger.change(unit, **{name: value}):
            edits.append(Edit(label_of(Unit, name), before, _shown(unit, name)))
    return edits


def end_unit(book: UnitBook, ledger: Ledger, unit: Unit, day: date) -> Edit | None:
    """First day no longer open; its quotas end with it. Who still serves there is checked elsewhere."""
    if day <= unit.start:
        raise DomainError(
            _("the unit opens on %(day)s; it can close only after that") % {"day": show_date(unit.start)},
            "end",
        )
    before = unit.end
    if not ledger.change(unit, end=day):
        return None
    for quota in book.quotas[unit.code]:
        if quota.start >= day:
            raise DomainError(
                _("a quota of the unit begins on %(day)s, after its end") % {"day": show_date(quota.start)},
                "end",
            )
        if quota.end is None or quota.end > day or quota.end == before:
            ledger.change(quota, end=day)
    return Edit(label_of(Unit, "end"), show_date(before), show_date(day))


def put_quota(
    book: UnitBook, ledger: Ledger, unit: Unit, *, seats: int, start: PartialDate | None, decision: str
) -> Edit | None:
    """Seats given to the unit itself from a day on; without one, since the unit opened."""
    if not 0 <= seats <= MAX_QUOTA:
        raise DomainError(_("a quota is a whole number from 0 to 9.999"), "seats")
    rows = book.quotas[unit.code]
    if not is_stated(start, rows, lambda row: row.seats == seats and decision in ("", row.decision)):
        return None
    day = start or PartialDate(unit.start, "day")
    if day.value < unit.start or (unit.end is not None and day.value >= unit.end):
        raise DomainError(not_open(unit, day.value), "start")
    new = UnitQuota(
        unit=unit,
        seats=seats,
        decision=decision,
        start=day.value,
        start_precision=day.precision,
        end=unit.end,
    )
    facts = ("seats", "decision") if decision else ("seats",)
    return put_dated(ledger, rows, new, facts=facts, show=lambda row: str(row.seats))


def link_units(
    book: UnitBook, ledger: Ledger, *, predecessor: Unit, successor: Unit, decision: str
) -> Edit | None:
    """The predecessor gives way to the successor on the day the successor opens."""
    if (predecessor.code, successor.code) in book.links:
        return None
    if successor.start == ALWAYS:
        raise DomainError(_("a unit that succeeds others needs the day it opens"), "start")
    if predecessor.code == successor.code or predecessor.start >= successor.start:
        raise DomainError(
            _("“%(code)s” opens no earlier than the unit that succeeds it") % {"code": predecessor.code},
            "predecessors",
        )
    ledger.create(
        Reorganisation(day=successor.start, decision=decision, predecessor=predecessor, successor=successor)
    )
    book.links.add((predecessor.code, successor.code))
    return Edit(str(Reorganisation._meta.verbose_name), "", f"{predecessor.code} → {successor.code}")


def not_open(unit: Unit, day: date) -> str:
    """Why nothing can begin in a unit on a day."""
    opened = _("opens on %(day)s") % {"day": show_date(unit.start)}
    closed = _("closed on %(day)s") % {"day": show_date(unit.end)}
    return _("unit “%(code)s” is not open on %(day)s (%(why)s)") % {
        "code": unit.code,
        "day": show_date(day),
        "why": opened if day < unit.start else closed,
    }


def is_open(unit: Unit, day: date) -> bool:
    """Whether the unit is open that day."""
    return unit.start <= day and (unit.end is None or unit.end > day)


def ancestors_of(code: str, parents: dict[str, str]) -> Iterable[str]:
    """Codes above a unit, nearest first; stops where a cycle closes."""
    seen: list[str] = []
    above = parents.get(code, "")
    while above and above not in seen:
        seen.append(above)
        above = parents.get(above, "")
    return seen


def _shown(unit: Unit, name: str) -> str:
    value = getattr(unit, name)
    if isinstance(value, Unit):
        return value.code
    return unit.get_kind_display() if name == "kind" else str(value or "")
