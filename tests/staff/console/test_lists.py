"""The console's lists: constant queries, order, columns, export."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluation.models import CaseloadFigure, Product, WorkItem
from staff.models import Officer, Posting, Unit, UnitQuota
from tests.factories import OfficerFactory, PostingFactory, UnitFactory
from tests.factories.scoring import caseload, product, work
from tests.staff.console.conftest import Console, rows_of
from tests.staff.console.screens import VIEWSETS, address, body, named, of

DANGEROUS = "=1+1"


def queries_of(client, url: str) -> tuple[int, int]:
    client.get(url)  # what is read once for a process
    with CaptureQueriesContext(
        connection,
    ) as caught:
        response = client.get(url)
    assert response.status_code == 200
    return len(caught), len(response.context["object_list"])


@pytest.mark.parametrize("who", ["right unit", "auditor"])
@pytest.mark.parametrize("viewset", VIEWSETS, ids=named)
def test_a_list_asks_as_often_for_one_row_as_for_many(console: Console, viewset, who) -> None:
    client, url = console.client(who), address(viewset, "index")
    few, rows_before = queries_of(client, url)
    for n in range(2):
        unit = UnitFactory(parent=console.cast.b)
        officer = OfficerFactory(number=f"CC-them-{n}")
        PostingFactory(officer=officer, unit=unit)
        rows_of(officer, unit, f"QĐ-{n}")
        product(f"SP-{n}")
    many, rows_after = queries_of(client, url)
    assert rows_after >= rows_before + 2
    assert many == few


@pytest.mark.parametrize("viewset", VIEWSETS, ids=named)
def test_every_column_sorts_both_ways(console: Console, viewset) -> None:
    client = console.client("superuser")
    for column in viewset.shown:
        for sign in ("", "-") if column.sort_key else ():
            response = client.get(address(viewset, "index"), {"ordering": sign + column.sort_key})
            assert response.status_code == 200
            assert response.context["ordering"] == sign + column.sort_key


def test_officers_stand_in_the_order_of_given_names(console: Console) -> None:
    names = ["Trần Văn Ân", "Lê Thị Ánh", "Đỗ Văn Đạt", "Bùi Văn Dũng"]
    for n, name in enumerate(names):
        officer = OfficerFactory(full_name=name, number=f"X{n}")
        PostingFactory(officer=officer, unit=console.cast.b)
    response = console.client("superuser").get(address(of(Officer), "index"), {"q": "x"})
    shown = [row.full_name for row in response.context["object_list"] if row.number.startswith("X")]
    assert shown == ["Lê Thị Ánh", "Trần Văn Ân", "Bùi Văn Dũng", "Đỗ Văn Đạt"]


def cells(response, form: str) -> list[list[object]]:
    if form == "csv":
        return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return [list(row) for row in sheet.iter_rows(min_row=3, values_only=True)]


@pytest.mark.parametrize("viewset", VIEWSETS, ids=named)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_has_the_declared_columns_and_every_row(console: Console, viewset, form) -> None:
    response = console.client("superuser").get(address(viewset, "index") + f"?export={form}")
    head, *rows = cells(response, form)
    assert len(head) == len(viewset.exported or viewset.shown)
    assert len(rows) == viewset.model.objects.count()
    assert f'filename="{viewset.export_filename}.{form}"' in response["Content-Disposition"]


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Officer, lambda c: Officer.objects.filter(number="CC-bao").update(full_name=DANGEROUS)),
        (Unit, lambda c: Unit.objects.filter(code="T-B").update(name=DANGEROUS)),
        (UnitQuota, lambda c: UnitQuota.objects.update(decision=DANGEROUS)),
        (Posting, lambda c: Unit.objects.filter(code="T-B").update(name=DANGEROUS)),
        (Product, lambda c: Product.objects.update(name=DANGEROUS)),
        (CaseloadFigure, lambda c: CaseloadFigure.objects.update(note=DANGEROUS)),
        (WorkItem, lambda c: Officer.objects.filter(number="CC-bao").update(full_name=DANGEROUS)),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_no_export_runs_a_formula(console: Console, model, change) -> None:
    change(console)
    client, url = console.client("superuser"), address(of(model), "index")
    as_text = [cell for row in cells(client.get(url + "?export=csv"), "csv") for cell in row]
    assert (f"'{DANGEROUS}" in as_text, DANGEROUS in as_text) == (True, False)
    book = openpyxl.load_workbook(io.BytesIO(client.get(url + "?export=xlsx").content))
    kinds = {c.data_type for row in book.active.iter_rows() for c in row if c.value == DANGEROUS}
    assert kinds == {"s"}


def test_an_unknown_export_is_the_list(console: Console) -> None:
    response = console.client("superuser").get(address(of(Officer), "index") + "?export=exe")
    assert response["Content-Type"].startswith("text/html")


def test_days_and_numbers_are_written_as_agencies_write_them(console: Console) -> None:
    caseload(console.cast.officer("binh"), console.cast.b, 6, 1_234_567)
    work(console.cast.officer("binh"), console.cast.b, "1.5", None)
    Officer.objects.filter(number="CC-bao").update(birth_precision="year")
    root = console.client("superuser")
    assert "1.234.567" in body(root.get(address(of(CaseloadFigure), "index")))
    assert ">\n    1,5\n" in body(root.get(address(of(WorkItem), "index")))
    assert "01/01/2020" in body(root.get(address(of(Unit), "index")))
    assert ">\n    1985\n" in body(root.get(address(of(Officer), "index") + "?q=cc-bao"))


def test_what_has_always_been_shows_no_day(console: Console) -> None:
    shown = body(console.client("superuser").get(address(of(Product), "index")))
    assert "0001" not in shown


FILTERS = [
    (Unit, {"kind": "phong_khu_vuc"}, {"T-A", "T-B"}),
    (Unit, {"kind": "thads_tinh"}, {"T"}),
    (Unit, {"open": "no"}, set()),
    (Officer, {"engagement": "contract"}, set()),
    (Officer, {"service": "left"}, set()),
    (Officer, {"family": "enforcer"}, {"CC-anh", "CC-bao"}),
]


# Ids must be the same in every worker, and a set has no order of its own.
@pytest.mark.parametrize(("model", "chosen", "expected"), FILTERS, ids=map(str, range(len(FILTERS))))
def test_filters_narrow_the_list(console: Console, model, chosen, expected) -> None:
    response = console.client("parent unit").get(address(of(model), "index"), chosen)
    rows = response.context["object_list"]
    assert {row.code if model is Unit else row.number for row in rows} == expected
