"""Postgraduate study at the state's cost: who may be sent, how long one serves, what a breach costs.

Decree 171/2025/NĐ-CP: at most 45 years of age at the first enrolment; service of at least three times the
study. The sum to pay back is F × (T1 − T2) / T1 as in Decree 101/2017/NĐ-CP: a reading (docs/glossary.md),
the text of the new decree was not at hand.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from hrm.kernel.dates import add_months
from staff.rules.bands import age_on

OLDEST: Final = 45
TIMES_THE_STUDY: Final = 3


def is_too_old(birth: date, first_enrolment: date) -> bool:
    """Whether someone is over 45 completed years at the first postgraduate enrolment (Decree 171/2025)."""
    return age_on(birth, first_enrolment) > OLDEST


def whole_months(start: date, end: date) -> int:
    """Completed months of [start, end); 0 when it is empty or turned round."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and add_months(start, months) > end:
        months -= 1
    return max(months, 0)


def months_of_study(start: date, end: date) -> int:
    """Months of [start, end), a part of a month counted as one."""
    months = whole_months(start, end)
    return months + (add_months(start, months) < end)


def months_to_serve(start: date, end: date) -> int:
    """Three times the study of [start, end), in months (Decree 171/2025)."""
    return TIMES_THE_STUDY * months_of_study(start, end)


def serves_until(study_end: date, months: int) -> date:
    """The first day without the duty."""
    return add_months(study_end, months)


def served(study_end: date, broken_on: date) -> int:
    """T2: whole months served after the study; 0 for who leaves during it."""
    return whole_months(study_end, broken_on)


def compensation(cost: int, to_serve: int, months_served: int) -> int:
    """Đồng to pay back: F × (T1 − T2) / T1, rounded half up; nothing once T2 reaches T1.

    F: cost of the study; T1: months to serve; T2: months served (Decree 101/2017/NĐ-CP, a reading).
    """
    left = max(to_serve - months_served, 0)
    exact = Decimal(cost) * left / Decimal(to_serve)
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
