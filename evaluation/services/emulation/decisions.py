"""Decisions on titles and awards: caps under lock, the bonus, and the entry in the person's record."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from evaluation.enums import AwardStage
from evaluation.models import AwardProposal
from evaluation.rules.base_salary import bonus_on
from evaluation.rules.emulation import same_year_titles
from evaluation.selectors.emulation.caps import cap_lines, using_agency
from evaluation.selectors.emulation.facts import penalties_of, titles_of
from evaluation.selectors.emulation.types import types_on
from evaluation.services.emulation.proposals import lock_agencies, save
from evaluation.services.emulation.sessions import name_of
from hrm.kernel.dates import PartialDate, show_date
from hrm.kernel.text import nfc
from staff.kinds import kind_by_slug
from staff.models import Officer, User
from staff.selectors.tree import Tree, load_tree
from staff.services.errors import DomainError
from staff.services.facts import DecisionFacts, record_fact

_RECORD: Final = "khen-thuong"


@dataclass(frozen=True)
class AwardDecision:
    """The decision: its number, its day, who decided (our head, or the authority above)."""

    number: str
    day: date
    decided_by: str


@transaction.atomic
def decide_awards(
    *, actor: User, proposals: Collection[AwardProposal], decision: AwardDecision, today: date
) -> list[AwardProposal]:
    """Record the decision on proposals that the council passed, all or none.

    Each is checked anew under lock: not decided by somebody else, not under discipline on the day, the title it
    presupposes given (CSTĐ cơ sở: LĐTT of the year), the cap of the agency. The bonus is the title's multiple
    of the base salary of the day. Titles of persons are entered in their records, once.
    """
    _check_decision(decision, today)
    tree = load_tree()
    lock_agencies(tree, [proposal.unit_id for proposal in proposals])
    rows = _locked(proposals)
    for row in rows:
        _check_row(row, decision)
    _check_discipline(rows, decision.day)
    # Titles on which others rest come first in their order, so that one decision may give both.
    for row in rows:
        _check_presupposed(row)
        _check_cap(row, tree, today)
        _decide(row, decision, actor)
    return rows


def _check_decision(decision: AwardDecision, today: date) -> None:
    if not decision.number.strip():
        raise DomainError(_("the number of the decision is missing"), "number")
    if not decision.decided_by.strip():
        raise DomainError(_("say who decided"), "decided_by")
    if decision.day > today:
        raise DomainError(_("the day of the decision lies in the future"), "day")


def _locked(proposals: Collection[AwardProposal]) -> list[AwardProposal]:
    ids = [proposal.pk for proposal in proposals]
    rows = AwardProposal.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    found = rows.select_related("award", "officer", "unit", "session").order_by("award__order", "pk")
    rows_found = list(found)
    if not rows_found:
        raise DomainError(_("choose at least one proposal"), "proposals")
    return rows_found


def _check_row(row: AwardProposal, decision: AwardDecision) -> None:
    details = {"name": name_of(row), "award": row.award.name, "stage": row.get_stage_display()}
    if row.stage != AwardStage.PASSED or row.session is None:
        message = _("%(name)s, “%(award)s”: only what the council passed can be decided (now: “%(stage)s”)")
        raise DomainError(message % details, "proposals")
    if decision.day < row.session.held_on:
        message = _("the decision (%(day)s) comes before the session of the council (%(session)s)")
        days = {"day": show_date(decision.day), "session": show_date(row.session.held_on)}
        raise DomainError(message % days, "day")


def _check_discipline(rows: Collection[AwardProposal], day: date) -> None:
    """Nobody under discipline on the day of the decision is given a title."""
    penalties = penalties_of([row.officer_id for row in rows if row.officer_id])
    for row in rows:
        running = [each for each in penalties.get(row.officer_id or 0, ()) if each.in_force(day)]
        if running:
            message = _("%(name)s is under discipline: %(what)s; no title is given meanwhile (%(basis)s)")
            details = {"name": name_of(row), "what": running[0].shown(), "basis": row.award.basis}
            raise DomainError(message % details, "proposals")


def _check_presupposed(row: AwardProposal) -> None:
    needed = same_year_titles(row.award.conditions.get("all", ()))
    if not needed:
        return
    held = _held(row)
    for code in needed:
        if row.year not in held.get(code, ()):
            message = _(
                "%(name)s: “%(award)s” needs “%(needed)s” of %(year)d to be decided first (%(basis)s)"
            )
            details = {
                "name": name_of(row),
                "award": row.award.name,
                "needed": code_name(code, row),
                "year": row.year,
                "basis": row.award.basis,
            }
            raise DomainError(message % details, "proposals")


def _held(row: AwardProposal) -> dict[str, set[int]]:
    if row.officer_id:
        return dict(titles_of([row.officer_id]).held.get(row.officer_id, {}))
    decided = AwardProposal.objects.filter(officer=None, unit=row.unit, stage=AwardStage.DECIDED)
    found: dict[str, set[int]] = {}
    for code, year in decided.values_list("award__code", "year"):
        found.setdefault(code, set()).add(year)
    return found


def code_name(code: str, row: AwardProposal) -> str:
    """The name of a title by its code, as the law of the proposal knows it."""
    names = {award.code: award.name for award in types_on(row.award.start)}
    return names.get(code, code)


def _check_cap(row: AwardProposal, tree: Tree, today: date) -> None:
    """CSTĐ cơ sở: at most 15% of LĐTT of the agency and year, cut to whole people; apart from the cap of ratings."""
    if row.award.cap_percent is None:
        return
    agency = using_agency(tree, row.unit_id)
    types = [*types_on(row.award.start)]
    line = next(
        each
        for each in cap_lines([agency], row.year, today, types, tree)
        if each.award.code == row.award.code
    )
    if line.given + 1 > line.quota:
        message = _(
            "%(name)s: the cap of “%(award)s” is used up. %(agency)s has %(base)d “%(of)s” of %(year)d, "
            "%(percent)s%% of them are %(quota)d; already decided: %(given)d (%(basis)s)"
        )
        details = {
            "name": name_of(row),
            "award": row.award.name,
            "agency": line.agency,
            "base": line.base,
            "of": line.base_name,
            "year": row.year,
            "percent": f"{row.award.cap_percent.normalize():f}".replace(".", ","),
            "quota": line.quota,
            "given": line.given,
            "basis": row.award.basis,
        }
        raise DomainError(message % details, "proposals")


def _decide(row: AwardProposal, decision: AwardDecision, actor: User) -> None:
    row.stage = AwardStage.DECIDED
    row.decision, row.decision_date = nfc(decision.number), decision.day
    row.decided_by = nfc(decision.decided_by)
    row.money = bonus_on(row.award.bonus, decision.day)
    save(row, actor)
    if row.officer is not None:
        _enter_in_record(row, row.officer, actor)


def _enter_in_record(row: AwardProposal, officer: Officer, actor: User) -> None:
    kind = kind_by_slug(_RECORD)
    assert kind is not None  # noqa: S101  a kind of ours; for the type checker
    assert row.decision_date is not None  # noqa: S101  just set; for the type checker
    record_fact(
        actor=actor,
        officer=officer,
        kind=kind,
        start=PartialDate(row.decision_date, "day"),
        decision=DecisionFacts(row.decision, row.decision_date, issuer=row.decided_by),
        kind_=row.award.kind,
        name=row.award.name,
        year=row.year,
        money=row.money,
    )
