"""Campaigns for complete records: where units stood at the opening, where they stand, how it went in time."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import QuerySet, Sum

from staff.models import CampaignStanding, Officer, QualityCampaign
from staff.rules.completeness import chosen_fields
from staff.rules.progress import CampaignState, Filled, campaign_state, points_gained
from staff.selectors.completeness import PersonStanding, people_standing
from staff.selectors.tree import Tree, load_tree


@dataclass(frozen=True)
class Figures:
    """People of a set of units on a day: how many, how many complete records, fields filled of wanted."""

    people: int
    complete: int
    share: Filled

    @property
    def complete_percent(self) -> Decimal | None:
        """Complete records of all, in per cent."""
        return Filled(self.complete, self.people).percent


@dataclass(frozen=True)
class UnitProgress:
    """A unit with everything below it: at the opening and now; `baseline` None: nobody was there."""

    code: str
    name: str
    depth: int
    baseline: Figures | None
    now: Figures

    @property
    def gained(self) -> Decimal | None:
        """Percentage points since the opening."""
        return points_gained(self.baseline.share if self.baseline else None, self.now.share)


@dataclass(frozen=True)
class DayStanding:
    """All units in sight on one day."""

    day: date
    figures: Figures


@dataclass(frozen=True)
class Progress:
    """Units as one reads the tree, and all of them together."""

    rows: list[UnitProgress]
    total: UnitProgress


@dataclass(frozen=True)
class CampaignLine:
    """A campaign in the list, with the first and the last figures kept of the units in sight."""

    campaign: QualityCampaign
    state: CampaignState
    first: Figures | None
    last: Figures | None


def campaign_people(
    campaign: QualityCampaign,
    day: date,
    among: QuerySet[Officer] | None = None,
    units: Collection[int] | None = None,
    tree: Tree | None = None,
) -> list[PersonStanding]:
    """Everyone at home within the campaign's unit on a day against its fields; `units` narrows further."""
    inside = (tree or load_tree()).below([campaign.unit_id])
    if units is not None:
        inside = inside & frozenset(units)
    everyone = Officer.objects.all() if among is None else among
    return people_standing(day, inside, everyone, chosen_fields(campaign.fields))


def progress_of(
    campaign: QualityCampaign,
    day: date,
    among: QuerySet[Officer],
    standings: QuerySet[CampaignStanding],
    units: Collection[int],
) -> Progress:
    """Units in sight against the opening; of a closed campaign, as they stood at its end.

    `standings`, `among` and `units`: what the asker may see.
    """
    tree = load_tree()
    inside = tree.below([campaign.unit_id]) & frozenset(units)
    at = campaign.closed_on or day
    mine = standings.filter(unit_id__in=inside)
    before = _kept(mine.filter(day=campaign.opened_on), tree)
    if campaign.closed_on:
        now = _kept(mine.filter(day=at), tree)
    else:
        now = _live(campaign_people(campaign, at, among, units, tree), tree)
    shown = tree.in_tree_order([tree.nodes[i] for i in inside if tree.nodes[i].open_on(at)])
    rows = [
        UnitProgress(node.code, node.name, depth, before.get(node.id), now.get(node.id, NOBODY))
        for node, depth in shown
    ]
    return Progress(rows, UnitProgress("", "", 0, before.get(_ALL), now.get(_ALL, NOBODY)))


def days_of(standings: QuerySet[CampaignStanding]) -> list[DayStanding]:
    """The figures kept, one row a day, all units in sight together; one query."""
    rows = standings.order_by("day").values("day").annotate(**_SUMS)
    return [DayStanding(row["day"], _figures(row)) for row in rows]


def campaign_lines(
    campaigns: QuerySet[QualityCampaign], standings: QuerySet[CampaignStanding], today: date
) -> list[CampaignLine]:
    """The campaigns, newest first, with the first and last figures kept; two queries."""
    kept: dict[int, list[Figures]] = defaultdict(list)
    rows = standings.filter(campaign__in=campaigns.order_by().values("pk")).order_by("campaign_id", "day")
    for row in rows.values("campaign_id", "day").annotate(**_SUMS):
        kept[row["campaign_id"]].append(_figures(row))
    return [
        CampaignLine(
            each,
            campaign_state(each.deadline, each.closed_on, today),
            next(iter(kept[each.pk]), None),
            next(reversed(kept[each.pk]), None),
        )
        for each in campaigns.order_by("-opened_on", "-pk")
    ]


_ALL: Final = 0  # no unit has this key; it stands for all the units in sight
NOBODY: Final = Figures(0, 0, Filled(0, 0))
_SUMS: Final = {f"all_{name}": Sum(name) for name in ("people", "complete", "filled", "wanted")}


def _figures(row: Any) -> Figures:
    share = Filled(row["all_filled"], row["all_wanted"])
    return Figures(row["all_people"], row["all_complete"], share)


def _kept(standings: QuerySet[Any], tree: Tree) -> dict[int, Figures]:
    """Unit id → its subtree as kept, `_ALL` → all units in sight; one query."""
    rows = standings.values_list("unit_id", "people", "complete", "filled", "wanted")
    return _by_subtree(((unit_id, tuple(figures)) for unit_id, *figures in rows), tree)


def _live(people: list[PersonStanding], tree: Tree) -> dict[int, Figures]:
    each = (
        (person.unit_id, (1, int(person.record.complete), person.record.filled, person.record.wanted))
        for person in people
    )
    return _by_subtree(each, tree)


def _by_subtree(rows: Iterable[tuple[int, tuple[int, ...]]], tree: Tree) -> dict[int, Figures]:
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for unit_id, figures in rows:
        for above in (*tree.above(unit_id), _ALL):
            sums[above] = [a + b for a, b in zip(sums[above], figures, strict=True)]
    return {
        unit_id: Figures(people, complete, Filled(filled, wanted))
        for unit_id, (people, complete, filled, wanted) in sums.items()
    }
