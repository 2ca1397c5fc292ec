"""The two calendars: quarters of the evaluation year, cumulative months of the statistical year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from hrm.kernel.dates import add_months
from hrm.kernel.text import fold

_ROMAN = ("I", "II", "III", "IV")
_EARLIEST, _LATEST = 1900, 2999

_QUARTER_CODE = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_MONTH_CODE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_MONTH_TITLE = re.compile(r"thang\s*(\d{1,2})\s*(?:nam|/|-)\s*(\d{4})", re.ASCII)
_QUARTER_TITLE = re.compile(r"quy\s*(iv|i{1,3}|[1-4])\s*(?:nam|/|-)\s*(\d{4})", re.ASCII)
_MONTHS_TITLE = re.compile(r"(\d{1,2}) thang\s*(?:dau nam|nam|/)\s*(\d{4})", re.ASCII)
_YEAR_TITLE = re.compile(r"(?:ca )?nam (\d{4})", re.ASCII)
_LABEL = re.compile(r"^.*?\bky\b[^:]*:\s*|^ky (?:bao cao|danh gia)\s+")
_REMARK = re.compile(r"\s*(?:\(.*\))?\s*[.;,]?$")
_BRACKETED = re.compile(r"\(([^()]*)\)\s*[.;,]?")


@dataclass(frozen=True, order=True)
class StatMonth:
    """The first `months` months of a statistical year (1 October of the year before to 30 September)."""

    year: int
    months: int

    def __post_init__(self) -> None:
        _check_year(self.year)
        if not 1 <= self.months <= 12:
            raise ValueError(f"a statistical year has 1 to 12 months, not {self.months}")

    @property
    def start(self) -> date:
        """First day counted: 1 October of the year before."""
        return date(self.year - 1, 10, 1)

    @property
    def end(self) -> date:
        """First day no longer counted."""
        return add_months(self.start, self.months)

    @property
    def last_day(self) -> date:
        """Last day counted, as reports print it."""
        return self.end - timedelta(days=1)

    @property
    def title(self) -> str:
        """The period as a title row states it: "9 tháng năm 2026"."""
        return f"{self.months} tháng năm {self.year}"

    def __str__(self) -> str:
        return self.title

    @classmethod
    def parse_title(cls, text: str) -> Self:
        """Read "Kỳ báo cáo: 9 tháng năm 2026", "06 tháng đầu năm 2026" or "Năm 2026" (= 12 months)."""
        body = _title_body(text)
        if found := _MONTHS_TITLE.fullmatch(body):
            return cls(int(found[2]), int(found[1]))
        if found := _YEAR_TITLE.fullmatch(body):
            return cls(int(found[1]), 12)
        raise ValueError(f"not a reporting period of a statistical year: {text!r}")


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of the calendar year: the period officers are scored for (NĐ 335/2025, art. 3.4)."""

    year: int
    number: int

    def __post_init__(self) -> None:
        _check_year(self.year)
        if not 1 <= self.number <= 4:
            raise ValueError(f"a year has quarters 1 to 4, not {self.number}")

    @property
    def start(self) -> date:
        """First day of the quarter."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """First day after the quarter."""
        return add_months(self.start, 3)

    @property
    def last_day(self) -> date:
        """Last day of the quarter: the day that decides who is evaluated, where and by which rules."""
        return self.end - timedelta(days=1)

    @property
    def code(self) -> str:
        """The quarter as commands and addresses write it: "2026-Q3"."""
        return f"{self.year}-Q{self.number}"

    @property
    def title(self) -> str:
        """The quarter as a title row states it: "Quý III năm 2026"."""
        return f"Quý {_ROMAN[self.number - 1]} năm {self.year}"

    def __str__(self) -> str:
        return self.title

    @classmethod
    def parse(cls, code: str) -> Self:
        """Read the code "2026-Q3"; ValueError for anything else."""
        if found := _QUARTER_CODE.fullmatch(code):
            return cls(int(found[1]), int(found[2]))
        raise ValueError(f"not the code of a quarter: {code!r}")

    @classmethod
    def parse_title(cls, text: str) -> Self:
        """Read "Kỳ: Quý III năm 2026", "Quý 3/2026" and the like; ValueError for anything else."""
        found = _QUARTER_TITLE.fullmatch(_title_body(text))
        if not found:
            raise ValueError(f"not the title of a quarter: {text!r}")
        numeral = found[1].upper()
        number = _ROMAN.index(numeral) + 1 if numeral in _ROMAN else int(numeral)
        return cls(int(found[2]), number)

    @classmethod
    def containing(cls, day: date) -> Self:
        """The quarter a day falls in."""
        return cls(day.year, (day.month + 2) // 3)

    def months(self) -> tuple[StatMonth, StatMonth | None]:
        """The cumulative months whose difference is this quarter; quarter IV opens the next year alone."""
        if self.number == 4:
            return StatMonth(self.year + 1, 3), None
        reached = 3 * (self.number + 1)
        return StatMonth(self.year, reached), StatMonth(self.year, reached - 3)

    @property
    def parts(self) -> "tuple[Month, ...]":
        """The three months whose mean is the quarter where an agency scores by month (art. 17.3)."""
        return tuple(Month(self.year, 3 * self.number - back) for back in (2, 1, 0))


@dataclass(frozen=True, order=True)
class Month:
    """A month of the calendar year, for agencies that score by month (NĐ 335/2025, art. 3.4)."""

    year: int
    number: int

    def __post_init__(self) -> None:
        _check_year(self.year)
        if not 1 <= self.number <= 12:
            raise ValueError(f"a year has months 1 to 12, not {self.number}")

    @property
    def start(self) -> date:
        """First day of the month."""
        return date(self.year, self.number, 1)

    @property
    def end(self) -> date:
        """First day after the month."""
        return add_months(self.start, 1)

    @property
    def last_day(self) -> date:
        """Last day of the month: the day that decides who is evaluated, where and by which rules."""
        return self.end - timedelta(days=1)

    @property
    def code(self) -> str:
        """The month as commands and addresses write it: "2026-07"."""
        return f"{self.year}-{self.number:02}"

    @property
    def title(self) -> str:
        """The month as a title row states it: "Tháng 7 năm 2026"."""
        return f"Tháng {self.number} năm {self.year}"

    def __str__(self) -> str:
        return self.title

    @classmethod
    def parse(cls, code: str) -> Self:
        """Read the code "2026-07"; ValueError for anything else."""
        if found := _MONTH_CODE.fullmatch(code):
            return cls(int(found[1]), int(found[2]))
        raise ValueError(f"not the code of a month: {code!r}")

    @classmethod
    def parse_title(cls, text: str) -> Self:
        """Read "Kỳ: Tháng 7 năm 2026", "Tháng 07/2026" and the like; ValueError for anything else."""
        found = _MONTH_TITLE.fullmatch(_title_body(text))
        if not found:
            raise ValueError(f"not the title of a month: {text!r}")
        return cls(int(found[2]), int(found[1]))

    @classmethod
    def containing(cls, day: date) -> Self:
        """The month a day falls in."""
        return cls(day.year, day.month)

    @property
    def quarter(self) -> Quarter:
        """The quarter the month lies in."""
        return Quarter.containing(self.start)

    def months(self) -> tuple[StatMonth, StatMonth | None]:
        """The cumulative months whose difference is this month; October opens the statistical year alone."""
        year, reached = self.year, self.number + 3
        if reached > 12:
            year, reached = self.year + 1, reached - 12
        return StatMonth(year, reached), StatMonth(year, reached - 1) if reached > 1 else None


ScoringPeriod = Quarter | Month
"""What officers are scored for (art. 3.4): "theo tháng hoặc quý"."""


def parse_period(code: str) -> ScoringPeriod:
    """Read "2026-Q3" or "2026-07"; ValueError for anything else."""
    kind = Quarter if "Q" in code else Month
    return kind.parse(code)


def overlaps(one: ScoringPeriod, other: ScoringPeriod) -> bool:
    """Whether a quarter and a month share days: an officer is scored by one of them only (art. 3.4)."""
    return one.code != other.code and one.start < other.end and other.start < one.end


def periods_until(first: date, today: date) -> list[ScoringPeriod]:
    """Quarters and months from a day on up to the running ones, newest first, a quarter before its months."""
    found: list[ScoringPeriod] = []
    quarter = Quarter.containing(first)
    while quarter.start <= today:
        found += [quarter, *(month for month in quarter.parts if month.start <= today)]
        quarter = Quarter.containing(quarter.end)
    return sorted(found, key=lambda period: (period.end, period.end - period.start), reverse=True)


def parse_period_title(text: str) -> ScoringPeriod:
    """Read the title of a quarter or of a month; ValueError for anything else."""
    try:
        return Quarter.parse_title(text)
    except ValueError:
        return Month.parse_title(text)


def _check_year(year: int) -> None:
    if not _EARLIEST <= year <= _LATEST:
        raise ValueError(f"not a year: {year}")


def _title_body(text: str) -> str:
    """What a title row says of the period, folded, without its label and a remark in brackets.

    Forms print the whole row in brackets too: "(Kỳ theo dõi, đánh giá: Quý III năm 2026)".
    """
    folded = fold(text)
    bracketed = _BRACKETED.fullmatch(folded)
    return _REMARK.sub("", _LABEL.sub("", bracketed[1] if bracketed else folded, count=1), count=1)
