"""Who pledges, where a pledge stands, and how far a campaign has come."""

from datetime import date
from decimal import Decimal

import pytest

from staff.rules.pledging import PledgeState, day_of_plan, must_pledge, pledge_state, text_hash
from staff.rules.progress import CampaignState, Filled, campaign_state, points_gained

DEADLINE = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("enforcers_only", "is_enforcer", "asked"),
    [(True, True, True), (True, False, False), (False, True, True), (False, False, True)],
)
def test_who_is_asked(enforcers_only: bool, is_enforcer: bool, asked: bool) -> None:
    assert must_pledge(enforcers_only=enforcers_only, is_enforcer=is_enforcer) is asked


@pytest.mark.parametrize(
    ("signed", "newest", "at", "state"),
    [
        (None, 1, DEADLINE, PledgeState.WAITING),
        (None, 1, date(2026, 4, 1), PledgeState.OVERDUE),
        (1, 1, date(2026, 4, 1), PledgeState.SIGNED),
        # a new version asks again
        (1, 2, DEADLINE, PledgeState.OLD_TEXT),
        (1, 2, date(2026, 4, 1), PledgeState.OVERDUE),
        (2, 2, DEADLINE, PledgeState.SIGNED),
    ],
)
def test_where_a_pledge_stands(signed, newest: int, at: date, state: PledgeState) -> None:
    assert pledge_state(signed=signed, newest=newest, deadline=DEADLINE, at=at) is state


def test_the_hash_is_of_the_utf_8_text() -> None:
    assert text_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert text_hash("Tôi cam kết") != text_hash("Tôi cam ket")


def test_a_past_plan_is_about_the_people_of_its_last_day() -> None:
    assert day_of_plan(2026, date(2026, 5, 1)) == date(2026, 5, 1)
    assert day_of_plan(2025, date(2026, 5, 1)) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("closed", "today", "state"),
    [
        (None, DEADLINE, CampaignState.OPEN),
        (None, date(2026, 4, 1), CampaignState.OVERDUE),
        (date(2026, 4, 1), date(2026, 4, 2), CampaignState.CLOSED),
    ],
)
def test_where_a_campaign_stands(closed, today: date, state: CampaignState) -> None:
    assert campaign_state(DEADLINE, closed, today) is state


@pytest.mark.parametrize(
    ("before", "now", "gained"),
    [
        # rates differ in percentage points, not in per cent
        (Filled(50, 100), Filled(60, 100), Decimal("10.0")),
        (Filled(1, 3), Filled(2, 3), Decimal("33.4")),
        (Filled(60, 100), Filled(50, 100), Decimal("-10.0")),
        (None, Filled(60, 100), None),
        (Filled(0, 0), Filled(60, 100), None),
    ],
)
def test_points_gained(before, now: Filled, gained) -> None:
    assert points_gained(before, now) == gained
