"""Asset declarations: due days by kind (articles 34 to 36 of Law 36/2018), who declares yearly, states."""

from datetime import date

import pytest

from staff.enums import AssetDutyKind
from staff.rules.declarations import Circle, DutyState, Ground, due_of, duty_state, yearly_ground


@pytest.mark.parametrize(
    ("kind", "day", "due"),
    [
        # within 10 days of taking up the post
        (AssetDutyKind.FIRST, date(2026, 3, 1), date(2026, 3, 11)),
        (AssetDutyKind.FIRST, date(2026, 12, 25), date(2027, 1, 4)),
        # finished by 31/12 of the year
        (AssetDutyKind.YEARLY, date(2026, 1, 1), date(2026, 12, 31)),
        (AssetDutyKind.YEARLY, date(2026, 12, 31), date(2026, 12, 31)),
        (AssetDutyKind.SUPPLEMENTARY, date(2026, 8, 15), date(2026, 12, 31)),
        # at least 10 days before the planned appointment
        (AssetDutyKind.PERSONNEL, date(2026, 3, 11), date(2026, 3, 1)),
        (AssetDutyKind.PERSONNEL, date(2024, 3, 5), date(2024, 2, 24)),
    ],
)
def test_last_day_to_hand_in(kind: AssetDutyKind, day: date, due: date) -> None:
    assert due_of(kind, day) == due


ENFORCER = {"enforcer": True}
ACCOUNTANT = {"accountant": True}
DEPUTY_OF_ROOM = {"leader": True}
HEAD = {"leader": True, "head_or_above": True}


@pytest.mark.parametrize(
    ("year", "who", "circle", "ground"),
    [
        # Decree 130/2020 art. 10, until 30/06/2026: the declaration of 2025 is the last one made under it
        (2025, ENFORCER, Circle.HEADS, Ground.ENFORCER),
        (2025, ACCOUNTANT, Circle.HEADS, Ground.ACCOUNTANT),
        (2025, DEPUTY_OF_ROOM, Circle.HEADS, Ground.LEADER),
        (2025, HEAD, Circle.HEADS, Ground.LEADER),
        (2025, {}, Circle.HEADS, None),
        # Decree 164/2026, from 01/07/2026: from Trưởng phòng on
        (2026, HEAD, Circle.HEADS, Ground.HEAD),
        (2026, DEPUTY_OF_ROOM, Circle.HEADS, None),
        (2026, ACCOUNTANT, Circle.HEADS, None),
        (2026, ENFORCER, Circle.HEADS, None),
        # the open question, read so that no duty is lost
        (2026, ENFORCER, Circle.HEADS_AND_ENFORCERS, Ground.ENFORCER),
        (2026, HEAD | ENFORCER, Circle.HEADS_AND_ENFORCERS, Ground.HEAD),
        (2026, DEPUTY_OF_ROOM | ENFORCER, Circle.HEADS_AND_ENFORCERS, Ground.ENFORCER),
        (2026, ACCOUNTANT, Circle.HEADS_AND_ENFORCERS, None),
        (2026, ACCOUNTANT, Circle.AS_BEFORE, Ground.ACCOUNTANT),
        (2026, DEPUTY_OF_ROOM, Circle.AS_BEFORE, Ground.LEADER),
    ],
)
def test_who_declares_for_a_year(year: int, who: dict, circle: Circle, ground: Ground | None) -> None:
    facts = {"enforcer": False, "accountant": False, "leader": False, "head_or_above": False} | who
    assert yearly_ground(year, **facts, circle=circle) is ground


@pytest.mark.parametrize(
    ("handed_in", "published", "at", "state"),
    [
        (None, None, date(2026, 12, 30), DutyState.WAITING),
        (None, None, date(2026, 12, 31), DutyState.WAITING),
        (None, None, date(2027, 1, 1), DutyState.OVERDUE),
        (date(2026, 12, 20), None, date(2027, 1, 1), DutyState.HANDED_IN),
        (date(2026, 12, 20), date(2027, 1, 5), date(2027, 1, 6), DutyState.PUBLISHED),
    ],
)
def test_state_of_a_duty(handed_in, published, at: date, state: DutyState) -> None:
    assert duty_state(date(2026, 12, 31), handed_in, published, at) is state
