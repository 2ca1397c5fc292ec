"""Pledges: who has to sign which text, who has, and what waits for one person."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from staff.enums import RankFamily
from staff.models import Officer, Pledge, PledgePlan, PledgeText, Posting, RankHolding
from staff.rules.pledging import PledgeState, day_of_plan, must_pledge, pledge_state
from staff.selectors.tree import Tree, load_tree

_DONE: Final = frozenset({PledgeState.SIGNED})


@dataclass(frozen=True)
class Signer:
    """Someone a plan asks, and where that pledge stands. `pledge`: the one on the newest text."""

    officer_id: int
    number: str
    full_name: str
    name_key: str
    unit_id: int
    unit_code: str
    unit: str
    post: str
    state: PledgeState
    pledge: Pledge | None

    @property
    def signed_on(self) -> date | None:
        """When the newest text was signed."""
        return self.pledge.signed_on if self.pledge else None


@dataclass(frozen=True)
class UnitPledges:
    """A unit with everything below it: how many of those asked signed the newest text."""

    code: str
    name: str
    depth: int
    asked: int
    signed: int

    @property
    def missing(self) -> int:
        """How many have not."""
        return self.asked - self.signed


@dataclass(frozen=True)
class PledgeBoard:
    """Where a plan stands: by unit, person by person, all together."""

    text: PledgeText | None
    rows: list[UnitPledges]
    total: UnitPledges
    signers: list[Signer]


@dataclass(frozen=True)
class PlanLine:
    """A plan in the list: its newest version, and how many in sight signed that."""

    plan: PledgePlan
    version: int
    signed: int


def newest_text(plan: PledgePlan) -> PledgeText | None:
    """The text that is asked for; None while nothing was written."""
    return plan.texts.order_by("-version").first()


def pledge_board(
    plan: PledgePlan,
    today: date,
    among: QuerySet[Officer],
    units: Collection[int],
    tree: Tree | None = None,
) -> PledgeBoard:
    """Who of `among`, at home in the units in sight below the plan's unit, signed the newest text.

    Four queries without the tree, whatever the number of people.
    """
    tree = tree or load_tree()
    at = day_of_plan(plan.year, today)
    inside = tree.below([plan.unit_id]) & frozenset(units)
    text = newest_text(plan)
    signers = _signers(plan, text, at, today, _homes(at, among, inside)) if text else []
    shown = [tree.nodes[i] for i in inside if tree.nodes[i].open_on(at)]
    asked, signed = _counts(tree, signers)
    rows = [
        UnitPledges(node.code, node.name, depth, asked[node.id], signed[node.id])
        for node, depth in tree.in_tree_order(shown)
    ]
    done = sum(signer.state in _DONE for signer in signers)
    return PledgeBoard(text, rows, UnitPledges("", "", 0, len(signers), done), signers)


def texts_waiting_for(officer: Officer, today: date) -> list[PledgeText]:
    """The newest texts of this year's plans that ask the officer and are not signed yet; soonest due first."""
    return [text for text in texts_asking(officer, today) if not text.pledges.all()]


def texts_asking(officer: Officer, today: date) -> list[PledgeText]:
    """The newest texts of this year's plans above the officer's unit, the own pledge on each prefetched."""
    home = Posting.objects.primary().at(today).filter(officer=officer).first()
    if home is None:
        return []
    above = load_tree().above(home.unit_id)
    plans = PledgePlan.objects.filter(unit_id__in=above, year=today.year, opened_on__lte=today)
    enforcer = officer.pk in enforcers_at(today, [officer.pk])
    asked = [
        plan.pk for plan in plans if must_pledge(enforcers_only=plan.enforcers_only, is_enforcer=enforcer)
    ]
    return list(_newest_of(asked, officer))


def asks(plan: PledgePlan, officer: Officer, at: date) -> bool:
    """Whether a plan asks the officer, by home and rank on a day."""
    home = Posting.objects.primary().at(at).filter(officer=officer).first()
    if home is None or plan.unit_id not in load_tree().above(home.unit_id):
        return False
    enforcer = officer.pk in enforcers_at(at, [officer.pk])
    return must_pledge(enforcers_only=plan.enforcers_only, is_enforcer=enforcer)


def plan_lines(plans: QuerySet[PledgePlan], pledges: QuerySet[Pledge]) -> list[PlanLine]:
    """The plans, newest first, with the pledges in sight on the newest text; three queries."""
    listed = list(plans.prefetch_related("texts").order_by("-year", "unit__code"))
    newest = {plan.pk: next(iter(plan.texts.all()), None) for plan in listed}
    wanted = [text.pk for text in newest.values() if text]
    signed = Counter(pledges.filter(text__in=wanted).order_by().values_list("text_id", flat=True))
    return [
        PlanLine(plan, text.version if text else 0, signed[text.pk] if text else 0)
        for plan in listed
        for text in [newest[plan.pk]]
    ]


def enforcers_at(at: date, officers: Any) -> set[int]:
    """Ids of those of the officers who hold a rank of chấp hành viên on a day."""
    held = RankHolding.objects.at(at).filter(officer__in=officers, rank__family=RankFamily.ENFORCER)
    return set(held.order_by().values_list("officer_id", flat=True))


def _newest_of(plans: list[int], officer: Officer) -> QuerySet[Any]:
    latest = PledgeText.objects.filter(plan=OuterRef("plan")).order_by("-version").values("pk")[:1]
    newest = PledgeText.objects.filter(plan_id__in=plans, pk=Subquery(latest))
    own = Prefetch("pledges", queryset=Pledge.objects.filter(officer=officer))
    named = newest.select_related("plan__unit").prefetch_related(own)
    return named.order_by("plan__deadline", "plan_id")


def _homes(at: date, among: QuerySet[Officer], inside: Collection[int]) -> list[dict[str, Any]]:
    homes = Posting.objects.primary().at(at).filter(unit_id__in=inside)
    mine = homes.filter(officer__in=among.order_by().values("pk"))
    rows = mine.order_by("officer__name_key", "officer__number", "start").values(
        "officer_id",
        "officer__number",
        "officer__full_name",
        "officer__name_key",
        "unit_id",
        "unit__code",
        "unit__name",
        "post__name",
    )
    return list({row["officer_id"]: row for row in rows}.values())


def _signers(
    plan: PledgePlan, text: PledgeText, at: date, today: date, homes: list[dict[str, Any]]
) -> list[Signer]:
    enforcers = enforcers_at(at, Posting.objects.primary().at(at).order_by().values("officer_id"))
    pledges: dict[int, Pledge] = {}
    # The newest version comes last and stays.
    for pledge in Pledge.objects.filter(text__plan=plan).select_related("text").order_by("text__version"):
        pledges[pledge.officer_id] = pledge
    return [
        _signer(row, pledges.get(row["officer_id"]), text, plan, today)
        for row in homes
        if must_pledge(enforcers_only=plan.enforcers_only, is_enforcer=row["officer_id"] in enforcers)
    ]


def _signer(
    row: dict[str, Any], pledge: Pledge | None, text: PledgeText, plan: PledgePlan, today: date
) -> Signer:
    state = pledge_state(
        signed=pledge.text.version if pledge else None,
        newest=text.version,
        deadline=plan.deadline,
        at=today,
    )
    return Signer(
        officer_id=row["officer_id"],
        number=row["officer__number"],
        full_name=row["officer__full_name"],
        name_key=row["officer__name_key"],
        unit_id=row["unit_id"],
        unit_code=row["unit__code"],
        unit=row["unit__name"],
        post=row["post__name"] or "",
        state=state,
        pledge=pledge if state in _DONE else None,
    )


def _counts(tree: Tree, signers: list[Signer]) -> tuple[Counter[int], Counter[int]]:
    asked: Counter[int] = Counter()
    signed: Counter[int] = Counter()
    for signer in signers:
        above = tree.above(signer.unit_id)
        asked.update(above)
        if signer.state in _DONE:
            signed.update(above)
    return asked, signed
