"""Opening a quarter: who gets a draft, what it holds, what is missing (articles 10, 14 to 17)."""

from decimal import Decimal

import pytest

from evaluation.models import Evaluation
from evaluation.rules.periods import Quarter
from evaluation.services.drafts import DraftSummary, open_period
from staff.models import Posting, UnitCharge
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory
from tests.factories.scoring import caseload, judgement, points, product, work

Q3 = Quarter(2026, 3)


def run(unit_ids=None) -> DraftSummary:
    return open_period(quarter=Q3, unit_ids=unit_ids, actor=None)


def form_of(cast: Cast, name: str) -> Evaluation:
    return Evaluation.objects.get(officer=cast.officer(name), current=True)


def test_everyone_with_a_primary_posting_on_the_last_day_gets_a_draft(cast: Cast) -> None:
    gone = OfficerFactory(number="CC-nghi")
    PostingFactory(officer=gone, unit=cast.a, end=Q3.last_day)
    run()
    assert Evaluation.objects.count() == 9
    assert not Evaluation.objects.filter(officer=gone).exists()


def test_a_second_run_changes_nothing(cast: Cast) -> None:
    run()
    assert run() == DraftSummary(0, 0, 9, 0, 0, run().flagged)


def test_the_worked_vector_of_the_decree(cast: Cast) -> None:
    """A=20, D=18; a 2-unit product failed once, a 4-unit product late twice; general 27 → 87.0833."""
    anh = cast.officer("anh")
    work(anh, cast.a, "6", "6", product=product("P2", "2"), failures=1)
    work(anh, cast.a, "1", "1", product=product("P4", "4"), delays=2)
    work(anh, cast.a, "4", "2", product=product("P1", "1"))
    points(anh, cast.a, share="0.9")
    run()
    form = form_of(cast, "anh")
    assert (form.a, form.b, form.c) == (Decimal("0.9"), Decimal("0.875"), Decimal("0.8"))
    assert (form.general, form.band) == (27, "tot")
    assert form.total == Decimal("87.0833333333")
    assert form.trace["total"].startswith("87.08333333333333")


def test_the_caseload_of_the_quarter_is_the_difference_of_two_cumulative_months(cast: Cast) -> None:
    anh = cast.officer("anh")
    work(anh, cast.a, "40", None, product=product("AN", "1", "viec_xong_chu_dong"))
    caseload(anh, cast.a, 9, 120)
    caseload(anh, cast.a, 12, 158)
    run()
    form = form_of(cast, "anh")
    assert form.done == 38
    assert form.trace["lines"][0]["caseload"]["upper"]["resolved"] == 158


@pytest.mark.parametrize("months", [9, 12])
def test_a_missing_month_leaves_the_line_empty_and_flagged_never_zero(cast: Cast, months: int) -> None:
    anh = cast.officer("anh")
    work(anh, cast.a, "40", None, product=product("AN", "1", "viec_xong_chu_dong"))
    caseload(anh, cast.a, months, 120)
    run()
    form = form_of(cast, "anh")
    assert (form.done, form.a, form.result, form.total) == (None, None, None, None)
    assert "missing_caseload:AN" in form.flags


def test_caseload_of_someone_who_was_not_given_that_product_is_a_warning(cast: Cast) -> None:
    anh = cast.officer("anh")
    work(anh, cast.a, "1", "1")
    caseload(anh, cast.a, 9, 10)
    caseload(anh, cast.a, 12, 15)
    run()
    assert "caseload_not_given:chu_dong:5" in form_of(cast, "anh").flags


def test_scorers_are_the_heads_of_article_10(cast: Cast) -> None:
    run()
    assert form_of(cast, "anh").scorer == cast.officer("an")
    assert form_of(cast, "an").scorer is None
    assert "missing_scorer" in form_of(cast, "an").flags


def give_everyone_in_a(cast: Cast, share: str) -> None:
    for name in ("an", "anh"):
        work(cast.officer(name), cast.a, "10", "10")
        points(cast.officer(name), cast.a, share=share)


def test_a_head_waits_for_the_totals_below(cast: Cast) -> None:
    work(cast.officer("an"), cast.a, "10", "10")
    judgement(cast.officer("an"), cast.a)
    run()
    form = form_of(cast, "an")
    assert (form.d, form.result) == (None, None)
    assert "subordinates_open:1" in form.flags


def test_one_subordinate_below_fifty_halves_the_heads_d(cast: Cast) -> None:
    give_everyone_in_a(cast, "1")
    judgement(cast.officer("an"), cast.a)
    run()
    assert (form_of(cast, "an").d, form_of(cast, "an").total) == (1, 100)
    cast.officer("anh").work_items.update(done=0)
    run()
    form = form_of(cast, "an")
    assert (form.d, form.seat) == (Decimal("0.5"), "head")
    assert form.total == Decimal("94.1666666666")


def test_a_deputy_without_a_unit_in_charge_is_flagged_and_with_one_is_scored(cast: Cast) -> None:
    deputy = OfficerFactory(number="CC-pho")
    PostingFactory(officer=deputy, unit=cast.a, post_id=_post("Phó Trưởng phòng"))
    give_everyone_in_a(cast, "1")
    work(deputy, cast.a, "1", "1")
    points(deputy, cast.a)
    judgement(deputy, cast.a)
    run()
    assert "deputy_without_charge" in Evaluation.objects.get(officer=deputy).flags
    UnitCharge.objects.create(officer=deputy, unit=cast.a, start=Q3.start)
    run()
    form = Evaluation.objects.get(officer=deputy)
    assert (form.d, form.total, form.flags) == (1, 100, [])
    assert list(form.trace["leader"]["subordinates"]) == [str(cast.officer("anh").pk)]


def test_a_quarter_before_2026_is_refused(cast: Cast) -> None:
    with pytest.raises(DomainError):
        open_period(quarter=Quarter(2025, 4), unit_ids=None, actor=None)


def test_a_unit_draws_only_its_own_drafts(cast: Cast) -> None:
    assert run({cast.a.pk}).created == 2
    assert set(Evaluation.objects.values_list("unit", flat=True)) == {cast.a.pk}


def test_an_untouched_draft_of_someone_who_was_not_there_goes(cast: Cast) -> None:
    run()
    Posting.objects.filter(officer=cast.officer("bao")).update(end=Q3.start)
    assert run().removed == 1


def test_a_corrected_posting_moves_the_draft_instead_of_making_a_second(cast: Cast) -> None:
    run()
    Posting.objects.filter(officer=cast.officer("bao")).update(unit=cast.a)
    assert run({cast.a.pk}).created == 0
    form = form_of(cast, "bao")
    assert (form.unit, form.scorer) == (cast.a, cast.officer("an"))


def test_queries_do_not_grow_with_people(cast: Cast, django_assert_max_num_queries) -> None:
    for index in range(30):
        officer = OfficerFactory(number=f"N{index}")
        PostingFactory(officer=officer, unit=cast.b)
        work(officer, cast.b, "2", "1")
    with django_assert_max_num_queries(32):
        run()


def _post(name: str) -> int:
    from staff.models import Post

    return Post.objects.get(name=name).pk


def test_without_work_nothing_is_known_and_nothing_is_zero(cast: Cast) -> None:
    run()
    form = form_of(cast, "anh")
    assert (form.assigned, form.done, form.quality, form.on_time, form.a) == (None,) * 5
    assert "missing_work" in form.flags


def test_a_head_waits_for_someone_who_has_no_form_yet(cast: Cast) -> None:
    give_everyone_in_a(cast, "1")
    judgement(cast.officer("an"), cast.a)
    run({cast.a.pk})
    assert form_of(cast, "an").d == 1
    PostingFactory(officer=OfficerFactory(number="CC-moi"), unit=cast.a)
    run({cast.b.pk})
    form = form_of(cast, "an")
    assert (form.d, form.total, form.band) == (None, None, "")
    assert "subordinates_open:1" in form.flags


def test_refreshing_another_unit_leaves_a_leaders_form_as_it_was(cast: Cast) -> None:
    give_everyone_in_a(cast, "1")
    judgement(cast.officer("an"), cast.a, 100, 50)
    run()
    assert run({cast.b.pk}).updated == 0


def test_every_flag_is_listed_with_the_officer(cast: Cast) -> None:
    anh = cast.officer("anh")
    work(anh, cast.a, "1", "1")
    points(anh, cast.a)
    caseload(anh, cast.a, 9, 10)
    caseload(anh, cast.a, 12, 15)
    listed = run().flags
    assert [flag for flag in listed if flag[0] == anh.number] == [
        (anh.number, anh.full_name, "caseload_not_given:chu_dong:5")
    ]
