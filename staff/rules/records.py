"""Rules of single entries of the record: which forms of discipline exist, which coefficient a step has, …"""

from datetime import date
from decimal import Decimal
from typing import Final

from hrm.kernel.dates import add_months
from staff.enums import DisciplineForm, DisciplineSide

# Law 80/2025 and Decree 172/2025: from this day on civil servants are disciplined in four forms only.
FOUR_FORMS_FROM: Final = date(2025, 7, 1)
_REMOVED_FORMS: Final = frozenset({DisciplineForm.STEP_LOWERED, DisciplineForm.DEMOTION})
_PARTY_FORMS: Final = (
    DisciplineForm.REPRIMAND,
    DisciplineForm.WARNING,
    DisciplineForm.REMOVAL,
    DisciplineForm.EXPULSION,
)
_SIX_FORMS: Final = tuple(form for form in DisciplineForm if form != DisciplineForm.EXPULSION)

TERM_MONTHS: Final = 60
LONGEST_SECONDMENT_MONTHS: Final = 36
EARLIEST_RAISE_MONTHS: Final = 12


def discipline_forms(side: str, on: date) -> tuple[DisciplineForm, ...]:
    """Forms in which someone may be disciplined on a day.

    Civil servants: six until 30/06/2025 (Decree 112/2020), four from 01/07/2025 (Decree 172/2025, Law
    80/2025/QH15). Party members: khiển trách, cảnh cáo, cách chức, khai trừ.
    """
    if side == DisciplineSide.PARTY:
        return _PARTY_FORMS
    return _SIX_FORMS if on < FOUR_FORMS_FROM else tuple(f for f in _SIX_FORMS if f not in _REMOVED_FORMS)


def step_coefficient(first: Decimal | None, rise: Decimal | None, step: int) -> Decimal | None:
    """The coefficient of a salary step: first + (step − 1) × rise (Decree 204/2004); None without a table."""
    return None if first is None or rise is None else first + (step - 1) * rise


def months_early(regular: date, raised: date) -> int:
    """How many months, begun ones counted, a step came before its regular day; 0 when it did not.

    At most 12 for achievement (TT 08/2013/TT-BNV).
    """
    if raised >= regular:
        return 0
    months = (regular.year - raised.year) * 12 + regular.month - raised.month
    return months + (regular.day > raised.day)


def is_full_term(start: date, end: date | None) -> bool:
    """Whether a term in a leading post is five years (Decree 170/2025); an open one is not."""
    return end is not None and end == add_months(start, TERM_MONTHS)


def is_too_long_a_secondment(start: date, end: date | None) -> bool:
    """Whether a secondment lasts more than three years (Decree 170/2025)."""
    return end is not None and end > add_months(start, LONGEST_SECONDMENT_MONTHS)
