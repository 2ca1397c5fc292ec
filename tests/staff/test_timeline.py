"""The timeline of the officer page: every kind in one list by year, behind the gate, masked."""

from datetime import date

import pytest

from hrm.kernel.dates import ALWAYS
from staff.kinds import Chapter
from staff.models import AwardHeld, Discipline, Officer, Posting, Relation
from staff.selectors.officers import tables_open
from staff.selectors.timeline import timeline_of
from tests.conftest import Cast
from tests.staff.screens import text, url

TODAY = date(2026, 10, 1)


@pytest.fixture
def career(cast: Cast) -> Officer:
    """Born 1985, at home in A from 2020, an award in 2025, a discipline to come, a wife since ever."""
    officer = cast.officer("anh")
    AwardHeld.objects.create(
        officer=officer, kind="title", name="Chiến sĩ thi đua cơ sở", year=2024, start=date(2025, 1, 15)
    )
    Discipline.objects.create(officer=officer, form="khien_trach", act="Chậm hạn", start=date(2027, 1, 1))
    Relation.objects.create(officer=officer, relationship="spouse", full_name="Kín Đáo", start=ALWAYS)
    return officer


def years(cast: Cast, officer: Officer, who: str, chapter: Chapter | None = None) -> list[tuple]:
    user = getattr(cast, who)
    tables = tables_open(user, officer, "view")
    found = timeline_of(user, officer, TODAY, tables=tables, chapter=chapter)
    return [(each.year, [(line.kind.slug, line.state) for line in each.lines]) for each in found]


def test_all_kinds_stand_in_one_list_newest_year_first_unknown_days_last(cast: Cast, career) -> None:
    assert years(cast, career, "mai") == [
        (2027, [("ky-luat", "future")]),
        (2025, [("khen-thuong", "now")]),
        (2020, [("vi-tri", "now")]),
        (None, [("quan-he", "now")]),
    ]


def test_a_leader_sees_no_relatives_in_it(cast: Cast, career) -> None:
    assert [year for year, _lines in years(cast, career, "an")] == [2027, 2025, 2020]


def test_nobody_out_of_reach_sees_anything_in_it(cast: Cast, career) -> None:
    assert years(cast, career, "binh") == []
    assert years(cast, career, "ngoc") == []
    assert years(cast, career, "bao") == []


def test_one_chapter_alone(cast: Cast, career) -> None:
    assert years(cast, career, "mai", Chapter.MERIT) == [(2025, [("khen-thuong", "now")])]


def test_the_page_filters_by_chapter_and_forgives_an_unknown_one(cast: Cast, career, as_) -> None:
    client = as_(cast.mai)

    def page(**query: str) -> str:
        return text(client.get(url("officer", "CC-anh", tab="dong-thoi-gian", **query)))

    assert "Chiến sĩ thi đua cơ sở" in page()
    assert "Chiến sĩ thi đua cơ sở" not in page(phan="cong-tac")
    assert "Chiến sĩ thi đua cơ sở" in page(phan="<script>")
    assert "Kín Đáo" not in page()


def test_an_empty_timeline_says_so(cast: Cast, as_) -> None:
    Posting.objects.filter(officer__number="CC-anh").delete()
    page = text(as_(cast.anh).get(url("my_record", tab="dong-thoi-gian")))
    assert "Chưa có thông tin" in page
