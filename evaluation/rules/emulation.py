"""Who meets the conditions of a title or award: a verdict with reasons for and against.

Law 06/2022/QH15 on emulation and awards; its amendment by Law 06/2026/QH16 (from 01/10/2026) was not read and
is taken to keep the conditions. The conditions are data (`AwardType.conditions`); this module reads them.
Reasons are kept with the proposal and printed, so they are Vietnamese in every language of the interface.

Rules of a condition: rating, months, no_discipline, title, titles, initiative, unit_rating, members_rated,
members_titled, members_penalty, judged (nobody but people can tell), any (one of several is enough).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from hrm.kernel.dates import show_date, show_last_day


class Outcome(StrEnum):
    """What a condition, or all of them together, come to. BARRED: no written reason helps."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    BARRED = "barred"


@dataclass(frozen=True)
class Reason:
    """One condition: its text, whether it is met, and the figures that say so."""

    outcome: Outcome
    condition: str
    found: str


@dataclass(frozen=True)
class Verdict:
    """Whether all conditions are met, with a reason for each."""

    outcome: Outcome
    reasons: tuple[Reason, ...]

    @property
    def supporting(self) -> tuple[Reason, ...]:
        """Conditions that are met."""
        return tuple(each for each in self.reasons if each.outcome is Outcome.YES)

    @property
    def opposing(self) -> tuple[Reason, ...]:
        """Conditions that are not met, or not known to be met."""
        return tuple(each for each in self.reasons if each.outcome is not Outcome.YES)

    def kept(self) -> dict[str, Any]:
        """As a proposal keeps it."""
        return {"outcome": str(self.outcome), "reasons": [asdict(each) for each in self.reasons]}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Verdict":
        """What a proposal kept; nothing kept is not known."""
        rows = [
            Reason(Outcome(row["outcome"]), row["condition"], row["found"]) for row in kept.get("reasons", ())
        ]
        return cls(Outcome(kept.get("outcome", Outcome.UNKNOWN)), tuple(rows))


@dataclass(frozen=True)
class Penalty:
    """A discipline: its form in words, half-open days, whether it is cảnh cáo or heavier."""

    form: str
    start: date
    end: date | None
    heavy: bool = False
    person: str = ""

    def in_force(self, day: date) -> bool:
        """Whether it has effect on a day."""
        return self.start <= day and (self.end is None or self.end > day)

    def touches(self, year: int) -> bool:
        """Whether it has effect on any day of a year."""
        return self.start < date(year + 1, 1, 1) and (self.end is None or self.end > date(year, 1, 1))

    def shown(self) -> str:
        """Form and days, as a reason tells them."""
        until = f" đến {show_last_day(self.end)}" if self.end else ""
        who = f"{self.person}: " if self.person else ""
        return f"{who}{self.form} từ {show_date(self.start)}{until}"


@dataclass(frozen=True)
class Facts:
    """What is known of a person or a collective on `day`, for the titles of `year`.

    `ratings`: year → band of the signed rating. `held`: code → years for which it was given; `asked`: code →
    years for which it is proposed. `initiatives`: (year, level). `months`: worked in the year.
    Of a collective: `members`; `bands`: band → members ("" not rated); `members_held` and `members_asked`:
    code → members who have the title of the year, or are proposed for it.
    """

    year: int
    day: date
    ratings: Mapping[int, str] = field(default_factory=dict)
    penalties: Sequence[Penalty] = ()
    held: Mapping[str, Collection[int]] = field(default_factory=dict)
    asked: Mapping[str, Collection[int]] = field(default_factory=dict)
    initiatives: Sequence[tuple[int, str]] = ()
    months: int | None = None
    members: int = 0
    bands: Mapping[str, int] = field(default_factory=dict)
    members_held: Mapping[str, int] = field(default_factory=dict)
    members_asked: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class TitleRule:
    """What the rules need of a title: its name and the conditions in force."""

    code: str
    name: str
    conditions: Sequence[Mapping[str, Any]]


Library = Mapping[str, TitleRule]
Found = tuple[Outcome, str]

_BANDS: Final = {
    "xuat_sac": (3, "Hoàn thành xuất sắc nhiệm vụ"),
    "tot": (2, "Hoàn thành tốt nhiệm vụ"),
    "hoan_thanh": (1, "Hoàn thành nhiệm vụ"),
    "khong_hoan_thanh": (0, "Không hoàn thành nhiệm vụ"),
}
_LEVELS: Final = {"co_so": (0, "cơ sở"), "bo_tinh": (1, "bộ, tỉnh"), "nha_nuoc": (2, "toàn quốc")}


def judge(rule: TitleRule, facts: Facts, library: Library) -> Verdict:
    """The verdict on a title or award: every condition must be met."""
    reasons = tuple(_reason(condition, facts, library) for condition in rule.conditions)
    return Verdict(_all_of(reason.outcome for reason in reasons), reasons)


def chain(years: Iterable[int], year: int, apart: int) -> tuple[int, ...]:
    """The times in a row that end in `year`, or not more than `apart` years before it; oldest first.

    `apart` years at the most lie between one time and the next: 1 is year after year. A reading: the law does
    not say whether the year of the proposal itself counts; it does once the title of that year was given.
    """
    found: list[int] = []
    for given in sorted({each for each in years if each <= year}, reverse=True):
        if (found[-1] if found else year) - given > apart:
            break
        found.append(given)
    return tuple(reversed(found))


def quota(cap_percent: Decimal, base: int) -> int:
    """How many may be given: the whole part of the share (15% of 13 = 1,95 → 1)."""
    return int(cap_percent * base / 100)


def passes(votes: int, members: int, percent: int) -> bool:
    """Whether a vote carries: votes for, over all members of the council, not only those present."""
    return members > 0 and votes * 100 >= percent * members


def is_quorate(present: int, members: int, share: tuple[int, int]) -> bool:
    """Whether enough members are present; `share` as numerator and denominator (2 of 3)."""
    return present * share[1] >= members * share[0]


def _reason(condition: Mapping[str, Any], facts: Facts, library: Library) -> Reason:
    check = _CHECKS.get(condition["rule"])
    if check is None:
        raise LookupError(f"no such rule of a title: {condition['rule']!r}")
    outcome, found = check(condition, facts, library)
    return Reason(outcome, condition["text"], found)


def _all_of(outcomes: Iterable[Outcome]) -> Outcome:
    found = set(outcomes)
    for worst in (Outcome.BARRED, Outcome.NO, Outcome.UNKNOWN):
        if worst in found:
            return worst
    return Outcome.YES


def _any(condition: Mapping[str, Any], facts: Facts, library: Library) -> Found:
    parts = [_reason(each, facts, library) for each in condition["of"]]
    met = [part for part in parts if part.outcome is Outcome.YES]
    if met:
        return Outcome.YES, "; ".join(f"{part.condition}: {part.found}" for part in met)
    open_ones = any(part.outcome is Outcome.UNKNOWN for part in parts)
    told = "; ".join(f"{part.condition}: {part.found}" for part in parts)
    return (Outcome.UNKNOWN if open_ones else Outcome.NO), told


def _rating(condition: Mapping[str, Any], facts: Facts, library: Library) -> Found:
    """Bands of the last years up to the year of the title, each at least as asked."""
    asked = range(facts.year, facts.year - condition["years"], -1)
    least = _BANDS[condition["least"]][0]
    told = "; ".join(f"năm {year}: {_band(facts.ratings.get(year))}" for year in asked)
    ranks = [_BANDS[facts.ratings[year]][0] if year in facts.ratings else None for year in asked]
    if any(rank is not None and rank < least for rank in ranks):
        return Outcome.NO, told
    return (Outcome.UNKNOWN if None in ranks else Outcome.YES), told


def _band(code: str | None) -> str:
    return _BANDS[code][1] if code else "chưa có kết quả xếp loại"


def _months(condition: Mapping[str, Any], facts: Facts, library: Library) -> Found:
    if facts.months is None:
        return Outcome.UNKNOWN, "chưa rõ thời gian làm việc trong năm"
    enough = facts.months >= condition["least"]
    return (Outcome.YES if enough else Outcome.NO), f"{facts.months} tháng làm việc trong năm {facts.year}"


def _no_discipline(condition: Mapping[str, Any], facts: Facts, library: Library) -> Found:
    """In force on the day: barred. Of the year, but no longer in force: against."""
    running = [each for each in facts.penalties if each.in_force(facts.day)]
    if running:
        return Outcome.BARRED, "đang trong thời hạn kỷ luật: " + "; ".join(e.shown() for e in running)
    past = [each for each in facts.penalties if each.touches(facts.year)]
    if past:
        return Outcome.NO, "bị kỷ luật trong năm: " + "; ".join(each.shown() for each in past)
    return Outcome.YES, f"không có kỷ luật trong năm {facts.year}"


def _title(condition: Mapping[str, Any], facts: Facts, library: Library) -> Found:
    """The title of the same year: given, proposed, or its own conditions met."""
    code = condition["code"]
    if facts.year in facts.held.get(code, ()):
        return Outcome.YES, f"đã có quyết định năm {facts.year}"
    rule = library.get(code)
    if rule is None:
        return Outcome.UNKNOWN, "danh hiệu không có trong quy định tại thời điểm xét"
    verdict = judge(rule, facts, library)
    opposing = "; ".join(reason.found for reason in verdict.opposing)
    if verdict.outcome is Outcome.YES:
        return Outcome.YES, f"đủ điều kiện danh hiệu {rule.name}"
    if facts.year in facts.asked.get(code, ()) and verdict.outcome is not Outcome.BARRED:
        return Outcome.UNKNOWN, f"đang đề nghị danh hiệu {rule.name}, chưa có quyết định ({opposing})"
    return verdict.outcome, f"chưa đủ điều kiện danh hiệu {rule.name}: {opposing}"


def _titles(condition: Mapping[str, Any], facts: Facts, library: Library) -> Found:
    """So many times in a row; what is only proposed leaves it open."""
    code, times, apart = condition["code"], condition["times"], condition["apart"]
    held = chain(facts.held.get(code, ()), facts.year, apart)
    if len(held) >= times:
        return Outcome.YES, f"{len(held)} lần liên tục: {_listed(held)}"
    both = chain({*facts.held.get(code, ()), *facts.asked.get(code, ())}, facts.year, apart)
    told = f"{len(held)}/{times} lần liên tục" + (f": {_listed(held)}" if held else "")
    ever = sorted(facts.held.get(code, ()))
    if ever and tuple(ever) != held:
        told += f" (các năm đã được tặng: {_listed(ever)})"
    if len(both) >= times:
        return Outcome.UNKNOWN, f"{told}; năm {facts.year} đang đề nghị, chưa có quyết định"
    return Outcome.NO, told


def _initiative(condition: Mapping[str, Any], facts: Facts, library: Library) -> Found:
    """Recognised initiatives with effect at the level asked or above, in so many years up to this one."""
    first = facts.year - condition["years"] + 1
    least, name = _LEVELS[condition["least"]]
    near = [(year, level) for year, level in facts.initiatives if first <= year <= facts.year]
    enough = [(year, level) for year, level in near if _LEVELS[level][0] >= least]
    span = f"năm {facts.year}" if first == facts.year else f"các năm {first}–{facts.year}"
    told = "; ".join(f"{year}: cấp {_LEVELS[level][1]}" for year, level in sorted(enough))
    if enough:
        return Outcome.YES, f"{len(enough)} sáng kiến, đề tài ({told})"
    lower = f"; có {len(near)} sáng kiến ở cấp thấp hơn" if near else ""
    return Outcome.NO, f"không có sáng kiến, đề tài cấp {name} trong {span}{lower}"


def _members_rated(condition: Mapping[str, Any], facts: Facts, library: Library) -> Found:
    """All members at least at a band; who is not rated leaves it open."""
    least = _BANDS[condition["least"]][0]
    done = sum(n for band, n in facts.bands.items() if band and _BANDS[band][0] >= least)
    below = sum(n for band, n in facts.bands.items() if band and _BANDS[band][0] < least)
    told = f"{done}/{facts.members} người hoàn thành nhiệm vụ trở lên"
    if below:
        return Outcome.NO, told
    if facts.members == 0 or done < facts.members:
        return Outcome.UNKNOWN, f"{told}; {facts.members - done} người chưa có kết quả xếp loại"
    return Outcome.YES, told


def _members_titled(condition: Mapping[str, Any], facts: Facts, library: Library) -> Found:
    """A share or a number of members with a title of the year; proposed ones leave it open."""
    held = facts.members_held.get(condition["code"], 0)
    asked = facts.members_asked.get(condition["code"], 0)
    told = f"{held}/{facts.members} người đã có quyết định"
    if asked:
        told += f", {asked} người đang đề nghị"
    if facts.members == 0:
        return Outcome.UNKNOWN, "không có thành viên nào"
    if _enough(condition, held, facts.members):
        return Outcome.YES, told
    return (Outcome.UNKNOWN if _enough(condition, held + asked, facts.members) else Outcome.NO), told


def _enough(condition: Mapping[str, Any], number: int, members: int) -> bool:
    if "count" in condition:
        return number >= int(condition["count"])
    return number * 100 >= int(condition["percent"]) * members


def _members_penalty(condition: Mapping[str, Any], facts: Facts, library: Library) -> Found:
    """Cảnh cáo or heavier, in effect in the year: no collective title."""
    heavy = [each for each in facts.penalties if each.heavy and each.touches(facts.year)]
    if heavy:
        return Outcome.BARRED, "; ".join(each.shown() for each in heavy)
    return Outcome.YES, f"không có ai trong {facts.members} người"


def _judged(condition: Mapping[str, Any], facts: Facts, library: Library) -> Found:
    return Outcome.UNKNOWN, "cần người có thẩm quyền xem xét, hệ thống không tự xác định"


_CHECKS: Final[Mapping[str, Callable[[Mapping[str, Any], Facts, Library], Found]]] = {
    "any": _any,
    "rating": _rating,
    "unit_rating": _rating,
    "months": _months,
    "no_discipline": _no_discipline,
    "title": _title,
    "titles": _titles,
    "initiative": _initiative,
    "members_rated": _members_rated,
    "members_titled": _members_titled,
    "members_penalty": _members_penalty,
    "judged": _judged,
}


def _listed(years: Iterable[int]) -> str:
    return ", ".join(str(year) for year in years)


def same_year_titles(conditions: Iterable[Mapping[str, Any]]) -> list[str]:
    """Codes of the titles of the same year that must be given before this one (CSTĐ cơ sở: LĐTT)."""
    return [each["code"] for each in conditions if each["rule"] == "title"]


def months_of(spans: Iterable[tuple[date, date | None]], year: int) -> int:
    """Months of a year with at least 15 days within the half-open spans, which do not overlap (open ones run on)."""
    days = [0] * 12
    for start, end in spans:
        for month in range(12):
            first = date(year, month + 1, 1)
            after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
            days[month] += max((min(end or after, after) - max(start, first)).days, 0)
    return sum(1 for number in days if number >= _HALF_A_MONTH)


_HALF_A_MONTH: Final = 15
