"""Workbooks on the web: upload, preview, confirm; and whatever is refused."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from hrm.kernel.workbook import reader
from hrm.kernel.workbook.limits import MAX_FILE_BYTES
from staff.imports.kept import MOST_LINES, kept_report, summary_of
from staff.imports.report import Change, ImportReport
from staff.imports.runs import KEPT_DAYS
from staff.models import ImportRun, Officer, Unit
from staff.services.errors import DomainError
from staff.services.import_runs import confirm, purge, stored_bytes
from tests.conftest import Cast
from tests.staff.import_pages import HEADINGS, UPLOAD, page, row, signed_in, staff_file, staged, upload
from tests.workbooks import workbook

DEMO = Path(__file__).resolve().parents[2] / "fixtures" / "demo"

pytestmark = pytest.mark.django_db


@pytest.fixture
def mai(cast: Cast) -> Client:
    return signed_in(cast.mai)


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[..., Any]:
    """Stored files go when the transaction holds; a test's transaction never does."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


# The journey


def test_upload_shows_what_would_happen_and_writes_nothing(cast: Cast, mai: Client) -> None:
    before = Officer.objects.count()
    response = upload(mai, staff_file(row("T-1", "T-A"), row("T-2", "T-B")))
    run = ImportRun.objects.get()
    assert response.headers["Location"] == page(run)
    html = mai.get(page(run)).content.decode()
    assert Officer.objects.count() == before
    assert (run.state, run.actor, run.kind, run.file_name) == ("previewed", cast.mai, "staff", "nhan-su.xlsx")
    assert "Nguyễn Văn T-1" in html
    assert "Ghi vào hệ thống" in html
    assert html.count('class="row-new"') == 2


def test_confirmation_writes_the_file_once_and_deletes_it(mai: Client, on_commit: Any) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A")))
    storage, name = run.file.storage, run.file.name
    assert storage.exists(name)
    with on_commit():
        response = mai.post(page(run, "ghi/"), follow=True)
    run.refresh_from_db()
    assert "Đã ghi vào hệ thống" in response.content.decode()
    assert Officer.objects.get(number="T-1").full_name == "Nguyễn Văn T-1"
    assert (run.state, run.summary["created"], bool(run.file), storage.exists(name)) == (
        "applied",
        1,
        False,
        False,
    )


def test_a_second_confirmation_writes_nothing(mai: Client) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A")))
    mai.post(page(run, "ghi/"))
    Officer.objects.filter(number="T-1").update(full_name="Đã đổi tên sau đó")
    response = mai.post(page(run, "ghi/"), follow=True)
    assert "đã được ghi vào hệ thống trước đó" in response.content.decode()
    assert Officer.objects.get(number="T-1").full_name == "Đã đổi tên sau đó"


def test_a_changed_fact_is_shown_old_and_new(cast: Cast, mai: Client) -> None:
    mai.post(page(staged(mai, staff_file(row("T-1", "T-A"))), "ghi/"))
    run = staged(mai, staff_file(row("T-1", "T-A", ethnicity="Mường")))
    html = mai.get(page(run)).content.decode()
    assert kept_report(run).lines["updated"] == [
        Change("updated", "T-1 Nguyễn Văn T-1", "dân tộc", "Kinh", "Mường")
    ]
    assert ">Kinh<" in html
    assert ">Mường<" in html


def test_the_same_file_again_has_nothing_to_write(mai: Client) -> None:
    path = staff_file(row("T-1", "T-A"))
    mai.post(page(staged(mai, path), "ghi/"))
    html = mai.get(page(staged(mai, path))).content.decode()
    assert "không có gì để ghi" in html
    assert "/ghi/" not in html


def test_what_changed_since_the_preview_is_checked_again_and_refused(cast: Cast, mai: Client) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A")))
    Unit.objects.filter(code="T-A").update(code="T-A2")
    response = mai.post(page(run, "ghi/"), follow=True)
    run.refresh_from_db()
    html = response.content.decode()
    assert run.state == "refused"
    assert "Dữ liệu đã thay đổi sau khi xem trước; chưa có gì được ghi." in html
    assert "T-A" in html
    assert not Officer.objects.filter(number="T-1").exists()


def test_discarding_deletes_the_file_and_its_trace(mai: Client, on_commit: Any) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A")))
    storage, name = run.file.storage, run.file.name
    with on_commit():
        response = mai.post(page(run, "bo/"))
    assert response.headers["Location"] == UPLOAD
    assert (ImportRun.objects.exists(), storage.exists(name)) == (False, False)
    assert not Officer.objects.filter(number="T-1").exists()


def test_what_was_written_cannot_be_discarded(mai: Client) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A")))
    mai.post(page(run, "ghi/"))
    mai.post(page(run, "bo/"))
    assert ImportRun.objects.get(pk=run.pk).state == "applied"


@pytest.mark.parametrize("action", ["ghi/", "bo/"])
def test_deciding_takes_a_post(mai: Client, action: str) -> None:
    assert mai.get(page(staged(mai, staff_file(row("T-1", "T-A"))), action)).status_code == 405


def test_a_form_without_its_token_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.mai)
    assert upload(client, staff_file(row("T-1", "T-A"))).status_code == 403
    assert not ImportRun.objects.exists()


def test_a_form_with_its_token_is_taken(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.mai)
    client.get(UPLOAD)
    token = client.cookies["csrftoken"].value
    with staff_file(row("T-1", "T-A")).open("rb") as file:
        response = client.post(UPLOAD, {"file": file, "csrfmiddlewaretoken": token})
    assert response.status_code == 302


def test_the_demonstration_workbook_goes_through(cast: Cast) -> None:
    cast.mai.is_superuser = True
    cast.mai.save()
    client = signed_in(cast.mai)
    run = staged(client, DEMO / "01-nhan-su-2021.xlsx")
    assert run.state == "previewed"
    client.post(page(run, "ghi/"))
    run.refresh_from_db()
    assert run.state == "applied"
    assert (
        Officer.objects.filter(number__startswith="VP").count() == run.summary["created"] - _units_created()
    )


def _units_created() -> int:
    return Unit.objects.exclude(code__in=["T", "T-A", "T-B"]).count()


# Errors


@pytest.fixture
def bad() -> Path:
    return staff_file(
        row("T-1", "T-A", birth="31/02/1985"), row("T-2", "KHONG-CO"), row("T-3", "T-A", rank="Siêu cấp")
    )


def test_errors_are_listed_and_nothing_can_be_written(mai: Client, bad: Path) -> None:
    run = staged(mai, bad)
    html = mai.get(page(run)).content.decode()
    response = mai.post(page(run, "ghi/"), follow=True)
    assert run.state == "refused"
    assert {(p.sheet, p.cell, p.value) for p in kept_report(run).problems} == {
        ("Công chức", "C3", "31/02/1985"),
        ("Công chức", "E4", "KHONG-CO"),
        ("Công chức", "F5", "Siêu cấp"),
    }
    assert [text in html for text in ("3 lỗi", "C3", "31/02/1985", "KHONG-CO")] == [True] * 4
    assert "/ghi/" not in html
    assert "Tệp còn lỗi nên không ghi được" in response.content.decode()
    assert not Officer.objects.filter(number__startswith="T-").exists()


def test_the_workbook_comes_back_with_its_cells_marked(mai: Client, bad: Path) -> None:
    response = mai.get(page(staged(mai, bad), "tep-loi/"))
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    marked = {cell.coordinate for line in book["Công chức"] for cell in line if cell.comment}
    assert marked == {"C3", "E4", "F5"}
    assert book["Lỗi"].max_row == 4
    assert "nhan-su" in response.headers["Content-Disposition"]


def test_warnings_do_not_stop_the_writing(mai: Client) -> None:
    path = workbook({"Công chức": [HEADINGS, row("T-1", "T-A")], "Ghi chép": [["chỉ là ghi chép"]]})
    run = staged(mai, path)
    html = mai.get(page(run) + "?xem=canh-bao").content.decode()
    assert (run.state, run.summary["warnings"]) == ("previewed", 1)
    assert "Ghi chép" in html
    mai.post(page(run, "ghi/"))
    assert Officer.objects.filter(number="T-1").exists()


def test_long_lists_are_cut_but_counted_in_full() -> None:
    report = ImportReport("a.xlsx", changes=[Change("created", str(n)) for n in range(MOST_LINES + 5)])
    run = ImportRun(file_name="a.xlsx", summary=summary_of(report))
    kept = kept_report(run)
    assert (len(kept.lines["created"]), kept.totals["created"]) == (MOST_LINES, MOST_LINES + 5)


@pytest.mark.parametrize("query", ["?page=999", "?page=x", "?xem=gi-do", "?xem=thay-doi"])
def test_odd_addresses_show_the_nearest_page(mai: Client, query: str) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A")))
    assert mai.get(page(run) + query).status_code == 200


def test_many_lines_come_in_pages(mai: Client) -> None:
    run = staged(mai, staff_file(*[row(f"T-{n:03d}", "T-A") for n in range(60)]))
    pages = [mai.get(f"{page(run)}?page={n}").content.decode() for n in (1, 2)]
    assert [html.count('class="row-new"') for html in pages] == [50, 10]


# What is no workbook


def _zip_bomb() -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(210):
            part.write(b"\0" * 1024 * 1024)
    return packed.getvalue()


def _encrypted() -> bytes:
    from hrm.kernel.workbook.biff import MAGIC

    return MAGIC + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


FILES = {
    "text": ("ghi-chu.txt", lambda: b"khong phai bang tinh", "không phải là bảng tính"),
    "fake": ("gia.xlsx", lambda: b"khong phai bang tinh", "không phải là bảng tính"),
    "empty": ("rong.xlsx", lambda: b"", "trống"),
    "bomb": ("bom.xlsx", _zip_bomb, "200 MB"),
    "encrypted": ("khoa.xlsx", _encrypted, "mật khẩu"),
    "damaged": ("hong.xlsx", lambda: b"PK\x03\x04" + b"\1" * 400, "hỏng"),
    "latin1": ("cu.csv", lambda: "Số hiệu".encode("utf-16"), "UTF-8"),
}


@pytest.mark.parametrize("which", FILES)
def test_what_cannot_be_read_is_named_on_the_same_page(mai: Client, which: str) -> None:
    name, content, sentence = FILES[which]
    response = mai.post(UPLOAD, {"file": SimpleUploadedFile(name, content())})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Không nhận tệp này; chưa có gì được ghi." in html
    assert name in html
    assert sentence in html
    assert not ImportRun.objects.exists()


def test_a_workbook_without_a_known_table_is_refused_on_the_same_page(mai: Client) -> None:
    response = upload(mai, workbook({"Khác": [["không", "liên quan"]]}))
    assert "Số hiệu + Ngày sinh" in response.content.decode()
    assert not ImportRun.objects.exists()


def test_no_file_at_all(mai: Client) -> None:
    assert "Hãy chọn một tệp." in mai.post(UPLOAD).content.decode()


def test_a_file_over_the_limit_is_refused_without_being_read(
    mai: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "open_workbook", lambda *a, **k: pytest.fail("read"))
    big = SimpleUploadedFile("to.xlsx", b"\0" * (MAX_FILE_BYTES + 1))
    html = mai.post(UPLOAD, {"file": big}).content.decode()
    assert "lớn hơn 20 MB" in html
    assert not ImportRun.objects.exists()


def test_a_request_far_over_the_limit_is_not_even_stored(mai: Client) -> None:
    big = SimpleUploadedFile("to.xlsx", b"\0" * (MAX_FILE_BYTES + 200_000))
    response = mai.post(UPLOAD, {"file": big})
    assert "lớn hơn 20 MB" in response.content.decode()
    assert dict(response.wsgi_request.FILES) == {}


# The stored file


def test_a_stored_file_that_was_touched_is_refused(mai: Client) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A")))
    Path(run.file.path).write_bytes(staff_file(row("T-9", "T-A")).read_bytes())
    response = mai.post(page(run, "ghi/"), follow=True)
    assert "không đúng là tệp đã kiểm tra" in response.content.decode()
    assert not Officer.objects.filter(number__startswith="T-").exists()
    assert ImportRun.objects.get().state == "previewed"


@pytest.mark.parametrize("action", ["ghi/", "tep-loi/"])
def test_a_stored_file_that_is_gone_is_named(mai: Client, action: str) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A")))
    run.file.storage.delete(run.file.name)
    send = mai.post if action == "ghi/" else mai.get
    assert "không còn được lưu" in send(page(run, action), follow=True).content.decode()


def test_stored_files_lie_in_no_public_place_and_under_no_telling_name(mai: Client, settings: Any) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A"), name="Nguyen Van A.xlsx"))
    path = Path(run.file.path)
    assert path.is_relative_to(settings.PRIVATE_ROOT)
    assert not path.is_relative_to(settings.MEDIA_ROOT)
    assert "Nguyen" not in path.name
    assert mai.get(f"/media/{run.file.name}").status_code == 404


def test_the_next_upload_purges_old_previews(mai: Client, on_commit: Any) -> None:
    old = staged(mai, staff_file(row("T-1", "T-A")))
    recent = staged(mai, staff_file(row("T-2", "T-A")))
    now = timezone.now()
    ImportRun.objects.filter(pk=old.pk).update(created_at=now - timedelta(days=KEPT_DAYS, hours=1))
    ImportRun.objects.filter(pk=recent.pk).update(created_at=now - timedelta(days=KEPT_DAYS, hours=-1))
    storage, names = old.file.storage, (old.file.name, recent.file.name)
    with on_commit():
        staged(mai, staff_file(row("T-3", "T-A")))
    old.refresh_from_db()
    assert [storage.exists(name) for name in names] == [False, True]
    assert old.summary == {"created": 1, "updated": 0, "unchanged": 0, "errors": 0, "warnings": 0}
    html = mai.get(page(old)).content.decode()
    assert "Tệp đã chờ quá lâu" in html
    assert "/ghi/" not in html
    assert "không còn được lưu" in mai.post(page(old, "ghi/"), follow=True).content.decode()


def test_purging_twice_finds_nothing_more(mai: Client) -> None:
    staged(mai, staff_file(row("T-1", "T-A")))
    later = timezone.now() + timedelta(days=1)
    assert [purge(before=later), purge(before=later)] == [1, 0]


def test_nobody_else_may_confirm_even_in_the_service(cast: Cast, mai: Client) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A")))
    with pytest.raises(ImportRun.DoesNotExist):
        confirm(run_id=run.pk, actor=cast.thu, write=lambda run, source: pytest.fail("written"))


def test_a_writer_that_fails_leaves_the_preview_as_it_was(cast: Cast, mai: Client) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A")))

    def fail(run: ImportRun, source: Any) -> Any:
        raise DomainError("không được")

    with pytest.raises(DomainError):
        confirm(run_id=run.pk, actor=cast.mai, write=fail)
    run.refresh_from_db()
    assert (run.state, stored_bytes(run)[:2]) == ("previewed", b"PK")
