"""One sheet as the screen and the document show it: points by line, tasks, conditions, order, cap, versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from evaluation.enums import Band, RatingState
from evaluation.models import UnitRating
from evaluation.rules.organisation335 import Condition, by_points
from evaluation.selectors.organisations.criteria import (
    DEFAULT_SPLIT,
    PART_TITLES,
    CriterionLine,
    lines_of,
    set_of,
)
from evaluation.selectors.organisations.facts import (
    Below,
    Cap,
    below_one,
    cap_of,
    judgement_of,
    points_given,
)
from staff.access import may, row_for, rows_for
from staff.access.gate import Asker

_CURRENT_STEPS = {
    "self_rate": (RatingState.DRAFT, RatingState.SELF_RATED),
    "recognise": (RatingState.SELF_RATED, RatingState.PROPOSED),
}


@dataclass(frozen=True)
class SheetLine:
    """One criterion with the points of both, as written."""

    line: CriterionLine
    own: Decimal | None
    given: Decimal | None


@dataclass(frozen=True)
class SheetPart:
    """General criteria or results, with their sums."""

    title: str
    maximum: Decimal
    lines: Sequence[SheetLine]

    @property
    def own(self) -> Decimal | None:
        """Sum of the head's points; None while a line is open."""
        return _sum(line.own for line in self.lines)

    @property
    def given(self) -> Decimal | None:
        """Sum of the recogniser's points; None while a line is open."""
        return _sum(line.given for line in self.lines)


@dataclass(frozen=True)
class ConditionGroup:
    """The conditions of one band, and whether the band is reached by them."""

    band: Band
    conditions: Sequence[Condition]
    holds: bool


@dataclass(frozen=True)
class SheetPage:
    """Everything of one sheet."""

    parts: Sequence[SheetPart]
    groups: Sequence[ConditionGroup]
    reading: str
    earned: str
    points_band: str
    below: Below
    cap: Cap
    default_split: str
    letters: Sequence[dict[str, Any]]
    returns: Sequence[dict[str, Any]]
    versions: Sequence[UnitRating]
    steps: frozenset[str]

    @property
    def unverified(self) -> int:
        """Letters that still wait for their verification."""
        return sum(not letter["outcome"] for letter in self.letters)


def rating_for(user: Asker, action: str, pk: int) -> UnitRating:
    """One sheet through the gate, with what every page of it shows."""
    row_for(user, UnitRating, action, pk=pk)
    rows = UnitRating.objects.select_related("unit", "head", "recogniser", "predecessor", "signed_by")
    found: UnitRating = rows.get(pk=pk)
    return found


def sheet_page(user: Asker, rating: UnitRating) -> SheetPage:
    """The page of a sheet; a recognised one shows what it was recognised by."""
    below = below_one(rating)
    conditions, earned, reading = _judged(rating, below)
    return SheetPage(
        parts=parts_of(rating),
        groups=_groups(conditions),
        reading=reading,
        earned=earned,
        points_band=by_points(rating.total) if rating.total is not None else "",
        below=below,
        cap=cap_under(rating),
        default_split=split_note(rating),
        letters=rating.trace.get("letters", []),
        returns=rating.trace.get("returns", []),
        versions=_versions(user, rating),
        steps=_steps(user, rating),
    )


def parts_of(rating: UnitRating) -> list[SheetPart]:
    """The criteria of a sheet by part, with the points of both."""
    own, given = points_given(rating, "self"), points_given(rating, "given")
    rows = [SheetLine(line, own.get(line.code), given.get(line.code)) for line in lines_of(rating)]
    return [
        SheetPart(PART_TITLES[part], sum((row.line.maximum for row in listed), Decimal(0)), listed)
        for part, group in groupby(rows, key=lambda row: row.line.part)
        if (listed := list(group))
    ]


def conditions_of(rating: UnitRating) -> list[ConditionGroup]:
    """Conditions of art. 8 by band, for the printed sheet."""
    return _groups(_judged(rating, below_one(rating))[0])


def cap_under(rating: UnitRating, *, projected: bool = True) -> Cap:
    """The cap over everything of the sheet's recogniser and year (art. 8.5)."""
    if rating.recogniser_id is None:
        return Cap()
    rows = UnitRating.objects.filter(recogniser_id=rating.recogniser_id, year=rating.year, current=True)
    return cap_of(rows.select_related("unit").defer("self_text"), projected=projected)


def split_note(rating: UnitRating) -> str:
    """Said wherever points are split by default, while no decision of the ministry does it (art. 7.2)."""
    found = set_of(rating.year)
    return DEFAULT_SPLIT if found is None or found.is_default else ""


def _judged(rating: UnitRating, below: Below) -> tuple[list[Condition], str, str]:
    """Conditions, band earned and reading: kept ones of a recognised sheet, else those of today."""
    kept = rating.trace.get("judgement")
    if rating.is_frozen and kept:
        return [Condition(**condition) for condition in kept["conditions"]], kept["band"], kept["reading"]
    judged = judgement_of(rating, below)
    if judged is None:
        return [], "", ""
    return list(judged.conditions), judged.band or "", judged.reading


def _groups(conditions: Iterable[Condition]) -> list[ConditionGroup]:
    """By band; of "không hoàn thành" one condition is enough."""
    found = []
    for band, group in groupby(conditions, key=lambda condition: condition.band):
        listed = list(group)
        whole = any if band == Band.NOT_DONE else all
        found.append(ConditionGroup(Band(band), listed, whole(c.holds for c in listed)))
    return found


def _versions(user: Asker, rating: UnitRating) -> list[UnitRating]:
    rows = rows_for(user, UnitRating, "view").filter(unit_id=rating.unit_id, year=rating.year)
    return list(rows.select_related("signed_by").order_by("-version"))


def _steps(user: Asker, rating: UnitRating) -> frozenset[str]:
    """What this person may do with the sheet now."""
    if not rating.current:
        return frozenset()
    allowed = {
        action
        for action in ("self_rate", "recognise")
        if may(user, UnitRating, action) and rows_for(user, UnitRating, action).filter(pk=rating.pk).exists()
    }
    steps = {action for action in allowed if rating.state in _CURRENT_STEPS[action]}
    if "recognise" in allowed:
        steps |= {"replace"} if rating.is_frozen else {"letters"}
        if rating.state in _CURRENT_STEPS["recognise"]:
            steps.add("send_back")
    if _records(user, rating):
        steps.add("record")
    return frozenset(steps)


def _records(user: Asker, rating: UnitRating) -> bool:
    """Whether this person may record a decision made outside the system for the sheet."""
    if not recognised_outside(rating) or not may(user, UnitRating, "record"):
        return False
    return bool(rows_for(user, UnitRating, "record").filter(pk=rating.pk).exists())


def recognised_outside(rating: UnitRating) -> bool:
    """Whether nobody in the system recognises it: no recogniser, or one without an account (art. 5.1).

    A sheet recognised in the system stays there; a decision recorded before may be replaced by another.
    """
    if rating.is_frozen:
        return "outside" in rating.trace
    return rating.recogniser is None or rating.recogniser.user_id is None


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    listed = list(values)
    known = [value for value in listed if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(listed) else None
