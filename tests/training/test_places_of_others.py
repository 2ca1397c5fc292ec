"""The list of a session is of all units: whose names and ids the personnel of one office may use."""

import pytest

from staff.access import ReachCode, grant
from staff.models import User
from tests.conftest import Cast
from tests.training.building import place, session
from tests.training.screens import said, url
from training.models import Enrolment


@pytest.fixture
def keeper_of_a(cast: Cast) -> User:
    """Ngọc keeps the records of A, and of nobody else."""
    for code in (ReachCode.VIEW_PEOPLE, ReachCode.MANAGE_PEOPLE):
        grant(cast.ngoc, code, cast.a)
    return cast.ngoc


@pytest.mark.parametrize(("who", "named"), [("keeper", False), ("mai", True)])
def test_who_moves_up_is_named_only_to_those_who_keep_the_record(
    cast: Cast, as_, keeper_of_a, who, named
) -> None:
    held = session(cast.t, seats=1)
    seat = place(held, cast.officer("anh"))
    waiting = place(held, cast.officer("bao"), "waiting")
    client = as_(keeper_of_a if who == "keeper" else cast.mai)
    told = said(client, client.post(url("withdraw", seat.pk), {"reason": "Bận"}))
    waiting.refresh_from_db()
    assert waiting.state == "enrolled"
    assert ("Đỗ Quốc Bảo" in told) is named


def test_ids_of_other_offices_enrol_nobody(cast: Cast, as_, keeper_of_a) -> None:
    held = session(cast.t)
    ids = [cast.officer(name).pk for name in ("anh", "bao", "mai")]
    as_(keeper_of_a).post(url("enrol", held.pk), {"officer": ids})
    assert [row.officer.number for row in Enrolment.objects.all()] == ["CC-anh"]


@pytest.mark.parametrize("name", ["accept", "refuse", "withdraw"])
def test_a_place_of_another_office_is_not_found(cast: Cast, as_, keeper_of_a, name) -> None:
    asked = place(session(cast.t), cast.officer("bao"), "proposed")
    assert as_(keeper_of_a).post(url(name, asked.pk), {"reason": "Không"}).status_code == 404
    asked.refresh_from_db()
    assert asked.state == "proposed"


@pytest.mark.parametrize("ids", [["9" * 5000], ["²"], ["-1", "x", ""], ["9" * 19]])
def test_ids_that_are_none_choose_nobody(cast: Cast, as_, ids) -> None:
    held = session(cast.t)
    client = as_(cast.mai)
    assert "Chưa chọn ai" in said(client, client.post(url("enrol", held.pk), {"officer": ids}))
    assert not Enrolment.objects.exists()
