"""Papers of the year: which rows they take, the kept file of a signed rating, and each drawn by its own module."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from evaluation.documents import year_makers
from evaluation.documents.form01 import form01_pdf
from evaluation.models import AwardProposal, AwardType, Meeting, PaperJob, YearRating
from evaluation.services.emulation.types import install_award_types
from tests.conftest import Cast
from tests.evaluation.form01_samples import BLANK
from tests.evaluation.papers.building import asked

WANTED = {"year": 2026, "below": True, "unit": "T"}


@pytest.fixture(autouse=True)
def _drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each document is a blank form: what is drawn, the tests of the documents say."""
    monkeypatch.setattr(year_makers, "_drawn", lambda _source: lambda *_rows: form01_pdf(BLANK))


@pytest.fixture(autouse=True)
def _ratings(cast: Cast) -> None:
    for name, unit, signed in (("an", cast.a, True), ("anh", cast.a, False), ("bao", cast.b, True)):
        YearRating.objects.create(
            officer=cast.officer(name),
            year=2026,
            unit=unit,
            agency=cast.t,
            seat="staff",
            rule_set="nd335",
            state="signed" if signed else "proposed",
            signed_at=datetime(2026, 12, 10, tzinfo=UTC) if signed else None,
        )
    Meeting.objects.create(
        unit=cast.b,
        year=2026,
        held_on=date(2026, 12, 1),
        chair=cast.officer("binh"),
        summoned=2,
        present=2,
        course="x",
    )


def people(job: PaperJob) -> list[str]:
    assert job.state == "done", job.trouble
    with job.file.open("rb") as content:
        archive = zipfile.ZipFile(io.BytesIO(content.read()))
    text = archive.read("muc-luc.csv").decode("utf-8-sig")
    return [row["Họ và tên"] for row in csv.DictReader(io.StringIO(text))]


def test_mau_02_of_a_province_and_only_of_those_in_reach(cast: Cast) -> None:
    assert people(asked(cast.mai, "mau-02-kho", **WANTED)) == ["Phạm Văn An", "Nguyễn Thị Ánh", "Đỗ Quốc Bảo"]
    assert people(asked(cast.an, "mau-02-kho", **WANTED)) == ["Phạm Văn An", "Nguyễn Thị Ánh"]


def test_article_21_notices_only_of_what_was_decided(cast: Cast) -> None:
    assert people(asked(cast.mai, "thong-bao-kho", **WANTED)) == ["Phạm Văn An", "Đỗ Quốc Bảo"]


def test_minutes_only_of_meetings_in_reach(cast: Cast) -> None:
    assert people(asked(cast.binh, "bien-ban", **WANTED)) == ["Biên bản cuộc họp ngày 01/12/2026"]
    assert len(people(asked(cast.mai, "bien-ban", **WANTED))) == 1


def test_the_summary_of_a_unit_is_one_pdf(cast: Cast) -> None:
    job = asked(cast.mai, "tong-hop", **WANTED)
    assert (job.state, job.total, job.file_name) == ("done", 1, "tong-hop-2026-T.pdf")


@pytest.mark.parametrize("kind", ["mau-02-tap", "thong-bao-tap", "bien-ban", "tong-hop", "thi-dua"])
def test_each_paper_of_the_year_is_drawn_by_its_own_module(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.undo()
    install_award_types()
    award = AwardType.objects.filter(code="LDTT").latest("start")
    AwardProposal.objects.create(
        award=award, year=2026, officer=cast.officer("bao"), unit=cast.b, proposed_by=cast.mai
    )
    job = asked(cast.mai, kind, **WANTED | {"unit": "T-B"})
    assert job.state == "done", job.trouble
    with job.file.open("rb") as content:
        assert content.read(2) == (b"PK" if kind == "bien-ban" else b"%P")
