"""What the tests of ratings of organisations share: a province with its head, sheets, ways to fill them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from evaluation.models import UnitRating
from evaluation.rules.organisation335 import Tasks
from evaluation.selectors.organisations.criteria import lines_of
from evaluation.services.organisations.criteria import install_unit_criteria
from evaluation.services.organisations.opening import open_unit_year
from evaluation.services.organisations.recognition import Decision, Given, recognise_one
from evaluation.services.organisations.self_rating import SelfRating, self_rate
from staff.access import ReachCode, Role, grant
from staff.models import Post, Unit, User
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory, UnitFactory, UserFactory

YEAR = 2026
WHOLE = Tasks(10, 10, 0, 3)
SECRET = "loi-rieng-cua-b"


def head_of_province(cast: Cast, username: str = "hoa") -> User:
    """Hoa heads T, the unit above A and B, with a leader's verbs and reach."""
    user = UserFactory(username=username, first_name="Hoa", last_name="Lê Thị")
    user.groups.set(Group.objects.filter(name__in=[Role.OFFICER.value, Role.LEADER.value]))
    officer = OfficerFactory(full_name="Lê Thị Hoa", user=user, number=f"CC-{username}")
    PostingFactory(officer=officer, unit=cast.t, start=date(2020, 1, 1), post=head_post())
    for code in (ReachCode.VIEW_PEOPLE, ReachCode.VIEW_EVALUATIONS):
        grant(user, code, cast.t)
    return user


def head_post() -> Post:
    return Post.objects.filter(role="head").order_by("pk")[0]


def offices(cast: Cast, number: int) -> list[Unit]:
    """So many further offices of T, each with a head."""
    made = []
    for n in range(number):
        unit = UnitFactory(code=f"T-X{n:02d}", name=f"Phòng số {n:02d}", parent=cast.t)
        PostingFactory(officer=OfficerFactory(), unit=unit, start=date(2020, 1, 1), post=head_post())
        made.append(unit)
    return made


def opened(cast: Cast) -> dict[str, UnitRating]:
    """The sheets of 2026 by unit code."""
    install_unit_criteria()
    open_unit_year(year=YEAR, unit_ids=None, actor=cast.mai)
    return {r.unit.code: r for r in UnitRating.objects.filter(year=YEAR).select_related("unit")}


def shared(rating: UnitRating, share: str) -> dict[str, Decimal]:
    """The same share of every maximum."""
    return {line.code: line.maximum * Decimal(share) for line in lines_of(rating)}


def self_rated(rating: UnitRating, actor: User, share: str = "0.8", **more: Any) -> UnitRating:
    """Self-assessed with whole figures, unless told otherwise."""
    values: dict[str, Any] = {
        "points": shared(rating, share),
        "tasks": WHOLE,
        "quality_met": True,
        "mended": True,
        "text": "Báo cáo",
        "band": "tot",
    }
    return self_rate(rating=rating, entry=SelfRating(**(values | more)), actor=actor)


def given(rating: UnitRating, share: str = "0.8", band: str = "tot", **more: Any) -> Given:
    """What who recognises gives."""
    values: dict[str, Any] = {
        "points": shared(rating, share),
        "band": band,
        "quality_met": True,
        "mended": True,
    }
    return Given(**(values | more))


def decided(number: str = "12/QĐ-THADS") -> Decision:
    return Decision(number, timezone.localdate())


def pdf(rating: UnitRating) -> bytes:
    """A file to keep, quicker than the real one."""
    return f"%PDF {rating.unit.code} {rating.band}".encode()


def recognised(
    rating: UnitRating, actor: User, share: str = "0.8", band: str = "tot", **more: Any
) -> UnitRating:
    """Self-rated and recognised in one go."""
    sheet = self_rated(rating, actor, share)
    what = given(sheet, share, band, **more)
    return recognise_one(rating=sheet, given=what, decision=decided(), actor=actor, render=pdf)


def sheet_post(rating: UnitRating, share: str = "0.8", **more: str) -> dict[str, str]:
    """Post data of the points of a sheet."""
    lines = lines_of(rating)
    values = {f"p_{n}": str(line.maximum * Decimal(share)).replace(".", ",") for n, line in enumerate(lines)}
    return values | more
