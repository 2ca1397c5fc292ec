"""Proposals, sessions and initiatives in reach, for lists, documents and the officer page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from evaluation.enums import AwardStage
from evaluation.models import AwardProposal, CouncilSession, Initiative
from evaluation.rules.emulation import Verdict
from evaluation.selectors.emulation.caps import using_agency
from hrm.kernel.text import fold
from staff.access import rows_for
from staff.access.gate import Asker
from staff.models import AwardHeld, Officer
from staff.selectors.tree import Tree


def vote_percent(code: str) -> int:
    """The share of the council's members a title needs, in per cent (a setting; the law of 2025 was not read)."""
    return int(settings.AWARD_VOTE_PERCENT.get(code, settings.AWARD_VOTE_PERCENT[""]))


def proposal_rows(user: Asker, year: int, action: str = "view") -> QuerySet[Any]:
    """Proposals of a year in reach with everything a line shows, by title, unit and name."""
    rows = rows_for(user, AwardProposal, action).filter(year=year)
    return with_all(rows).order_by("award__order", "unit__code", "officer__name_key", "pk")


def with_all(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Read along what a line shows."""
    return rows.select_related("award", "officer", "unit", "session", "session__unit", "proposed_by")


def narrowed(
    rows: QuerySet[Any], *, q: str = "", unit_ids: Any = None, code: str = "", stage: str = ""
) -> QuerySet[Any]:
    """The proposals a filter asks for."""
    if q:
        words = fold(q)
        named = Q(officer__folded_name__contains=words) | Q(officer__number__icontains=q.strip())
        collective = Q(officer=None, unit__name__icontains=q.strip())
        rows = rows.filter(named | collective)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    if code:
        rows = rows.filter(award__code=code)
    return rows.filter(stage=stage) if stage else rows


def verdict_kept(proposal: AwardProposal) -> Verdict:
    """What the rules said on the day of the proposal."""
    return Verdict.read(proposal.grounds)


def refusal_kept(proposal: AwardProposal) -> dict[str, str]:
    """Why it was not granted, on which day, by whom; nothing while it was not refused."""
    kept: dict[str, str] = proposal.grounds.get("refused", {})
    return kept


def session_rows(user: Asker, year: int) -> QuerySet[Any]:
    """Sessions of a year in reach with the number of proposals voted on."""
    rows = rows_for(user, CouncilSession, "view").filter(year=year).select_related("unit")
    voted = Count("proposals", filter=Q(proposals__votes_for__isnull=False))
    passed = Count("proposals", filter=Q(proposals__stage__in=(AwardStage.PASSED, AwardStage.DECIDED)))
    counted: QuerySet[Any] = rows.annotate(voted=voted, passed=passed)
    return counted.order_by("-held_on", "-pk")


def agenda(session: CouncilSession, tree: Tree) -> QuerySet[Any]:
    """What a session votes on: open proposals of its agency and year that no other session took; once closed, its own."""
    if session.closed_at is not None:
        rows = AwardProposal.objects.filter(session=session)
    else:
        units = [pk for pk in tree.nodes if using_agency(tree, pk) == using_agency(tree, session.unit_id)]
        free = Q(session=None) | Q(session=session) | Q(session__closed_at=None, votes_for=None)
        rows = AwardProposal.objects.filter(
            free, year=session.year, stage=AwardStage.PROPOSED, unit_id__in=units
        )
    return with_all(rows).order_by("award__order", "unit__code", "officer__name_key", "pk")


@dataclass(frozen=True)
class OfficerAwards:
    """An officer's proposals, initiatives and awards, as far as the asker may see them."""

    proposals: list[AwardProposal]
    initiatives: list[Initiative]
    held: list[AwardHeld]

    def __bool__(self) -> bool:
        return bool(self.proposals or self.initiatives or self.held)


def officer_awards(user: Asker, officer: Officer) -> OfficerAwards:
    """Newest first; three queries, each from the gate."""
    proposals = with_all(rows_for(user, AwardProposal, "view").filter(officer=officer))
    initiatives = rows_for(user, Initiative, "view").filter(officer=officer)
    held = rows_for(user, AwardHeld, "view").filter(officer=officer)
    return OfficerAwards(
        list(proposals.order_by("-year", "award__order")),
        list(initiatives.order_by("-year", "pk")),
        list(held.order_by("-start", "name")),
    )


def initiative_rows(user: Asker, *, year: int | None = None, q: str = "", level: str = "") -> QuerySet[Any]:
    """Initiatives in reach; by year, level, and name, number or title."""
    rows = rows_for(user, Initiative, "view").select_related("officer", "unit")
    if year is not None:
        rows = rows.filter(year=year)
    if level:
        rows = rows.filter(level=level)
    if q:
        words = q.strip()
        rows = rows.filter(
            Q(officer__folded_name__contains=fold(q))
            | Q(officer__number__icontains=words)
            | Q(title__icontains=words)
        )
    found: QuerySet[Any] = rows.order_by("-year", "unit__code", "officer__name_key", "pk")
    return found


def years_with_proposals(user: Asker, today: date) -> list[int]:
    """This year and every year with proposals in reach, newest first."""
    years = set(rows_for(user, AwardProposal, "view").order_by().values_list("year", flat=True).distinct())
    return sorted(years | {today.year}, reverse=True)
