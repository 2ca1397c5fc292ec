"""Leaders' d and what follows from it, bottom-up over the tree (articles 15.3, 15.4 and 16.2)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from evaluation.models import Evaluation
from evaluation.rules import nd335
from evaluation.rules.scorers import Resolution, Seat, resolution_order
from evaluation.selectors.seats import Seating
from evaluation.services.scoring import cut, exact

_JUDGED = {50: nd335.HALF, 100: nd335.FULL}


def judged(percent: int | None) -> Decimal | None:
    """đ or e as a fraction: the decree knows only 100% and 50%."""
    return None if percent is None else _JUDGED[percent]


def _share(ratio: Decimal | None) -> Decimal | None:
    return None if ratio is None else nd335.FULL if ratio == nd335.FULL else nd335.HALF


def settle(evaluation: Evaluation, totals: nd335.Totals, general: Decimal | None) -> None:
    """Fill result, total and band from what is known; a leader without d, đ or e stays open."""
    if evaluation.seat == "staff":
        result = nd335.staff_result(totals)
    else:
        result = nd335.leader_result(totals, evaluation.d, evaluation.dd, evaluation.e)
    total = nd335.total(general, result)
    evaluation.result, evaluation.total = cut(result), cut(total)
    evaluation.band = nd335.band(total).value if total is not None else ""
    evaluation.trace = {**evaluation.trace, "result": exact(result), "total": exact(total)}


def settle_leaders(
    evaluations: Iterable[Evaluation], seating: Seating, others: Mapping[int, Decimal | None]
) -> None:
    """Compute d for every leader from the totals below, in an order in which those are known.

    `evaluations` hold every leader of the period; `others` are totals of people who are not among them.
    Someone who has no form yet has no total: d waits for it. Frozen forms are read, not changed.
    """
    by_officer = {evaluation.officer_id: evaluation for evaluation in evaluations}
    totals = {officer_id: e.total for officer_id, e in by_officer.items()}
    known: dict[int, Decimal | None] = {**dict.fromkeys(seating.seats), **others, **totals}
    resolution = resolution_order(seating.seats.values(), seating.children)
    for officer_id in [*resolution.order, *sorted(resolution.cycle)]:
        evaluation = by_officer.get(officer_id)
        if evaluation and evaluation.seat != "staff" and not evaluation.is_frozen:
            _settle_leader(evaluation, seating.seats[officer_id], resolution, known)
            known[officer_id] = evaluation.total


def _settle_leader(
    evaluation: Evaluation, seat: Seat, resolution: Resolution, known_totals: Mapping[int, Decimal | None]
) -> None:
    below = resolution.subordinates.get(seat.officer_id)
    looked_at = sorted(below or ())
    totals = [known_totals[officer_id] for officer_id in looked_at]
    in_cycle = seat.officer_id in resolution.cycle
    evaluation.d = None if below is None or in_cycle else nd335.unit_result(totals)
    # As first written, not as the database gives it back (1.0000000000): the same form stays unchanged.
    evaluation.dd, evaluation.e = _share(evaluation.dd), _share(evaluation.e)
    evaluation.flags = [f for f in evaluation.flags if not f.startswith(_LEADER_FLAGS)]
    evaluation.flags += _leader_flags(below, in_cycle, totals)
    known = {officer_id: exact(total) for officer_id, total in zip(looked_at, totals, strict=True)}
    evaluation.trace = {**evaluation.trace, "leader": _trace(evaluation, known)}
    settle(evaluation, _totals(evaluation), _decimal(evaluation.trace["general"]["sum"]))


_LEADER_FLAGS = ("deputy_without_charge", "circular_charge", "subordinates_open")


def _leader_flags(below: frozenset[int] | None, in_cycle: bool, totals: list[Decimal | None]) -> list[str]:
    if below is None:
        return ["deputy_without_charge"]
    if in_cycle:
        return ["circular_charge"]
    waiting = sum(total is None for total in totals)
    return [f"subordinates_open:{waiting}"] if waiting else []


def _trace(evaluation: Evaluation, known: dict[int, str | None]) -> dict[str, Any]:
    previous = evaluation.trace.get("leader", {})
    return {
        **previous,
        "d": exact(evaluation.d),
        "dd": exact(evaluation.dd),
        "e": exact(evaluation.e),
        "subordinates": {str(officer_id): total for officer_id, total in known.items()},
    }


def _totals(evaluation: Evaluation) -> nd335.Totals:
    """The exact totals, from the trace rather than from the cut columns."""
    return nd335.Totals(**{name: _decimal(text) for name, text in evaluation.trace["totals"].items()})


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
