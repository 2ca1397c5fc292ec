"""The organisation chart: units of a day, who leads them, how many people."""

from datetime import date

from staff.models import Posting, Unit
from tests.conftest import Cast
from tests.factories import UnitFactory


def flat(branches, depth: int = 0) -> list[tuple[int, str, int, int]]:
    return [
        line
        for branch in branches
        for line in [(depth, branch.code, branch.own, branch.total), *flat(branch.below, depth + 1)]
    ]


def test_units_stand_below_each_other_with_their_people(site: Cast, browse) -> None:
    UnitFactory(code="T-A-1", parent=site.a)
    branches = browse(site.anh).get("/danh-ba/so-do/").context["branches"]
    assert flat(branches) == [(0, "T", 5, 9), (1, "T-A", 2, 2), (2, "T-A-1", 0, 0), (1, "T-B", 2, 2)]
    assert branches[0].below[0].leading.head.name == "Phạm Văn An"
    assert branches[0].leading.head is None


def test_the_chart_of_a_day_shows_the_units_of_that_day(site: Cast, browse) -> None:
    Unit.objects.filter(pk=site.b.pk).update(end=date(2026, 1, 1))
    client = browse(site.anh)
    assert [line[1] for line in flat(client.get("/danh-ba/so-do/").context["branches"])] == ["T", "T-A"]
    before = client.get("/danh-ba/so-do/?at=31/12/2025").context["branches"]
    assert [line[1] for line in flat(before)] == ["T", "T-A", "T-B"]


def test_it_opens_without_script_and_all_at_once_for_paper(site: Cast, browse) -> None:
    UnitFactory(code="T-A-1", parent=site.a)
    client = browse(site.anh)
    assert client.get("/danh-ba/so-do/").text.count('chart-branch" open') == 1
    assert client.get("/danh-ba/so-do/?mo=het").text.count('chart-branch" open') == 2


def test_a_day_that_is_none_is_named(site: Cast, browse) -> None:
    response = browse(site.anh).get("/danh-ba/so-do/?at=31/02/2026")
    assert response.status_code == 200
    assert "31/02/2026" in response.text


def test_a_unit_shows_its_people_and_the_units_below(site: Cast, browse) -> None:
    response = browse(site.bao).get("/danh-ba/don-vi/T-A/")
    assert [row.record["officer__number"] for row in response.context["table"].rows] == ["CC-an", "CC-anh"]
    assert "/danh-ba/don-vi/T-B/" in browse(site.bao).get("/danh-ba/don-vi/T/").text


def test_a_closed_unit_and_an_unknown_one_have_no_page(site: Cast, browse) -> None:
    Unit.objects.filter(pk=site.b.pk).update(end=date(2026, 1, 1))
    assert [browse(site.anh).get(f"/danh-ba/don-vi/{code}/").status_code for code in ("T-B", "X")] == [
        404,
        404,
    ]


def test_somebody_who_left_leads_nothing(site: Cast, browse) -> None:
    Posting.objects.filter(officer__user=site.an).update(end=date(2026, 1, 1))
    branches = browse(site.anh).get("/danh-ba/so-do/").context["branches"]
    assert branches[0].below[0].leading.head is None
