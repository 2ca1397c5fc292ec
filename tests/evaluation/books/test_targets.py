"""Targets by year, unit and officer, with their decisions and changes."""

from datetime import date
from decimal import Decimal

import pytest

from evaluation.imports.targets import import_targets
from evaluation.models import Target
from evaluation.selectors.books.targets import target_on
from evaluation.services.books.targets import TargetFacts, change_target, set_targets
from staff.services.errors import DomainError
from tests.evaluation.imports.agency import found
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db
OCTOBER, JULY = date(2025, 10, 1), date(2026, 7, 31)
HEADINGS = [
    "Năm", "Mã đơn vị", "Số hiệu", "Chỉ tiêu việc (%)", "Chỉ tiêu tiền (%)", "Số quyết định",
    "Ngày quyết định", "Từ ngày", "Ghi chú",
]  # fmt: skip


def facts(unit, percent="83.90", **more) -> TargetFacts:
    given = {
        "year": 2026,
        "unit": unit,
        "officer": None,
        "measure": "viec",
        "percent": Decimal(percent),
        "decision": "15/QĐ-THADS",
        "decision_date": date(2025, 12, 20),
        "start": OCTOBER,
    }
    return TargetFacts(**(given | more))


def test_a_target_holds_from_its_day(cast) -> None:
    set_targets(actor=cast.thu, rows=[facts(cast.a), facts(cast.a, "51.90", measure="tien")])

    held = target_on(date(2026, 3, 1), unit_ids=[cast.a.pk])

    assert {key[3]: row.percent for key, row in held.items()} == {
        "viec": Decimal("83.9"),
        "tien": Decimal("51.9"),
    }
    assert target_on(date(2025, 9, 30), unit_ids=[cast.a.pk]) == {}
    assert target_on(date(2026, 10, 1), unit_ids=[cast.a.pk]) == {}
    assert Target.history.first().history_user == cast.thu


def test_a_change_ends_the_row_and_begins_the_next_with_its_reason(cast) -> None:
    (first,) = set_targets(actor=None, rows=[facts(cast.a)])

    change_target(
        actor=cast.thu,
        target=first,
        percent=Decimal("85"),
        decision="99/QĐ-THADS",
        decision_date=JULY,
        start=JULY,
        reason="Sắp xếp lại đơn vị",
    )

    rows = list(Target.objects.order_by("start").values_list("percent", "start", "end", "reason"))
    assert rows == [
        (Decimal("83.9"), OCTOBER, JULY, ""),
        (Decimal(85), JULY, None, "Sắp xếp lại đơn vị"),
    ]
    key = (2026, cast.a.pk, None, "viec")
    assert target_on(date(2026, 7, 30))[key].percent == Decimal("83.9")
    assert target_on(JULY)[key].percent == Decimal(85)


def test_the_first_day_of_the_row_corrects_it(cast) -> None:
    (first,) = set_targets(actor=None, rows=[facts(cast.a, "38.90")])

    change_target(
        actor=None,
        target=first,
        percent=Decimal("83.90"),
        decision="15/QĐ-THADS",
        decision_date=date(2025, 12, 20),
        start=OCTOBER,
        reason="Gõ nhầm",
    )

    assert Target.objects.get().percent == Decimal("83.9")
    assert Target.history.count() == 2


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"percent": Decimal(0)}, "percent"),
        ({"percent": Decimal("100.001")}, "percent"),
        ({"start": date(2025, 9, 30)}, "start"),
        ({"start": date(2026, 10, 1)}, "start"),
        ({"decision": ""}, "decision"),
    ],
)
def test_what_no_target_can_be(cast, more, field) -> None:
    with pytest.raises(DomainError) as refusal:
        set_targets(actor=None, rows=[facts(cast.a, **more)])

    assert refusal.value.field == field
    assert Target.objects.count() == 0


def test_the_officer_must_serve_in_the_unit(cast) -> None:
    set_targets(actor=None, rows=[facts(cast.a, officer=cast.officer("anh"))])

    with pytest.raises(DomainError) as refusal:
        set_targets(actor=None, rows=[facts(cast.b, officer=cast.officer("anh"))])

    assert refusal.value.field == "officer"


def test_two_targets_for_the_same_days_are_refused(cast) -> None:
    set_targets(actor=None, rows=[facts(cast.a)])

    with pytest.raises(DomainError):
        set_targets(actor=None, rows=[facts(cast.a, "90")])


def test_a_change_before_the_row_in_force_or_without_reason_is_refused(cast) -> None:
    set_targets(actor=None, rows=[facts(cast.a, start=JULY)])

    for start, reason in ((OCTOBER, "x"), (date(2026, 8, 1), "")):
        with pytest.raises(DomainError):
            set_targets(actor=None, rows=[facts(cast.a, start=start, reason=reason)])
    assert Target.objects.count() == 1


def file(*rows):
    return workbook({"Chỉ tiêu": [HEADINGS, *rows]})


def bring(path, actor=None, **options):
    return import_targets(path, name=path.name, actor=actor, **options)


ROW = [2026, "T-A", None, "83,90", "51,90", "15/QĐ-THADS", "20/12/2025", "01/10/2025", None]


def test_a_workbook_makes_a_target_for_each_measure_and_comes_twice(cast) -> None:
    path = file(ROW, [2026, "T-A", "CC-anh", 90, None, *ROW[5:]])
    assert bring(path, dry_run=True).summary_line == "created 2, updated 0, unchanged 0, errors 0"

    report = bring(path, actor=cast.thu)

    assert report.summary_line == "created 2, updated 0, unchanged 0, errors 0"
    assert set(Target.objects.values_list("officer__number", "measure", "percent")) == {
        (None, "viec", Decimal("83.9")),
        (None, "tien", Decimal("51.9")),
        ("CC-anh", "viec", Decimal(90)),
    }
    assert bring(path).summary_line == "created 0, updated 0, unchanged 2, errors 0"
    corrected = bring(file([*ROW[:3], "84,00", *ROW[4:]]))
    assert corrected.summary_line == "created 0, updated 1, unchanged 0, errors 0"
    assert [(c.old, c.new) for c in corrected.changes] == [("83,90%", "84,00%")]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ([2026, "T-A", None, 101, *ROW[4:]], "D2"),
        ([2026, "T-A", None, 0, *ROW[4:]], "D2"),
        ([2026, "T-X", *ROW[2:]], "B2"),
        ([2026, "T-A", "CC-bao", *ROW[3:]], "C2"),
        ([2026, "T-A", None, None, None, *ROW[5:]], "D2"),
        ([2027, *ROW[1:]], "H2"),
        ([*ROW[:5], None, *ROW[6:]], "F2"),
    ],
)
def test_a_wrong_cell_refuses_the_file(cast, row, cell) -> None:
    report = bring(file(row))

    assert cell in [place for _s, place, _v in found(report)]
    assert Target.objects.count() == 0


def test_a_change_by_workbook_needs_its_reason_in_the_note(cast) -> None:
    bring(file(ROW))
    later = [*ROW[:5], "99/QĐ-THADS", "30/07/2026", "31/07/2026"]

    assert [place for _s, place, _v in found(bring(file([*later, None])))] == ["I2", "I2"]
    assert bring(file([*later, "Sắp xếp lại"])).summary_line == "created 1, updated 0, unchanged 0, errors 0"
    assert Target.objects.filter(end=JULY).count() == 2
