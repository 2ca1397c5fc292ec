"""How one score came about: every formula of Decree 335/2025 with its numbers put in."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Context, Decimal, localcontext
from typing import Any

from django.utils.translation import gettext as _

from evaluation.models import Evaluation
from evaluation.rules.nd335 import BAND_TEXTS, READING, RESULT_MAXIMUM, THRESHOLDS, Band, Totals, band
from evaluation.selectors.explanation_lines import ProductLine, product_lines
from evaluation.selectors.form_page import PointGroup, point_groups
from evaluation.selectors.shown import exact, percent, points
from hrm.kernel.numbers import cut
from staff.access import rows_for
from staff.access.gate import Asker

_FIFTY = Context(prec=50, rounding=ROUND_DOWN)
_LEADING = ("d", "dd", "e")
_PLACES = 6


@dataclass(frozen=True)
class Ratio:
    """One of the ratios a to e: its sign, what it measures, the article, the numbers and the value."""

    sign: str
    name: str
    article: str
    formula: str
    value: str


@dataclass(frozen=True)
class Subordinate:
    """Someone whose total makes a leader's d; a name only where the asker may see that form."""

    form: int
    name: str
    total: str
    band: str


@dataclass(frozen=True)
class Threshold:
    """A band with the totals it takes, and whether this total is in it."""

    band: str
    label: str
    range: str
    reached: bool


@dataclass(frozen=True)
class LeaderPart:
    """Whose totals were looked at for d, and the grounds of đ and e."""

    subordinates: list[Subordinate]
    hidden: int
    below: int
    number: int
    grounds: str


@dataclass(frozen=True)
class Explanation:
    """Everything the page of one score shows, in the order of the articles."""

    lines: list[ProductLine]
    totals: dict[str, str]
    ratios: list[Ratio]
    leader: LeaderPart | None
    result_formula: str
    result_single_fraction: str
    result_exact: str
    result_cut: str
    limited: str
    groups: list[PointGroup]
    general_basis: str
    general_exact: str
    total_formula: str
    total_exact: str
    total_cut: str
    is_cut: bool
    thresholds: list[Threshold]
    readings: list[str]


def explain(user: Asker, form: Evaluation) -> Explanation:
    """Read the trace of a form; nothing is computed anew except what is shown beside it."""
    trace = form.trace
    totals = Totals(**{name: _decimal(text) for name, text in trace["totals"].items()})
    general, result = _decimal(trace["general"]["sum"]), _decimal(trace["result"])
    total = _decimal(trace["total"])
    raw = _unlimited(totals, form)
    return Explanation(
        lines=product_lines(user, trace["lines"]),
        totals={name: exact(value) for name, value in totals._asdict().items()},
        ratios=_ratios(form, totals),
        leader=None if form.seat == "staff" else _leader_part(user, form),
        result_formula=_result_formula(form),
        result_single_fraction=_single_fraction(form, totals),
        result_exact=exact(result),
        result_cut=points(result),
        limited=exact(raw) if raw is not None and raw != result else "",
        groups=point_groups(form),
        general_basis=trace["general"]["basis"],
        general_exact=exact(general),
        total_formula=f"{exact(general)} + {exact(result)}",
        total_exact=exact(total),
        total_cut=points(total),
        is_cut=total is not None and cut(total, 2) != total,
        thresholds=_thresholds(form.band),
        readings=readings(),
    )


def readings() -> list[str]:
    """How the system reads what the decree leaves open; an authority may decide otherwise."""
    return [
        _(
            "Each failure or delay takes %(share)s of the product's coefficient; a product keeps at least "
            "%(floor)s however often it failed (article 14.2 names no limit)."
        )
        % {"share": f"{exact(READING.deduction_share * 100)}%", "floor": exact(READING.line_floor)},
        _(
            "A single ratio may exceed 100%% through unplanned work (article 18.1.d); the part for task "
            "results stays within %(floor)s and %(cap)s points (article 12.3)."
        )
        % {"floor": exact(READING.result_floor), "cap": exact(READING.result_cap)},
        _(
            "Caseload is cumulative from 1 October: cases resolved in the quarter are the difference of two "
            "months; a missing month leaves the quantity open and is never taken as 0."
        ),
        _("The band is decided by the exact total; what is shown is cut at two decimals, never rounded up."),
    ]


def _ratios(form: Evaluation, totals: Totals) -> list[Ratio]:
    whole = exact(totals.assigned)
    own = [
        ("a", _("Quantity"), _("article 14.2.a"), totals.done, form.a),
        ("b", _("Quality"), _("article 14.2.b"), totals.quality, form.b),
        ("c", _("Progress"), _("article 14.2.c"), totals.on_time, form.c),
    ]
    found = [
        Ratio(sign, name, article, f"{exact(part)} / {whole}", percent(value))
        for sign, name, article, part, value in own
    ]
    return found if form.seat == "staff" else [*found, *_judged(form)]


def _judged(form: Evaluation) -> list[Ratio]:
    named = [
        ("d", _("Result of the unit or field in charge"), _("article 15.3.a"), form.d),
        ("đ", _("Organising the work"), _("article 15.3.b"), form.dd),
        ("e", _("Unity of the unit"), _("article 15.3.c"), form.e),
    ]
    return [Ratio(sign, name, article, "", percent(value)) for sign, name, article, value in named]


def _result_formula(form: Evaluation) -> str:
    """Article 16 with the ratios put in."""
    values = [_decimal(form.trace["ratios"][sign]) for sign in "abc"]
    if form.seat != "staff":
        values += [form.d, form.dd, form.e]
    return f"({' + '.join(exact(v, _PLACES) for v in values)}) / {len(values)} × {RESULT_MAXIMUM}"


def _single_fraction(form: Evaluation, totals: Totals) -> str:
    """The same brought to one fraction, as it is computed, so that anyone can check it exactly."""
    if _unlimited(totals, form) is None:
        return ""
    whole = exact(totals.assigned)
    made = " + ".join(exact(part) for part in (totals.done, totals.quality, totals.on_time))
    if form.seat == "staff":
        return f"({made}) × {RESULT_MAXIMUM} / (3 × {whole})"
    judged = " + ".join(exact(getattr(form, name)) for name in _LEADING)
    return f"({made} + ({judged}) × {whole}) × {RESULT_MAXIMUM} / (6 × {whole})"


def _unlimited(totals: Totals, form: Evaluation) -> Decimal | None:
    """Points for task results before they are kept within 0 and 70; None while something is missing."""
    made = (totals.done, totals.quality, totals.on_time)
    judged = () if form.seat == "staff" else tuple(getattr(form, name) for name in _LEADING)
    if not totals.assigned or None in made or None in judged:
        return None
    with localcontext(_FIFTY):
        whole = totals.assigned
        parts = sum((p for p in made if p is not None), Decimal(0)) + sum(judged, Decimal(0)) * whole
        return parts * RESULT_MAXIMUM / ((3 + len(judged)) * whole)


def _leader_part(user: Asker, form: Evaluation) -> LeaderPart:
    leader: dict[str, Any] = form.trace.get("leader", {})
    totals = {int(officer): _decimal(text) for officer, text in leader.get("subordinates", {}).items()}
    rows = rows_for(user, Evaluation, "view").filter(current=True, period_id=form.period_id)
    seen = rows.filter(officer_id__in=list(totals)).select_related("officer").defer("trace")
    shown = [
        Subordinate(
            row.pk, row.officer.full_name, points(totals[row.officer_id]), _band(totals[row.officer_id])
        )
        for row in seen.order_by("officer__name_key", "officer__number")
    ]
    return LeaderPart(
        subordinates=shown,
        hidden=len(totals) - len(shown),
        below=sum(_band(total) == Band.KHONG_HOAN_THANH for total in totals.values()),
        number=len(totals),
        grounds=leader.get("grounds", ""),
    )


def _band(total: Decimal | None) -> str:
    if total is None:
        return ""
    return str(band(total))


def _thresholds(reached: str) -> list[Threshold]:
    """Article 20.1 to 20.4.a."""
    ranges, above = [], ""
    for lowest, name in THRESHOLDS:
        ranges.append((name, f"≥ {lowest}{above}"))
        above = f", < {lowest}"
    ranges.append((Band.KHONG_HOAN_THANH, above.removeprefix(", ")))
    return [Threshold(name, BAND_TEXTS[name], text, name == reached) for name, text in ranges]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
