"""The due-date centre: who sees what, counts, filters, sorting, workbook, calendar, cards, the officer's tab."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from staff.access import Role
from staff.models import (
    Absence,
    AssetDuty,
    Card,
    Discipline,
    Hindrance,
    LabourContract,
    LeadershipTerm,
    Post,
    Qualification,
    User,
)
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory
from tests.staff.due_cast import DAY, due, in_position, on_step, plan
from tests.staff.screens import text, url

As = Callable[[Any], Client]
AT = "30/09/2026"


@pytest.fixture
def both(cast: Cast) -> Cast:
    """One officer of A and one of B are due to change position on 01/12/2026."""
    in_position(cast.officer("anh"), cast.a)
    in_position(cast.officer("bao"), cast.b)
    return cast


def page(client: Client, **query: str) -> str:
    return text(client.get(url("due", at=AT, **query)))


def listed(client: Client, **query: str) -> list[str]:
    """Personnel numbers in the list, in its order."""
    return re.findall(r'<span class="faint nowrap">(CC[^<]*)</span></td>', page(client, **query))


def cells(client: Client, **query: str) -> list[list[str]]:
    """The table of counts: each row its label and figures."""
    table = page(client, **query).split("table-cards due-counts")[1].split("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table)[1:]
    strip = re.compile(r"<[^>]+>")
    return [[strip.sub("", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


class TestScope:
    @pytest.mark.parametrize(
        ("who", "numbers"),
        [
            ("mai", {"CC-anh", "CC-bao"}),
            ("kim", {"CC-anh", "CC-bao"}),
            ("an", {"CC-anh"}),
            ("binh", {"CC-bao"}),
            ("anh", {"CC-anh"}),
            ("ngoc", set()),
            ("loan", set()),
            ("thu", set()),  # sees people, but not their record
        ],
    )
    def test_everyone_sees_the_people_in_reach_and_oneself(self, both: Cast, as_: As, who, numbers) -> None:
        assert set(listed(as_(getattr(both, who)))) == numbers
        assert {item.person.number for item in due(user=getattr(both, who))} == numbers

    def test_counts_workbook_and_calendar_leave_out_the_same_people(self, both: Cast, as_: As) -> None:
        client = as_(both.an)
        assert ["Tổng số", "0", "1", "0", "0", "1", "0"] in cells(client)
        book = client.get(url("due_xlsx", at=AT)).content
        sheet = openpyxl.load_workbook(io.BytesIO(book)).active
        assert [row[4].value for row in sheet.iter_rows(min_row=4)] == ["CC-anh"]
        calendar = client.get(url("due_calendar", at=AT)).content.decode()
        assert calendar.count("BEGIN:VEVENT") == 1
        assert "CC-anh" in calendar.replace("\r\n ", "")

    def test_a_unit_out_of_reach_is_no_choice(self, both: Cast, as_: As) -> None:
        client = as_(both.an)
        shown = page(client, unit="T-B")
        assert "T-B không" in shown or "errorlist" in shown
        assert listed(client, unit="T-B") == []

    def test_what_blocks_someone_is_seen_only_with_the_record(self, both: Cast, as_: As) -> None:
        Hindrance.objects.create(officer=both.officer("anh"), kind="investigated", start=DAY)
        assert "điều tra, truy tố" in page(as_(both.an), state="chua")
        both.an.groups.set(Group.objects.filter(name=Role.CASELOAD_CLERK.value))
        assert "Số việc đến hạn" not in page(as_(both.an), state="tat-ca")
        assert listed(as_(both.an), state="tat-ca") == []


class TestFilters:
    def test_by_kind_horizon_unit_state_and_text(self, both: Cast, as_: As) -> None:
        client = as_(both.mai)
        AssetDuty.objects.create(
            officer=both.officer("anh"),
            kind="yearly",
            year=2025,
            start=date(2025, 9, 1),
            due=date(2025, 12, 31),
        )
        Hindrance.objects.create(officer=both.officer("bao"), kind="nursing", start=DAY, end=date(2027, 1, 1))
        assert listed(client) == ["CC-anh", "CC-anh"]
        assert listed(client, kind="ke-khai-tai-san") == ["CC-anh"]
        assert listed(client, horizon="3") == ["CC-anh"]
        assert listed(client, horizon="qua-han", kind="chuyen-doi") == []
        assert listed(client, state="chua") == ["CC-bao"]
        assert listed(client, state="khong") == []
        assert listed(client, state="tat-ca") == ["CC-anh", "CC-anh", "CC-bao"]
        assert listed(client, state="tat-ca", unit="T-B") == ["CC-bao"]
        assert len(listed(client, state="tat-ca", unit="T")) == 3
        assert listed(client, q="nguyen thi anh") == ["CC-anh", "CC-anh"]
        assert listed(client, q="cc-BAO", state="chua") == ["CC-bao"]
        assert listed(client, q="nobody") == []

    def test_sorted_by_day_or_by_vietnamese_name(self, both: Cast, as_: As) -> None:
        in_position(both.officer("thu"), both.t, start=date(2021, 11, 1))
        client = as_(both.mai)
        assert listed(client) == ["CC-thu", "CC-anh", "CC-bao"]
        assert listed(client, sort="-due") == ["CC-anh", "CC-bao", "CC-thu"]
        assert listed(client, sort="name") == ["CC-anh", "CC-bao", "CC-thu"]
        assert listed(client, sort="unit") == ["CC-thu", "CC-anh", "CC-bao"]

    @pytest.mark.parametrize(
        "query",
        [
            {"at": "x"},
            {"at": "31/02/2026"},
            {"at": "99999999"},
            {"page": "0"},
            {"page": "999999999999999999999"},
            {"page": "x"},
            {"sort": "nothing"},
            {"kind": "x"},
            {"horizon": "99"},
            {"state": "x"},
            {"unit": "x" * 500},
            {"q": "x" * 5000},
            {"theo": "x"},
            {"at": "01/01/1900"},
            {"at": "31/12/2200"},
        ],
    )
    @pytest.mark.parametrize("name", ["due", "due_xlsx", "due_calendar"])
    def test_odd_addresses_never_break(self, both: Cast, as_: As, name: str, query: dict[str, str]) -> None:
        response = as_(both.mai).get(url(name, **query))
        assert response.status_code in (200, 302)

    def test_a_day_that_cannot_be_read_is_said_at_the_field(self, both: Cast, as_: As) -> None:
        shown = text(as_(both.mai).get(url("due", at="31/02/2026")))
        assert "“31/02/2026” không phải" in shown
        assert as_(both.mai).get(url("due_calendar", at="31/02/2026")).url.startswith(url("due"))

    def test_the_day_of_the_page_decides(self, both: Cast, as_: As) -> None:
        client = as_(both.an)
        assert text(client.get(url("due", at="01/12/2026"))).count("Trong 3 tháng</span>") == 1
        assert text(client.get(url("due", at="02/12/2026"))).count("Quá hạn</span>") == 1
        assert "Không có việc đến hạn" in text(client.get(url("due", at="01/06/2022", kind="chuyen-doi")))

    def test_pages_of_fifty(self, cast: Cast, as_: As) -> None:
        for n in range(51):
            officer = OfficerFactory(number=f"CC{n:03d}")
            PostingFactory(officer=officer, unit=cast.a)
            in_position(officer, cast.a)
        assert len(listed(as_(cast.mai))) == 50
        assert len(listed(as_(cast.mai), page="2")) == 1


class TestCounts:
    def test_kind_by_horizon_with_what_is_blocked_apart(self, both: Cast, as_: As) -> None:
        Hindrance.objects.create(officer=both.officer("bao"), kind="nursing", start=DAY, end=date(2027, 1, 1))
        AssetDuty.objects.create(
            officer=both.officer("anh"),
            kind="yearly",
            year=2025,
            start=date(2025, 9, 1),
            due=date(2025, 12, 31),
        )
        assert cells(as_(both.mai)) == [
            ["Định kỳ chuyển đổi vị trí công tác", "0", "1", "0", "0", "1", "1"],
            ["Nộp bản kê khai tài sản, thu nhập", "1", "0", "0", "0", "1", "0"],
            ["Tổng số", "1", "1", "0", "0", "2", "1"],
        ]

    def test_by_unit_each_counts_everything_below_it(self, both: Cast, as_: As) -> None:
        rows = cells(as_(both.mai), theo="don-vi")
        assert [(row[0].split()[-1], row[2], row[5]) for row in rows] == [
            ("T", "2", "2"),
            ("T-A", "1", "1"),
            ("T-B", "1", "1"),
        ]

    def test_each_count_opens_the_list_it_counts(self, both: Cast, as_: As) -> None:
        client = as_(both.mai)
        links = re.findall(r'<td class="num"[^>]*><a[^>]* href="(\?[^"]+)#danh-sach">(\d+)<', page(client))
        assert links
        for query, count in links:
            shown = text(client.get(f"{reverse('staff:due')}{query.replace('&amp;', '&')}"))
            assert f"Số dòng: {count}<" in shown.replace(" </span>", "<").replace("</span>", "<")


def test_the_calendar_has_one_event_a_due_date_and_keeps_its_name(both: Cast, as_: As) -> None:
    client = as_(both.an)
    first = client.get(url("due_calendar", at=AT))
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in first["Cache-Control"]
    lines = first.content.decode().replace("\r\n ", "").split("\r\n")
    assert "DTSTART;VALUE=DATE:20261201" in lines
    assert "SUMMARY:Định kỳ chuyển đổi vị trí công tác: Nguyễn Thị Ánh" in lines
    duty = both.officer("anh").rotationduty_rows.get()
    assert f"UID:chuyen-doi-{duty.pk}@thads" in lines
    duty.start += timedelta(days=5)
    duty.save()
    moved = client.get(url("due_calendar", at=AT)).content.decode()
    assert f"UID:chuyen-doi-{duty.pk}@thads" in moved
    assert "20261206" in moved


def test_what_is_blocked_is_in_no_calendar(both: Cast, as_: As) -> None:
    Hindrance.objects.create(officer=both.officer("anh"), kind="nursing", start=DAY)
    content = as_(both.an).get(url("due_calendar", at=AT, state="tat-ca")).content
    assert b"BEGIN:VEVENT" not in content


class TestOfficer:
    def test_the_tab_shows_everything_far_blocked_and_exempt_too(self, cast: Cast, as_: As) -> None:
        in_position(cast.officer("anh"), cast.a, start=date.today() - timedelta(days=30))
        shown = text(as_(cast.an).get(url("officer", "CC-anh", tab="den-han")))
        assert "Định kỳ chuyển đổi" in shown
        assert "Về sau" in shown
        assert "Nghỉ hưu" in shown

    def test_the_own_tab_and_card(self, both: Cast, as_: As) -> None:
        client = as_(both.anh)
        assert "Định kỳ chuyển đổi" in text(client.get(url("my_record", tab="den-han")))
        assert "CC-bao" not in page(client)

    def test_no_tab_without_the_record(self, both: Cast, as_: As) -> None:
        shown = text(as_(both.thu).get(url("officer", "CC-anh", tab="den-han")))
        assert "Nguyễn Thị Ánh" in shown
        assert "Định kỳ chuyển đổi" not in shown


class TestCards:
    """The home page shows the registered cards; they start at the gate themselves."""

    def card(self, rf: Any, user: User, name: str) -> str:
        from staff import due_panels

        request = rf.get("/")
        request.user = User.objects.get(pk=user.pk)
        return " ".join(getattr(due_panels, name)(request).split())

    def test_leaders_and_personnel_get_the_sums_of_their_units(self, cast: Cast, rf: Any) -> None:
        in_position(cast.officer("anh"), cast.a, start=date.today() - timedelta(days=5 * 365 + 60))
        for user in (cast.mai, cast.an):
            assert "tone-danger" in self.card(rf, user, "due_card")
        assert "tone-danger" not in self.card(rf, cast.binh, "due_card")

    @pytest.mark.parametrize("who", ["anh", "ngoc", "loan", "thu"])
    def test_nobody_else_gets_them(self, both: Cast, rf: Any, who: str) -> None:
        assert self.card(rf, getattr(both, who), "due_card") == ""

    def test_the_own_card_names_what_is_due_and_is_not_there_without(self, cast: Cast, rf: Any) -> None:
        assert self.card(rf, cast.anh, "own_due_card") == ""
        in_position(cast.officer("anh"), cast.a, start=date.today() - timedelta(days=5 * 365 + 60))
        assert "Định kỳ chuyển đổi" in self.card(rf, cast.anh, "own_due_card")
        assert self.card(rf, cast.bao, "own_due_card") == ""


def everything_due(cast: Cast, number: str) -> None:
    """An officer of A with a row in every table that due dates come from."""
    officer = OfficerFactory(number=number, birth_date=date(1965, 7, 15))
    home = PostingFactory(officer=officer, unit=cast.a)
    in_position(officer, cast.a)
    on_step(officer)
    start = date(2024, 1, 1)
    Hindrance.objects.create(officer=officer, kind="nursing", start=start, end=date(2025, 1, 1))
    Absence.objects.create(officer=officer, kind="unpaid", start=start, end=date(2027, 1, 1))
    PostingFactory(officer=officer, unit=cast.b, kind="secondment", start=start)
    Card.objects.create(officer=officer, kind="enforcer", number="1", start=start, end=date(2027, 1, 1))
    Qualification.objects.create(
        officer=officer, kind="language", level="x", title="B1", start=start, end=date(2027, 1, 1)
    )
    AssetDuty.objects.create(officer=officer, kind="yearly", year=2026, start=start, due=date(2026, 12, 31))
    Discipline.objects.create(officer=officer, form="khien_trach", act="x", start=start)
    leader = OfficerFactory(number=f"{number}-L")
    PostingFactory(officer=leader, unit=cast.a, engagement="contract")
    LabourContract.objects.create(officer=leader, kind="definite", start=start, end=date(2027, 1, 1))
    LeadershipTerm.objects.create(
        officer=leader,
        unit=cast.a,
        post=Post.objects.get(name="Trưởng phòng"),
        start=start,
        end=date(2027, 1, 1),
    )
    assert home.pk


@pytest.mark.parametrize("name", ["due", "due_xlsx", "due_calendar"])
def test_the_same_number_of_queries_for_one_and_for_many(cast: Cast, as_: As, name: str) -> None:
    plan(cast.t, enforcers_only=False)
    client = as_(cast.mai)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(name, at=AT, state="tat-ca")).status_code == 200
        return len(captured)

    everything_due(cast, "CC1")
    queries()
    few = queries()
    kinds = {item.kind for item in due()}
    assert len(kinds) == 12, "every kind is there"
    for n in range(2, 7):
        everything_due(cast, f"CC{n}")
    assert queries() == few


def test_a_leader_who_also_has_a_role_of_officers_sees_no_more(cast: Cast, as_: As) -> None:
    """The verb comes from any role, the reach from grants only."""
    in_position(cast.officer("bao"), cast.b)
    cast.an.groups.add(Group.objects.get(name=Role.PERSONNEL.value))
    assert listed(as_(cast.an)) == []


def test_closed_to_whoever_may_not_see_officers(cast: Cast, as_: As) -> None:
    cast.anh.groups.clear()
    for name in ("due", "due_xlsx", "due_calendar"):
        assert as_(cast.anh).get(url(name)).status_code == 403
