"""Self-score, confirmation, reopening: what the database then holds (articles 17.2 and 18.2)."""

import hashlib
from decimal import Decimal

import pytest

from evaluation.models import Evaluation, GeneralPoint
from evaluation.rules.criteria import CRITERIA
from evaluation.rules.periods import Quarter
from evaluation.services.drafts import open_period
from evaluation.services.forms import confirm, reopen, self_score
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.factories.scoring import judgement, points, work

FULL = {criterion.code: criterion.maximum for criterion in CRITERIA}
LESS = {code: value - 1 for code, value in FULL.items()}
ABOVE = {**FULL, "II.3": Decimal("2.51")}
MISSING = {code: value for code, value in FULL.items() if code != "III.4"}


def pdf(form: Evaluation) -> bytes:
    return b"%PDF-of-" + str(form.pk).encode()


@pytest.fixture
def form(cast: Cast) -> Evaluation:
    work(cast.officer("anh"), cast.a, "10", "9")
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)
    return Evaluation.objects.get(officer=cast.officer("anh"))


def scored(cast: Cast, form: Evaluation) -> Evaluation:
    return self_score(evaluation=form, points=FULL, strengths="Tốt", weaknesses="", actor=cast.anh)


def confirmed(cast: Cast, form: Evaluation) -> Evaluation:
    return confirm(evaluation=form, points=LESS, opinion="Nhất trí", actor=cast.an, render=pdf)


def test_the_own_points_stand_in_until_the_scorer_confirms(cast: Cast, form: Evaluation) -> None:
    after = scored(cast, form)
    assert (after.state, after.general, after.total) == ("self_scored", 30, 93)
    assert after.history.first().history_user == cast.anh


def test_the_scorers_points_replace_the_own_ones_and_the_own_ones_stay(cast: Cast, form: Evaluation) -> None:
    scored(cast, form)
    after = confirmed(cast, form)
    assert (after.state, after.general, after.total, after.band) == ("confirmed", 20, 83, "tot")
    rows = GeneralPoint.objects.filter(officer=form.officer, criterion="I.1").get()
    assert (rows.self_points, rows.confirmed_points) == (5, 4)


def test_the_form_is_kept_with_its_hash(cast: Cast, form: Evaluation) -> None:
    after = confirmed(cast, form)
    kept = after.pdf.read()
    assert kept == pdf(after)
    assert after.pdf_sha256 == hashlib.sha256(kept).hexdigest()


def test_a_confirmed_form_never_changes(cast: Cast, form: Evaluation) -> None:
    before = confirmed(cast, form)
    cast.officer("anh").work_items.update(done=1)
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)
    for act in (scored, confirmed):
        with pytest.raises(DomainError):
            act(cast, form)
    after = Evaluation.objects.get(pk=form.pk)
    assert (after.total, after.trace, after.opinion) == (before.total, before.trace, "Nhất trí")


@pytest.mark.parametrize("wrong", [ABOVE, MISSING, {**FULL, "I.1": Decimal("-0.5")}])
def test_points_outside_a_line_or_missing_are_refused_and_nothing_is_written(
    cast: Cast, form: Evaluation, wrong: dict[str, Decimal]
) -> None:
    with pytest.raises(DomainError):
        self_score(evaluation=form, points=wrong, strengths="", weaknesses="", actor=cast.anh)
    assert GeneralPoint.objects.count() == 0
    assert Evaluation.objects.get(pk=form.pk).state == "draft"


def test_an_incomplete_score_cannot_be_confirmed_and_nothing_is_written(cast: Cast, form: Evaluation) -> None:
    cast.officer("anh").work_items.all().delete()
    with pytest.raises(DomainError):
        confirmed(cast, form)
    assert GeneralPoint.objects.count() == 0


def test_confirming_a_subordinate_settles_the_heads_d(cast: Cast, form: Evaluation) -> None:
    work(cast.officer("an"), cast.a, "1", "1")
    points(cast.officer("an"), cast.a)
    judgement(cast.officer("an"), cast.a)
    confirmed(cast, form)
    head = Evaluation.objects.get(officer=cast.officer("an"))
    assert (head.d, head.total) == (1, 100)


def test_reopening_makes_a_successor_with_a_reason_and_keeps_the_old_form(
    cast: Cast, form: Evaluation
) -> None:
    old = confirmed(cast, form)
    new = reopen(evaluation=old, reason="Nhầm số liệu", actor=cast.an)
    assert (new.state, new.version, new.current, new.reopen_reason) == ("reopened", 2, True, "Nhầm số liệu")
    assert new.predecessor.pk == old.pk
    kept = Evaluation.objects.get(pk=old.pk)
    assert (kept.state, kept.current, kept.pdf_sha256) == ("confirmed", False, old.pdf_sha256)


def test_reopening_needs_a_reason_and_a_confirmed_form(cast: Cast, form: Evaluation) -> None:
    with pytest.raises(DomainError):
        reopen(evaluation=form, reason="Có lý do", actor=cast.an)
    with pytest.raises(DomainError):
        reopen(evaluation=confirmed(cast, form), reason="  ", actor=cast.an)
    assert Evaluation.objects.filter(version=2).count() == 0
