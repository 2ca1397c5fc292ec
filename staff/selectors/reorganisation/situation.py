"""Everything a planned reorganisation touches, read in a constant number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from staff.access import Held, grants_on
from staff.models import (
    LeadershipTerm,
    Officer,
    Planning,
    PledgePlan,
    Post,
    Posting,
    QualityCampaign,
    ReorganisationPlan,
    RotationDuty,
    StandIn,
    Unit,
    UnitCharge,
    UnitQuota,
)
from staff.rules.reorganising import Outline, Place, Scheme, outline, read_scheme
from staff.selectors.tree import Tree, load_tree


@dataclass
class Situation:
    """The plan, the units, and the dated rows that are still in force on its day or later.

    Rows of the units that close, except `there`: home and other postings, and stand-ins, of the units
    that are there already and take others in.
    """

    plan: ReorganisationPlan
    scheme: Scheme
    tree: Tree
    units: dict[str, Unit]
    outline: Outline
    posts: dict[int, Post]
    postings: list[Posting] = field(default_factory=list)
    charges: list[UnitCharge] = field(default_factory=list)
    terms: list[LeadershipTerm] = field(default_factory=list)
    stand_ins: list[StandIn] = field(default_factory=list)
    duties: list[RotationDuty] = field(default_factory=list)
    there: list[Posting] = field(default_factory=list)
    standing_there: list[StandIn] = field(default_factory=list)
    charged_there: list[UnitCharge] = field(default_factory=list)
    quotas: list[UnitQuota] = field(default_factory=list)
    grants: list[Held] = field(default_factory=list)
    granted_there: list[Held] = field(default_factory=list)
    officer_of: dict[int, Officer] = field(default_factory=dict)
    left_behind: dict[str, int] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """First day the closing units are no longer open."""
        return self.plan.day

    @property
    def closing(self) -> list[Unit]:
        """Units that close, in the order of the plan; what is not known yet is left out."""
        return [self.units[code] for code in self.outline.closings if code in self.units]

    @property
    def receiving(self) -> list[Unit]:
        """Units there already that take others in."""
        targets = [target for step in self.scheme.steps for target in step.targets if target.existing]
        return [self.units[target.code] for target in targets if target.code in self.units]

    @property
    def inside(self) -> frozenset[int]:
        """Ids of the unit of the plan and everything below it."""
        return self.tree.below([self.plan.unit_id])

    def name_of(self, code: str) -> str:
        """The name of a unit, of one that opens by the plan too."""
        opening = next((opening for opening in self.outline.openings if opening.code == code), None)
        if opening is not None:
            return opening.name
        return self.units[code].name if code in self.units else code


def read_situation(plan: ReorganisationPlan, scheme: Scheme | None = None) -> Situation:
    """The plan (or another scheme in its place) with all it touches."""
    found = read_units(plan, scheme)
    closing = [unit.pk for unit in found.closing]
    receiving = [unit.pk for unit in found.receiving]
    _read_rows(found, closing, receiving)
    _read_grants(found, closing, receiving)
    found.left_behind = _left_behind(closing, plan.day)
    return found


def read_units(plan: ReorganisationPlan, scheme: Scheme | None = None) -> Situation:
    """Only the units and their quotas: enough to check a step; four queries."""
    units = {unit.code: unit for unit in Unit.objects.select_related("parent")}
    wanted = read_scheme(plan.content) if scheme is None else scheme
    places = [_place(unit) for unit in units.values()]
    drawn = outline(wanted, places, plan.day)
    found = Situation(plan, wanted, load_tree(), units, drawn, {post.pk: post for post in Post.objects.all()})
    ids = [unit.pk for unit in (*found.closing, *found.receiving)]
    found.quotas = list(
        _lasting(UnitQuota.objects.filter(unit__in=ids), plan.day).select_related("unit").order_by("start")
    )
    return found


def _place(unit: Unit) -> Place:
    parent = unit.parent.code if unit.parent is not None else ""
    return Place(unit.code, unit.name, unit.kind, parent, unit.start, unit.end)


def _lasting(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    return rows.filter(Q(end__isnull=True) | Q(end__gt=day))


def _of_units(model: Any, unit_ids: Sequence[int], day: date, *also: str) -> list[Any]:
    rows = _lasting(model.objects.filter(unit__in=unit_ids), day)
    related = rows.select_related("officer", "unit", *also)
    return list(related.order_by("officer__name_key", "officer_id", "start", "pk"))


def _read_rows(found: Situation, closing: list[int], receiving: list[int]) -> None:
    both, gone, day = [*closing, *receiving], set(closing), found.day
    postings = _of_units(Posting, both, day, "post")
    found.postings, found.there = _parted(postings, gone)
    found.charges, found.charged_there = _parted(_of_units(UnitCharge, both, day), gone)
    found.stand_ins, found.standing_there = _parted(_of_units(StandIn, both, day), gone)
    found.terms = _of_units(LeadershipTerm, closing, day, "post")
    found.duties = _of_units(RotationDuty, closing, day, "position")


def _parted(rows: Iterable[Any], closing: set[int]) -> tuple[list[Any], list[Any]]:
    rows = list(rows)
    gone = [row for row in rows if row.unit_id in closing]
    return gone, [row for row in rows if row.unit_id not in closing]


def _read_grants(found: Situation, closing: list[int], receiving: list[int]) -> None:
    gone = set(closing)
    held = grants_on([*closing, *receiving])
    found.grants = [grant for grant in held if grant.unit_id in gone]
    found.granted_there = [grant for grant in held if grant.unit_id not in gone]
    accounts = {grant.holder.pk for grant in found.grants if hasattr(grant.holder, "username")}
    officers = Officer.objects.filter(user_id__in=accounts)
    found.officer_of = {officer.user_id: officer for officer in officers if officer.user_id is not None}


def _left_behind(closing: list[int], day: date) -> dict[str, int]:
    """What no service carries: it needs a decision of its own, so the preview only counts it."""
    planned = _lasting(Planning.objects.filter(unit__in=closing), day)
    return {
        "planning": planned.count(),
        "pledges": PledgePlan.objects.filter(unit__in=closing, deadline__gte=day).count(),
        "campaigns": QualityCampaign.objects.filter(unit__in=closing, closed_on__isnull=True).count(),
    }
