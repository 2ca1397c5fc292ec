"""Open evaluations follow a reorganisation of units; confirmed ones stay as they were signed (article 10)."""

from datetime import date
from decimal import Decimal

import pytest

from evaluation.models import (
    Evaluation,
    GeneralPoint,
    JointShare,
    JointWork,
    Period,
    PeriodOpening,
    WorkItem,
    YearRating,
)
from evaluation.rules.criteria import CRITERIA
from evaluation.rules.periods import Quarter
from evaluation.services.drafts import open_period
from evaluation.services.forms import confirm, reopen, self_score
from staff.models import Post, Posting, ReorganisationPlan, Unit
from staff.rules.reorganising import Choices, Step, Target
from staff.selectors.reorganisation.preview import preview_of
from staff.services.errors import DomainError
from staff.services.reorganising import DataChanged, carry_out, choose, draft_plan, put_step, seen_mark
from tests.conftest import Cast
from tests.factories.scoring import points, work

Q3 = Quarter(2026, 3)
WITHIN = date(2026, 9, 1)  # before the quarter's last day
AFTER = date(2026, 10, 1)  # the quarter's last day belongs to the old units
FULL = {criterion.code: criterion.maximum for criterion in CRITERIA}


@pytest.fixture
def forms(cast: Cast) -> None:
    """Q3 with work and full points for everyone in A and B."""
    for name, unit in (("anh", cast.a), ("bao", cast.b), ("an", cast.a), ("binh", cast.b)):
        work(cast.officer(name), unit, "10", "9")
        points(cast.officer(name), unit, column="self_points")
    open_period(quarter=Q3, unit_ids=None, actor=None)


def planned(cast: Cast, day: date) -> ReorganisationPlan:
    """A and B become AB; An leads it, Bình is deputy."""
    plan = draft_plan(actor=cast.mai, title="Sáp nhập", unit=cast.t, day=day)
    target = Target("T-AB", "Phòng THADS khu vực AB", "phong_khu_vuc", "T")
    step = Step("merge", ("T-A", "T-B"), (target,))
    plan = put_step(actor=cast.mai, plan=plan, step=step, seen=seen_mark(plan))
    deputy = Post.objects.get(name="Phó Trưởng phòng").pk
    led = Posting.objects.get(officer=cast.officer("binh"))
    return choose(actor=cast.mai, plan=plan, choices=Choices(posts={led.pk: deputy}))


def merge(cast: Cast, day: date) -> ReorganisationPlan:
    plan = planned(cast, day)
    return carry_out(actor=cast.mai, plan=plan, seen=preview_of(plan).fingerprint)


def form_of(cast: Cast, name: str) -> Evaluation:
    found: Evaluation = Evaluation.objects.get(officer=cast.officer(name), current=True)
    return found


def confirmed(cast: Cast, name: str) -> Evaluation:
    scorer = {"anh": cast.an, "bao": cast.binh}[name]
    form = form_of(cast, name)
    return confirm(evaluation=form, points=FULL, opinion="", actor=scorer, render=lambda _form: b"%PDF")


def test_open_forms_go_to_the_new_unit_and_its_head_scores(cast: Cast, forms) -> None:
    assert form_of(cast, "bao").scorer == cast.officer("binh")
    done = merge(cast, WITHIN)
    for name in ("anh", "bao", "binh"):
        form = form_of(cast, name)
        assert (form.unit.code, form.scorer) == ("T-AB", cast.officer("an"))
    assert form_of(cast, "an").unit.code == "T-AB"
    assert form_of(cast, "binh").seat == "deputy"
    assert done.content["done"]["followed"]["evaluation"] == 4
    assert form_of(cast, "bao").history.first().history_user == cast.mai


def test_own_points_and_state_are_kept(cast: Cast, forms) -> None:
    before = self_score(
        evaluation=form_of(cast, "bao"), points=FULL, strengths="Tốt", weaknesses="", actor=cast.bao
    )
    merge(cast, WITHIN)
    after = form_of(cast, "bao")
    assert (after.state, after.total, after.strengths) == ("self_scored", before.total, "Tốt")
    assert after.pk == before.pk


def test_work_and_points_go_along_so_that_the_new_unit_reaches_them(cast: Cast, forms) -> None:
    merge(cast, WITHIN)
    ab = Unit.objects.get(code="T-AB")
    assert WorkItem.objects.get(officer=cast.officer("bao")).unit == ab
    assert set(GeneralPoint.objects.filter(officer=cast.officer("bao")).values_list("unit", flat=True)) == {
        ab.pk
    }


def test_confirmed_forms_stay_in_the_old_unit_with_their_scorer(cast: Cast, forms) -> None:
    before = confirmed(cast, "bao")
    merge(cast, WITHIN)
    after = form_of(cast, "bao")
    assert (after.unit, after.scorer, after.total, after.pdf_sha256) == (
        cast.b,
        cast.officer("binh"),
        before.total,
        before.pdf_sha256,
    )
    assert WorkItem.objects.get(officer=cast.officer("bao")).unit == cast.b


def test_reopened_forms_follow(cast: Cast, forms) -> None:
    reopen(evaluation=confirmed(cast, "bao"), reason="Nhầm", actor=cast.binh)
    merge(cast, WITHIN)
    form = form_of(cast, "bao")
    assert (form.state, form.unit.code, form.scorer) == ("reopened", "T-AB", cast.officer("an"))
    assert form.predecessor.unit == cast.b


def test_quarters_that_ended_before_the_day_keep_units_and_scorers(cast: Cast, forms) -> None:
    merge(cast, AFTER)
    form = form_of(cast, "bao")
    assert (form.unit, form.scorer) == (cast.b, cast.officer("binh"))
    # Refreshing the quarter later finds the same: the postings of its last day decide.
    open_period(quarter=Q3, unit_ids=None, actor=None)
    assert form_of(cast, "bao").unit == cast.b
    after = confirmed(cast, "bao")
    assert (after.state, after.unit) == ("confirmed", cast.b)


def test_the_preview_says_how_many_follow_and_how_many_stay(cast: Cast, forms) -> None:
    confirmed(cast, "bao")
    told = dict(preview_of(planned(cast, WITHIN)).foreseen)["evaluation"]
    assert [line.split(":")[1].split()[0] for line in told.lines] == ["3", "1"]
    told = dict(preview_of(planned(cast, AFTER)).foreseen)["evaluation"]
    assert [line.split()[0] for line in told.lines] == ["3"]


def test_a_form_confirmed_after_the_preview_stops_the_plan(cast: Cast, forms) -> None:
    plan = planned(cast, WITHIN)
    seen = preview_of(plan).fingerprint
    confirmed(cast, "bao")
    with pytest.raises(DataChanged):
        carry_out(actor=cast.mai, plan=plan, seen=seen)
    assert not Unit.objects.filter(code="T-AB").exists()


def test_a_plan_that_is_refused_leaves_the_forms(cast: Cast, forms) -> None:
    with pytest.raises(DomainError):
        carry_out(actor=cast.mai, plan=planned(cast, WITHIN), seen="x")
    assert form_of(cast, "bao").unit == cast.b
    assert form_of(cast, "bao").a == Decimal("0.9")


def test_joint_products_and_openings_follow_their_people(cast: Cast, forms) -> None:
    made = WorkItem.objects.get(officer=cast.officer("anh"))
    joint = JointWork.objects.create(
        unit=cast.a, period="2026-Q3", product=made.product, title="Đề án", quantity=1, made_by=cast.an
    )
    JointShare.objects.create(
        joint=joint, officer=cast.officer("anh"), unit=cast.a, item=made, quantity=Decimal(1)
    )
    days = {"self_score_by": date(2026, 10, 5), "confirm_by": date(2026, 10, 10)}
    period = Period.objects.get(code="2026-Q3")
    for unit in (cast.a, cast.b):
        PeriodOpening.objects.create(period=period, unit=unit, **days)

    merge(cast, WITHIN)

    assert JointWork.objects.get().unit.code == "T-AB"
    assert JointShare.objects.get().unit.code == "T-AB"
    assert PeriodOpening.objects.filter(unit__code="T-AB").count() == 1


def test_what_belongs_to_a_period_that_ended_before_stays(cast: Cast, forms) -> None:
    period = Period.objects.get(code="2026-Q3")
    PeriodOpening.objects.create(
        period=period, unit=cast.a, self_score_by=date(2026, 10, 5), confirm_by=date(2026, 10, 10)
    )
    merge(cast, AFTER)
    assert list(PeriodOpening.objects.values_list("unit__code", flat=True)) == ["T-A"]


def test_ratings_of_the_year_follow_until_they_are_signed(cast: Cast, forms) -> None:
    for name, unit, state in (("anh", cast.a, "draft"), ("bao", cast.b, "signed")):
        YearRating.objects.create(
            officer=cast.officer(name),
            unit=unit,
            agency=cast.t,
            year=2026,
            seat="staff",
            rule_set="nd335",
            state=state,
        )
    merge(cast, WITHIN)
    found = dict(YearRating.objects.values_list("officer__number", "unit__code"))
    assert found == {"CC-anh": "T-AB", "CC-bao": "T-B"}
