"""Opening a period for a set of units with its last days, and changing them."""

from datetime import date
from decimal import Decimal

import pytest

from evaluation.models import Evaluation, Period, PeriodOpening
from evaluation.rules.deadlines import Deadlines
from evaluation.rules.periods import Quarter
from evaluation.selectors.openings import deadline_book
from evaluation.services.giving import Gift, give_work
from evaluation.services.openings import change_deadlines, open_for_units
from evaluation.services.withdrawing import withdraw_opening
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.cycle.building import DAYS, Q3, opened, today
from tests.evaluation.screens import PERIOD, said, signed_in
from tests.factories.scoring import product

OPEN = "/danh-gia/ky/mo-cho-don-vi/"
LATER = Deadlines(date(2026, 10, 7), date(2026, 10, 14))


def test_only_the_units_chosen_are_drafted_each_with_everything_below(cast: Cast) -> None:
    opened(cast, cast.a)
    assert set(Evaluation.objects.values_list("unit__code", flat=True)) == {"T-A"}
    opened(cast, cast.t)
    assert set(Evaluation.objects.values_list("unit__code", flat=True)) == {"T", "T-A", "T-B"}


def test_a_unit_below_a_chosen_one_needs_no_row_of_its_own(cast: Cast) -> None:
    opened(cast, cast.t, cast.a)
    row = PeriodOpening.objects.get()
    assert (row.unit, row.self_score_by, row.opened_by) == (cast.t, DAYS.self_score_by, cast.mai)


def test_the_nearest_opening_above_a_unit_gives_its_last_days(cast: Cast) -> None:
    opened(cast, cast.t)
    opened(cast, cast.a, days=LATER)
    book = deadline_book(PeriodOpening.objects.first().period)
    assert (book.of(cast.a.pk), book.of(cast.b.pk)) == (LATER, DAYS)


def test_last_days_are_changed_and_the_old_ones_stay_in_the_history(cast: Cast) -> None:
    opened(cast)
    change_deadlines(opening=PeriodOpening.objects.get(), deadlines=LATER, actor=cast.mai)
    row = PeriodOpening.objects.get()
    assert row.self_score_by == LATER.self_score_by
    assert [h.self_score_by for h in row.history.all()] == [LATER.self_score_by, DAYS.self_score_by]
    assert row.history.first().history_user == cast.mai


@pytest.mark.parametrize(
    ("period", "days", "field"),
    [
        pytest.param(Quarter(2099, 1), LATER, "period", id="a period that has not begun"),
        pytest.param(Q3, Deadlines(date(2026, 10, 9), date(2026, 10, 8)), "confirm_by", id="out of order"),
        pytest.param(Q3, Deadlines(date(2026, 6, 30), date(2026, 10, 8)), "self_score_by", id="too early"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(cast: Cast, period, days, field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        open_for_units(period=period, units=[cast.t], deadlines=days, actor=cast.mai, today=today())
    assert refusal.value.field == field
    assert not PeriodOpening.objects.exists()
    assert not Evaluation.objects.exists()


def test_no_unit_is_refused(cast: Cast) -> None:
    with pytest.raises(DomainError):
        open_for_units(period=Q3, units=[], deadlines=DAYS, actor=cast.mai, today=today())


def test_the_screen_opens_with_the_usual_days_where_none_are_typed(cast: Cast) -> None:
    client = signed_in(cast.mai)
    response = client.post(OPEN, {"period": "2026-Q3", "units": ["T-A"]}, follow=True)
    assert response.redirect_chain == [(f"{PERIOD}tien-do/", 302)]
    row = PeriodOpening.objects.get()
    assert (row.self_score_by, row.confirm_by) == (date(2026, 10, 5), date(2026, 10, 10))
    assert said(response)[0].startswith("Quý III năm 2026: lập mới 2 phiếu")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"period": "2026-Q3"}, "units"),
        ({"period": "2026-Q3", "units": ["KHONG"]}, "units"),
        ({"period": "2019-Q3", "units": ["T"]}, "period"),
        ({"period": "2026-Q3", "units": ["T"], "self_score_by": "hôm nào"}, "self_score_by"),
        (
            {"period": "2026-Q3", "units": ["T"], "self_score_by": "10/10/2026", "confirm_by": "05/10/2026"},
            "confirm_by",
        ),
    ],
)
def test_the_screen_says_at_the_field_what_is_wrong(cast: Cast, data, field: str) -> None:
    response = signed_in(cast.mai).post(OPEN, data)
    assert list(response.context["form"].errors) == [field]
    assert not PeriodOpening.objects.exists()


def test_the_last_days_are_changed_on_the_screen(cast: Cast) -> None:
    opened(cast)
    address = f"{PERIOD}han/{PeriodOpening.objects.get().pk}/"
    data = {"self_score_by": "07/10/2026", "confirm_by": "14/10/2026"}
    response = signed_in(cast.mai).post(address, data, follow=True)
    assert said(response) == ["Đã lưu: hạn tự chấm 07/10/2026, hạn xác nhận 14/10/2026."]
    assert "05/10/2026" in signed_in(cast.mai).get(address).content.decode()


@pytest.mark.parametrize("who", ["an", "anh", "kim", "ngoc"])
def test_only_who_runs_evaluations_opens_or_changes(cast: Cast, who: str) -> None:
    opened(cast)
    client = signed_in(getattr(cast, who))
    assert client.get(OPEN).status_code == 403
    assert client.get(f"{PERIOD}han/{PeriodOpening.objects.get().pk}/").status_code in (403, 404)


def withdraw(cast: Cast, opening: PeriodOpening, reason: str = "Mở nhầm quý") -> int:
    return withdraw_opening(opening=opening, reason=reason, actor=cast.mai)


def test_an_opening_withdrawn_takes_its_drafts_and_keeps_the_reason(cast: Cast) -> None:
    opened(cast, cast.a)
    number = Evaluation.objects.count()

    assert withdraw(cast, PeriodOpening.objects.get()) == number

    assert not Evaluation.objects.exists()
    assert not Period.objects.exists()
    kept = PeriodOpening.history.filter(history_type="-").get()
    assert (kept.history_change_reason, kept.history_user) == ("Mở nhầm quý", cast.mai)


def test_forms_that_another_opening_covers_stay(cast: Cast) -> None:
    opened(cast, cast.t)
    opened(cast, cast.a, days=LATER)
    total = Evaluation.objects.count()
    below, above = PeriodOpening.objects.get(unit=cast.a), PeriodOpening.objects.get(unit=cast.t)

    assert withdraw(cast, below) == 0
    assert Evaluation.objects.count() == total
    opened(cast, cast.a, days=LATER)
    withdraw(cast, above)
    assert set(Evaluation.objects.values_list("unit__code", flat=True)) == {"T-A"}


@pytest.mark.parametrize("state", ["self_scored", "confirmed", "reopened"])
def test_art_17_2_an_opening_stays_once_somebody_scored(cast: Cast, state: str) -> None:
    opened(cast, cast.a)
    Evaluation.objects.filter(officer=cast.officer("anh")).update(state=state)
    with pytest.raises(DomainError, match="17"):
        withdraw(cast, PeriodOpening.objects.get())
    assert PeriodOpening.objects.exists()


def test_an_opening_is_not_withdrawn_without_a_reason(cast: Cast) -> None:
    opened(cast, cast.a)
    with pytest.raises(DomainError):
        withdraw(cast, PeriodOpening.objects.get(), " ")
    assert Evaluation.objects.exists()


def test_work_given_makes_no_draft_where_the_opening_was_withdrawn(cast: Cast) -> None:
    opened(cast, cast.b)
    opened(cast, cast.a)
    withdraw(cast, PeriodOpening.objects.get(unit=cast.a))

    give_work(period=Q3, gifts=[Gift(cast.officer("anh"), product(), Decimal(3))], actor=cast.an)

    assert set(Evaluation.objects.values_list("unit__code", flat=True)) == {"T-B"}


def test_an_opening_is_withdrawn_on_the_screen_and_told_on_the_board(cast: Cast) -> None:
    opened(cast, cast.a)
    opened(cast, cast.b)
    row, mai = PeriodOpening.objects.get(unit=cast.a), signed_in(cast.mai)
    url = f"{PERIOD}han/{row.pk}/rut/"
    assert url in mai.get(f"{PERIOD}tien-do/").content.decode()
    assert mai.get(url).status_code == 200
    assert mai.post(url, {"reason": ""}).context["form"].errors["reason"]

    page = mai.post(url, {"reason": "Mở nhầm quý"}, follow=True)

    assert "Mở nhầm quý" in page.content.decode()
    assert "Mở nhầm quý" not in signed_in(cast.binh).get(f"{PERIOD}tien-do/").content.decode()


@pytest.mark.parametrize("who", ["an", "anh", "kim"])
def test_only_who_runs_evaluations_withdraws_an_opening(cast: Cast, who: str) -> None:
    opened(cast, cast.a)
    url = f"{PERIOD}han/{PeriodOpening.objects.get().pk}/rut/"
    assert signed_in(getattr(cast, who)).post(url, {"reason": "x"}).status_code in (403, 404)
    assert PeriodOpening.objects.exists()
