"""Periods of training in a calendar year against a minimum."""

from dataclasses import dataclass
from decimal import Decimal

from hrm.kernel.numbers import rate


@dataclass(frozen=True)
class Tally:
    """People of a unit, how many reached the minimum, and their periods together."""

    people: int = 0
    reached: int = 0
    periods: int = 0

    @property
    def percent(self) -> Decimal | None:
        """Share of people who reached the minimum, one decimal."""
        return rate(self.reached, self.people, 1)

    @property
    def mean(self) -> Decimal | None:
        """Periods a person, exact; None without people."""
        return Decimal(self.periods) / self.people if self.people else None


def tally(periods: list[int], minimum: int) -> Tally:
    """The yearly minimum applies to each person (one week a year, 40 periods by Decree 101/2017: a setting)."""
    return Tally(len(periods), sum(each >= minimum for each in periods), sum(periods))


def credited(listed_days: int, programme_periods: int) -> int:
    """Periods that a passed session adds to those attended by list: the whole programme where no list was kept.

    Long courses are not always attended by list (a reading, docs/glossary.md).
    """
    return 0 if listed_days else programme_periods
