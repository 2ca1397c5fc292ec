"""Needs, periods of the year, commitments: figures, names, workbooks, reach."""

from datetime import date
from typing import Any

import pytest

from staff.models import Officer, Qualification, Rank, RankHolding
from tests.conftest import Cast
from tests.training.building import place, promise, session
from tests.training.screens import THIS_YEAR, rows, said, text, url
from training.models import Attendance, Result, StudyCommitment
from training.services.reference import install_expectations

# --- needs ----------------------------------------------------------------------------------------


@pytest.fixture
def junior(cast: Cast) -> Officer:
    """Anh of A: chấp hành viên sơ cấp with law degree and training, no state management."""
    install_expectations()
    anh = cast.officer("anh")
    RankHolding.objects.create(officer=anh, rank=Rank.objects.get(code="03.301"), start=date(2020, 1, 1))
    facts = {"officer": anh, "start": date(2010, 1, 1)}
    Qualification.objects.create(
        kind="education", level="university", title="Đại học", specialty="Luật", **facts
    )
    Qualification.objects.create(kind="enforcement", level="other", title="Nghiệp vụ THA", **facts)
    return anh


def lines(response: Any) -> dict[str, tuple[int, int]]:
    board = response.context["board"]
    return {row.code: (row.people, row.lacking) for row in board.rows}


def test_the_needs_board_counts_a_unit_with_everything_below(cast: Cast, as_, junior: Officer) -> None:
    client = as_(cast.mai)
    held = client.get(url("needs"))
    # Anh lacks state management; An and Binh, trưởng phòng, lack political theory and a leadership course.
    assert lines(held)["T-A"] == (2, 2)
    assert lines(held)["T-B"] == (2, 1)
    assert lines(held)["T"] == (9, 3)
    following = client.get(url("needs", muc="ke-tiep", at="01/07/2026"))
    assert lines(following)["T"] == (1, 1)
    assert [row[:2] for row in rows(client.get(url("needs_xlsx")))][-1][0] == "Tổng số"


def test_the_law_of_the_day_decides_what_the_next_rank_asks(cast: Cast, as_, junior: Officer) -> None:
    client = as_(cast.mai)
    before = text(client.get(url("needs_people", muc="ke-tiep", at="30/06/2026")))
    after = text(client.get(url("needs_people", muc="ke-tiep", at="01/07/2026")))
    assert "Trúng tuyển kỳ thi tuyển chấp hành viên" in before
    assert "Đ18 Luật 26/2008" in before
    assert "Trúng tuyển kỳ thi" not in after
    assert "Đáp ứng yêu cầu của vị trí việc làm" in after


def test_training_that_was_a_condition_of_the_rank_held_is_no_lack(cast: Cast, as_, junior: Officer) -> None:
    Qualification.objects.filter(officer=junior, kind="enforcement").delete()
    client = as_(cast.mai)
    for target in ("hien-giu", "ke-tiep"):
        page = client.get(url("needs_people", muc=target, unit="T-A", q="CC-anh"))
        [need] = [row.record for row in page.context["table"].rows]
        assert "enforcement" not in [lack.kind for lack in need.known]
        assert "enforcement" in [lack.kind for lack in need.unknown]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"unit": "T-A"}, ["CC-an", "CC-anh"]),
        ({"unit": "T-A", "kind": "state_management"}, ["CC-anh"]),
        ({"q": "nguyen thi"}, ["CC-anh"]),
        ({"kind": "exam"}, []),
        ({"kind": "không có"}, []),
        ({"q": "x" * 500}, []),
    ],
)
def test_names_behind_the_needs(cast: Cast, as_, junior: Officer, query: dict, found: list) -> None:
    client = as_(cast.mai)
    page = client.get(url("needs_people", **query))
    assert [row.record.person.number for row in page.context["table"].rows] == found
    exported = client.get(url("needs_people_xlsx", **query))
    if exported.status_code == 200:
        assert sorted({row[0] for row in rows(exported)}) == found


def test_needs_stay_in_reach(cast: Cast, as_, junior: Officer) -> None:
    client = as_(cast.binh)
    assert list(lines(client.get(url("needs")))) == ["T-B"]
    assert client.get(url("needs_people", unit="T-A")).status_code == 404
    assert "CC-anh" not in text(client.get(url("needs_people")))
    assert as_(cast.anh).get(url("needs")).status_code == 403


@pytest.mark.parametrize("name", ["needs", "needs_people"])
def test_a_wrong_day_is_said(cast: Cast, as_, name: str) -> None:
    assert "“31/02/2026” không phải là ngày" in text(as_(cast.mai).get(url(name, at="31/02/2026")))
    assert as_(cast.mai).get(url(f"{name}_xlsx", at="x")).status_code == 302


# --- periods of the year --------------------------------------------------------------------------


def attended(officer: Officer, unit: Any, periods: int) -> None:
    row = place(session(unit, start=0, days=30, seats=9), officer)
    while periods > 0:
        day = date(THIS_YEAR, 1, 5 + row.attendances.count())
        Attendance.objects.create(enrolment=row, day=day, periods=min(periods, 8))
        periods -= 8


def test_periods_by_unit_and_person(cast: Cast, as_, settings) -> None:
    settings.TRAINING_YEARLY_PERIODS = 16
    attended(cast.officer("anh"), cast.t, 16)
    attended(cast.officer("bao"), cast.t, 8)
    client = as_(cast.mai)
    board = client.get(url("hours")).context["board"]
    figures = {row.code: (row.figures.people, row.figures.reached, row.figures.periods) for row in board.rows}
    assert figures == {"T": (9, 1, 24), "T-A": (2, 1, 16), "T-B": (2, 0, 8)}
    people = client.get(url("hours_people", reached="dat"))
    assert [row.record.number for row in people.context["table"].rows] == ["CC-anh"]
    exported = rows(client.get(url("hours_people_xlsx", unit="T-B")))
    assert [(row[0], row[3], row[5]) for row in exported] == [("CC-bao", 8, 8), ("CC-binh", 0, 16)]
    assert rows(client.get(url("hours_xlsx")))[-1][:4] == ("Tổng số", None, 9, 1)


def test_a_passed_programme_without_a_list_counts_whole_in_the_year_of_the_certificate(
    cast: Cast, as_
) -> None:
    row = place(session(cast.t, start=-60), cast.officer("anh"))
    Result.objects.create(enrolment=row, passed=True, issued_on=date(THIS_YEAR, 1, 5))
    client = as_(cast.an)
    assert client.get(url("hours")).context["board"].total.periods == 40
    assert client.get(url("hours", year=THIS_YEAR - 1)).context["board"].total.periods == 0


@pytest.mark.parametrize("year", ["x", "0", "99999999999", "-5", "20 26"])
def test_a_wrong_year_is_said(cast: Cast, as_, year: str) -> None:
    client = as_(cast.mai)
    for name in ("hours", "hours_people"):
        assert "không phải là năm" in text(client.get(url(name, year=year)))
        assert client.get(url(f"{name}_xlsx", year=year)).status_code == 302


def test_periods_stay_in_reach(cast: Cast, as_) -> None:
    client = as_(cast.binh)
    assert "CC-anh" not in text(client.get(url("hours_people")))
    assert client.get(url("hours_people", unit="T-A")).status_code == 404
    assert as_(cast.anh).get(url("hours")).status_code == 403


# --- commitments ----------------------------------------------------------------------------------


def test_a_commitment_is_entered_seen_and_settled(cast: Cast, as_) -> None:
    client = as_(cast.mai)
    facts = {"number": "CC-anh", "degree": "master", "subject": "Luật", "school": "ĐH Luật"}
    facts |= {"start": "05/09/2022", "last_day": "04/09/2024", "cost": "72.000.000"}
    client.post(url("commitment_new"), facts)
    row = StudyCommitment.objects.get()
    assert (row.months_to_serve, row.cost) == (72, 72_000_000)
    told = said(
        client, client.post(url("commitment", row.pk), {"broken_on": "05/09/2025", "reason": "thôi việc"})
    )
    assert "phải đền bù 60.000.000 đồng" in told
    assert "72.000.000 × (72 − 12) / 72" in told


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": "CC-khong-co"}, "number"),
        ({"cost": "bảy hai triệu"}, "cost"),
        ({"cost": "9" * 24}, "cost"),
        ({"cost": "1.5"}, "cost"),
        ({"last_day": "01/01/2022"}, "last_day"),
        ({"degree": "bachelor"}, "degree"),
    ],
)
def test_an_impossible_commitment_is_told_at_its_field(cast: Cast, as_, change: dict, field: str) -> None:
    facts = {"number": "CC-anh", "degree": "master", "subject": "Luật", "school": "ĐH Luật"}
    facts |= {"start": "05/09/2022", "last_day": "04/09/2024", "cost": "72000000"}
    response = as_(cast.mai).post(url("commitment_new"), facts | change)
    assert list(response.context["form"].errors) == [field]
    assert not StudyCommitment.objects.exists()


def test_commitments_stay_in_reach_and_the_own_is_read_only(cast: Cast, as_) -> None:
    row = promise(cast.officer("anh"))
    assert as_(cast.binh).get(url("commitment", row.pk)).status_code == 404
    assert "CC-anh" not in text(as_(cast.binh).get(url("commitments")))
    page = text(as_(cast.anh).get(url("commitment", row.pk)))
    assert "72.000.000" in page
    assert "Xử lý vi phạm cam kết" not in page
    settle = {"broken_on": "05/09/2025", "reason": "x"}
    assert as_(cast.anh).post(url("commitment", row.pk), settle).status_code == 403
    assert as_(cast.ngoc).post(url("commitment", row.pk), settle).status_code == 404
    row.refresh_from_db()
    assert row.broken_on is None


def test_the_list_of_commitments_with_filters_and_workbook(cast: Cast, as_) -> None:
    promise(cast.officer("anh"))
    promise(cast.officer("bao"), broken_on=date(2025, 9, 5), served_months=12, compensation=60_000_000)
    client = as_(cast.mai)

    def found(**query: str) -> list[str]:
        return [row[0] for row in rows(client.get(url("commitments_xlsx", **query)))]

    assert found() == ["CC-anh", "CC-bao"]
    assert found(broken="1") == ["CC-bao"]
    assert found(q="nguyen") == ["CC-anh"]
    assert "60.000.000" in text(client.get(url("commitments")))
