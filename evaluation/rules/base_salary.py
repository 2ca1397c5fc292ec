"""The base salary (lương cơ sở) by date, in đồng a month: bonuses are multiples of it.

Decree 73/2024/NĐ-CP: 2.340.000 from 01/07/2024; Decree 161/2026/NĐ-CP: 2.530.000 from 01/07/2026.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final


@dataclass(frozen=True)
class BaseSalary:
    """An amount in đồng from a day on, until the next one begins."""

    start: date
    amount: int
    basis: str


BASE_SALARIES: Final = (
    BaseSalary(date(2024, 7, 1), 2_340_000, "Nghị định 73/2024/NĐ-CP"),
    BaseSalary(date(2026, 7, 1), 2_530_000, "Nghị định 161/2026/NĐ-CP"),
)


def base_salary_on(day: date) -> BaseSalary | None:
    """The one in force on a day; None for days before the first one kept here."""
    return max((row for row in BASE_SALARIES if row.start <= day), key=lambda row: row.start, default=None)


def bonus_on(multiple: Decimal | None, day: date) -> int | None:
    """A bonus in whole đồng by the base salary of the day of the decision; None where nothing says how much.

    0,3 × 2.530.000 = 759.000. A fraction of a đồng is cut.
    """
    salary = base_salary_on(day)
    return None if multiple is None or salary is None else int(multiple * salary.amount)
