"""One rating as its page shows it: the periods, the mean, the reasons, down to form, row and article."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.enums import Band, RatingState
from evaluation.models import Complaint, Evaluation, YearRating
from evaluation.rules.forced import Verdict
from evaluation.rules.periods import parse_period
from evaluation.rules.year335 import Standing
from evaluation.selectors.shown import exact, points
from evaluation.selectors.years.checks import Check, checks_of
from evaluation.selectors.years.standing import organisations_of
from staff.access import require, rows_for
from staff.access.gate import Asker
from staff.models import Absence, Conclusion, Discipline

ACTIONS = ("self_rate", "propose", "rate", "rerate")
STANDINGS: dict[str, str | Promise] = {
    Standing.COUNTED: gettext_lazy("counts"),
    Standing.PROVISIONAL: gettext_lazy("counts by its draft"),
    Standing.WAITING: gettext_lazy("not confirmed, does not count"),
    Standing.MISSING: gettext_lazy("not scored"),
    Standing.AHEAD: gettext_lazy("still running, no form yet"),
    Standing.ABSENT: gettext_lazy("absent (art. 11.2), dropped"),
    Standing.OUTSIDE: gettext_lazy("not in service"),
    Standing.COVERED: gettext_lazy("counted in its quarter"),
}
VERDICTS: dict[str, str | Promise] = {
    Verdict.FORCES: gettext_lazy("forces “Không hoàn thành nhiệm vụ”"),
    Verdict.NOT_NAMED: gettext_lazy("neither degradation nor public duty: does not force the rating"),
    Verdict.OTHER_YEAR: gettext_lazy("the same act was counted in an earlier year"),
    Verdict.USED_BEFORE: gettext_lazy("the act was used for an earlier rating"),
    Verdict.ELSEWHERE: gettext_lazy("the breach happened in another organisation and counts there"),
    Verdict.NOT_LEADING: gettext_lazy("holds for leading posts only"),
}
REASONS: dict[str, str | Promise] = {
    "disciplined_degradation": gettext_lazy("Disciplined for degradation"),
    "disciplined_public_duty": gettext_lazy("Disciplined for a breach in public duty"),
    "disciplined_other": gettext_lazy("Disciplined for something else"),
    "concluded_degradation": gettext_lazy("Concluded: degradation"),
    "concluded_prohibited": gettext_lazy("Concluded: what party members must not do"),
    "concluded_exemplary": gettext_lazy("Concluded: breach of the duty to set an example"),
    "concluded_unit_corruption": gettext_lazy("The unit in charge: corruption or waste, handled by law"),
}


@dataclass(frozen=True)
class PeriodLine:
    """A period of the year as a row: its points, its part in the mean, where it leads."""

    title: str
    points: str
    weight: int
    standing: str
    label: str
    form: int | None
    leave: str
    earned_in: str


@dataclass(frozen=True)
class ReasonLine:
    """A discipline or conclusion and what it means; `text` only for who may see that row of the record."""

    title: str
    text: str
    article: str
    label: str
    forces: bool


@dataclass(frozen=True)
class Sheet:
    """Everything the page shows beside the stored columns."""

    periods: list[PeriodLine]
    formula: str
    mean_exact: str
    months: str
    reasons: list[ReasonLine]
    checks: list[Check]
    organisation: str
    complaints: list[Complaint]
    versions: list[YearRating]
    may: frozenset[str]


def rating_for(user: Asker, action: str, pk: int) -> YearRating:
    """The rating on which the person may do the action; 404 out of reach, 403 without the verb."""
    require(user, YearRating, action)
    rows = rows_for(user, YearRating, action).select_related(
        "officer__user", "unit", "agency", "post", "group", "rater", "meeting", "predecessor", "signed_by"
    )
    found: YearRating | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def sheet_of(user: Asker, rating: YearRating) -> Sheet:
    """Put the page together."""
    organisation = organisations_of(rating.year, [rating.unit_id]).get(rating.unit_id)
    trace = rating.trace
    return Sheet(
        periods=_periods(user, trace.get("periods", [])),
        formula=_formula(trace.get("periods", [])),
        mean_exact=_exact_mean(trace.get("mean")),
        months=_months(trace.get("months")),
        reasons=_reasons(user, trace.get("findings", [])),
        checks=[] if rating.is_frozen else checks_of(rating, rating.proposed or rating.earned, organisation),
        organisation=organisation.get_band_display() if organisation and rating.seat == "head" else "",
        complaints=list(rows_for(user, Complaint, "view").filter(rating=rating)),
        versions=list(_versions(user, rating)),
        may=_may(user, rating),
    )


def fraction(text: str | None) -> Fraction | None:
    """A fraction as the trace keeps it: "261/3"."""
    return Fraction(text) if text else None


def _may(user: Asker, rating: YearRating) -> frozenset[str]:
    if not rating.current:
        return frozenset()
    open_actions = {"rerate"} if rating.state == RatingState.SIGNED else {"self_rate", "propose", "rate"}
    allowed = {
        action for action in open_actions if rows_for(user, YearRating, action).filter(pk=rating.pk).exists()
    }
    return frozenset(allowed - ({"self_rate", "rate"} if rating.exempt else set()))


def _versions(user: Asker, rating: YearRating) -> QuerySet[Any]:
    rows = rows_for(user, YearRating, "view").filter(officer_id=rating.officer_id, year=rating.year)
    others: QuerySet[Any] = rows.exclude(pk=rating.pk).order_by("-version")
    return others


def _periods(user: Asker, items: list[dict[str, Any]]) -> list[PeriodLine]:
    forms = {item["form"] for item in items if item["form"]}
    seen = set(rows_for(user, Evaluation, "view").filter(pk__in=forms).values_list("pk", flat=True))
    leaves = {item["leave"] for item in items if item["leave"]}
    told = (
        {row.pk: _leave(row) for row in rows_for(user, Absence, "view").filter(pk__in=leaves)}
        if leaves
        else {}
    )
    return [
        PeriodLine(
            title=parse_period(item["code"]).title,
            points=points(Decimal(item["points"])) if item["points"] is not None else "–",
            weight=item["weight"] if item["standing"] in (Standing.COUNTED, Standing.PROVISIONAL) else 0,
            standing=item["standing"],
            label=str(STANDINGS[item["standing"]]),
            form=item["form"] if item["form"] in seen else None,
            leave=told.get(item["leave"] or 0, ""),
            earned_in=item["earned_in"],
        )
        for item in items
    ]


def _leave(row: Absence) -> str:
    end = f"{row.end:%d/%m/%Y}" if row.end else "…"
    return _("%(kind)s, %(start)s until before %(end)s") % {
        "kind": row.get_kind_display(),
        "start": f"{row.start:%d/%m/%Y}",
        "end": end,
    }


def _formula(items: list[dict[str, Any]]) -> str:
    counted = [
        item
        for item in items
        if item["standing"] in (Standing.COUNTED, Standing.PROVISIONAL) and item["points"] is not None
    ]
    months = sum(item["weight"] for item in counted)
    if not months:
        return ""
    parts = [f"{item['weight']} × {exact(Decimal(item['points']), 4)}" for item in counted]
    return f"({' + '.join(parts)}) / {months}"


def _exact_mean(text: str | None) -> str:
    value = fraction(text)
    if value is None:
        return "–"
    scaled = value.numerator * 10**12 // value.denominator
    shown = exact(Decimal(scaled).scaleb(-12), 10)
    return shown if Fraction(scaled, 10**12) == value or shown.endswith("…") else f"{shown}…"


def _months(text: str | None) -> str:
    value = fraction(text)
    return "" if value is None else exact(Decimal(value.numerator * 100 // value.denominator).scaleb(-2), 2)


def _reasons(user: Asker, found: list[Mapping[str, Any]]) -> list[ReasonLine]:
    if not found:
        return []
    seen = {
        (kind, pk)
        for kind, model in (("discipline", Discipline), ("conclusion", Conclusion))
        for pk in rows_for(user, model, "view")
        .filter(pk__in=[item["row"] for item in found if item["kind"] == kind])
        .values_list("pk", flat=True)
    }
    return [
        ReasonLine(
            title=str(REASONS.get(item["code"], item["code"])),
            text=item["text"] if (item["kind"], item["row"]) in seen else "",
            article=item["article"],
            label=str(VERDICTS[item["verdict"]]),
            forces=item["verdict"] == Verdict.FORCES,
        )
        for item in found
    ]


def band_label(value: str) -> str:
    """The words of a band."""
    return str(Band(value).label) if value in Band.values else ""
