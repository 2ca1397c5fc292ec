"""Rules of the books by tables of values."""

from datetime import date
from fractions import Fraction

import pytest

from evaluation.rules.books import (
    BookState,
    book_state,
    closing_deadline,
    ending_excess,
    falls,
    is_urgent,
    share,
    special_excess,
    special_faults,
)

END, DEADLINE = date(2026, 10, 1), date(2026, 10, 6)


@pytest.mark.parametrize(
    ("last_day", "days", "expected"),
    [
        (date(2026, 9, 30), 1, date(2026, 10, 1)),
        (date(2026, 9, 30), 2, date(2026, 10, 2)),
        (date(2026, 9, 30), 4, date(2026, 10, 6)),
        # 30/04 and 01/05 are holidays, 02/05/2026 a Saturday.
        (date(2026, 4, 30), 1, date(2026, 5, 4)),
    ],
)
def test_art_10_1_deadlines_count_working_days(last_day, days, expected) -> None:
    assert closing_deadline(last_day, days) == expected


@pytest.mark.parametrize(
    ("closed", "figures", "today", "state"),
    [
        (False, True, date(2026, 9, 30), BookState.NOT_OVER),
        (False, True, END, BookState.OPEN),
        (False, True, DEADLINE, BookState.OPEN),
        (False, True, date(2026, 10, 7), BookState.OVERDUE),
        (False, False, date(2026, 10, 7), BookState.NO_FIGURES),
        (True, True, date(2026, 10, 7), BookState.CLOSED),
    ],
)
def test_art_8_1_where_books_stand(closed, figures, today, state) -> None:
    assert book_state(closed=closed, figures=figures, end=END, deadline=DEADLINE, today=today) is state


@pytest.mark.parametrize(
    ("state", "today", "urgent"),
    [
        (BookState.OPEN, date(2026, 10, 4), False),
        (BookState.OPEN, date(2026, 10, 5), True),
        (BookState.OVERDUE, date(2026, 10, 9), True),
        (BookState.CLOSED, date(2026, 10, 9), False),
    ],
)
def test_people_are_told_one_day_before(state, today, urgent) -> None:
    assert is_urgent(state, DEADLINE, today) is urgent


def columns(c7: int, c8: int, c12: int, c17: int) -> dict[str, int]:
    return {"to_enforce": c7, "executable": c8, "resolved": c12, "carried_forward": c17}


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        (columns(10, 8, 5, 5), []),
        (columns(10, 11, 5, 5), ["executable"]),
        (columns(10, 4, 5, 5), ["resolved"]),
        (columns(10, 8, 5, 6), ["carried_forward"]),
    ],
)
def test_i4_i5_within_a_special_kind(row, faults) -> None:
    assert special_faults(row) == faults


def test_a_special_kind_is_a_part_of_the_main_form() -> None:
    main = columns(10, 8, 5, 5)

    assert special_excess("tin_dung", columns(10, 8, 5, 5), main) == []
    assert [e.column for e in special_excess("tin_dung", columns(11, 8, 6, 5), main)] == [
        "to_enforce",
        "resolved",
    ]


@pytest.mark.parametrize(
    ("endings", "expected"),
    [
        ({"thi_hanh_xong": 4, "dinh_chi": 1}, []),
        ({"thi_hanh_xong": 5}, ["completed"]),
        # A request sent back has no column yet, but it counts as resolved (C12).
        ({"thi_hanh_xong": 4, "gui_lai_yeu_cau": 1}, []),
        ({"thi_hanh_xong": 4, "gui_lai_yeu_cau": 2}, ["resolved"]),
        ({"chuyen_so_rieng": 3}, []),
        ({"chuyen_so_rieng": 4}, ["watch_book"]),
        ({"uy_thac": 3}, ["entrusted"]),
    ],
)
def test_reasons_for_ending_against_the_main_form(endings, expected) -> None:
    main = {"completed": 4, "terminated": 1, "resolved": 5, "watch_book": 3, "entrusted": 2}

    assert [excess.column for excess in ending_excess(endings, main)] == expected


@pytest.mark.parametrize(
    ("earlier", "new", "later", "fall"),
    [
        (None, (0, 0), None, False),
        ((3, 100), (3, 100), None, False),
        ((3, 100), (2, 200), None, True),
        ((3, 100), (4, 99), None, True),
        (None, (5, 100), (5, 100), False),
        (None, (6, 100), (5, 100), True),
    ],
)
def test_results_of_a_drive_never_fall(earlier, new, later, fall) -> None:
    assert falls(earlier, new, later) is fall


def test_a_share_is_exact_and_without_a_target_unknown() -> None:
    assert share(1, 3).value == Fraction(1, 3)
    assert share(1, None).value is None
