"""Who may be proposed for a title: everyone in reach, with the verdict of the rules and what was proposed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from evaluation.enums import AwardStage
from evaluation.models import AwardProposal, AwardType
from evaluation.rules.emulation import Outcome, Verdict, judge
from evaluation.selectors.emulation.facts import collective_facts, counted_on, people_on, person_facts
from evaluation.selectors.emulation.types import library_of, rule_of, types_on
from hrm.kernel.text import fold
from staff.access import held_reach
from staff.access.gate import Asker
from staff.enums import UnitKind
from staff.models import Officer, Posting, Unit
from staff.selectors.tree import Tree, load_tree


@dataclass(frozen=True)
class Candidate:
    """A person or a collective with the verdict on one title; `proposal`: of this year, if there is one."""

    unit_id: int
    unit_code: str
    unit_name: str
    verdict: Verdict
    officer: Officer | None = None
    post: str = ""
    proposal: AwardProposal | None = None

    @property
    def pk(self) -> int:
        """The officer's key, or the unit's for a collective."""
        return self.officer.pk if self.officer else self.unit_id

    @property
    def name(self) -> str:
        """Who it is."""
        return self.officer.full_name if self.officer else self.unit_name

    @property
    def may_be_ticked(self) -> bool:
        """Whether it can be proposed with the others, without a written reason."""
        return self.proposal is None and self.verdict.outcome is Outcome.YES

    @property
    def needs_reason(self) -> bool:
        """Whether it can be proposed only with a written reason."""
        if self.was_refused:
            return self.verdict.outcome is not Outcome.BARRED
        return self.proposal is None and self.verdict.outcome in (Outcome.NO, Outcome.UNKNOWN)

    @property
    def was_refused(self) -> bool:
        """Whether it was refused this year, so that it may be proposed again with a reason."""
        return self.proposal is not None and self.proposal.stage == AwardStage.REFUSED


def units_seen(user: Asker, action: str = "view") -> frozenset[int] | None:
    """Ids of the units whose proposals the person may see or make; None for all, nothing without reach."""
    reach = held_reach(user, AwardProposal, action)
    return None if reach.everything else reach.unit_ids


def within(units: frozenset[int] | None, tree: Tree, code: str) -> frozenset[int] | None:
    """The units that lie in the one of the code, as far as they are in reach; all of them without a code."""
    if not code:
        return units
    below = tree.below([node.id for node in tree.nodes.values() if node.code == code])
    return below if units is None else units & below


def candidates(
    award: AwardType, year: int, today: date, units: Collection[int] | None, tree: Tree | None = None
) -> list[Candidate]:
    """Everyone in the units with the verdict on a title; a fixed number of queries."""
    if award.collective:
        return _collectives(award, year, today, units, tree or load_tree())
    postings = people_on(counted_on(year, today), units)
    return _persons(award, year, today, postings)


def _persons(award: AwardType, year: int, today: date, postings: list[Posting]) -> list[Candidate]:
    ids = [posting.officer_id for posting in postings]
    library, rule = library_of(types_on(today)), rule_of(award)
    facts = person_facts(ids, year, today)
    proposals = AwardProposal.objects.filter(award__code=award.code, year=year, officer_id__in=ids)
    made = {row.officer_id: row for row in proposals.order_by("proposed_at", "pk")}
    return [
        Candidate(
            unit_id=posting.unit_id,
            unit_code=posting.unit.code,
            unit_name=posting.unit.name,
            verdict=judge(rule, facts[posting.officer_id], library),
            officer=posting.officer,
            post=posting.post.name if posting.post else "",
            proposal=made.get(posting.officer_id),
        )
        for posting in postings
    ]


def _collectives(
    award: AwardType, year: int, today: date, units: Collection[int] | None, tree: Tree
) -> list[Candidate]:
    """Units that exist then, but not the whole service: a department of the ministry is no emulation unit here."""
    day = counted_on(year, today)
    nodes = [
        node
        for node in tree.nodes.values()
        if (units is None or node.id in units)
        and node.open_on(day)
        and node.kind not in (UnitKind.MANAGEMENT_DEPARTMENT, UnitKind.GENERAL_DEPARTMENT)
    ]
    ids = [node.id for node in nodes]
    library, rule = library_of(types_on(today)), rule_of(award)
    facts = collective_facts(ids, year, today, today, tree)
    proposals = AwardProposal.objects.filter(award__code=award.code, year=year, officer=None, unit_id__in=ids)
    made = {row.unit_id: row for row in proposals.order_by("proposed_at", "pk")}
    return [
        Candidate(
            unit_id=node.id,
            unit_code=node.code,
            unit_name=node.name,
            verdict=judge(rule, facts[node.id], library),
            proposal=made.get(node.id),
        )
        for node, _depth in tree.in_tree_order(nodes)
    ]


def verdict_of_person(award: AwardType, officer: Officer, year: int, today: date) -> Verdict:
    """The verdict on one person."""
    facts = person_facts([officer.pk], year, today)[officer.pk]
    return judge(rule_of(award), facts, library_of(types_on(today)))


def verdict_of_unit(award: AwardType, unit: Unit, year: int, today: date) -> Verdict:
    """The verdict on one collective."""
    facts = collective_facts([unit.pk], year, today, today, load_tree())[unit.pk]
    return judge(rule_of(award), facts, library_of(types_on(today)))


def refused_before(
    award: AwardType, year: int, *, officer: Officer | None = None, unit: Unit | None = None
) -> bool:
    """Whether the title was refused to the person (or the collective `unit`) this year."""
    rows = AwardProposal.objects.filter(
        award__code=award.code, year=year, officer=officer, stage=AwardStage.REFUSED
    )
    return bool((rows if officer else rows.filter(unit=unit)).exists())


def chosen(rows: Iterable[Candidate], *, q: str = "", outcome: str = "", made: str = "") -> list[Candidate]:
    """The candidates a filter asks for: name or number, verdict, proposed or not."""
    words = fold(q)
    return [
        row
        for row in rows
        if (not words or words in fold(f"{row.name} {row.officer.number if row.officer else row.unit_code}"))
        and (not outcome or row.verdict.outcome == outcome)
        and (not made or (row.proposal is not None) is (made == "co"))
    ]
