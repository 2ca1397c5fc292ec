"""Work given in a period, by unit and officer, for the person who asks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from evaluation.models import Product, WorkItem
from evaluation.rules.giving import Progress
from evaluation.rules.nd335 import EFFECTIVE
from evaluation.rules.periods import Month, Quarter, ScoringPeriod, parse_period
from evaluation.selectors.catalogue import products_for
from evaluation.selectors.roster import Roster, roster_on
from evaluation.selectors.work_lines import ItemLine, lines_of, progress_of, with_people
from hrm.kernel.text import fold, vietnamese_name_key
from staff.access import Forbidden, held_reach, reach_for, rows_for
from staff.access.gate import Asker
from staff.models import Officer, Unit
from staff.reach import Reach


@dataclass
class OfficerWork:
    """One officer's work in a period."""

    officer_id: int
    number: str
    name: str
    unit: Unit
    lines: list[ItemLine] = field(default_factory=list)

    @property
    def progress(self) -> Progress:
        """Sums so far in converted units."""
        return progress_of(self.lines)

    @property
    def name_key(self) -> str:
        """For lists by given name."""
        return vietnamese_name_key(self.name)


def unit_reach(user: Asker, action: str) -> Reach:
    """Units whose work the person sees or gives; Forbidden without the verb or without any unit."""
    reach = held_reach(user, WorkItem, action)
    if not (reach.everything or reach.unit_ids):
        raise Forbidden
    return Reach(everything=reach.everything, unit_ids=reach.unit_ids)


def gives_work(user: Asker) -> bool:
    """Whether the person gives work in some unit."""
    reach = held_reach(user, WorkItem, "give")
    return reach.everything or bool(reach.unit_ids)


def sees_work_of_units(user: Asker) -> bool:
    """Whether the person sees work of some unit, not only the own."""
    reach = held_reach(user, WorkItem, "view")
    return reach.everything or bool(reach.unit_ids)


def members_of(user: Asker, period: ScoringPeriod, action: str = "give") -> Roster:
    """Officers in service in the period in the units in reach, those who left within it too."""
    reach = unit_reach(user, action)
    unit_ids = None if reach.everything else reach.unit_ids
    return roster_on(period.last_day, unit_ids, since=period.start)


def work_in(user: Asker, period: ScoringPeriod) -> list[OfficerWork]:
    """Everyone of the units in reach with the work of the period, who has none included (art. 18.1.d).

    By unit and given name; in a constant number of queries.
    """
    found = {
        m.officer_id: OfficerWork(m.officer_id, m.number, m.name, m.unit)
        for m in members_of(user, period, "view").members.values()
    }
    reach = unit_reach(user, "view")
    rows = WorkItem.objects.within(reach).filter(period=period.code)
    for line in lines_of(with_people(rows).order_by("product__code", "unplanned")):
        item = line.item
        new = OfficerWork(item.officer_id, item.officer.number, item.officer.full_name, item.unit)
        found.setdefault(item.officer_id, new).lines.append(line)
    return sorted(found.values(), key=lambda work: (work.unit.code, work.name_key, work.number))


def filtered(work: Iterable[OfficerWork], text: str, unit_code: str, *, without: bool) -> list[OfficerWork]:
    """By name or number, by unit, and those who have no work yet."""
    wanted = fold(text)
    return [
        each
        for each in work
        if (not wanted or wanted in fold(each.name) or wanted in fold(each.number))
        and (not unit_code or each.unit.code == unit_code)
        and not (without and each.lines)
    ]


def items_for(user: Asker, officer: Officer, period: ScoringPeriod) -> list[ItemLine]:
    """One officer's work of a period in reach."""
    rows = rows_for(user, WorkItem, "view").filter(officer=officer, period=period.code)
    return lines_of(with_people(rows).order_by("product__code", "unplanned"))


def own_officer(user: Asker) -> int | None:
    """Whose own work the asker reports; None without the verb or without a record."""
    return held_reach(user, WorkItem, "report").officer_id


def own_periods(user: Asker) -> list[ScoringPeriod]:
    """Periods with own work, newest first."""
    rows = rows_for(user, WorkItem, "report").order_by().values_list("period", flat=True).distinct()
    return sorted(map(parse_period, rows), key=lambda period: (period.end, period.start), reverse=True)


def current_of(periods: list[ScoringPeriod], today: date) -> ScoringPeriod | None:
    """The period of today among them, else the newest."""
    running = (period for period in periods if period.start <= today < period.end)
    return next(running, periods[0] if periods else None)


def periods_to_offer(user: Asker, today: date) -> list[ScoringPeriod]:
    """Quarters of the decree up to the next one, and months that have work in reach; newest first."""
    quarter, found = Quarter.containing(EFFECTIVE), set[ScoringPeriod]()
    while quarter.start <= Quarter.containing(today).end:
        found.add(quarter)
        quarter = Quarter.containing(quarter.end)
    used = WorkItem.objects.within(unit_reach(user, "view")).order_by().values_list("period", flat=True)
    found |= {parse_period(code) for code in used.distinct()}
    return sorted(
        found, key=lambda period: (period.end, isinstance(period, Month), period.start), reverse=True
    )


def products_to_give(period: ScoringPeriod) -> list[Product]:
    """The catalogue of the period, by code."""
    return sorted(products_for(period.last_day).values(), key=lambda product: product.code)


def units_with(work: Iterable[OfficerWork]) -> list[tuple[str, str]]:
    """Units to filter by."""
    units: dict[str, str] = {}
    for each in work:
        units[each.unit.code] = each.unit.name
    return sorted(units.items())


def may_give(user: Asker, item: WorkItem) -> bool:
    """Whether the person gives work in the item's unit."""
    return rows_for(user, WorkItem, "give").filter(pk=item.pk).exists()


def is_own(user: Asker, item: WorkItem) -> bool:
    """Whether the item is the asker's own work to report."""
    return reach_for(user, WorkItem, "report").officer_id == item.officer_id


def by_unit(work: Iterable[OfficerWork]) -> dict[str, list[OfficerWork]]:
    """Name of the unit → its people."""
    units: dict[str, list[OfficerWork]] = defaultdict(list)
    for each in work:
        units[each.unit.name].append(each)
    return units


def history_of(item: WorkItem) -> QuerySet[Any]:
    """Every version of an item, newest first, with who and why."""
    found: QuerySet[Any] = item.history.select_related("history_user").order_by(
        "-history_date", "-history_id"
    )
    return found
