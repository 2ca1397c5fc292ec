"""One officer's own part of a score: work, caseload, general points, and the trace that explains it."""

from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from typing import Any

from evaluation.rules import nd335
from evaluation.rules.criteria import CRITERIA
from evaluation.selectors.inputs import INITIATIVE_OF, Given, Inputs

_CUT = Decimal("0.0000000001")
# Without a row of work nobody knows what was given: empty and flagged, not 0.
_NOT_KNOWN = nd335.Totals(None, None, None, None)


@dataclass
class OwnScore:
    """What an officer's own rows give; a leader's result needs d, đ and e besides."""

    totals: nd335.Totals
    ratios: nd335.Ratios
    general: Decimal | None
    flags: list[str] = field(default_factory=list)
    trace: dict[str, Any] = field(default_factory=dict)


def cut(value: Decimal | None) -> Decimal | None:
    """A value as the columns keep it: ten decimals, never rounded over a band."""
    return None if value is None else value.quantize(_CUT, rounding=ROUND_DOWN)


def exact(value: Decimal | None) -> str | None:
    """A value as the trace keeps it."""
    return None if value is None else format(value, "f")


def own_score(inputs: Inputs) -> OwnScore:
    """Score the ten lines and the work given of one officer (articles 12 to 14)."""
    lines = [inputs.line(item) for item in inputs.work]
    alone = [nd335.converted_line(line) for line in lines]
    totals = nd335.added(alone) if alone else _NOT_KNOWN
    ratios = nd335.ratios(totals)
    general, basis = _general(inputs)
    score = OwnScore(totals, ratios, general, _flags(inputs, general))
    score.trace = {
        "lines": [
            _line_trace(inputs, item, line.done, own)
            for item, line, own in zip(inputs.work, lines, alone, strict=True)
        ],
        "totals": _texts(totals),
        "ratios": _texts(ratios),
        "general": _general_trace(inputs, general, basis),
    }
    return score


def _general(inputs: Inputs) -> tuple[Decimal | None, str]:
    """The scorer's points where all ten are there, else the officer's own (article 17.2)."""
    for basis, points in (("confirmed", inputs.confirmed_points), ("self", inputs.self_points)):
        if len(points) == len(CRITERIA):
            return nd335.general_sum(points), basis
    return None, ""


def _general_trace(inputs: Inputs, general: Decimal | None, basis: str) -> dict[str, Any]:
    points = {
        criterion.code: {
            "self": exact(inputs.self_points.get(criterion.code)),
            "confirmed": exact(inputs.confirmed_points.get(criterion.code)),
        }
        for criterion in CRITERIA
    }
    return {"basis": basis, "sum": exact(general), "points": points}


def _line_trace(inputs: Inputs, item: Given, done: Decimal | None, alone: nd335.Totals) -> dict[str, Any]:
    flow = inputs.flow(item)
    return {
        "item": item.pk,
        **item.product.trace,
        "assigned": exact(item.assigned),
        "done": exact(done),
        "failures": item.failures,
        "delays": item.delays,
        "objective": item.objective,
        "unplanned": item.unplanned,
        "caseload": flow.trace() if flow else None,
        "file": item.file or "",
        "sheet": item.sheet,
        "row": item.row,
        "converted": _texts(alone),
    }


def _texts(values: nd335.Totals | nd335.Ratios) -> dict[str, str | None]:
    return dict(zip(values._fields, map(exact, values), strict=True))


def _flags(inputs: Inputs, general: Decimal | None) -> list[str]:
    flags = [] if inputs.work else ["missing_work"]
    if inputs.work and not any(item.assigned and not item.unplanned for item in inputs.work):
        flags.append("nothing_assigned")
    flags += [
        f"{_missing(inputs, item)}:{item.product.code}" for item in inputs.work if _is_open(inputs, item)
    ]
    flags += _caseload_without_product(inputs)
    return flags if general is not None else [*flags, "missing_general"]


def _is_open(inputs: Inputs, item: Given) -> bool:
    return inputs.quantity_done(item) is None


def _missing(inputs: Inputs, item: Given) -> str:
    if not item.product.source:
        return "missing_done"
    flow = inputs.flow(item)
    return "negative_caseload" if flow and flow.value is not None else "missing_caseload"


def _caseload_without_product(inputs: Inputs) -> list[str]:
    """Flows that no product takes up: a warning, for the caseload counts only where it was given."""
    given = {INITIATIVE_OF[i.product.source] for i in inputs.work if i.product.source}
    return [
        f"caseload_not_given:{initiative}:{flow.value}"
        for initiative, flow in sorted(inputs.flows.items())
        if initiative not in given and flow.value
    ]
