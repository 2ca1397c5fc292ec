"""Recognising ratings of organisations (art. 5, 8, 9): give points, recognise by decision, replace by another."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.enums import Band, RatingState
from evaluation.models import UnitRating
from evaluation.rules.nd335 import Band as EarnedBand
from evaluation.rules.organisation335 import Judgement, allowed, sums
from evaluation.selectors.organisations.criteria import lines_of
from evaluation.selectors.organisations.facts import Below, below_of, below_one, cap_of, judgement_of
from evaluation.services.organisations.keeping import check_points, locked, put_points, save
from hrm.kernel.dates import show_date
from staff.models import User
from staff.services.errors import DomainError

Render = Callable[[UnitRating], bytes]
_PREPARED = (RatingState.SELF_RATED, RatingState.PROPOSED)


@dataclass(frozen=True)
class Given:
    """What who recognises enters on one sheet."""

    points: Mapping[str, Decimal]
    band: str
    quality_met: bool
    mended: bool
    wrongdoing: str = ""
    force_majeure: str = ""
    outstanding: bool = False
    outstanding_grounds: str = ""
    move_reason: str = ""


@dataclass(frozen=True)
class Decision:
    """The decision that recognises: number and date."""

    number: str
    day: date


@transaction.atomic
def give_points(*, rating: UnitRating, given: Given, actor: User) -> UnitRating:
    """Keep the recogniser's points and band without recognising yet: the calibration looks at them.

    Raises DomainError for a sheet not self-rated, points above a maximum, a band above what the
    conditions of art. 8 allow, or another band than earned without a reason.
    """
    sheet = locked(rating, states=_PREPARED)
    _put(sheet, given)
    sheet.state = RatingState.PROPOSED
    save(sheet, actor)
    return sheet


@transaction.atomic
def recognise(
    *, ratings: Sequence[UnitRating], decision: Decision, actor: User, render: Render
) -> list[UnitRating]:
    """Recognise prepared sheets of one recogniser by one decision: all of them, or none.

    Checks the order (art. 9.1), letters (9.2.a), conditions (8.1 to 8.4) and the cap (8.5); `render` makes
    the PDF that is kept with its hash. Raises DomainError naming the article.
    """
    if not ratings:
        raise DomainError(_("Choose at least one organisation."))
    # The same order for everyone, and all sheets of the recogniser: two decisions cannot both fit one cap.
    recogniser, year = ratings[0].recogniser_id, ratings[0].year
    under = UnitRating.objects.filter(recogniser_id=recogniser, year=year, current=True)
    list(under.select_for_update().order_by("pk").values_list("pk"))
    sheets = [locked(rating, states=(RatingState.PROPOSED,)) for rating in ratings]
    if any((sheet.recogniser_id, sheet.year) != (recogniser, year) for sheet in sheets):
        raise DomainError(_("One decision recognises organisations of one recogniser and year (art. 5)."))
    return _sign(sheets, decision, actor, render)


@transaction.atomic
def recognise_one(
    *, rating: UnitRating, given: Given, decision: Decision, actor: User, render: Render
) -> UnitRating:
    """Give points and recognise in one step."""
    sheet = give_points(rating=rating, given=given, actor=actor)
    return recognise(ratings=[sheet], decision=decision, actor=actor, render=render)[0]


@transaction.atomic
def replace_recognition(
    *, rating: UnitRating, given: Given, reason: str, decision: Decision, actor: User, render: Render
) -> UnitRating:
    """Replace a recognised rating by a new decision, with a reason; the old version stays as it was."""
    old = locked(rating, states=(RatingState.SIGNED,))
    if not reason.strip():
        raise DomainError(_("Replacing a recognised rating needs a written reason."), "reason")
    old.current = False
    save(old, actor)
    sheet = successor_of(old, reason.strip())
    _put(sheet, given)
    save(sheet, actor)
    return recognise(ratings=[sheet], decision=decision, actor=actor, render=render)[0]


def inputs_hash(sheet: UnitRating) -> str:
    """SHA-256 over everything the rating rests on."""
    kept = {
        "unit": sheet.unit_id,
        "year": sheet.year,
        "version": sheet.version,
        "points": sheet.points,
        "tasks": [sheet.tasks_given, sheet.tasks_done, sheet.tasks_late, sheet.tasks_beyond],
        "answers": [sheet.quality_met, sheet.shortcomings_mended, sheet.wrongdoing, sheet.force_majeure],
        "outstanding": [sheet.outstanding, sheet.outstanding_grounds],
        "trace": sheet.trace,
        "bands": [sheet.earned, sheet.self_band, sheet.band, sheet.move_reason],
        "decision": [sheet.decision, str(sheet.decision_date)],
        "rule_set": sheet.rule_set,
    }
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _put(sheet: UnitRating, given: Given) -> None:
    """Points, answers and band of who recognises, checked by art. 6 to 8."""
    lines = lines_of(sheet)
    check_points(lines, given.points)
    put_points(sheet, given.points, "given")
    sheet.general, sheet.result, sheet.total = sums([line.rule for line in lines], given.points)
    sheet.quality_met, sheet.shortcomings_mended = given.quality_met, given.mended
    sheet.wrongdoing, sheet.force_majeure = given.wrongdoing.strip(), given.force_majeure.strip()
    if given.outstanding and not given.outstanding_grounds.strip():
        raise DomainError(
            _("Outstanding achievement needs its grounds (art. 8.5.b, 20.5.b)."), "outstanding_grounds"
        )
    sheet.outstanding = given.outstanding
    sheet.outstanding_grounds = given.outstanding_grounds.strip() if given.outstanding else ""
    sheet.band, sheet.move_reason = given.band, given.move_reason.strip()
    _judge(sheet, below_one(sheet) if sheet.pk else Below())


def _judge(sheet: UnitRating, below: Below) -> Judgement:
    """The band earned, and whether the band given is allowed beside it (art. 8)."""
    judged = judgement_of(sheet, below, "given")
    if judged is None:
        raise DomainError(_("Points or task figures are missing; send the sheet back for correction."))
    sheet.earned = judged.band or ""
    if sheet.band not in allowed(judged.band):
        raise DomainError(_refusal(sheet, judged), "band")
    if sheet.band != sheet.earned and not sheet.move_reason:
        raise DomainError(
            _("Another band than points and conditions give needs a written reason (art. 8)."), "move_reason"
        )
    return judged


def _refusal(sheet: UnitRating, judged: Judgement) -> str:
    """Which conditions of the band are not met, each with its article and figures."""
    if sheet.band not in Band.values:
        return str(_("Choose one of the four bands of article 8."))
    missing = [c for c in judged.conditions if c.band == sheet.band and not c.holds]
    forced = [c for c in judged.conditions if c.band == EarnedBand.KHONG_HOAN_THANH and c.holds]
    listed = "; ".join(f"{c.article}: {c.text} ({c.figures})" for c in missing or forced)
    return str(
        _("“%(band)s” is not allowed, conditions are not met: %(conditions)s.")
        % {"band": Band(sheet.band).label, "conditions": listed or "Điều 8"}
    )


def _sign(sheets: list[UnitRating], decision: Decision, actor: User, render: Render) -> list[UnitRating]:
    below = below_of(sheets)
    for sheet in sheets:
        _check_ready(sheet, below[sheet.pk])
        _check_decision(sheet, decision)
        _check_above(sheet)
        judged = _judge(sheet, below[sheet.pk])
        sheet.trace |= {"judgement": _kept(judged), "below": vars(below[sheet.pk])}
        sheet.state, sheet.signed_at, sheet.signed_by = RatingState.SIGNED, timezone.now(), actor
        sheet.decision, sheet.decision_date = decision.number.strip(), decision.day
    cap = _checked_cap(sheets)
    for sheet in sheets:
        sheet.trace["cap"] = cap
        sheet.inputs_sha256 = inputs_hash(sheet)
        pdf = render(sheet)
        sheet.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
        sheet.pdf.save(f"don-vi-{sheet.year}-{sheet.pk}-v{sheet.version}.pdf", ContentFile(pdf), save=False)
        save(sheet, actor)
    return sheets


def _check_ready(sheet: UnitRating, below: Below) -> None:
    """Lower organisations first (art. 9.1); letters verified (art. 9.2.a)."""
    if below.waiting:
        text = _("%(unit)s: rated after its direct sub-units (art. 9.1); still to be rated: %(waiting)s.")
        raise DomainError(text % {"unit": sheet.unit.name, "waiting": "; ".join(below.waiting)})
    if any(not letter["outcome"] for letter in sheet.trace.get("letters", [])):
        text = _("%(unit)s: a complaint or denunciation is not verified yet (art. 9.2.a).")
        raise DomainError(text % {"unit": sheet.unit.name})


def _check_decision(sheet: UnitRating, decision: Decision) -> None:
    if not decision.number.strip():
        raise DomainError(_("The number of the decision is missing."), "decision")
    if decision.day > timezone.localdate():
        raise DomainError(_("The decision cannot be dated in the future."), "decision_date")
    rated = timezone.localtime(sheet.self_rated_at).date() if sheet.self_rated_at else None
    if rated and decision.day < rated:
        text = _("The decision cannot be dated before the self-assessment of %(day)s (art. 9.2.a).")
        raise DomainError(text % {"day": show_date(rated)}, "decision_date")


def _check_above(sheet: UnitRating) -> None:
    """Art. 8.1.b of the unit above: recognised as "xuất sắc", it has no direct sub-unit "không hoàn thành"."""
    parent = sheet.unit.parent_id
    if parent is None or sheet.band != Band.NOT_DONE:
        return
    signed = UnitRating.objects.filter(year=sheet.year, current=True, state=RatingState.SIGNED)
    above = signed.filter(unit_id=parent, band=Band.EXCELLENT).select_related("unit").first()
    if above:
        text = _(
            "%(above)s was recognised as “xuất sắc”, which allows no direct sub-unit “không hoàn thành” "
            "(art. 8.1.b); replace that rating first."
        )
        raise DomainError(text % {"above": above.unit.name}, "band")


def _checked_cap(sheets: list[UnitRating]) -> dict[str, Any]:
    """The cap over everything of this recogniser after the decision (art. 8.5)."""
    now = {sheet.pk: sheet for sheet in sheets}
    others = UnitRating.objects.filter(
        recogniser_id=sheets[0].recogniser_id, year=sheets[0].year, current=True, state=RatingState.SIGNED
    ).exclude(pk__in=now)
    cap = cap_of([*others.select_related("unit"), *sheets])
    if cap.over:
        text = _(
            "At most %(quota)s “xuất sắc” beside %(good)s rated “tốt” (%(percent)s%%, art. 8.5); "
            "with this decision there would be %(excellent)s: %(names)s."
        )
        names = "; ".join(cap.names)
        raise DomainError(
            text
            % {
                "quota": cap.quota,
                "good": cap.good,
                "percent": cap.percent,
                "excellent": cap.excellent,
                "names": names,
            }
        )
    return {
        "excellent": cap.excellent,
        "good": cap.good,
        "percent": cap.percent,
        "base": cap.base,
        "quota": cap.quota,
    }


def _kept(judged: Judgement) -> dict[str, Any]:
    return {
        "band": judged.band or "",
        "reading": judged.reading,
        "conditions": [vars(condition) | {"band": str(condition.band)} for condition in judged.conditions],
    }


_CARRIED = (
    "unit", "year", "head", "recogniser", "rule_set", "tasks_given", "tasks_done", "tasks_late",
    "tasks_beyond", "self_text", "self_band", "self_rated_at",
)  # fmt: skip


def successor_of(old: UnitRating, reason: str) -> UnitRating:
    """The version after a recognised one, not stored yet; it takes the head's own entries along."""
    carried = {name: getattr(old, name) for name in _CARRIED}
    kept = ("criteria", "letters", "returns")
    return UnitRating(
        **carried,
        points={code: dict(each) for code, each in old.points.items()},
        trace={name: old.trace[name] for name in kept if name in old.trace},
        state=RatingState.PROPOSED,
        version=old.version + 1,
        predecessor=old,
        rerate_reason=reason,
    )
