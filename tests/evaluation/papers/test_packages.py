"""The package for the national database (article 26.1.d of Decree 335/2025): refusals, contents, deadline, steps."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evaluation.models import Evaluation, NationalPackage, YearRating
from evaluation.reports.package_file import COLUMNS, write_package
from evaluation.rules.packages import PackageState, Urgency, due_on, state_of, urgency_of
from evaluation.selectors.package_news import package_news
from evaluation.selectors.packages import Subject, package_lines
from evaluation.services.forms import reopen
from evaluation.services.packages import hand_over, make_package, sign_off
from staff.models import Disclosure
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.papers.building import ENDED, form_of, freeze, freeze_all, quarter
from tests.factories import UserFactory

TODAY = date(2026, 10, 6)


@pytest.fixture
def subject(cast: Cast) -> Subject:
    return Subject(period=quarter(cast))


def packed(cast: Cast, subject: Subject, *, with_ids: bool = False) -> NationalPackage:
    return make_package(unit=cast.a, subject=subject, actor=cast.mai, with_ids=with_ids, write=write_package)


def content(package: NationalPackage) -> zipfile.ZipFile:
    with package.file.open("rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def rows(package: NationalPackage) -> list[dict[str, str]]:
    text = content(package).read("ket-qua.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


# Rules


@pytest.mark.parametrize(
    ("complete_on", "expected"),
    [(date(2026, 10, 5), date(2026, 10, 10)), (date(2026, 12, 29), date(2027, 1, 3))],
)
def test_article_26_1_d_due_five_calendar_days_after_the_result(complete_on: date, expected: date) -> None:
    assert due_on(complete_on, 5) == expected


@pytest.mark.parametrize(
    ("day", "state", "expected"),
    [
        (date(2026, 10, 7), PackageState.DUE, Urgency.NONE),
        (date(2026, 10, 8), PackageState.DUE, Urgency.SOON),
        (date(2026, 10, 10), PackageState.SIGNED_OFF, Urgency.SOON),
        (date(2026, 10, 11), PackageState.SIGNED_OFF, Urgency.OVERDUE),
        (date(2026, 10, 11), PackageState.OUTDATED, Urgency.OVERDUE),
        (date(2026, 10, 11), PackageState.SENT, Urgency.NONE),
    ],
)
def test_article_26_1_d_reminded_from_two_days_before_and_overdue_the_day_after(
    day: date, state: PackageState, expected: Urgency
) -> None:
    assert urgency_of(state=state, due=date(2026, 10, 10), today=day) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((False, False, False, False, False), PackageState.INCOMPLETE),
        ((True, False, False, False, False), PackageState.DUE),
        ((True, True, True, False, False), PackageState.MADE),
        ((True, True, True, True, False), PackageState.SIGNED_OFF),
        ((True, True, True, True, True), PackageState.SENT),
        ((True, True, False, True, True), PackageState.OUTDATED),
    ],
)
def test_the_state_follows_from_results_and_package(
    facts: tuple[bool, bool, bool, bool, bool], expected: PackageState
) -> None:
    names = ("complete", "made", "current", "signed_off", "sent")
    assert state_of(**dict(zip(names, facts, strict=True))) is expected


# Making


def test_refused_while_a_form_is_open_with_how_many(cast: Cast, subject: Subject) -> None:
    freeze(form_of(cast, "anh"))
    with pytest.raises(DomainError, match="Còn 1 trong 2 kết quả chưa được xác nhận"):
        packed(cast, subject)
    assert not NationalPackage.objects.exists()


def test_refused_for_an_agency_without_results(cast: Cast, subject: Subject) -> None:
    Evaluation.objects.filter(unit=cast.a).delete()
    with pytest.raises(DomainError, match="chưa có kết quả"):
        packed(cast, subject)


def test_refused_out_of_reach(cast: Cast, subject: Subject) -> None:
    freeze_all()
    with pytest.raises(DomainError, match="ngoài phạm vi"):
        make_package(unit=cast.a, subject=subject, actor=cast.ngoc, with_ids=False, write=write_package)


def test_holds_everybody_with_points_band_and_the_hash_of_the_form(cast: Cast, subject: Subject) -> None:
    freeze_all()
    package = packed(cast, subject)
    assert (package.number, package.complete_on, package.due) == (2, date(2026, 10, 5), date(2026, 10, 10))
    found = rows(package)
    assert list(found[0]) == [name for name, _meaning in COLUMNS]
    assert [row["ho_ten"] for row in found] == ["Phạm Văn An", "Nguyễn Thị Ánh"]
    form, row = form_of(cast, "anh"), found[1]
    assert (row["so_hieu"], row["diem_chung"], row["diem_ket_qua"], row["tong_diem"]) == (
        "CC-anh",
        "27.00",
        "63.00",
        "90.00",
    )
    assert (row["muc"], row["ngay"], row["sha256_phieu"]) == (
        "Hoàn thành xuất sắc nhiệm vụ",
        "2026-10-05",
        form.pdf_sha256,
    )
    archive = content(package)
    data = json.loads(archive.read("ket-qua.json"))
    assert (data["ky"], data["so_nguoi"], data["ket_qua"]) == ("2026-Q3", 2, found)
    for line in archive.read("SHA256SUMS.txt").decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    with package.file.open("rb") as file:
        assert hashlib.sha256(file.read()).hexdigest() == package.sha256


def test_points_are_cut_and_never_rounded_over_a_band(cast: Cast, subject: Subject) -> None:
    freeze_all()
    Evaluation.objects.filter(pk=form_of(cast, "anh").pk).update(total="89.995", band="tot")
    assert rows(packed(cast, subject))[1]["tong_diem"] == "89.99"


def test_identity_numbers_only_where_asked_for_and_allowed_and_each_is_logged(
    cast: Cast, subject: Subject
) -> None:
    anh = cast.officer("anh")
    anh.citizen_id = "025190001234"
    anh.save()
    freeze_all()
    without = packed(cast, subject)
    assert (without.has_ids, rows(without)[1]["so_cccd"]) == (False, "")
    assert not Disclosure.objects.exists()
    with_ids = packed(cast, subject, with_ids=True)
    assert (with_ids.has_ids, rows(with_ids)[1]["so_cccd"]) == (True, "025190001234")
    assert Disclosure.objects.filter(viewer=cast.mai, officer=anh, field="citizen_id").exists()


def test_a_package_nobody_signed_off_gives_way_to_a_new_one(cast: Cast, subject: Subject) -> None:
    freeze_all()
    packed(cast, subject)
    second = packed(cast, subject)
    assert list(NationalPackage.objects.all()) == [second]


def test_a_signed_off_package_is_made_anew_only_when_results_changed(cast: Cast, subject: Subject) -> None:
    freeze_all()
    first = sign_off(package=packed(cast, subject), actor=cast.an)
    with pytest.raises(DomainError, match="chưa có gì thay đổi"):
        packed(cast, subject)
    freeze(form_of(cast, "anh"), at=datetime(2100, 1, 1, tzinfo=UTC))
    second = packed(cast, subject)
    assert set(NationalPackage.objects.all()) == {first, second}


# Steps


def test_a_leader_signs_off_but_never_the_maker(cast: Cast, subject: Subject) -> None:
    freeze_all()
    package = packed(cast, subject)
    with pytest.raises(DomainError, match="không tự duyệt"):
        sign_off(package=package, actor=cast.mai)
    signed = sign_off(package=package, actor=cast.an)
    assert signed.signed_off_by == cast.an
    with pytest.raises(DomainError, match="đã được duyệt"):
        sign_off(package=package, actor=cast.binh)


def test_handed_over_only_after_sign_off_on_a_day_that_fits_with_a_receipt(
    cast: Cast, subject: Subject
) -> None:
    freeze_all()
    package = packed(cast, subject)
    today = package.made_at.date()

    def hand(day: date = today, receipt: str = "BN-01") -> NationalPackage:
        return hand_over(package=package, sent_on=day, receipt=receipt, actor=cast.mai, today=today)

    with pytest.raises(DomainError, match="phải duyệt"):
        hand()
    sign_off(package=package, actor=cast.an)
    for day, receipt, field in (
        (date(2100, 1, 1), "BN-01", "sent_on"),
        (date(2026, 1, 1), "BN-01", "sent_on"),
        (today, "  ", "receipt"),
    ):
        with pytest.raises(DomainError) as refusal:
            hand(day, receipt)
        assert refusal.value.field == field
    assert hand().receipt == "BN-01"
    with pytest.raises(DomainError, match="đã được bàn giao"):
        hand()


def test_a_reopened_form_makes_the_package_old(cast: Cast, subject: Subject) -> None:
    freeze_all()
    package = packed(cast, subject)
    reopen(evaluation=form_of(cast, "anh"), reason="Cộng sót việc", actor=cast.an)
    line = next(line for line in package_lines(cast.mai, TODAY) if line.package == package)
    assert line.state is PackageState.OUTDATED
    with pytest.raises(DomainError, match="đã thay đổi"):
        sign_off(package=package, actor=cast.an)


# What is due


def test_complete_results_of_a_province_wait_for_a_package(cast: Cast, subject: Subject) -> None:
    lines = package_lines(cast.mai, TODAY)
    assert [(line.unit, line.state) for line in lines] == [(cast.t, PackageState.INCOMPLETE)]
    freeze_all()
    (line,) = package_lines(cast.mai, date(2026, 10, 8))
    assert (line.state, line.due, line.urgency) == (PackageState.DUE, date(2026, 10, 10), Urgency.SOON)


def test_packages_of_another_office_are_out_of_sight(cast: Cast, subject: Subject) -> None:
    freeze_all()
    packed(cast, subject)
    assert [line.unit for line in package_lines(cast.an, TODAY)] == [cast.a]
    assert package_lines(cast.binh, TODAY) == []
    assert package_lines(cast.ngoc, TODAY) == []


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2026, 10, 7), 0), (date(2026, 10, 8), 1), (date(2026, 10, 10), 1), (date(2026, 10, 11), 1)],
)
def test_the_digest_tells_personnel_in_reach_when_due_and_when_overdue(
    cast: Cast, subject: Subject, day: date, told: int
) -> None:
    freeze_all()
    found = list(package_news(day))
    assert [news.user_id for news in found] == [cast.mai.pk] * told
    assert all(("Quá hạn" in news.text) is (day > date(2026, 10, 10)) for news in found)


def test_the_number_of_queries_does_not_grow_with_the_packages(
    cast: Cast, subject: Subject, django_assert_max_num_queries
) -> None:
    freeze_all()
    packed(cast, subject)
    for unit in (cast.b, cast.t):
        make_package(unit=unit, subject=subject, actor=cast.mai, with_ids=False, write=write_package)
    with django_assert_max_num_queries(12):
        assert len(package_lines(cast.mai, TODAY)) == 3


def test_a_year_is_packed_when_every_rating_is_signed_or_exempt(cast: Cast, subject: Subject) -> None:
    anh, an = cast.officer("anh"), cast.officer("an")
    shared = {"year": 2026, "unit": cast.a, "agency": cast.a, "rule_set": "nd335"}
    YearRating.objects.create(officer=an, seat="head", exempt="nghi_viec", **shared)
    rating = YearRating.objects.create(officer=anh, seat="staff", state="proposed", **shared)
    year = Subject(year=2026)
    with pytest.raises(DomainError, match="Còn 1 trong 2"):
        packed(cast, year)
    YearRating.objects.filter(pk=rating.pk).update(
        state="signed", signed_at=ENDED, mean="88.5", band="tot", decision="45/QĐ-THADS", pdf_sha256="a" * 64
    )
    package = packed(cast, year)
    found = {row["so_hieu"]: row for row in rows(package)}
    assert (found["CC-anh"]["tong_diem"], found["CC-anh"]["quyet_dinh"]) == ("88.50", "45/QĐ-THADS")
    assert (found["CC-anh"]["muc"], found["CC-an"]["muc"]) == ("Hoàn thành tốt nhiệm vụ", "")
    assert package.file_name == "goi-du-lieu-2026-T-A.zip"


# The command


def test_the_command_writes_the_package_and_keeps_it(cast: Cast, subject: Subject, tmp_path: Path) -> None:
    UserFactory(username="goc", is_superuser=True)
    freeze_all()
    out = tmp_path / "goi.zip"
    call_command("national_package", "--period", "2026-Q3", "--unit", "T-A", "--out", str(out))
    package = NationalPackage.objects.get()
    assert hashlib.sha256(out.read_bytes()).hexdigest() == package.sha256
    with pytest.raises(CommandError, match="đã có"):
        call_command("national_package", "--period", "2026-Q3", "--unit", "T-A", "--out", str(out))


def test_the_command_writes_nothing_while_results_are_open(
    cast: Cast, subject: Subject, tmp_path: Path
) -> None:
    UserFactory(username="goc", is_superuser=True)
    with pytest.raises(CommandError, match="chưa được xác nhận"):
        call_command(
            "national_package", "--period", "2026-Q3", "--unit", "T-A", "--out", str(tmp_path / "x.zip")
        )
    assert list(tmp_path.iterdir()) == []
