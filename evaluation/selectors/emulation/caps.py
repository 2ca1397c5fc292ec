"""How many of a capped title an agency may give, has given, and is asked to give."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from evaluation.enums import AwardStage
from evaluation.models import AwardProposal, AwardType
from evaluation.rules.emulation import quota
from evaluation.selectors.emulation.facts import LIVE, counted_on
from evaluation.selectors.emulation.types import codes_by_name
from hrm.kernel.text import fold
from staff.models import AwardHeld, Posting
from staff.selectors.tree import Tree

Holders = dict[int, dict[str, set[int]]]


@dataclass(frozen=True)
class CapLine:
    """A cap in one agency and year: `given` of `quota`, which is cut from `percent` of `base` people."""

    agency_id: int
    agency: str
    award: AwardType
    base_name: str
    base: int
    quota: int
    given: int
    waiting: int

    @property
    def free(self) -> int:
        """How many may still be decided."""
        return max(self.quota - self.given, 0)

    @property
    def is_over(self) -> bool:
        """Whether given and waiting together would break the cap."""
        return self.given + self.waiting > self.quota


def using_agency(tree: Tree, unit_id: int) -> int:
    """The agency whose head gives the titles at the base: the provincial one; above the provinces the top unit."""
    top = next((i for i in tree.above(unit_id) if tree.nodes[i].parent_id is None), unit_id)
    return tree.province_of(unit_id) or top


def cap_lines(
    agency_ids: Collection[int], year: int, today: date, types: Collection[AwardType], tree: Tree
) -> list[CapLine]:
    """The capped titles of each agency; four queries for all of them."""
    capped = [award for award in types if award.cap_percent is not None]
    names = {award.code: award.name for award in types}
    holders = holders_of(agency_ids, year, today, tree) if capped else {}
    waiting = _waiting(agency_ids, year, tree) if capped else {}
    found = []
    for agency_id in sorted(agency_ids, key=lambda pk: tree.nodes[pk].code):
        for award in capped:
            base = len(holders[agency_id][award.cap_of])
            found.append(
                CapLine(
                    agency_id=agency_id,
                    agency=tree.nodes[agency_id].name,
                    award=award,
                    base_name=names.get(award.cap_of, award.cap_of),
                    base=base,
                    quota=quota(award.cap_percent, base) if award.cap_percent is not None else 0,
                    given=len(holders[agency_id][award.code]),
                    waiting=waiting.get((agency_id, award.code), 0),
                )
            )
    return found


def holders_of(agency_ids: Collection[int], year: int, today: date, tree: Tree) -> Holders:
    """Agency → code → officers who have the title of the year: by our decisions, or by their record."""
    agencies = _agency_by_unit(agency_ids, tree)
    found: Holders = {agency_id: defaultdict(set) for agency_id in agency_ids}
    decided = AwardProposal.objects.filter(year=year, stage=AwardStage.DECIDED, unit_id__in=agencies)
    seen: set[tuple[str, int]] = set()
    for code, officer_id, unit_id in decided.exclude(officer=None).values_list(
        "award__code", "officer_id", "unit_id"
    ):
        found[agencies[unit_id]][code].add(officer_id)
        seen.add((code, officer_id))
    homes = Posting.objects.primary().at(counted_on(year, today)).filter(unit_id__in=agencies)
    home_of = dict(homes.values_list("officer_id", "unit_id"))
    codes = codes_by_name()
    rows = AwardHeld.objects.filter(year=year, officer_id__in=homes.values("officer_id"))
    for officer_id, name in rows.values_list("officer_id", "name"):
        named = codes.get(fold(name))
        # Who moved after the decision counts where it was made, once.
        if named and (named, officer_id) not in seen:
            found[agencies[home_of[officer_id]]][named].add(officer_id)
    return found


def _waiting(agency_ids: Collection[int], year: int, tree: Tree) -> dict[tuple[int, str], int]:
    agencies = _agency_by_unit(agency_ids, tree)
    rows = AwardProposal.objects.filter(year=year, stage__in=LIVE, unit_id__in=agencies)
    found: dict[tuple[int, str], int] = defaultdict(int)
    for code, unit_id in rows.values_list("award__code", "unit_id"):
        found[agencies[unit_id], code] += 1
    return found


def _agency_by_unit(agency_ids: Collection[int], tree: Tree) -> dict[int, int]:
    """Every unit that lies in one of the agencies → that agency; an agency within another counts for itself."""
    wanted = set(agency_ids)
    below = tree.below(wanted)
    return {pk: agency for pk in below if (agency := using_agency(tree, pk)) in wanted}
