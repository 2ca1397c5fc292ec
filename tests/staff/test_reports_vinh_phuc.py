"""The published figures of Cục THADS tỉnh Vĩnh Phúc (30/06/2021) come out of the reports."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from hrm import demo
from staff.imports.staff_workbook import import_staff
from staff.models import Unit
from staff.registries import installers
from staff.selectors.reports.comparison import comparison
from staff.selectors.reports.population import report_dimensions
from staff.selectors.reports.tables import cross_table, quality_table

DAY = date(2021, 6, 30)


@pytest.fixture(scope="module")
def agency(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The two staff workbooks of the demonstration, rolled back after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        for installer in installers:
            installer()
        for name in ("01-nhan-su-2021.xlsx", "02-nhan-su-2025.xlsx"):
            import_staff(demo.folder() / name, name=name, actor=None, dry_run=False)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def inside(agency: None, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def unit(code: str) -> int:
    return Unit.objects.get(code=code).pk


def everything() -> set[int]:
    return set(Unit.objects.values_list("pk", flat=True))


def test_103_of_105_present_and_6_on_contract(inside: None) -> None:
    total = quality_table(DAY, [unit("VP")]).total
    assert (total.quota, total.present, total.contract) == (105, 103, 6)


def test_16_postgraduate_85_university_2_intermediate(inside: None) -> None:
    education = quality_table(DAY, [unit("VP")]).total.counts["education"]
    postgraduate = education["phd"] + education["master"] + education["postgraduate"]
    assert (postgraduate, education["university"], education["intermediate"]) == (16, 85, 2)
    assert sum(education.values()) == 103


def test_16_advanced_and_37_intermediate_political_theory(inside: None) -> None:
    theory = quality_table(DAY, [unit("VP")]).total.counts["political_theory"]
    assert (theory["advanced"], theory["intermediate"]) == (16, 37)
    assert sum(theory.values()) == 103


def test_50_enforcement_officers_of_whom_22_middle(inside: None) -> None:
    total = quality_table(DAY, [unit("VP")]).total.counts
    assert (total["family"]["enforcer"], total["rank"]["03.300"]) == (50, 22)


def test_the_shares_that_the_article_quotes(inside: None) -> None:
    quoted = comparison(DAY, DAY, [unit("VP")], everything()).sections[1].lines
    shares = {line.label: (line.after.count, line.after.whole, line.after.percent) for line in quoted}
    assert shares["Lý luận chính trị từ trung cấp trở lên"] == (53, 103, Decimal("51.5"))
    assert shares["Chấp hành viên trung cấp / chấp hành viên"] == (22, 50, Decimal("44.0"))
    assert shares["Trình độ từ đại học trở lên"] == (101, 103, Decimal("98.1"))
    assert shares["Trình độ sau đại học"] == (16, 103, Decimal("15.5"))
    assert {line.difference for line in quoted} == {0}


def test_every_dimension_adds_up_to_those_present_in_every_unit(inside: None) -> None:
    table = quality_table(DAY, [unit("VP")])
    wrong = [
        (row.code, key, sum(row.counts[key].values()))
        for row in (*table.rows, table.total)
        for key in report_dimensions()
        if sum(row.counts[key].values()) != row.present
    ]
    assert wrong == []
    assert sum(row.present for row in table.rows if row.depth == 1) < 103 == table.rows[0].present


def test_two_dimensions_crossed_add_up_both_ways(inside: None) -> None:
    dimensions = report_dimensions()
    table = cross_table(DAY, [unit("VP")], dimensions["rank"], dimensions["education"])
    assert table.total == 103
    assert sum(table.of_row(code) for code in table.row_codes) == 103
    assert table.of_row("03.300") == 22
    assert table.of_column("university") == 85


def test_a_successor_is_compared_with_what_it_succeeded(inside: None) -> None:
    """Units never move: on 30/06/2021 the province of today was nine Chi cục and the old Cục."""
    compared = comparison(DAY, date(2026, 9, 30), [unit("PT")], everything())
    seats = {line.label: (line.before.count, line.after.count) for line in compared.sections[0].lines}
    assert seats["Công chức có mặt / biên chế giao"] == (103, 97)
    assert "Cục Thi hành án dân sự tỉnh Vĩnh Phúc" in compared.predecessors
    assert len(compared.predecessors) == 14


def test_predecessors_out_of_reach_are_not_counted(inside: None) -> None:
    reach = everything() - {unit("VP-PY")}
    compared = comparison(DAY, date(2026, 9, 30), [unit("PT")], reach)
    present = next(line for line in compared.sections[0].lines if line.label.startswith("Công chức"))
    assert present.before.count < 103
    assert not [name for name in compared.predecessors if "Phúc Yên" in name]
