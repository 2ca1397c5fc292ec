"""The gate: verb and reach must both hold."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from evaluation.models import Evaluation
from staff.access import Forbidden, ReachCode, grant, may, revoke, row_for, rows_for
from staff.models import Officer, Posting, Unit
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory, UserFactory


def names(rows) -> set[str]:
    return {row.number for row in rows}


def test_a_grant_on_the_province_flows_down_to_its_offices(cast: Cast) -> None:
    assert names(rows_for(cast.mai, Officer, "change")) == names(Officer.objects.all())


def test_a_leader_sees_the_own_office_and_changes_nobody(cast: Cast) -> None:
    assert names(rows_for(cast.an, Officer, "view")) == {"CC-an", "CC-anh"}
    assert names(rows_for(cast.an, Officer, "change")) == set()


def test_an_officer_sees_the_own_record_without_any_grant(cast: Cast) -> None:
    assert names(rows_for(cast.anh, Officer, "view")) == {"CC-anh"}


def test_the_verb_without_reach_opens_nothing_but_the_own_record(cast: Cast) -> None:
    assert names(rows_for(cast.ngoc, Officer, "view")) == {"CC-ngoc"}
    assert names(rows_for(cast.ngoc, Officer, "change")) == set()
    assert not may(cast.ngoc, Officer, "change")


def test_reach_without_the_verb_opens_nothing(cast: Cast) -> None:
    grant(cast.loan, ReachCode.VIEW_PEOPLE, cast.t)
    assert list(rows_for(cast.loan, Unit, "view")) == []


def test_a_revoked_grant_closes_at_once(cast: Cast) -> None:
    revoke(cast.an, ReachCode.VIEW_PEOPLE, cast.a)
    assert names(rows_for(cast.an, Officer, "view")) == {"CC-an"}


def test_out_of_reach_is_not_found_and_a_missing_verb_is_forbidden(cast: Cast) -> None:
    with pytest.raises(Http404):
        row_for(cast.an, Officer, "view", number="CC-bao")
    with pytest.raises(Forbidden):
        row_for(cast.an, Officer, "change", number="CC-anh")


def test_someone_who_left_is_seen_by_the_last_office_only(cast: Cast) -> None:
    officer = OfficerFactory(number="CC-cu")
    PostingFactory(officer=officer, unit=cast.a, start=date(2015, 1, 1), end=date(2018, 1, 1))
    PostingFactory(officer=officer, unit=cast.b, start=date(2018, 1, 1), end=date(2021, 1, 1))
    assert "CC-cu" not in names(rows_for(cast.an, Officer, "view"))
    assert "CC-cu" in names(rows_for(cast.binh, Officer, "view"))


def test_someone_who_moves_next_month_is_seen_by_both_offices(cast: Cast) -> None:
    day = date.today() + timedelta(days=30)
    Posting.objects.filter(officer=cast.officer("bao")).update(end=day)
    PostingFactory(officer=cast.officer("bao"), unit=cast.a, start=day)
    assert "CC-bao" in names(rows_for(cast.an, Officer, "view"))
    assert "CC-bao" in names(rows_for(cast.binh, Officer, "view"))


def test_reach_is_computed_once_for_a_user_object(cast: Cast, django_assert_num_queries) -> None:
    may(cast.mai, Officer, "view")
    with django_assert_num_queries(0):
        assert may(cast.mai, Officer, "view")


def test_an_administrator_sees_everything_but_signs_nothing_for_others(cast: Cast) -> None:
    chief = UserFactory(username="quantri", is_superuser=True)
    assert rows_for(chief, Officer, "change").count() == Officer.objects.count()
    assert may(chief, Evaluation, "view")
    assert not may(chief, Evaluation, "confirm")
    assert not may(chief, Evaluation, "self_score")
