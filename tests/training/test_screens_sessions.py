"""The list of sessions, one session, and the places in it."""

from typing import Any

import pytest

from tests.conftest import Cast
from tests.factories import PostingFactory
from tests.training.building import course, in_days, place, programme, session
from tests.training.screens import THIS_YEAR, rows, said, text, url
from training.models import Enrolment, Session

# --- the list of sessions -------------------------------------------------------------------------


def titles(response: Any) -> list[str]:
    return [row.record.course.title for row in response.context["table"].rows]


@pytest.fixture
def three(cast: Cast) -> list[Session]:
    """Open, running, over."""
    theory = programme(kind="political_theory", level="Trung cấp")
    return [
        session(cast.t, course=course(cast.t, title="Lớp mở", folded="k1 lop mo")),
        session(cast.t, start=-1, course=course(cast.t, title="Lớp đang học", folded="k2 lop dang hoc")),
        session(
            cast.t,
            start=-40,
            course=course(cast.t, title="Lớp đã xong", folded="k3 lop da xong", programme=theory),
        ),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Lớp mở", "Lớp đang học", "Lớp đã xong"]),
        ({"q": "LOP DANG"}, ["Lớp đang học"]),
        ({"q": "đang học"}, ["Lớp đang học"]),
        ({"stage": "over"}, ["Lớp đã xong"]),
        ({"stage": "open"}, ["Lớp mở"]),
        ({"stage": "cancelled"}, []),
        ({"kind": "political_theory"}, ["Lớp đã xong"]),
        ({"kind": "khac"}, []),
        ({"year": str(THIS_YEAR)}, ["Lớp mở", "Lớp đang học", "Lớp đã xong"]),
        ({"free": "1"}, ["Lớp mở", "Lớp đang học", "Lớp đã xong"]),
        ({"year": "1999"}, []),
        ({"stage": "gì đó"}, []),
    ],
)
def test_everyone_filters_the_sessions(cast: Cast, as_, three, query: dict, found: list) -> None:
    client = as_(cast.anh)
    assert titles(client.get(url("sessions", **query))) == found
    exported = client.get(url("sessions_xlsx", **query))
    if exported.status_code == 200:
        assert [row[1] for row in rows(exported)] == found
    else:
        assert exported.url == url("sessions", **query)


@pytest.mark.parametrize("query", [{"page": "x"}, {"page": "0"}, {"page": "9" * 30}, {"sort": "zz"}])
def test_impossible_pages_still_show_the_list(cast: Cast, as_, three, query: dict) -> None:
    assert len(titles(as_(cast.anh).get(url("sessions", **query)))) == 3


@pytest.mark.parametrize("name", ["session", "session_xlsx", "session_edit", "course_edit", "commitment"])
def test_impossible_numbers_are_not_found(cast: Cast, as_, name: str) -> None:
    for number in (0, 2**63 - 1, 10**30):
        assert as_(cast.mai).get(url(name, number)).status_code == 404


# --- one session ----------------------------------------------------------------------------------


def test_a_leader_sees_the_own_people_and_how_many_others(cast: Cast, as_) -> None:
    held = session(cast.t, seats=9)
    place(held, cast.officer("anh"))
    place(held, cast.officer("bao"))
    page = text(as_(cast.an).get(url("session", held.pk)))
    assert "Nguyễn Thị Ánh" in page
    assert "Đỗ Quốc Bảo" not in page
    assert "Danh sách còn 1 người của đơn vị khác" in page
    assert [row[0] for row in rows(as_(cast.an).get(url("session_xlsx", held.pk)))] == ["CC-anh"]
    assert "Đỗ Quốc Bảo" in text(as_(cast.mai).get(url("session", held.pk)))


def test_an_officer_asks_for_a_place_and_gives_it_back(cast: Cast, as_) -> None:
    held = session(cast.t)
    client = as_(cast.anh)
    assert "Đăng ký học" in text(client.get(url("session", held.pk)))
    assert "Đã gửi đề nghị" in said(client, client.post(url("propose", held.pk)))
    asked = Enrolment.objects.get()
    assert (asked.officer, asked.state) == (cast.officer("anh"), "proposed")
    assert "Đăng ký học" not in text(client.get(url("session", held.pk)))
    assert "Đã rút khỏi lớp" in said(client, client.post(url("give_back", asked.pk)))
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_a_proposal_too_late_is_refused_in_words(cast: Cast, as_) -> None:
    held = session(cast.t, deadline=in_days(-1))
    client = as_(cast.anh)
    assert "đã hết hạn đăng ký" in said(client, client.post(url("propose", held.pk)))
    assert not Enrolment.objects.exists()


def test_nobody_gives_back_the_place_of_another(cast: Cast, as_) -> None:
    row = place(session(cast.t), cast.officer("bao"))
    for person in (cast.anh, cast.mai, cast.binh):
        assert as_(person).post(url("give_back", row.pk)).status_code == 404
    row.refresh_from_db()
    assert row.state == "enrolled"


@pytest.mark.parametrize(
    ("name", "answer"), [("mai", 302), ("an", 403), ("anh", 403), ("ngoc", 404), ("kim", 403)]
)
def test_who_decides_about_a_proposal(cast: Cast, as_, name: str, answer: int) -> None:
    row = place(session(cast.t), cast.officer("anh"), "proposed")
    assert as_(getattr(cast, name)).post(url("accept", row.pk)).status_code == answer
    row.refresh_from_db()
    assert row.state == ("enrolled" if answer == 302 else "proposed")


def test_a_refusal_asks_for_a_reason_that_the_officer_reads(cast: Cast, as_) -> None:
    held = session(cast.t)
    row = place(held, cast.officer("anh"), "proposed")
    assert "errorlist" in text(as_(cast.mai).post(url("refuse", row.pk), {"reason": ""}))
    as_(cast.mai).post(url("refuse", row.pk), {"reason": "đã học năm 2025"})
    assert "đã học năm 2025" in text(as_(cast.anh).get(url("mine")))


def test_taking_somebody_off_tells_who_moved_up(cast: Cast, as_) -> None:
    held = session(cast.t, seats=1)
    row = place(held, cast.officer("anh"))
    place(held, cast.officer("bao"), "waiting")
    client = as_(cast.mai)
    page = said(client, client.post(url("withdraw", row.pk), {"reason": "bận công tác"}))
    assert "Chuyển từ danh sách chờ sang: Đỗ Quốc Bảo" in page


# --- enrolling several people ---------------------------------------------------------------------


def test_personnel_enrols_several_people_of_the_own_reach(cast: Cast, as_) -> None:
    held = session(cast.t, seats=1)
    client = as_(cast.mai)
    page = client.get(url("enrol", held.pk, q="nguyen thi anh"))
    assert [row.record.officer.number for row in page.context["table"].rows] == ["CC-anh"]
    chosen = [cast.officer("anh").pk, cast.officer("bao").pk]
    told = said(client, client.post(url("enrol", held.pk), {"officer": chosen}))
    assert "Đã cử 1 người đi học" in told
    assert "1 người vào danh sách chờ" in told
    again = client.get(url("enrol", held.pk))
    assert "CC-anh" not in [row.record.officer.number for row in again.context["table"].rows]


def test_people_out_of_reach_cannot_be_slipped_in(cast: Cast, as_) -> None:
    held = session(cast.t)
    outside = PostingFactory().officer
    client = as_(cast.mai)
    for chosen in ([outside.pk], ["x"], ["9" * 40], []):
        assert "Chưa chọn ai" in said(client, client.post(url("enrol", held.pk), {"officer": chosen}))
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize("name", ["anh", "an", "kim", "thu", "ngoc"])
def test_enrolling_needs_verb_and_reach(cast: Cast, as_, name: str) -> None:
    held = session(cast.t)
    client = as_(getattr(cast, name))
    assert client.get(url("enrol", held.pk)).status_code == 403
    assert client.post(url("enrol", held.pk), {"officer": [cast.officer("anh").pk]}).status_code == 403
    assert not Enrolment.objects.exists()
