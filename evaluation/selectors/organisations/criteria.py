"""Which criteria organisations of a year are rated by, and the sets there were."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from evaluation.models import UnitCriterion, UnitRating
from evaluation.rules.organisation335 import Line
from hrm.kernel.dates import show_date, show_last_day

PART_TITLES = {1: "Tiêu chí chung (Điều 6)", 2: "Kết quả thực hiện nhiệm vụ (Điều 7)"}
# The law names the criteria and the sums; how the points split inside waits for the ministry (art. 7.2).
DEFAULT_SPLIT = "Phân bổ điểm mặc định, chờ quyết định của Bộ (Điều 7.2)"


@dataclass(frozen=True)
class CriterionLine:
    """One criterion as a sheet shows it."""

    code: str
    part: int
    text: str
    maximum: Decimal
    article: str

    @property
    def rule(self) -> Line:
        """As the rules take it."""
        return Line(self.code, self.part, self.maximum)

    @property
    def kept(self) -> dict[str, Any]:
        """As a rated sheet keeps it, so that later decisions leave it alone."""
        return {
            "code": self.code,
            "part": self.part,
            "text": self.text,
            "maximum": str(self.maximum),
            "article": self.article,
        }


@dataclass(frozen=True)
class CriteriaSet:
    """The criteria of one decision, from a first day on."""

    start: date
    end: date | None
    decision: str
    lines: tuple[CriterionLine, ...]

    @property
    def is_default(self) -> bool:
        """Whether no decision stands behind the split of the points."""
        return not self.decision

    @property
    def span(self) -> str:
        """First and last day, as screens show them."""
        return f"{show_date(self.start)} – {show_last_day(self.end) or '…'}"


def set_of(year: int) -> CriteriaSet | None:
    """The set in force on the last day of a year."""
    rows = list(UnitCriterion.objects.at(date(year, 12, 31)).order_by("part", "order", "code"))
    return _set(rows) if rows else None


def sets() -> list[CriteriaSet]:
    """Every set there was, the newest first."""
    rows = UnitCriterion.objects.order_by("-start", "part", "order", "code")
    return [_set(list(group)) for _start, group in groupby(rows, key=lambda row: row.start)]


def lines_of(rating: UnitRating) -> list[CriterionLine]:
    """The criteria a rating was made by; of a draft those in force for its year."""
    kept = rating.trace.get("criteria")
    if kept:
        return [CriterionLine(**(line | {"maximum": Decimal(line["maximum"])})) for line in kept]
    found = set_of(rating.year)
    return list(found.lines) if found else []


def used_since(start: date) -> int | None:
    """The latest year whose organisations were rated by criteria that a set from `start` on would replace."""
    years = UnitRating.objects.filter(year__gte=start.year, trace__has_key="criteria")
    found: int | None = years.order_by("-year").values_list("year", flat=True).first()
    return found


def _set(rows: Iterable[UnitCriterion]) -> CriteriaSet:
    listed = list(rows)
    first = listed[0]
    lines = tuple(CriterionLine(r.code, r.part, r.text, r.maximum, r.article) for r in listed)
    return CriteriaSet(first.start, first.end, first.decision, lines)
