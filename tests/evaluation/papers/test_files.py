"""What stands in a booklet and in an archive, read back."""

import csv
import hashlib
import io
import zipfile

import pytest
from pypdf import PdfReader

from evaluation.models import PaperJob
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.papers.building import asked, form_of, freeze, quarter


@pytest.fixture(autouse=True)
def _quarter(cast: Cast) -> None:
    quarter(cast)


def pages(job: PaperJob) -> list[str]:
    with job.file.open("rb") as content:
        return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content.read())).pages]


def archive(job: PaperJob) -> zipfile.ZipFile:
    with job.file.open("rb") as content:
        return zipfile.ZipFile(io.BytesIO(content.read()))


def test_a_booklet_has_a_cover_and_contents_with_the_page_where_each_form_begins(cast: Cast) -> None:
    found = pages(asked(cast.an))
    front = found[0]
    assert "PHÒNG THI HÀNH ÁN DÂN SỰ KHU VỰC A" in front
    assert "Quý III năm 2026" in front
    begins = {
        name: next(n for n, text in enumerate(found[1:], start=2) if name in text and "Mẫu số 01" in text)
        for name in ("Phạm Văn An", "Nguyễn Thị Ánh")
    }
    assert f"1 Phạm Văn An Trưởng phòng {begins['Phạm Văn An']} 2 Nguyễn Thị Ánh" in front
    assert front.endswith(str(begins["Nguyễn Thị Ánh"]))


def test_every_page_after_the_front_says_where_in_the_booklet_it_stands(cast: Cast) -> None:
    found = pages(asked(cast.an))
    for number, text in enumerate(found[1:], start=2):
        assert f"Tập phiếu, trang {number}/{len(found)}" in text


def test_a_confirmed_form_is_the_kept_file_and_names_its_hash_a_draft_carries_its_mark(cast: Cast) -> None:
    form = freeze(form_of(cast, "anh"))
    found = " ".join(pages(asked(cast.an)))
    assert f"SHA-256 {form.pdf_sha256[:16]}…" in found
    assert found.count("DỰ THẢO") == 1


def test_a_booklet_with_everything_below_is_grouped_by_unit(cast: Cast) -> None:
    job = asked(cast.mai, unit="T", below=True)
    front = pages(job)[0]
    places = [
        front.index(cast.a.name),
        front.index("Phạm Văn An"),
        front.index(cast.b.name),
        front.index("Vũ Đức Bình"),
    ]
    assert places == sorted(places)
    assert job.total >= 4


def test_who_reaches_one_office_gets_only_that_office_of_the_province(cast: Cast) -> None:
    found = " ".join(pages(asked(cast.an, unit="T", below=True)))
    assert "Nguyễn Thị Ánh" in found
    assert "Đỗ Quốc Bảo" not in found


def test_an_officer_alone_gets_the_own_form(cast: Cast) -> None:
    found = " ".join(pages(asked(cast.anh)))
    assert "Nguyễn Thị Ánh" in found
    assert "Phạm Văn An" not in found.replace("Người", "")


def test_an_archive_has_a_folder_for_each_unit_and_contents_with_the_hash_of_each_file(cast: Cast) -> None:
    freeze(form_of(cast, "bao"))
    found = archive(asked(cast.mai, "mau-01-kho", unit="T", below=True))
    names = found.namelist()
    assert {"T-A/CC-an-mau-01-2026-Q3.pdf", "T-B/CC-bao-mau-01-2026-Q3.pdf", "muc-luc.csv"} <= set(names)
    text = found.read("muc-luc.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Tệp"] for row in rows] == names[:-1]
    for row in rows:
        assert hashlib.sha256(found.read(row["Tệp"])).hexdigest() == row["SHA-256"]
    kept = form_of(cast, "bao")
    assert next(row for row in rows if row["Họ và tên"] == "Đỗ Quốc Bảo")["SHA-256"] == kept.pdf_sha256


def test_a_kept_file_that_was_altered_stops_the_booklet_and_names_the_form(cast: Cast) -> None:
    form = freeze(form_of(cast, "anh"))
    form.pdf_sha256 = "0" * 64
    form.save()
    job = asked(cast.an)
    assert (job.state, job.file.name) == ("failed", "")
    assert job.trouble.startswith("Nguyễn Thị Ánh: ")


@pytest.mark.parametrize(
    ("wanted", "field"), [({"unit": "KHONG-CO"}, "unit"), ({"period": "2026-Q1"}, "period")]
)
def test_an_unknown_unit_or_period_is_refused_at_its_field(
    cast: Cast, wanted: dict[str, str], field: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        asked(cast.an, **wanted)
    assert refusal.value.field == field
