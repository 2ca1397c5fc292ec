"""Years for the tests: a head of the province, forms with points, ratings ready to sign."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from evaluation.models import Evaluation, Meeting, Period, UnitRating, YearRating
from evaluation.rules.periods import parse_period
from evaluation.services.years.drafts import open_year
from evaluation.services.years.reference import install_duty_groups
from evaluation.services.years.signing import Decision, Ruling, sign_ratings
from staff.access import ReachCode, Role, grant
from staff.models import Officer, Post, Rank, RankHolding, Unit, User
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory, UserFactory

TODAY = date(2026, 12, 10)
DECISION = Decision("12/QĐ-THADS", date(2026, 12, 9), "Danh mục sản phẩm ban hành từ 30/6/2026 (Điều 26.1.a)")


def head_of_province(cast: Cast) -> User:
    """Huy heads T and rates everyone in it."""
    user = UserFactory(username="huy", first_name="Huy", last_name="Trịnh Quang")
    user.groups.set(Group.objects.filter(name__in=[Role.OFFICER.value, Role.LEADER.value]))
    officer = OfficerFactory(full_name="Trịnh Quang Huy", user=user, number="CC-huy")
    post = Post.objects.get(name="Trưởng THADS tỉnh")
    PostingFactory(officer=officer, unit=cast.t, start=date(2020, 1, 1), post=post)
    for code in (ReachCode.VIEW_PEOPLE, ReachCode.VIEW_EVALUATIONS):
        grant(user, code, cast.t)
    return user


def newcomer(unit: Unit, number: int, rank: str = "03.301", **more: Any) -> Officer:
    officer = OfficerFactory(full_name=f"Lê Văn Thứ {number:03d}", number=f"CC-n{number:03d}", **more)
    PostingFactory(officer=officer, unit=unit, start=date(2020, 1, 1))
    if rank:
        RankHolding.objects.create(officer=officer, rank=Rank.objects.get(code=rank), start=date(2020, 1, 1))
    return officer


def scored(
    officer: Officer, unit: Unit, code: str, points: str | None, *, confirmed: bool = True
) -> Evaluation:
    period = parse_period(code)
    row = Period.objects.get_or_create(
        code=code, defaults={"start": period.start, "end": period.end, "rule_set": "nd335"}
    )[0]
    return Evaluation.objects.create(
        officer=officer,
        unit=unit,
        period=row,
        seat="staff",
        rule_set="nd335",
        state="confirmed" if confirmed else "draft",
        total=None if points is None else Decimal(points).quantize(Decimal("0.0000000001")),
        trace={"total": points},
    )


def whole_year(officer: Officer, unit: Unit, *points: str) -> None:
    """Four quarters; one value stands for all."""
    values = points if len(points) == 4 else points * 4
    for number, value in enumerate(values, start=1):
        scored(officer, unit, f"2026-Q{number}", value)


def opened(actor: User | None = None) -> None:
    install_duty_groups()
    open_year(year=2026, unit_ids=None, actor=actor, today=TODAY)


def rating_of(officer: Officer) -> YearRating:
    return YearRating.objects.get(officer=officer, year=2026, current=True)


def ready(*ratings: YearRating) -> None:
    """Self-rated, commented on at a meeting, with the party committee's opinion where it is needed."""
    for rating in ratings:
        held = Meeting.objects.get_or_create(
            unit=rating.unit,
            year=rating.year,
            defaults={
                "held_on": date(2026, 12, 1), "chair": rating.officer, "summoned": 5, "present": 5, "course": "…",
            },
        )[0]  # fmt: skip
        YearRating.objects.filter(pk=rating.pk).update(
            self_band="tot",
            self_text="Báo cáo",
            self_rated_at=timezone.now(),
            meeting=held,
            party_opinion="" if rating.seat == "staff" else "Nhất trí",
        )


def organisation(unit: Unit, band: str, **more: Any) -> UnitRating:
    """The recognised rating of an organisation."""
    return UnitRating.objects.create(
        unit=unit, year=2026, rule_set="nd335", state="signed", band=band, **more
    )


def sign(actor: User, *rulings: tuple[YearRating, str] | tuple[YearRating, str, str], **more: Any) -> Any:
    given = [Ruling(ruling[0].pk, *ruling[1:]) for ruling in rulings]
    return sign_ratings(
        rulings=given,
        decision=more.pop("decision", DECISION),
        actor=actor,
        render=lambda rating: f"%PDF {rating.officer_id}".encode(),
        today=TODAY,
    )
