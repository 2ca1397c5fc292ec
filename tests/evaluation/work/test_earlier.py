"""An officer who moves takes the earlier results along (article 19.1), and nothing else opens."""

from datetime import date

import pytest

from evaluation.models import Evaluation
from evaluation.rules.periods import Quarter
from evaluation.selectors.earlier import earlier_results, earlier_work
from evaluation.services.drafts import open_period
from staff.models import Posting
from tests.conftest import Cast
from tests.evaluation.screens import signed_in
from tests.factories import PostingFactory
from tests.factories.scoring import work


@pytest.fixture
def moved(cast: Cast) -> Cast:
    """Bảo of B was scored in Q1 and Q2/2026 in B, and serves in A from 01/07/2026 on."""
    bao = cast.officer("bao")
    for quarter in (Quarter(2026, 1), Quarter(2026, 2)):
        work(bao, cast.b, "10", "9", period=quarter.code)
        open_period(quarter=quarter, unit_ids=None, actor=None)
    Evaluation.objects.filter(officer=bao, period__code="2026-Q1").update(state="confirmed")
    Posting.objects.filter(officer=bao).update(end=date(2026, 7, 1))
    PostingFactory(officer=bao, unit=cast.a, start=date(2026, 7, 1))
    return cast


def codes(rows) -> list[str]:
    return [row.period.code for row in rows]


def test_the_new_head_sees_confirmed_results_of_the_year_and_no_draft(moved: Cast) -> None:
    bao = moved.officer("bao")
    assert codes(earlier_results(moved.an, bao, 2026)) == ["2026-Q1"]
    assert [item.period for item in earlier_work(moved.an, bao, 2026)] == ["2026-Q1", "2026-Q2"]


def test_another_year_stays_closed(moved: Cast) -> None:
    assert not earlier_results(moved.an, moved.officer("bao"), 2025).exists()
    assert not earlier_work(moved.an, moved.officer("bao"), 2027).exists()


def test_a_year_in_which_the_officer_did_not_serve_here_stays_closed(moved: Cast) -> None:
    Posting.objects.filter(officer=moved.officer("bao"), unit=moved.a).update(start=date(2027, 1, 1))
    assert not earlier_results(moved.an, moved.officer("bao"), 2026).exists()


@pytest.mark.parametrize("name", ["binh", "ngoc", "loan", "thu", "anh"])
def test_nobody_else_sees_them_this_way(moved: Cast, name: str) -> None:
    """The former head, the verb without reach, other roles, a colleague."""
    user = getattr(moved, name)
    assert not earlier_results(user, moved.officer("bao"), 2026).exists()
    assert not earlier_work(user, moved.officer("bao"), 2026).exists()


def test_people_who_stay_elsewhere_are_not_opened(moved: Cast) -> None:
    assert not earlier_results(moved.an, moved.officer("binh"), 2026).exists()


def test_nothing_is_left_once_the_officer_moves_on(moved: Cast) -> None:
    Posting.objects.filter(officer=moved.officer("bao"), unit=moved.a).update(end=date(2026, 10, 1))
    PostingFactory(officer=moved.officer("bao"), unit=moved.t, start=date(2026, 10, 1))
    assert not earlier_results(moved.an, moved.officer("bao"), 2026).exists()


def test_the_page_of_the_new_unit_shows_them_to_read_only(moved: Cast) -> None:
    page = signed_in(moved.an).get("/danh-gia/giao-viec/2026-Q4/cong-chuc/CC-bao/").content.decode()
    assert "Kết quả do đơn vị cũ gửi" in page
    assert "Quý I năm 2026" in page
    form = Evaluation.objects.get(officer=moved.officer("bao"), period__code="2026-Q1", current=True)
    assert signed_in(moved.an).get(f"/danh-gia/phieu/{form.pk}/").status_code == 404


def test_the_officer_page_of_the_former_head_shows_only_what_is_its_own(moved: Cast) -> None:
    assert signed_in(moved.binh).get("/danh-gia/giao-viec/2026-Q4/cong-chuc/CC-bao/").status_code == 404
