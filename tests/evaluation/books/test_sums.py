"""I7 officer = unit = province, and what stands beside the main form."""

import pytest

from evaluation.models import CaseloadFigure, EndingFigure, OutsideFigure, SpecialFigure
from evaluation.rules.periods import StatMonth
from evaluation.selectors.books.columns import CODES, COLUMNS
from evaluation.selectors.books.outside import outside_lines
from evaluation.selectors.books.sums import balance, faults, opening_of
from tests.factories.scoring import caseload

pytestmark = pytest.mark.django_db
MONTH = StatMonth(2026, 9)


@pytest.fixture
def figures(cast):
    caseload(cast.officer("anh"), cast.a, 9, 40)
    caseload(cast.officer("an"), cast.a, 9, 2)
    caseload(cast.officer("bao"), cast.b, 9, 60)
    return cast


def test_there_are_eighteen_columns() -> None:
    assert [CODES[name] for name in COLUMNS] == [f"C{n}" for n in range(1, 19)]


def test_i7_units_add_up_to_the_province_and_officers_to_the_unit(figures) -> None:
    province = balance(figures.thu, MONTH, figures.t.pk, "viec")
    office = balance(figures.thu, MONTH, figures.a.pk, "viec")

    assert [(part.key, part.figures["resolved"]) for part in province.parts] == [("T-A", 42), ("T-B", 60)]
    assert (province.total["resolved"], province.balances) == (102, True)
    assert office.by_officer
    assert sorted(part.figures["resolved"] for part in office.parts) == [2, 40]
    assert (office.total["resolved"], office.balances) == (42, True)


def test_only_rows_in_reach_are_added(figures) -> None:
    assert balance(figures.an, MONTH, figures.t.pk, "viec").total["resolved"] == 42


def test_i6_opening_against_the_year_before_is_told_and_never_refused(figures) -> None:
    row = caseload(figures.officer("anh"), figures.a, 12, 0, year=2025)
    CaseloadFigure.objects.filter(pk=row.pk).update(
        brought_forward=7, total_accepted=7, to_enforce=7, not_executable=7, carried_forward=7
    )

    found = opening_of(figures.thu, MONTH, figures.a.pk, "viec")

    assert found is not None
    assert (found.closing, found.opening, found.difference) == (7, 0, -7)
    assert opening_of(figures.thu, MONTH, figures.b.pk, "viec") is None


def test_a_special_kind_larger_than_the_unit_is_named(figures) -> None:
    row = {"unit": figures.a, "year": 2026, "months": 9, "measure": "viec"}
    SpecialFigure.objects.create(
        **row, kind="tin_dung", to_enforce=50, executable=42, resolved=42, carried_forward=8
    )

    found = faults(figures.thu, MONTH, figures.t.pk)

    assert {(f.unit_id, f.what, f.column, f.found, f.most) for f in found} == {
        (figures.a.pk, "Tín dụng, ngân hàng", "Tổng số phải thi hành (C7)", 50, 42),
        (figures.a.pk, "Tín dụng, ngân hàng", "Chuyển kỳ sau (C17)", 8, 0),
    }
    assert faults(figures.binh, MONTH, figures.b.pk) == []


def test_reasons_for_ending_beyond_c12_are_named(figures) -> None:
    row = {"unit": figures.b, "year": 2026, "months": 9, "measure": "viec", "initiative": "chu_dong"}
    EndingFigure.objects.create(**row, ending="thi_hanh_xong", amount=60)
    assert faults(figures.thu, MONTH, figures.t.pk) == []

    EndingFigure.objects.create(**row, ending="gui_lai_yeu_cau", amount=1)

    (found,) = faults(figures.thu, MONTH, figures.t.pk)
    assert (found.column, found.found, found.most) == ("Giải quyết xong (C12)", 61, 60)


def test_theirs_are_held_against_the_unit_with_everything_below_it(figures) -> None:
    row = {"year": 2026, "months": 9, "measure": "viec", "source": "toa_an"}
    OutsideFigure.objects.create(**row, unit=figures.t, column="accepted", amount=102)
    OutsideFigure.objects.create(**row, unit=figures.a, column="resolved", amount=40)
    OutsideFigure.objects.create(**{**row, "measure": "tien"}, unit=figures.a, column="resolved", amount=5)

    lines = outside_lines(figures.thu, MONTH)

    assert [(line.unit_code, line.ours, line.theirs, line.difference) for line in lines] == [
        ("T", 102, 102, 0),
        ("T-A", 42, 40, 2),
        ("T-A", None, 5, None),
    ]
    assert len(outside_lines(figures.thu, MONTH, only_differences=True)) == 2
    assert len(outside_lines(figures.an, MONTH)) == 2
    assert outside_lines(figures.thu, MONTH, source="vien_kiem_sat") == []
