"""Forms and complaints go along with the people who may score (article 10)."""

from datetime import date

import pytest
from django.core.management import call_command

from evaluation.models import Evaluation, GeneralPoint
from evaluation.rules.periods import Quarter
from evaluation.services.drafts import open_period
from evaluation.services.following import follow_scorers
from staff.models import Notice, Post, Posting
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.cycle.building import (
    Q3,
    away,
    confirmed,
    drafted,
    form_of,
    scored,
    standing_in,
    today,
)
from tests.evaluation.screens import address, said, signed_in, ten_lines


@pytest.fixture
def form(cast: Cast) -> Evaluation:
    return drafted(cast)


def new_head_of_a(cast: Cast) -> None:
    """Bình takes over A on 01/11; An goes to B as an officer."""
    head = Post.objects.get(name="Trưởng phòng")
    Posting.objects.filter(officer=cast.officer("an")).update(end=date(2026, 11, 1))
    Posting.objects.filter(officer=cast.officer("binh")).update(end=date(2026, 11, 1))
    Posting.objects.create(officer=cast.officer("binh"), unit=cast.a, post=head, start=date(2026, 11, 1))
    Posting.objects.create(officer=cast.officer("an"), unit=cast.b, start=date(2026, 11, 1))


def test_article_10_a_new_head_scores_the_open_forms_and_is_told(cast: Cast, form: Evaluation) -> None:
    new_head_of_a(cast)
    assert follow_scorers(today=today()).forms >= 1
    after = form_of(cast, "anh")
    assert (after.unit, after.scorer) == (cast.a, cast.officer("binh"))
    assert Notice.objects.filter(user=cast.binh, key__startswith="cham:2026-Q3").count() == 1
    assert follow_scorers(today=today()).forms == 0


def test_refreshing_finds_the_same_scorer(cast: Cast, form: Evaluation) -> None:
    new_head_of_a(cast)
    open_period(quarter=Q3, unit_ids=None, actor=None)
    assert form_of(cast, "anh").scorer == cast.officer("binh")
    # An, head of A on the last day, is scored by whoever heads the province: nobody is recorded.
    assert form_of(cast, "an").scorer is None


def test_a_confirmed_form_keeps_its_scorer(cast: Cast, form: Evaluation) -> None:
    before = confirmed(cast, form)
    new_head_of_a(cast)
    follow_scorers(today=today())
    assert form_of(cast, "anh").scorer == before.scorer == cast.officer("an")


def test_who_was_the_scorer_can_no_longer_confirm(cast: Cast, form: Evaluation) -> None:
    new_head_of_a(cast)
    with pytest.raises(DomainError, match="Vũ Đức Bình"):
        confirmed(cast, form, by=cast.an)
    assert GeneralPoint.objects.count() == 0
    assert confirmed(cast, form, by=cast.binh).confirmed_by == cast.binh


def test_the_page_that_was_open_meanwhile_says_who_scores_now(cast: Cast, form: Evaluation) -> None:
    away(cast.officer("an"))
    standing_in(cast.officer("binh"), cast.a, instead_of=cast.officer("an"))
    follow_scorers(today=today())
    response = signed_in(cast.an).post(address(form, "xac-nhan/"), ten_lines(opinion=""), follow=True)
    assert said(response) == [
        "Bạn không phải người theo dõi, đánh giá của phiếu này; theo hồ sơ hôm nay là Vũ Đức Bình (Điều 10)."
    ]
    assert form_of(cast, "anh").state == "draft"


def test_a_delegate_scores_and_the_page_says_by_which_decision(cast: Cast, form: Evaluation) -> None:
    standing_in(cast.officer("binh"), cast.a, instead_of=cast.officer("an"))
    follow_scorers(today=today())
    text = signed_in(cast.anh).get(address(form)).content.decode()
    assert "Theo ủy quyền của Phạm Văn An" in text
    assert "quyết định số 15/QĐ-THADS" in text
    assert confirmed(cast, form, by=cast.binh).scorer == cast.officer("binh")


@pytest.mark.parametrize(
    "more",
    [{"scores": False}, {"end": date(2026, 10, 15)}, {"start": date(2099, 1, 1)}],
    ids=["does not score", "ended", "not begun"],
)
def test_a_stand_in_without_the_power_changes_nothing(cast: Cast, form: Evaluation, more) -> None:
    standing_in(cast.officer("binh"), cast.a, **more)
    follow_scorers(today=today())
    assert form_of(cast, "anh").scorer == cast.officer("an")


def test_an_absent_head_without_a_stand_in_gives_way_to_the_one_above(cast: Cast, form: Evaluation) -> None:
    head = Post.objects.get(name="Trưởng Thi hành án dân sự tỉnh")
    Posting.objects.filter(officer=cast.officer("kim")).update(post=head)
    away(cast.officer("an"))
    follow_scorers(today=today())
    assert form_of(cast, "anh").scorer == cast.officer("kim")
    assert "Phạm Văn An" in signed_in(cast.anh).get(address(form)).content.decode()


def test_while_a_period_runs_its_last_day_decides(cast: Cast) -> None:
    form = drafted(cast, "2026-Q4")
    last = Quarter(2026, 4).last_day
    away(cast.officer("an"))
    standing_in(cast.officer("binh"), cast.a, end=last)
    follow_scorers(today=today())
    found = form_of(cast, "anh", "2026-Q4")
    # The delegation ends before the last day; then An is still away and nobody is recorded above.
    assert (found.pk, found.scorer) == (form.pk, cast.officer("an"))


def test_an_officer_who_will_be_elsewhere_on_the_last_day_is_drafted_there(cast: Cast) -> None:
    drafted(cast, "2026-Q4")
    Posting.objects.filter(officer=cast.officer("anh")).update(end=date(2026, 12, 1))
    Posting.objects.create(officer=cast.officer("anh"), unit=cast.b, start=date(2026, 12, 1))
    follow_scorers(today=date(2026, 11, 20))
    found = form_of(cast, "anh", "2026-Q4")
    assert (found.unit, found.scorer) == (cast.b, cast.officer("binh"))


def test_the_daily_command_says_how_many_moved(cast: Cast, form: Evaluation, capsys) -> None:
    new_head_of_a(cast)
    call_command("follow_scorers", "--date", today().isoformat())
    assert capsys.readouterr().out.startswith("forms ")


def test_two_scorers_at_the_same_moment_the_second_is_told(cast: Cast, form: Evaluation) -> None:
    stale = Evaluation.objects.get(pk=form.pk)
    scored(cast, form)
    first = confirmed(cast, form)
    with pytest.raises(DomainError, match="đã được xác nhận"):
        confirmed(cast, stale, share="0.5")
    after = form_of(cast, "anh")
    assert (after.general, after.pdf_sha256) == (first.general, first.pdf_sha256)
