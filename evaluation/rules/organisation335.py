"""Rating an organisation by Decree 335/2025/NĐ-CP (art. 6 to 9): 30 + 70 points and the conditions of art. 8.

How we read what the decree leaves open:
- Points of a higher band are enough for a lower one: where a band's conditions fail, the next lower band
  whose conditions hold is the one (READING_LOWER).
- Where no band's conditions hold (72 points and 90% done: not all, yet not under 70%), no band is
  earned; who recognises decides between the two lowest, with a written reason (READING_NONE).
- Shares of tasks are of the tasks given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from evaluation.rules.nd335 import Band

GENERAL_MAXIMUM: Final = Decimal(30)  # art. 6
RESULT_MAXIMUM: Final = Decimal(70)  # art. 7.1
EXCELLENT_POINTS: Final = Decimal(90)  # art. 8.1
GOOD_POINTS: Final = Decimal(70)  # art. 8.2
DONE_POINTS: Final = Decimal(50)  # art. 8.3
BEYOND_PERCENT: Final = 30  # art. 8.1.a, at least
LATE_PERCENT: Final = 20  # art. 8.3, at the most
DONE_PERCENT: Final = 70  # art. 8.4.b, below it "không hoàn thành"

READING_LOWER: Final = "Đủ điểm nhưng thiếu điều kiện của một mức thì xét mức thấp hơn liền kề đủ điều kiện (cách hiểu Điều 8.1–8.3)."
READING_NONE: Final = (
    "Không mức nào đủ điều kiện: người có thẩm quyền quyết định, kèm lý do (cách hiểu Điều 8; chỉ giữa"
    " “Hoàn thành nhiệm vụ” và “Không hoàn thành nhiệm vụ”)."
)


@dataclass(frozen=True)
class Line:
    """A criterion with its part (1 general, 2 results) and the most points it gives."""

    code: str
    part: int
    maximum: Decimal


@dataclass(frozen=True)
class Tasks:
    """Tasks of the year: given, done, of those done late, of those done beyond what was asked."""

    given: int
    done: int
    late: int
    beyond: int


@dataclass(frozen=True)
class Facts:
    """What art. 8 looks at; `not_done_below` counts direct sub-units rated "không hoàn thành"."""

    total: Decimal
    tasks: Tasks
    quality_met: bool
    mended: bool
    not_done_below: int = 0
    wrongdoing: bool = False
    force_majeure: bool = False


@dataclass(frozen=True)
class Condition:
    """One condition of a band: its article, its words, the figures it looked at, and whether it holds."""

    band: Band
    article: str
    text: str
    figures: str
    holds: bool


@dataclass(frozen=True)
class Judgement:
    """The band earned (None: no band's conditions hold), every condition, and the reading applied."""

    band: Band | None
    conditions: tuple[Condition, ...]
    reading: str = ""


def faulty_sums(lines: Iterable[Line]) -> tuple[Decimal, Decimal] | None:
    """Sums of both parts where they are not exactly 30 and 70 (art. 6, 7.1); None where they are."""
    listed = list(lines)
    general = sum((line.maximum for line in listed if line.part == 1), Decimal(0))
    result = sum((line.maximum for line in listed if line.part == 2), Decimal(0))
    return None if (general, result) == (GENERAL_MAXIMUM, RESULT_MAXIMUM) else (general, result)


def points_fault(line: Line, points: Decimal | None) -> bool:
    """Whether the points of a line are missing or outside 0 to its maximum (art. 6, 7)."""
    return points is None or not 0 <= points <= line.maximum


def sums(lines: Iterable[Line], points: Mapping[str, Decimal]) -> tuple[Decimal, Decimal, Decimal]:
    """General, result and total of a sheet whose every line has points (art. 6, 7), exact."""
    listed = list(lines)
    general = sum((points[line.code] for line in listed if line.part == 1), Decimal(0))
    result = sum((points[line.code] for line in listed if line.part == 2), Decimal(0))
    return general, result, general + result


def task_fault(tasks: Tasks) -> str:
    """Which of the figures breaks an identity: done ≤ given, late ≤ done, beyond ≤ done; "" if none."""
    if tasks.given < 1:
        return "given"
    if not 0 <= tasks.done <= tasks.given:
        return "done"
    if not 0 <= tasks.late <= tasks.done:
        return "late"
    return "" if 0 <= tasks.beyond <= tasks.done else "beyond"


def judge(facts: Facts) -> Judgement:
    """The band by art. 8: "không hoàn thành" first, then the highest band whose conditions all hold."""
    conditions = (*_excellent(facts), *_good(facts), *_done(facts), *_not_done(facts))
    if any(each.holds for each in conditions if each.band is Band.KHONG_HOAN_THANH):
        return Judgement(Band.KHONG_HOAN_THANH, conditions)
    for band in (Band.XUAT_SAC, Band.TOT, Band.HOAN_THANH):
        if all(each.holds for each in conditions if each.band is band):
            return Judgement(band, conditions, "" if band is by_points(facts.total) else READING_LOWER)
    return Judgement(None, conditions, READING_NONE)


def by_points(total: Decimal) -> Band:
    """The band that the points alone reach (art. 8), never rounded."""
    if total >= EXCELLENT_POINTS:
        return Band.XUAT_SAC
    if total >= GOOD_POINTS:
        return Band.TOT
    return Band.HOAN_THANH if total >= DONE_POINTS else Band.KHONG_HOAN_THANH


def allowed(earned: Band | None) -> tuple[Band, ...]:
    """Bands that who recognises may give: the earned one or lower (art. 8); where none is earned, the two lowest."""
    ranked = tuple(Band)
    return ranked[ranked.index(earned) :] if earned else ranked[2:]


def _excellent(facts: Facts) -> tuple[Condition, ...]:
    """Art. 8.1."""
    band, tasks = Band.XUAT_SAC, facts.tasks
    beyond = tasks.beyond * 100 >= BEYOND_PERCENT * tasks.given
    return (
        _points(band, "Điều 8.1", "Đạt từ 90 điểm trở lên", facts.total, EXCELLENT_POINTS),
        _whole(band, "Điều 8.1.a", facts),
        Condition(
            band,
            "Điều 8.1.a",
            "Ít nhất 30% nhiệm vụ hoàn thành vượt mức yêu cầu",
            _share(tasks.beyond, tasks.given),
            beyond,
        ),
        Condition(
            band,
            "Điều 8.1.b",
            "Không có đơn vị cấp dưới trực tiếp không hoàn thành nhiệm vụ",
            f"{facts.not_done_below} đơn vị",
            facts.not_done_below == 0,
        ),
        Condition(
            band,
            "Điều 8.1.c",
            "Đã khắc phục toàn bộ hạn chế, khuyết điểm được chỉ ra",
            "đã khắc phục" if facts.mended else "chưa khắc phục",
            facts.mended,
        ),
    )


def _good(facts: Facts) -> tuple[Condition, ...]:
    """Art. 8.2."""
    return (
        _points(Band.TOT, "Điều 8.2", "Đạt từ 70 điểm trở lên", facts.total, GOOD_POINTS),
        _whole(Band.TOT, "Điều 8.2", facts),
    )


def _done(facts: Facts) -> tuple[Condition, ...]:
    """Art. 8.3."""
    band, tasks = Band.HOAN_THANH, facts.tasks
    return (
        _points(band, "Điều 8.3", "Đạt từ 50 điểm trở lên", facts.total, DONE_POINTS),
        Condition(
            band,
            "Điều 8.3",
            "Hoàn thành 100% nhiệm vụ được giao",
            _share(tasks.done, tasks.given),
            tasks.done == tasks.given,
        ),
        Condition(
            band,
            "Điều 8.3",
            "Nhiệm vụ chưa bảo đảm tiến độ không quá 20%",
            _share(tasks.late, tasks.given),
            tasks.late * 100 <= LATE_PERCENT * tasks.given,
        ),
    )


def _not_done(facts: Facts) -> tuple[Condition, ...]:
    """Art. 8.4: one is enough. With a reason of force majeure who recognises considers, so 8.4.b does not force."""
    band, tasks = Band.KHONG_HOAN_THANH, facts.tasks
    share = _share(tasks.done, tasks.given)
    return (
        Condition(
            band, "Điều 8.4", "Tổng điểm dưới 50", _number(facts.total) + " điểm", facts.total < DONE_POINTS
        ),
        Condition(
            band,
            "Điều 8.4.a",
            "Bị kết luận có sai phạm trong công tác cán bộ, mất đoàn kết nội bộ, bè phái, chạy chức, chạy quyền",
            "có kết luận" if facts.wrongdoing else "không có",
            facts.wrongdoing,
        ),
        Condition(
            band,
            "Điều 8.4.b",
            "Hoàn thành dưới 70% nhiệm vụ, không do bất khả kháng",
            f"{share}; có lý do bất khả kháng" if facts.force_majeure else share,
            tasks.done * 100 < DONE_PERCENT * tasks.given and not facts.force_majeure,
        ),
    )


def _points(band: Band, article: str, text: str, total: Decimal, lowest: Decimal) -> Condition:
    return Condition(band, article, text, f"{_number(total)} điểm", total >= lowest)


def _whole(band: Band, article: str, facts: Facts) -> Condition:
    """100% of the tasks on time with quality (art. 8.1.a, 8.2)."""
    tasks = facts.tasks
    quality = "bảo đảm chất lượng" if facts.quality_met else "chưa bảo đảm chất lượng"
    figures = f"{_share(tasks.done, tasks.given)}; chậm {tasks.late}; {quality}"
    return Condition(
        band,
        article,
        "Hoàn thành 100% nhiệm vụ được giao, đúng thời hạn, bảo đảm chất lượng, hiệu quả",
        figures,
        tasks.done == tasks.given and tasks.late == 0 and facts.quality_met,
    )


def _share(part: int, whole: int) -> str:
    """A share with its numerator and denominator, cut: 29,99% (…/…), never rounded over a border."""
    hundredths = part * 10_000 // whole
    return f"{part}/{whole} = {hundredths // 100},{hundredths % 100:02d}%"


def _number(value: Decimal) -> str:
    """Points cut at two decimals: 89.995 → 89,99."""
    hundredths = int(value * 100)
    return f"{hundredths // 100},{hundredths % 100:02d}"
