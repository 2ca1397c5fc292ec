"""đ and e of a leader, judged by the scorer on the page that confirms (article 15.3)."""

import pytest

from evaluation.models import Evaluation, LeaderAssessment
from tests.conftest import Cast
from tests.evaluation.screens import address, form_of, refreshed, signed_in, ten_lines
from tests.evaluation.years.building import head_of_province
from tests.factories.scoring import points, work

FULL = {"organising": "100", "unity": "100", "grounds": ""}


@pytest.fixture
def leaders_form(cast: Cast) -> Evaluation:
    """The head of A, whose work and whose people's points are known; nobody judged đ and e yet."""
    for name in ("an", "anh"):
        work(cast.officer(name), cast.a, "10", "10")
        points(cast.officer(name), cast.a)
    head_of_province(cast)
    refreshed(cast)
    return form_of(cast, "an")


def confirmed(cast: Cast, form: Evaluation, **judged: str):
    huy = form.scorer.user
    return signed_in(huy).post(address(form, "xac-nhan/"), ten_lines("1", opinion="Nhất trí.", **judged))


def test_article_15_3_the_scorer_judges_and_the_form_is_complete_at_once(
    cast: Cast, leaders_form: Evaluation
) -> None:
    assert "missing_leader_assessment" in leaders_form.flags
    confirmed(cast, leaders_form, organising="50", unity="100", grounds="Chậm phân loại án kéo dài")
    form = form_of(cast, "an")
    assert (form.state, form.dd, form.e) == ("confirmed", 0.5, 1)
    kept = LeaderAssessment.objects.get(officer=form.officer)
    assert (kept.organising, kept.grounds) == (50, "Chậm phân loại án kéo dài")
    assert kept.history.get().history_user == form.scorer.user


def test_article_15_3_half_needs_its_grounds(cast: Cast, leaders_form: Evaluation) -> None:
    response = confirmed(cast, leaders_form, organising="100", unity="50", grounds=" ")
    assert "phải ghi căn cứ" in response.content.decode()
    assert not LeaderAssessment.objects.exists()
    assert form_of(cast, "an").state == "draft"


@pytest.mark.parametrize("judged", [{}, FULL | {"unity": "75"}, FULL | {"organising": "0"}])
def test_article_15_3_only_100_and_50_exist(cast: Cast, leaders_form: Evaluation, judged) -> None:
    response = confirmed(cast, leaders_form, **judged)
    assert response.status_code == 200
    assert not LeaderAssessment.objects.exists()


def test_who_holds_no_leading_post_is_not_judged(cast: Cast, leaders_form: Evaluation) -> None:
    form = form_of(cast, "anh")
    page = signed_in(cast.an).get(address(form, "xac-nhan/")).content.decode()
    assert 'name="organising"' not in page
    signed_in(cast.an).post(address(form, "xac-nhan/"), ten_lines("1", opinion="", **FULL))
    assert form_of(cast, "anh").state == "confirmed"
    assert not LeaderAssessment.objects.exists()


def test_what_a_workbook_brought_stands_there_to_be_kept(cast: Cast, leaders_form: Evaluation) -> None:
    row = LeaderAssessment.objects.create(
        officer=leaders_form.officer, unit=cast.a, period="2026-Q3", organising=100, unity=100
    )
    before = row.history.count()
    confirmed(cast, leaders_form, **FULL)
    assert form_of(cast, "an").state == "confirmed"
    assert row.history.count() == before
