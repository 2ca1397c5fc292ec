"""Files of the record: what is taken, who is served, what is left of a removed one."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile

from staff.models import AwardHeld, RecordFile
from staff.services.errors import DomainError
from staff.services.record_files import keep_file, remove_file
from tests.conftest import Cast
from tests.staff.screens import text, url

PDF = b"%PDF-1.4\n1 0 obj\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF and so on"
PNG = b"\x89PNG\r\n\x1a\n and so on"
HTML = b"<html><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def private_folder(monkeypatch, tmp_path: Path) -> Path:
    """Private storage of this test alone: the table asked for its storage when it was made."""
    storage = FileSystemStorage(location=str(tmp_path), base_url=None)
    monkeypatch.setattr(RecordFile._meta.get_field("file"), "storage", storage)
    return tmp_path


def stored(folder: Path) -> list[Path]:
    """Files there, of whatever name."""
    return [path for path in folder.rglob("*") if path.is_file()]


def kept(cast: Cast, content: bytes = PDF, kind: str = "decision", title: str = "Quyết định 1") -> RecordFile:
    return keep_file(
        actor=cast.mai, officer=cast.officer("anh"), kind=kind, title=title, source=io.BytesIO(content)
    )


def sent(content: bytes, name: str, kind: str = "decision", title: str = "") -> dict:
    return {"kind": kind, "title": title, "file": SimpleUploadedFile(name, content)}


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        (PDF, "decision", "application/pdf"),
        (JPEG, "photo", "image/jpeg"),
        (PNG, "photo", "image/png"),
        (PNG, "diploma", "image/png"),
    ],
)
def test_a_file_is_stored_by_what_it_is_under_a_name_that_tells_nothing(
    cast: Cast, content: bytes, kind: str, expected: str
) -> None:
    row = kept(cast, content, kind)
    assert row.content_type == expected
    assert "anh" not in row.file.name
    assert "Quy" not in row.file.name
    assert row.file.read() == content
    assert row.history.get().history_user == cast.mai


@pytest.mark.parametrize(
    ("content", "kind", "told"),
    [
        (HTML, "decision", "Nội dung tệp không phải là PDF, JPG hoặc PNG"),
        (HTML, "photo", "Nội dung tệp không phải là JPG hoặc PNG"),
        (PDF, "photo", "tệp này là PDF"),
        (b"", "decision", "Tệp rỗng"),
        (JPEG + b"x" * 3 * 1024**2, "photo", "lớn hơn 3 MB"),
        (PDF + b"x" * 10 * 1024**2, "decision", "lớn hơn 10 MB"),
    ],
)
def test_what_is_not_taken_says_why_and_leaves_nothing(
    cast: Cast, as_, private_folder: Path, content: bytes, kind: str, told: str
) -> None:
    answer = as_(cast.mai).post(url("record_file_add", "CC-anh"), sent(content, "anh.pdf.jpg", kind))
    assert told in text(answer)
    assert not RecordFile.objects.exists()
    assert stored(private_folder) == []


def test_a_name_that_lies_changes_nothing(cast: Cast, as_) -> None:
    answer = as_(cast.mai).post(url("record_file_add", "CC-anh"), sent(PDF, "../../anh.exe"))
    assert answer.status_code == 302
    row = RecordFile.objects.get()
    assert row.content_type == "application/pdf"
    assert row.file.name.startswith("records/")
    assert row.file.name.endswith(".pdf")


def test_a_form_without_a_file_says_so(cast: Cast, as_) -> None:
    page = text(as_(cast.mai).post(url("record_file_add", "CC-anh"), {"kind": "decision", "title": "x"}))
    assert "Hãy chọn một tệp." in page
    assert not RecordFile.objects.exists()


def test_the_same_file_twice_is_refused_and_the_first_is_named(cast: Cast, as_) -> None:
    kept(cast, title="Quyết định 12")
    page = text(as_(cast.mai).post(url("record_file_add", "CC-anh"), sent(PDF, "khac.pdf", title="Khác")))
    assert "Quyết định 12" in page
    assert RecordFile.objects.count() == 1


def test_bytes_do_not_stay_where_the_row_could_not_be_written(
    cast: Cast, private_folder: Path, monkeypatch
) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise RuntimeError("no database")

    monkeypatch.setattr(RecordFile, "save", refuse)
    with pytest.raises(RuntimeError):
        kept(cast)
    assert stored(private_folder) == []


def test_the_same_file_may_stand_in_the_records_of_two_people(cast: Cast) -> None:
    kept(cast)
    keep_file(
        actor=cast.mai, officer=cast.officer("bao"), kind="decision", title="Chung", source=io.BytesIO(PDF)
    )
    assert RecordFile.objects.count() == 2


def test_the_very_token_is_asked_for(cast: Cast) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.mai)
    assert client.post(url("record_file_add", "CC-anh"), sent(PDF, "a.pdf")).status_code == 403
    assert not RecordFile.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("mai", 200), ("anh", 200), ("an", 404), ("kim", 404), ("bao", 404), ("ngoc", 404), ("thu", 404)],
)
def test_a_file_is_served_to_those_who_keep_the_record_and_to_the_person(
    cast: Cast, as_, who: str, status: int
) -> None:
    row = kept(cast)
    assert as_(getattr(cast, who)).get(url("record_file", row.pk)).status_code == status


def test_a_scan_is_saved_a_photo_is_shown_and_no_cache_keeps_either(cast: Cast, as_) -> None:
    client = as_(cast.anh)
    scan = client.get(url("record_file", kept(cast, title="Quyết định 5/QĐ").pk))
    photo = client.get(url("record_file", kept(cast, JPEG, "photo").pk))
    assert b"".join(scan.streaming_content) == PDF
    assert scan["Content-Disposition"].startswith("attachment")
    assert photo["Content-Disposition"].startswith("inline")
    for answer in (scan, photo):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
        assert "sandbox" in answer["Content-Security-Policy"]


def test_a_file_whose_bytes_are_gone_is_not_found(cast: Cast, as_) -> None:
    row = kept(cast)
    row.file.storage.delete(row.file.name)
    assert as_(cast.mai).get(url("record_file", row.pk)).status_code == 404


def test_removing_needs_a_reason_keeps_it_and_deletes_the_bytes(
    cast: Cast, as_, private_folder: Path, django_capture_on_commit_callbacks
) -> None:
    row = kept(cast)
    client = as_(cast.mai)
    assert "cần điền" in text(client.post(url("record_file_remove", row.pk), {"reason": " "})).lower()
    assert len(stored(private_folder)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("record_file_remove", row.pk), {"reason": "Nhầm người"})
    assert not RecordFile.objects.exists()
    assert stored(private_folder) == []
    page = text(client.get(url("officer", "CC-anh", tab="lich-su", bang="recordfile")))
    assert "Nhầm người" in page
    assert "Quyết định 1" in page


def test_a_fact_stays_without_its_scan_and_its_history_says_so(cast: Cast) -> None:
    row = kept(cast)
    award = AwardHeld.objects.create(
        officer=cast.officer("anh"), kind="title", name="Chiến sĩ", start=date(2025, 1, 1), scan=row
    )
    remove_file(actor=cast.mai, file=row, reason="Nhầm người")
    award.refresh_from_db()
    assert award.scan is None
    newest = award.history.first()
    assert (newest.history_user, newest.history_change_reason) == (cast.mai, "Nhầm người")


def test_a_reason_too_long_for_the_history_is_refused(cast: Cast) -> None:
    row = kept(cast)
    with pytest.raises(DomainError, match="100"):
        remove_file(actor=cast.mai, file=row, reason="x" * 101)
    assert RecordFile.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("anh", 404), ("an", 404), ("binh", 404)])
def test_nobody_else_adds_or_removes(cast: Cast, as_, who: str, status: int) -> None:
    row = kept(cast)
    client = as_(getattr(cast, who))
    assert client.post(url("record_file_add", "CC-anh"), sent(JPEG, "a.jpg")).status_code in (403, status)
    assert client.post(url("record_file_remove", row.pk), {"reason": "x"}).status_code in (403, status)
    assert RecordFile.objects.count() == 1


def test_the_photo_stands_in_the_head_for_those_who_may_see_it(cast: Cast, as_) -> None:
    row = kept(cast, JPEG, "photo")
    assert url("record_file", row.pk) in text(as_(cast.mai).get(url("officer", "CC-anh")))
    assert url("record_file", row.pk) in text(as_(cast.anh).get(url("my_record")))
    assert url("record_file", row.pk) not in text(as_(cast.an).get(url("officer", "CC-anh")))


def test_the_tab_lists_files_and_has_an_empty_state(cast: Cast, as_) -> None:
    client = as_(cast.mai)
    assert "Chưa có tài liệu" in text(client.get(url("officer", "CC-anh", tab="tai-lieu")))
    kept(cast, title="Quyết định <12>")
    page = text(client.get(url("officer", "CC-anh", tab="tai-lieu")))
    assert "Quyết định &lt;12&gt;" in page
    assert "1 tài liệu" in page
