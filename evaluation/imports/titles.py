"""What the title rows above a table say: the period, the unit of measurement, the decision."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from evaluation.enums import Measure
from hrm.kernel.dates import ALWAYS, parse_date
from hrm.kernel.text import fold
from hrm.kernel.workbook.cells import MoneyUnit

T = TypeVar("T")

# Kỳ, with or without its diacritics, but not ký: “Ký hiệu: …” states no period.
_PERIOD_LABEL = re.compile(r"\bk[ỳy]\b[^:]*:", re.IGNORECASE)
_MEASURED_IN = re.compile(r"don vi tinh\s*:?\s*(.*?)(?=\bky\b|$)")
_CASES = re.compile(r"(?:(?:so|vu)\s+)?viec\b")
_CURRENCY = r"(?:(?:viet nam\s*)?dong|vnd?|d)\b"
_THOUSANDS = re.compile(rf"(?:nghin|ngan|1[. ]?000)\s*{_CURRENCY}")
_DONG = re.compile(_CURRENCY)
_OTHER_MONEY = re.compile(rf"(?:trieu|ty)\b|{_CURRENCY}")
_BOTH = re.compile(rf"(?:(?:so|vu)\s+)?viec\b(.*?(?:{_THOUSANDS.pattern}|{_OTHER_MONEY.pattern}))")
_JOINING = re.compile(r"^(?:\W|va\b|tien\b)+")
_NUMBER = re.compile(r"quyết định\s*(?:số)?\s*:?\s+([0-9]\S*?)[.,;)]*(?=\s|$)", re.IGNORECASE)
_DAY = re.compile(
    r"ngày\s+(?:([0-9]{1,2}/[0-9]{1,2}/[0-9]{4})|([0-9]{1,2})\s+tháng\s+([0-9]{1,2})\s+năm\s+([0-9]{4}))",
    re.IGNORECASE,
)


class TitleError(ValueError):
    """A title row that cannot be used; the text of the row, "" where one is missing."""

    def __init__(self, title: str = "") -> None:
        super().__init__(title)
        self.title = title


@dataclass(frozen=True)
class Counting:
    """What a caseload sheet counts: cases, or money in a unit."""

    measure: Measure
    money: MoneyUnit | None = None


@dataclass(frozen=True)
class Decision:
    """The decision that issues a catalogue; without a date it has always held."""

    number: str = ""
    day: date = ALWAYS


def stated(titles: Iterable[str], parse: Callable[[str], T]) -> tuple[T, str]:
    """The one period that the title rows state, and the row; `TitleError` if none or several."""
    rows = list(titles)
    labelled = [row for row in rows if _PERIOD_LABEL.search(row)]
    if labelled:
        found = {_shortened(row, parse): row for row in labelled}
    else:
        bare = ((_parsed(_without_unit(row), parse), row) for row in rows)
        found = {period: row for period, row in bare if period is not None}
    if len(found) != 1:
        raise TitleError(next(reversed(found.values()), ""))
    return next(iter(found.items()))


def counting_of(titles: Iterable[str], sheet: str) -> Counting:
    """What the sheet counts: by a title row “Đơn vị tính”, else by its name (money in nghìn đồng)."""
    found: dict[Counting, str] = {}
    for title in titles:
        measured = _MEASURED_IN.search(fold(title))
        counting = _counting(measured[1].strip(), title, sheet) if measured else None
        if counting:
            found[counting] = title
    if len(found) > 1:
        raise TitleError(next(reversed(found.values())))
    return next(iter(found)) if found else _by_name(sheet)


def decision_of(titles: Iterable[str]) -> Decision:
    """The decision named above a catalogue; `TitleError` for a date that does not exist."""
    for title in titles:
        if number := _NUMBER.search(title):
            return Decision(number[1], _day(title))
    return Decision()


def _counting(measured: str, title: str, sheet: str) -> Counting | None:
    if both := _BOTH.match(measured):
        # One row for the whole form (“việc, đồng”): the sheet's name says which half, the row in what.
        return _counting_of_half(both[1], title, sheet)
    if _CASES.match(measured):
        return Counting(Measure.CASES)
    return _money(measured, title)


def _counting_of_half(measured: str, title: str, sheet: str) -> Counting | None:
    half = _by_name(sheet)
    return half if half.measure is Measure.CASES else _money(_JOINING.sub("", measured), title) or half


def _money(measured: str, title: str) -> Counting | None:
    if _THOUSANDS.match(measured):
        return Counting(Measure.MONEY, "nghìn đồng")
    if _DONG.match(measured):
        return Counting(Measure.MONEY, "đồng")
    if _OTHER_MONEY.search(measured):
        # Triệu đồng and the like: a thousandfold error is worse than a refusal.
        raise TitleError(title)
    return None


def _by_name(sheet: str) -> Counting:
    words = set(re.findall(r"[a-z]+", fold(sheet)))
    if "viec" in words and "tien" not in words:
        return Counting(Measure.CASES)
    if "tien" in words and "viec" not in words:
        return Counting(Measure.MONEY, "nghìn đồng")
    raise TitleError


def _day(title: str) -> date:
    found = _DAY.search(title)
    if not found:
        return ALWAYS
    try:
        return parse_date(found[1] or f"{found[2]}/{found[3]}/{found[4]}").value
    except ValueError:
        raise TitleError(title) from None


def _shortened(title: str, parse: Callable[[str], T]) -> T:
    """The period of a labelled title row, whatever else stands to its right."""
    words = title.split()
    for length in range(len(words), 0, -1):
        period = _parsed(" ".join(words[:length]), parse)
        if period is not None:
            return period
    raise TitleError(title)


def _without_unit(title: str) -> str:
    return re.split(r"[-–(]?\s*Đơn vị tính", title, maxsplit=1, flags=re.IGNORECASE)[0].strip()


def _parsed(title: str, parse: Callable[[str], T]) -> T | None:
    try:
        return parse(title)
    except ValueError:
        return None
