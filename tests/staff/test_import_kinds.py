"""A caseload workbook on the web, and two confirmations of one workbook at the same time."""

import threading

import pytest
from django.db import connection

from evaluation.models import CaseloadFigure
from staff.models import ImportRun, Officer
from tests.conftest import Cast
from tests.evaluation.imports.agency import caseload_file, staff_up
from tests.staff.import_pages import HUB, page, row, signed_in, staff_file, staged, upload


@pytest.mark.django_db
def test_the_rows_of_a_clerks_workbook_point_to_the_run_that_was_confirmed(cast: Cast) -> None:
    staff_up(cast.a)
    clerk = signed_in(cast.thu)
    upload(clerk, caseload_file(), "caseload")
    run = ImportRun.objects.get()
    assert (run.state, CaseloadFigure.objects.count()) == ("previewed", 0)
    clerk.post(page(run, "ghi/"))
    run.refresh_from_db()
    assert (run.state, run.summary["created"], ImportRun.objects.count()) == ("applied", 12, 1)
    assert set(CaseloadFigure.objects.values_list("run_id", flat=True)) == {run.pk}


@pytest.mark.django_db
def test_a_clerk_brings_in_caseload_but_no_staff(cast: Cast) -> None:
    clerk = signed_in(cast.thu)
    codes = [clerk.get(f"{HUB}{kind}/").status_code for kind in ("caseload", "staff", "products", "work")]
    assert codes == [200, 403, 403, 403]


@pytest.mark.postgresql
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="rows are locked on PostgreSQL; SQLite has one writer at a time"
)
@pytest.mark.django_db(transaction=True)
def test_of_two_confirmations_at_once_one_writes(cast: Cast) -> None:
    run = staged(signed_in(cast.mai), staff_file(row("T-1", "T-A")))
    start, texts = threading.Barrier(2), []

    def confirm() -> None:
        client = signed_in(cast.mai)
        start.wait()
        texts.append(client.post(page(run, "ghi/"), follow=True).content.decode())
        connection.close()

    threads = [threading.Thread(target=confirm) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted("đã được ghi vào hệ thống trước đó" in text for text in texts) == [False, True]
    assert Officer.objects.get(number="T-1").history.count() == 1
