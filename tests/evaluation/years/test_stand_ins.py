"""Who signs ratings of the year while the head is away (art. 10.2): the acting head, a delegate by setting."""

from datetime import date

import pytest

from evaluation.models import YearRating
from evaluation.rules.authority import signer_of
from evaluation.services.following import follow_scorers
from staff.access import ReachCode, Role, grant
from staff.models import Absence, Officer, StandIn, User
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.years.building import (
    TODAY,
    head_of_province,
    newcomer,
    opened,
    rating_of,
    ready,
    sign,
    whole_year,
)
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("officer", "rater", "stand_ins", "signer"),
    [(1, 9, {}, 9), (1, 9, {9: 2}, 2), (2, 9, {9: 2}, 9), (1, 9, {8: 2}, 9), (1, None, {9: 2}, None)],
)
def test_a_stand_in_signs_for_an_absent_head_but_not_the_own_rating(
    officer, rater, stand_ins, signer
) -> None:
    assert signer_of(officer, rater, stand_ins) == signer


@pytest.fixture
def huy(cast: Cast) -> User:
    return head_of_province(cast)


def deputy_of(cast: Cast) -> Officer:
    """Lê Văn Thứ 500 serves in T and has an account with a leader's verbs."""
    from django.contrib.auth.models import Group

    user = UserFactory(username="pho")
    user.groups.set(Group.objects.filter(name__in=[Role.OFFICER.value, Role.LEADER.value]))
    for code in (ReachCode.VIEW_PEOPLE, ReachCode.VIEW_EVALUATIONS):
        grant(user, code, cast.t)
    return newcomer(cast.t, 500, user=user)


def stands_in(officer: Officer, cast: Cast, kind: str = "acting_head", **more) -> None:
    StandIn.objects.create(
        officer=officer, unit=cast.t, kind=kind, start=date(2026, 11, 1), decision="1/QĐ", **more
    )


def away(huy: User) -> None:
    Absence.objects.create(officer=huy.officer, kind="sick", start=date(2026, 11, 1))


def one(cast: Cast) -> YearRating:
    officer = newcomer(cast.a, 1)
    whole_year(officer, cast.a, "80")
    opened()
    ready(rating_of(officer))
    return rating_of(officer)


def test_the_acting_head_signs_while_the_head_is_away(cast: Cast, huy: User) -> None:
    deputy = deputy_of(cast)
    stands_in(deputy, cast)
    away(huy)

    [signed] = sign(deputy.user, (one(cast), "tot"))

    assert (signed.rater, signed.signed_by, signed.state) == (deputy, deputy.user, "signed")
    with pytest.raises(DomainError, match="khoản 2 Điều 10"):
        sign(huy, (one_more(cast), "tot"))


def one_more(cast: Cast) -> YearRating:
    officer = newcomer(cast.a, 2)
    whole_year(officer, cast.a, "80")
    opened()
    ready(rating_of(officer))
    return rating_of(officer)


def test_a_head_in_office_signs_although_somebody_may_act(cast: Cast, huy: User) -> None:
    stands_in(deputy_of(cast), cast)
    assert one(cast).rater == huy.officer


def test_the_acting_head_is_rated_by_the_head(cast: Cast, huy: User) -> None:
    deputy = deputy_of(cast)
    stands_in(deputy, cast)
    away(huy)
    opened()
    assert rating_of(deputy).rater == huy.officer


@pytest.mark.parametrize(
    ("kinds", "scores", "signs"),
    [
        (("acting_head",), True, False),
        (("acting_head", "delegation"), True, True),
        (("acting_head", "delegation"), False, False),
    ],
)
def test_a_delegate_signs_only_by_setting_and_where_the_delegation_says_so(
    cast: Cast, huy: User, settings, kinds, scores, signs
) -> None:
    settings.RATING_STAND_INS = kinds
    deputy = deputy_of(cast)
    stands_in(deputy, cast, "delegation", instead_of=huy.officer, scores=scores)
    away(huy)
    assert one(cast).rater == (deputy if signs else huy.officer)


def test_open_ratings_go_to_the_stand_in_and_back_once_a_day(cast: Cast, huy: User) -> None:
    deputy = deputy_of(cast)
    rating = one(cast)
    stands_in(deputy, cast)
    away(huy)

    assert follow_scorers(today=TODAY).ratings > 0
    assert rating_of(rating.officer).rater == deputy
    Absence.objects.update(end=date(2026, 12, 1))
    follow_scorers(today=TODAY)
    assert rating_of(rating.officer).rater == huy.officer


def test_a_signed_rating_stays_with_who_signed_it(cast: Cast, huy: User) -> None:
    [signed] = sign(huy, (one(cast), "tot"))
    stands_in(deputy_of(cast), cast)
    away(huy)
    follow_scorers(today=TODAY)
    assert rating_of(signed.officer).rater == huy.officer
