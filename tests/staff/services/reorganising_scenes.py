"""What the tests of reorganisations share: a plan in T, its steps, and carrying it out."""

from datetime import date
from typing import Any

from staff.models import (
    Officer,
    Post,
    Posting,
    ReorganisationPlan,
    UnitQuota,
)
from staff.rules.reorganising import Choices, Step, Target
from staff.selectors.reorganisation.preview import preview_of
from staff.services.reorganising import (
    carry_out,
    choose,
    draft_plan,
    put_step,
    seen_mark,
)
from tests.conftest import Cast

DAY = date(2026, 10, 1)
BEFORE = date(2026, 9, 30)
LONG_AGO = date(2020, 1, 1)
PHONG = "phong_khu_vuc"


def plan_in_t(cast: Cast) -> ReorganisationPlan:
    for unit, seats in ((cast.t, 9), (cast.a, 5), (cast.b, 4)):
        UnitQuota.objects.create(unit=unit, seats=seats, start=LONG_AGO)
    return draft_plan(actor=cast.mai, title="Sáp nhập A, B", unit=cast.t, day=DAY, decision="12/QĐ-BTP")


def new(code: str, seats: int | None = None, parent: str = "T", name: str = "") -> Target:
    return Target(code, name or f"Phòng THADS khu vực {code}", PHONG, parent, seats=seats)


def there(code: str, seats: int | None = None) -> Target:
    return Target(code, existing=True, seats=seats)


def merge(*sources: str, into: Target, reason: str = "") -> Step:
    return Step("merge", sources, (into,), reason)


def split(source: str, *targets: Target, reason: str = "") -> Step:
    return Step("split", (source,), targets, reason)


def rename(source: str, into: Target) -> Step:
    return Step("rename", (source,), (into,))


def enter(cast: Cast, plan: ReorganisationPlan, *steps: Step) -> ReorganisationPlan:
    for step in steps:
        plan = put_step(actor=cast.mai, plan=plan, step=step, seen=seen_mark(plan))
    return plan


def decide(cast: Cast, plan: ReorganisationPlan, **choices: Any) -> ReorganisationPlan:
    return choose(actor=cast.mai, plan=plan, choices=Choices(**choices))


def apply(cast: Cast, plan: ReorganisationPlan) -> ReorganisationPlan:
    return carry_out(actor=cast.mai, plan=plan, seen=preview_of(plan).fingerprint)


def posting(cast: Cast, name: str) -> Posting:
    found: Posting = Posting.objects.get(officer=cast.officer(name), end=None, kind="primary")
    return found


def post(name: str) -> Post:
    found: Post = Post.objects.get(name=name)
    return found


def rows_of(model: Any, officer: Officer) -> list[tuple]:
    """Unit, first day, end: in the order of time."""
    rows = model.objects.filter(officer=officer).order_by("start", "unit__code")
    return [(row.unit.code, row.start, row.end) for row in rows]


def merged(cast: Cast, plan: ReorganisationPlan) -> ReorganisationPlan:
    """A and B into one new unit AB; An stays head, Bình becomes deputy."""
    plan = enter(cast, plan, merge("T-A", "T-B", into=new("T-AB")))
    deputy = post("Phó Trưởng phòng").pk
    return decide(cast, plan, posts={posting(cast, "binh").pk: deputy})


# --- merge ---------------------------------------------------------------------------------------
