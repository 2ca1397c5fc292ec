"""The figures' screens: to read only, by unit, quarter and statistical month.

Who sees which row is proved for every console screen in tests/staff/console.
"""

import pytest

from evaluation.models import CaseloadFigure, Product, WorkItem
from tests.conftest import Cast
from tests.factories.scoring import caseload, product, work
from tests.staff.console.screens import address, body, of


@pytest.fixture
def figures(cast: Cast, client):
    anh, bao = cast.officer("anh"), cast.officer("bao")
    for officer, unit in ((anh, cast.a), (bao, cast.b)):
        caseload(officer, unit, 9, 40)
        caseload(officer, unit, 12, 60)
        work(officer, unit, "10", "9")
        work(officer, unit, "4", None, period="2026-Q2")
    client.force_login(cast.kim)
    return client


def shown(client, model, **query) -> int:
    return len(client.get(address(of(model), "index"), query).context["object_list"])


def test_caseload_is_narrowed_by_unit_and_statistical_month(figures, cast: Cast) -> None:
    assert shown(figures, CaseloadFigure) == 4
    assert shown(figures, CaseloadFigure, months=12) == 2
    assert shown(figures, CaseloadFigure, months=12, unit=cast.b.pk) == 1
    assert shown(figures, CaseloadFigure, year=2025) == 0
    assert shown(figures, CaseloadFigure, measure="tien") == 0


def test_work_is_narrowed_by_quarter(figures, cast: Cast) -> None:
    assert shown(figures, WorkItem) == 4
    assert shown(figures, WorkItem, period="2026-Q2") == 2
    assert shown(figures, WorkItem, period="2026-Q2", unit=cast.a.pk) == 1


def test_the_quarters_offered_are_those_of_the_rows_in_reach(figures, cast: Cast, client) -> None:
    work(cast.officer("bao"), cast.b, "4", None, period="2026-Q1")
    from staff.access import ReachCode, grant, revoke

    revoke(cast.kim, ReachCode.VIEW_EVALUATIONS, cast.t)
    grant(cast.kim, ReachCode.VIEW_EVALUATIONS, cast.a)
    form = client.get(address(of(WorkItem), "index")).context["filters"].form
    assert [value for value, _label in form.fields["period"].choices] == ["", "2026-Q3", "2026-Q2"]


def test_a_person_is_found_without_diacritics(figures) -> None:
    for model in (CaseloadFigure, WorkItem):
        assert shown(figures, model, q="do quoc bao") == 2


def test_one_figure_shows_all_seventeen_columns(figures) -> None:
    figure = CaseloadFigure.objects.filter(months=12)[0]
    text = body(figures.get(address(of(CaseloadFigure), "inspect", figure.pk)))
    assert [n for n in range(1, 18) if f"(C{n})" not in text] == []


def test_the_catalogue_is_everybodys_who_may_read_it(figures, cast: Cast, client) -> None:
    product("SP99", "1.25")
    assert shown(figures, Product, q="sp99") == 1
    client.force_login(cast.loan)
    assert client.get(address(of(Product), "index")).status_code == 302
