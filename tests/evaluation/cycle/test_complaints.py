"""Complaints about a confirmed form (article 22): who, when, how often, what follows."""

import io
from datetime import date

import openpyxl
import pytest
from django.test import RequestFactory

from evaluation.models import Complaint, Evaluation, Period, YearRating
from evaluation.reports.cycle_panels import complaints_card
from evaluation.services.complaints import answer, complain
from evaluation.services.following import follow_scorers
from evaluation.services.reminders import cycle_news
from staff.models import Notice, User
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.cycle.building import (
    away,
    confirmed,
    drafted,
    form_of,
    scored,
    standing_in,
    today,
)
from tests.evaluation.screens import address, said, signed_in

LIST = "/danh-gia/kien-nghi/"


@pytest.fixture
def form(cast: Cast) -> Evaluation:
    drafted(cast)
    scored(cast, form_of(cast, "anh"))
    return confirmed(cast, form_of(cast, "anh"), share="0.8")


def card_of(user: User) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return complaints_card(request)


def complained(cast: Cast, form: Evaluation, day: date | None = None) -> Complaint:
    return complain(evaluation=form, text="Không nhất trí mục I.2", actor=cast.anh, today=day)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 10, 5), date(2026, 10, 14)),
        (date(2026, 10, 9), date(2026, 10, 20)),
        # 30/04 and 01/05 are holidays.
        (date(2026, 4, 28), date(2026, 5, 11)),
    ],
)
def test_article_22_seven_working_days_without_holidays(
    cast: Cast, form: Evaluation, received: date, due: date
) -> None:
    row = complained(cast, form, received)
    assert (row.received_on, row.due, row.answerer) == (received, due, cast.officer("an"))
    assert Notice.objects.filter(user=cast.an, url=f"{LIST}{row.pk}/").count() == 1


def test_article_22_only_the_officer_complains(cast: Cast, form: Evaluation) -> None:
    for who in (cast.an, cast.mai, cast.bao):
        with pytest.raises(DomainError, match="Điều 22"):
            complain(evaluation=form, text="Khác", actor=who)
    assert not Complaint.objects.exists()


def test_only_about_the_current_confirmed_version(cast: Cast, form: Evaluation) -> None:
    row = complained(cast, form)
    answer(complaint=row, accepted=True, text="Đúng", actor=cast.an)
    for version in (form, form_of(cast, "anh")):
        with pytest.raises(DomainError, match="hiện hành đã xác nhận"):
            complained(cast, version)
    confirmed(cast, form_of(cast, "anh"))
    assert complained(cast, form_of(cast, "anh")).pk


def test_one_open_complaint_at_a_time(cast: Cast, form: Evaluation) -> None:
    row = complained(cast, form)
    with pytest.raises(DomainError, match="chưa trả lời"):
        complained(cast, form)
    answer(complaint=row, accepted=False, text="Không đúng", actor=cast.an)
    assert complained(cast, form).pk != row.pk


def test_an_accepted_complaint_opens_the_form_again_with_its_reason(cast: Cast, form: Evaluation) -> None:
    row = answer(complaint=complained(cast, form), accepted=True, text="Tính lại", actor=cast.an)
    after = form_of(cast, "anh")
    assert (row.outcome, row.answered_by) == ("dong_y", cast.an)
    assert (after.state, after.version, after.predecessor) == ("reopened", 2, form)
    assert after.reopen_reason.endswith(": Tính lại")
    assert Notice.objects.filter(user=cast.anh, key=f"kien-nghi:{row.pk}:tra-loi").exists()


def test_a_refused_complaint_leaves_the_form_and_keeps_the_reasons(cast: Cast, form: Evaluation) -> None:
    row = answer(complaint=complained(cast, form), accepted=False, text="Có biên bản", actor=cast.an)
    assert (row.outcome, row.answer) == ("khong", "Có biên bản")
    assert form_of(cast, "anh").pk == form.pk


def test_an_answer_needs_reasons_and_comes_once(cast: Cast, form: Evaluation) -> None:
    row = complained(cast, form)
    with pytest.raises(DomainError):
        answer(complaint=row, accepted=False, text="  ", actor=cast.an)
    answer(complaint=row, accepted=False, text="Không", actor=cast.an)
    with pytest.raises(DomainError, match="đã được trả lời"):
        answer(complaint=row, accepted=True, text="Lại", actor=cast.an)
    assert form_of(cast, "anh").pk == form.pk


def test_the_stand_in_of_an_absent_scorer_answers(cast: Cast, form: Evaluation) -> None:
    row = complained(cast, form)
    away(cast.officer("an"))
    standing_in(cast.officer("binh"), cast.a, instead_of=cast.officer("an"))
    assert follow_scorers(today=today()).complaints == 1
    assert Complaint.objects.get().answerer == cast.officer("binh")
    with pytest.raises(DomainError, match="Vũ Đức Bình"):
        answer(complaint=row, accepted=False, text="Không", actor=cast.an)
    assert answer(complaint=row, accepted=True, text="Đúng", actor=cast.binh).outcome == "dong_y"
    assert form_of(cast, "anh").version == 2


def test_a_complaint_about_a_rating_goes_to_the_rater(cast: Cast) -> None:
    rating = YearRating.objects.create(
        officer=cast.officer("anh"),
        year=2026,
        unit=cast.a,
        agency=cast.t,
        seat="staff",
        rater=cast.officer("an"),
        rule_set="nd335",
        state="signed",
        band="tot",
    )
    row = complain(rating=rating, text="Không nhất trí", actor=cast.anh)
    assert row.answerer == cast.officer("an")
    answered = answer(complaint=row, accepted=True, text="Sẽ xếp loại lại", actor=cast.an)
    assert answered.outcome == "dong_y"
    assert "khoản 3 Điều 21" in signed_in(cast.anh).get(f"{LIST}{row.pk}/").content.decode()


def test_the_officer_complains_and_the_scorer_answers_on_the_screens(cast: Cast, form: Evaluation) -> None:
    officer, scorer = signed_in(cast.anh), signed_in(cast.an)
    assert "kien-nghi/" in officer.get(address(form)).content.decode()
    response = officer.post(address(form, "kien-nghi/"), {"text": "Xem lại mục I.2"}, follow=True)
    row = Complaint.objects.get()
    assert response.redirect_chain == [(f"{LIST}{row.pk}/", 302)]
    assert "1 kiến nghị chờ trả lời" in card_of(cast.an)
    assert card_of(cast.anh) == card_of(cast.mai) == ""
    data = {"outcome": "khong", "answer": "Đã xem lại."}
    response = scorer.post(f"{LIST}{row.pk}/tra-loi/", data, follow=True)
    assert said(response) == ["Đã lưu trả lời và thông báo cho công chức."]
    assert "Đã xem lại." in officer.get(f"{LIST}{row.pk}/").content.decode()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"answer": "Có"}, "outcome"),
        ({"outcome": "dong_y"}, "answer"),
        ({"outcome": "dong_y", "answer": "中"}, "answer"),
        ({"outcome": "cho", "answer": "Có"}, "outcome"),
    ],
)
def test_a_wrong_answer_is_refused_at_its_field(cast: Cast, form: Evaluation, data, field: str) -> None:
    row = complained(cast, form)
    response = signed_in(cast.an).post(f"{LIST}{row.pk}/tra-loi/", data)
    assert list(response.context["form"].errors) == [field]
    assert Complaint.objects.get().outcome == "cho"


@pytest.mark.parametrize(
    ("who", "sees", "answers"),
    [("anh", 200, 403), ("an", 200, 200), ("mai", 200, 403), ("kim", 200, 403), ("binh", 404, 404)],
)
def test_personnel_sees_and_cannot_answer(
    cast: Cast, form: Evaluation, who: str, sees: int, answers: int
) -> None:
    row = complained(cast, form)
    client = signed_in(getattr(cast, who))
    assert client.get(f"{LIST}{row.pk}/").status_code == sees
    assert client.get(f"{LIST}{row.pk}/tra-loi/").status_code == answers


def test_the_list_filters_and_exports_what_it_shows(cast: Cast, form: Evaluation) -> None:
    complained(cast, form, date(2026, 10, 1))
    client = signed_in(cast.mai)
    counts = {
        stage: len(client.get(f"{LIST}?stage={stage}").context["table"].rows)
        for stage in ("", "qua_han", "cho", "dong_y", "khong", "linh-tinh")
    }
    assert counts == {"": 1, "qua_han": 1, "cho": 0, "dong_y": 0, "khong": 0, "linh-tinh": 1}
    content = client.get(f"{LIST}danh-sach.xlsx?stage=qua_han").content
    cells = [c.value for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows() for c in row]
    assert "Nguyễn Thị Ánh" in cells
    assert "Quá hạn trả lời" in cells


@pytest.mark.parametrize(
    ("day", "stages"),
    [
        (date(2026, 10, 10), []),
        (date(2026, 10, 12), ["sap"]),
        (date(2026, 10, 14), ["sap"]),
        (date(2026, 10, 15), ["qua-han"]),
    ],
)
def test_the_digest_tells_who_answers_two_days_before_and_when_overdue(
    cast: Cast, form: Evaluation, day: date, stages: list[str]
) -> None:
    complained(cast, form, date(2026, 10, 5))
    news = [item for item in cycle_news(day) if item.key.startswith("kien-nghi:")]
    assert [(item.user_id, item.key.rpartition(":")[2]) for item in news] == [
        (cast.an.pk, stage) for stage in stages
    ]


def test_a_complaint_is_about_one_result(cast: Cast, form: Evaluation) -> None:
    with pytest.raises(ValueError, match="about a form"):
        complain(text="?", actor=cast.anh)
    assert Period.objects.count() == 1
