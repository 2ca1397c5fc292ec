"""Rules of training by tables: commitments, sessions, periods of the year, needs."""

from datetime import date

import pytest

from staff.rules.appointment import AppointmentFacts, Grade
from training.enums import EnrolmentState, NeedKind, Stage
from training.rules.commitments import (
    compensation,
    is_too_old,
    months_of_study,
    months_to_serve,
    served,
    serves_until,
)
from training.rules.hours import credited, tally
from training.rules.needs import NEXT_RANK, Expected, lacks_by_expectation, lacks_for_next, reaches
from training.rules.sessions import collide, days_of, place_for, stage

D = date


@pytest.mark.parametrize(
    ("cost", "to_serve", "months", "owed"),
    [
        # F × (T1 − T2) / T1
        (72_000_000, 72, 0, 72_000_000),
        (72_000_000, 72, 1, 71_000_000),
        (72_000_000, 72, 36, 36_000_000),
        (72_000_000, 72, 72, 0),
        (72_000_000, 72, 100, 0),
        (100, 3, 1, 67),
        (50, 4, 3, 13),
        (0, 72, 0, 0),
    ],
)
def test_compensation(cost: int, to_serve: int, months: int, owed: int) -> None:
    assert compensation(cost, to_serve, months) == owed


@pytest.mark.parametrize(
    ("start", "end", "study", "service"),
    [
        (D(2022, 9, 5), D(2024, 9, 5), 24, 72),
        (D(2022, 9, 5), D(2024, 9, 6), 25, 75),
        (D(2024, 1, 31), D(2024, 2, 29), 1, 3),
        (D(2024, 1, 1), D(2024, 1, 2), 1, 3),
    ],
)
def test_service_is_three_times_the_study(start: date, end: date, study: int, service: int) -> None:
    assert months_of_study(start, end) == study
    assert months_to_serve(start, end) == service


@pytest.mark.parametrize(
    ("broken_on", "months"),
    [
        (D(2023, 1, 1), 0),
        (D(2024, 9, 5), 0),
        (D(2024, 10, 4), 0),
        (D(2024, 10, 5), 1),
        (D(2030, 9, 5), 72),
    ],
)
def test_months_served_are_whole_months_after_the_study(broken_on: date, months: int) -> None:
    assert served(D(2024, 9, 5), broken_on) == months
    assert serves_until(D(2024, 9, 5), 72) == D(2030, 9, 5)


@pytest.mark.parametrize(
    ("enrolled", "too_old"),
    [(D(2026, 6, 15), False), (D(2027, 6, 14), False), (D(2027, 6, 15), True)],
)
def test_nobody_over_45_at_the_first_enrolment(enrolled: date, too_old: bool) -> None:
    assert is_too_old(D(1981, 6, 15), enrolled) is too_old


@pytest.mark.parametrize(
    ("today", "cancelled", "expected"),
    [
        (D(2026, 3, 1), False, Stage.OPEN),
        (D(2026, 3, 10), False, Stage.OPEN),
        (D(2026, 3, 11), False, Stage.CLOSED),
        (D(2026, 3, 16), False, Stage.RUNNING),
        (D(2026, 3, 20), False, Stage.RUNNING),
        (D(2026, 3, 21), False, Stage.OVER),
        (D(2026, 3, 1), True, Stage.CANCELLED),
    ],
)
def test_where_a_session_stands(today: date, cancelled: bool, expected: Stage) -> None:
    days = {"start": D(2026, 3, 16), "end": D(2026, 3, 21), "deadline": D(2026, 3, 10)}
    assert stage(**days, cancelled=cancelled, today=today) is expected


@pytest.mark.parametrize(
    ("other", "together"),
    [
        ((D(2026, 3, 20), D(2026, 3, 25)), True),
        ((D(2026, 3, 21), D(2026, 3, 25)), False),
        ((D(2026, 3, 1), D(2026, 3, 16)), False),
        ((D(2026, 3, 17), D(2026, 3, 18)), True),
    ],
)
def test_sessions_collide_on_a_shared_day(other: tuple, together: bool) -> None:
    assert collide((D(2026, 3, 16), D(2026, 3, 21)), other) is together


def test_the_last_seat_then_the_waiting_list() -> None:
    assert [place_for(2, taken) for taken in (0, 1, 2, 3)] == [
        EnrolmentState.ENROLLED,
        EnrolmentState.ENROLLED,
        EnrolmentState.WAITING,
        EnrolmentState.WAITING,
    ]


def test_days_as_people_say_them() -> None:
    assert days_of(D(2026, 3, 16), D(2026, 3, 21)) == "16/03/2026 – 20/03/2026"
    assert days_of(D(2026, 3, 16), D(2026, 3, 17)) == "16/03/2026"


def test_the_minimum_is_each_persons() -> None:
    figures = tally([40, 39, 120, 0], 40)
    assert (figures.people, figures.reached, figures.periods) == (4, 2, 199)
    assert (str(figures.percent), str(figures.mean)) == ("50.0", "49.75")
    assert tally([], 40).percent is None
    assert tally([], 40).mean is None


@pytest.mark.parametrize(("listed", "added"), [(0, 480), (1, 0), (5, 0)])
def test_a_programme_without_a_list_is_credited_whole(listed: int, added: int) -> None:
    assert credited(listed, 480) == added


@pytest.mark.parametrize(
    ("kind", "wanted", "titles", "enough"),
    [
        ("political_theory", "Trung cấp", ["Cao cấp"], True),
        ("political_theory", "Cao cấp", ["Cử nhân"], True),  # cử nhân counts as cao cấp (domain 5)
        ("political_theory", "Cao cấp", ["Trung cấp", "Sơ cấp"], False),
        ("state_management", "Chuyên viên chính", ["Chuyên viên"], False),
        ("state_management", "Chuyên viên chính", ["Chuyên viên", "Chuyên viên cao cấp"], True),
        ("state_management", "Chuyên viên", ["Lớp riêng của ngành"], False),
        ("enforcement", "Nghiệp vụ chấp hành viên", ["Nghiệp vụ thi hành án"], True),
        ("enforcement", "Nghiệp vụ chấp hành viên", [], False),
        ("leadership", "cấp phòng", ["Lãnh đạo, quản lý cấp phòng"], True),
        ("leadership", "cấp vụ", ["Lãnh đạo, quản lý cấp phòng"], False),
    ],
)
def test_levels_reach_what_is_asked(kind: str, wanted: str, titles: list, enough: bool) -> None:
    assert reaches(kind, wanted, titles) is enough


def test_of_two_lacks_of_a_kind_the_higher_one_is_told() -> None:
    expected = [
        Expected(NeedKind.POLITICAL_THEORY, "Trung cấp"),
        Expected(NeedKind.POLITICAL_THEORY, "Cao cấp"),
    ]
    for order in (expected, expected[::-1]):
        [lack] = lacks_by_expectation(order, {"political_theory": ("Sơ cấp",)})
        assert lack.wanted == "Cao cấp"


def test_the_next_grade_asks_by_the_law_of_the_day_and_by_the_expected_levels() -> None:
    facts = AppointmentFacts(True, 200, True, held=Grade.JUNIOR, grade_months=59)
    expected = [Expected(NeedKind.STATE_MANAGEMENT, "Chuyên viên chính")]
    held = {"state_management": ("Chuyên viên",)}

    def kinds(on: date) -> list[tuple[NeedKind, bool]]:
        return [(lack.kind, lack.unknown) for lack in lacks_for_next("03.300", expected, held, facts, on)]

    assert kinds(D(2026, 6, 30)) == [
        (NeedKind.TIME, False),
        (NeedKind.EXAM, True),
        (NeedKind.STATE_MANAGEMENT, False),
    ]
    assert kinds(D(2026, 7, 1)) == [
        (NeedKind.TIME, False),
        (NeedKind.POSITION, True),
        (NeedKind.STATE_MANAGEMENT, False),
    ]


def test_ranks_without_conditions_of_law_ask_by_levels_only() -> None:
    facts = AppointmentFacts(False, 0, False)
    expected = [Expected(NeedKind.STATE_MANAGEMENT, "Chuyên viên chính")]
    [lack] = lacks_for_next("01.002", expected, {}, facts, D(2026, 9, 30))
    assert lack.kind is NeedKind.STATE_MANAGEMENT


def test_next_ranks_lead_up_and_end() -> None:
    for code in NEXT_RANK:
        seen = [code]
        while seen[-1] in NEXT_RANK:
            seen.append(NEXT_RANK[seen[-1]])
            assert len(seen) <= 5
