"""What the tests of the cycle share."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from evaluation.models import Evaluation
from evaluation.rules.criteria import CRITERIA
from evaluation.rules.deadlines import Deadlines
from evaluation.rules.periods import ScoringPeriod, parse_period
from evaluation.services.drafts import open_period
from evaluation.services.forms import confirm, self_score
from evaluation.services.openings import open_for_units
from staff.models import Absence, Officer, StandIn, Unit, User
from tests.conftest import Cast
from tests.factories.scoring import work

FULL = {line.code: line.maximum for line in CRITERIA}
Q3 = parse_period("2026-Q3")
DAYS = Deadlines(date(2026, 10, 5), date(2026, 10, 10))


def today() -> date:
    return timezone.localdate()


def pdf(form: Evaluation) -> bytes:
    return f"%PDF {form.pk} {form.version}".encode()


def drafted(cast: Cast, period: str = "2026-Q3") -> Evaluation:
    """Ánh of A with nine of ten done, drafts for everybody."""
    work(cast.officer("anh"), cast.a, "10", "9", period=period)
    open_period(quarter=parse_period(period), unit_ids=None, actor=None)
    return form_of(cast, "anh", period)


def form_of(cast: Cast, name: str, period: str = "2026-Q3") -> Evaluation:
    return Evaluation.objects.select_related("period").get(
        officer=cast.officer(name), period__code=period, current=True
    )


def scored(cast: Cast, form: Evaluation, by: User | None = None) -> Evaluation:
    return self_score(evaluation=form, points=FULL, strengths="Tốt", weaknesses="", actor=by or cast.anh)


def confirmed(cast: Cast, form: Evaluation, by: User | None = None, share: str = "1") -> Evaluation:
    points = {code: value * Decimal(share) for code, value in FULL.items()}
    return confirm(evaluation=form, points=points, opinion="Nhất trí", actor=by or cast.an, render=pdf)


def opened(cast: Cast, *units: Unit, period: ScoringPeriod = Q3, days: Deadlines = DAYS) -> None:
    open_for_units(period=period, units=units or [cast.t], deadlines=days, actor=cast.mai, today=today())


def away(officer: Officer) -> Absence:
    return Absence.objects.create(officer=officer, kind="sick", start=date(2026, 10, 1))


def standing_in(officer: Officer, unit: Unit, **more) -> StandIn:
    fields = {"kind": "delegation", "start": date(2026, 10, 1), "decision": "15/QĐ-THADS", **more}
    return StandIn.objects.create(officer=officer, unit=unit, **fields)
