"""Keeping the catalogue, attendance, results; the own training."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cms.services.site import install_site
from staff.models import Qualification
from tests.conftest import Cast
from tests.factories import PostingFactory
from tests.training.building import course, in_days, place, programme, session
from tests.training.screens import THIS_YEAR, said, text, url
from training.models import Attendance, Course, Enrolment, Programme, Result, Session

# --- keeping the catalogue ------------------------------------------------------------------------


def test_personnel_plans_a_programme_a_course_and_a_session(cast: Cast, as_) -> None:
    client = as_(cast.mai)
    facts = {"code": "LLCT", "title": "Trung cấp lý luận", "periods": "1056", "start": "01/01/2026"}
    client.post(url("programme_new"), facts | {"kind": "political_theory", "level": "Trung cấp"})
    made = Programme.objects.get()
    facts = {"programme": made.pk, "code": "LLCT-1", "title": "Khóa I", "year": THIS_YEAR, "unit": cast.t.pk}
    client.post(url("course_new"), facts)
    planned = Course.objects.get()
    first, last = in_days(20), in_days(24)
    facts = {"start": f"{first:%d/%m/%Y}", "last_day": f"{last:%d/%m/%Y}", "place": "Trường", "seats": "30"}
    client.post(url("session_new", planned.pk), facts | {"deadline": f"{in_days(10):%d/%m/%Y}"})
    opened = Session.objects.get()
    assert (opened.start, opened.end) == (first, last + timedelta(days=1))
    assert opened.history.get().history_user == cast.mai


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"last_day": "01/01/2020"}, "last_day"),
        ({"last_day": "31/12/9999"}, "last_day"),
        ({"start": "31/02/2026"}, "start"),
        ({"seats": "0"}, "seats"),
        ({"seats": "1e9"}, "seats"),
        ({"deadline": "01/01/2199"}, "deadline"),
        ({"place": ""}, "place"),
    ],
)
def test_an_impossible_session_is_told_at_its_field(cast: Cast, as_, change: dict, field: str) -> None:
    planned = course(cast.t)
    facts = {"start": f"{in_days(20):%d/%m/%Y}", "last_day": f"{in_days(24):%d/%m/%Y}", "place": "Trường"}
    facts |= {"seats": "30", "deadline": f"{in_days(10):%d/%m/%Y}"}
    response = as_(cast.mai).post(url("session_new", planned.pk), facts | change)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not Session.objects.exists()


def test_courses_of_other_units_are_not_ones_own_to_change(cast: Cast, as_) -> None:
    foreign = session(PostingFactory().unit)
    client = as_(cast.mai)
    assert client.get(url("session", foreign.pk)).status_code == 200
    for name, number in (
        ("session_edit", foreign.pk),
        ("session_cancel", foreign.pk),
        ("course_edit", foreign.course_id),
        ("session_new", foreign.course_id),
    ):
        assert client.get(url(name, number)).status_code == 404


def test_a_course_for_a_unit_out_of_reach_is_refused(cast: Cast, as_) -> None:
    foreign = PostingFactory().unit
    facts = {"programme": programme().pk, "code": "X", "title": "Khóa", "year": THIS_YEAR, "unit": foreign.pk}
    response = as_(cast.mai).post(url("course_new"), facts)
    assert list(response.context["form"].errors) == ["unit"]
    assert not Course.objects.exists()


# --- attendance and results -----------------------------------------------------------------------


def test_attendance_of_a_day(cast: Cast, as_) -> None:
    held = session(cast.t, start=-2)
    row = place(held, cast.officer("anh"))
    day = f"{in_days(-1):%d/%m/%Y}"
    client = as_(cast.mai)
    client.post(url("attendance", held.pk, day=day), {f"n{row.pk}": "8"})
    assert Attendance.objects.get().day == in_days(-1)
    assert 'value="8"' in text(client.get(url("attendance", held.pk, day=day)))
    for wrong in ("13", "-1", "tám", "9" * 30):
        assert "errorlist" in text(client.post(url("attendance", held.pk, day=day), {f"n{row.pk}": wrong}))
    assert Attendance.objects.get().periods == 8


@pytest.mark.parametrize("day", ["x", "31/02/2026", "01/01/1999", "9" * 50])
def test_a_day_that_is_none_is_said_and_nothing_is_kept(cast: Cast, as_, day: str) -> None:
    held = session(cast.t, start=-2)
    row = place(held, cast.officer("anh"))
    client = as_(cast.mai)
    assert "day-error" in text(client.get(url("attendance", held.pk, day=day)))
    client.post(url("attendance", held.pk, day=day), {f"n{row.pk}": "8"})
    assert not Attendance.objects.exists()


def result_facts(row: Enrolment, **facts: str) -> dict[str, str]:
    return {f"r{row.pk}-{name}": value for name, value in facts.items()}


def test_results_are_kept_and_written_into_the_record(cast: Cast, as_) -> None:
    held = session(cast.t, start=-10)
    first, second = place(held, cast.officer("anh")), place(held, cast.officer("bao"))
    issued = f"{in_days(-1):%d/%m/%Y}"
    data = result_facts(first, passed="1", mark="8,5", grade="gioi", certificate="01", issued_on=issued)
    client = as_(cast.mai)
    told = said(client, client.post(url("results", held.pk), data | result_facts(second, passed="0")))
    assert "số trình độ đã ghi vào hồ sơ: 1" in told
    assert "8,5" in told
    assert Qualification.objects.get().officer == cast.officer("anh")
    assert [result.passed for result in Result.objects.order_by("enrolment")] == [True, False]


@pytest.mark.parametrize(
    "wrong",
    [
        {"passed": "1", "mark": "mười"},
        {"passed": "1", "mark": "101"},
        {"passed": "1"},
        {"mark": "5"},
        {"passed": "7"},
        {"passed": "1", "issued_on": "30/02/2026"},
        {"passed": "1", "issued_on": "01/01/2199"},
    ],
)
def test_one_wrong_line_leaves_everything_as_it_was(cast: Cast, as_, wrong: dict) -> None:
    held = session(cast.t, start=-10)
    first, second = place(held, cast.officer("anh")), place(held, cast.officer("bao"))
    issued = f"{in_days(-1):%d/%m/%Y}"
    data = result_facts(first, passed="1", issued_on=issued) | result_facts(second, **wrong)
    assert "errorlist" in text(as_(cast.mai).post(url("results", held.pk), data))
    assert not Result.objects.exists()
    assert not Qualification.objects.exists()


# --- my training, the tab, the card ---------------------------------------------------------------


def test_my_training_shows_the_own_and_what_is_open_above(cast: Cast, as_) -> None:
    done = session(cast.t, start=-30, course=course(cast.t, title="Lớp đã qua"))
    row = place(done, cast.officer("anh"))
    Attendance.objects.create(enrolment=row, day=done.start, periods=8)
    session(cast.t, course=course(cast.t, title="Lớp cấp trên"))
    session(cast.b, course=course(cast.b, title="Lớp đơn vị bạn"))
    page = text(as_(cast.anh).get(url("mine")))
    assert "Lớp đã qua" in page
    assert "Lớp cấp trên" in page
    assert "Lớp đơn vị bạn" not in page
    assert "40" in page


def test_the_home_card_and_the_tab_of_the_officer_page(cast: Cast, as_) -> None:
    install_site()
    held = session(cast.t, course=course(cast.t, title="Lớp sắp tới"))
    place(held, cast.officer("anh"))
    place(held, cast.officer("bao"), "proposed")
    assert "Lớp sắp tới" in text(as_(cast.anh).get("/"))
    assert "1 đề nghị đi học chờ duyệt" in text(as_(cast.mai).get("/"))
    tab = text(as_(cast.an).get(reverse("staff:officer", args=["CC-anh"]), {"tab": "dao-tao"}))
    assert "Lớp sắp tới" in tab
