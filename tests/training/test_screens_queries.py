"""Lists take the same number of queries for one row and for three."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from staff.models import Officer, Rank, RankHolding
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory
from tests.training.building import place, promise, session
from tests.training.screens import url
from training.models import Attendance, Result, Session
from training.services.reference import install_expectations


def somebody(cast: Cast, unit: str = "a", **values) -> Officer:
    return PostingFactory(unit=getattr(cast, unit), officer=OfficerFactory(**values)).officer


# --- queries --------------------------------------------------------------------------------------


def queries(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def enlarge(cast: Cast, number: int) -> Session:
    """More of everything that the lists show; returns one session with all the people."""
    rank = Rank.objects.get(code="03.301")
    held = session(cast.t, start=-5, seats=99)
    for _ in range(number):
        officer = somebody(cast)
        RankHolding.objects.create(officer=officer, rank=rank, start=date(2020, 1, 1))
        row = place(held, officer)
        Attendance.objects.create(enrolment=row, day=held.start, periods=8)
        Result.objects.create(enrolment=row, passed=True)
        place(session(cast.t), officer, "proposed")
        promise(officer)
    return held


@pytest.mark.parametrize(
    "name",
    ["sessions", "programmes", "needs", "needs_people", "hours", "hours_people", "commitments"],
)
def test_lists_take_the_same_queries_for_one_row_and_for_three(cast: Cast, as_, name: str) -> None:
    install_expectations()
    client = as_(cast.mai)
    enlarge(cast, 1)
    one = queries(client, url(name))
    enlarge(cast, 3)
    assert queries(client, url(name)) == one


@pytest.mark.parametrize("name", ["session", "enrol", "attendance", "results"])
def test_pages_of_a_session_take_the_same_queries_for_one_person_and_for_three(
    cast: Cast, as_, name: str
) -> None:
    client = as_(cast.mai)
    one = queries(client, url(name, enlarge(cast, 1).pk))
    assert queries(client, url(name, enlarge(cast, 3).pk)) == one


def test_my_training_takes_the_same_queries_for_one_session_and_for_three(cast: Cast, as_) -> None:
    client, anh = as_(cast.anh), cast.officer("anh")
    place(session(cast.t), anh)
    session(cast.t, start=60)
    one = queries(client, url("mine"))
    for number in (30, 40, 50):
        place(session(cast.t, start=number), anh)
        session(cast.t, start=number + 40)
    assert queries(client, url("mine")) == one
