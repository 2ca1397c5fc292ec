"""Screens of the books: who does what, what it answers, and constant numbers of queries."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evaluation.models import BookClosing, Drive, DriveResult, OutsideFigure, SupplementaryReport, Target
from evaluation.reports.books import books_card
from tests.evaluation.books.building import NEW, bring, close, month_file, stored
from tests.evaluation.imports.agency import FIGURES, staff_up
from tests.evaluation.screens import said, signed_in
from tests.factories import OfficerFactory, PostingFactory
from tests.factories.scoring import caseload

pytestmark = pytest.mark.django_db
BASE = "/danh-gia/so"


@pytest.fixture
def clerk(cast):
    return signed_in(cast.thu)


@pytest.fixture
def figures(cast):
    staff_up(cast.a)
    bring(month_file())
    caseload(cast.officer("bao"), cast.b, 9, 60)
    return cast


def page(client, path: str, **query) -> str:
    response = client.get(f"{BASE}{path}", query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_books_open_at_their_first_page(clerk, cast) -> None:
    assert clerk.get(f"{BASE}/").url == f"{BASE}/khoa/"


def test_units_of_a_month_are_listed_with_deadline_and_missing_officers(clerk, figures) -> None:
    caseload(figures.officer("anh"), figures.a, 6, 3)

    text = page(clerk, "/khoa/", thang="2026-9")

    assert "Nguyễn Thị Ánh" in text  # had figures of 6 months, has none of 9
    assert "02/07/2026" in text
    assert "06/07/2026" in text
    assert "quá hạn" in text


def test_the_clerk_closes_an_office_after_reading_what_it_means(clerk, figures) -> None:
    address = f"{BASE}/khoa/2026-9/T-A/"
    assert "không mở lại" in clerk.get(address).content.decode()

    answer = clerk.post(address, follow=True)

    assert said(answer) == ["Đã khóa sổ 9 tháng năm 2026 của Phòng Thi hành án dân sự khu vực A."]
    assert BookClosing.objects.get().closed_by == figures.thu
    again = clerk.post(address, follow=True)
    assert "đã khóa" in said(again)[0]
    assert BookClosing.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("an", 403), ("kim", 403), ("ngoc", 404)])
def test_closing_needs_verb_and_reach(figures, who, status) -> None:
    client = signed_in(getattr(figures, who))

    assert client.post(f"{BASE}/khoa/2026-9/T-A/").status_code == status
    assert BookClosing.objects.count() == 0


def test_an_impossible_month_is_not_found(clerk, figures) -> None:
    assert clerk.get(f"{BASE}/khoa/2026-13/T-A/").status_code == 404


def uploaded(path) -> SimpleUploadedFile:
    return SimpleUploadedFile("bo-sung.xlsx", path.read_bytes())


def paper(path, **more):
    today = f"{timezone.localdate():%d/%m/%Y}"
    return {
        "number": "12/BC-THADS",
        "signed_on": today,
        "signer": "Phạm Văn An",
        "explanation": "Bỏ sót một việc",
        "file": uploaded(path),
    } | more


def test_a_report_goes_from_upload_over_preview_to_both_versions(clerk, figures) -> None:
    close(figures.a)

    preview = clerk.post(f"{BASE}/bo-sung/moi/", paper(month_file(NEW)), follow=True)

    text = preview.content.decode()
    assert "Bỏ sót một việc" in text
    assert "Thi hành xong (C9)" in text
    assert stored().completed == FIGURES[8]
    filed = clerk.post(f"{preview.request['PATH_INFO']}ghi/", follow=True)
    assert stored().completed == FIGURES[8] + 1
    report = SupplementaryReport.objects.get()
    assert filed.request["PATH_INFO"] == f"{BASE}/bo-sung/{report.pk}/"
    assert "Thi hành xong (C9)" in filed.content.decode()
    assert "12/BC-THADS" in page(clerk, "/bo-sung/")
    assert clerk.get(f"{BASE}/bo-sung/{report.pk}/bang.xlsx").status_code == 200


def test_a_report_filed_twice_is_filed_once(clerk, figures) -> None:
    close(figures.a)
    preview = clerk.post(f"{BASE}/bo-sung/moi/", paper(month_file(NEW)), follow=True)
    address = f"{preview.request['PATH_INFO']}ghi/"

    clerk.post(address)
    clerk.post(address)

    assert SupplementaryReport.objects.count() == 1


def test_a_discarded_report_leaves_nothing(clerk, figures) -> None:
    close(figures.a)
    preview = clerk.post(f"{BASE}/bo-sung/moi/", paper(month_file(NEW)), follow=True)

    clerk.post(f"{preview.request['PATH_INFO']}bo/")

    assert clerk.get(preview.request["PATH_INFO"]).status_code == 404
    assert SupplementaryReport.objects.count() == 0


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"signed_on": "31/02/2026"}, "dd/mm/yyyy"),
        ({"explanation": ""}, "form"),
        ({"file": SimpleUploadedFile("x.xlsx", b"no workbook")}, "alert"),
    ],
)
def test_bad_input_keeps_the_form_and_changes_nothing(clerk, figures, more, message) -> None:
    close(figures.a)

    response = clerk.post(f"{BASE}/bo-sung/moi/", paper(month_file(NEW), **more))

    assert response.status_code == 200
    assert message in response.content.decode()
    assert stored().completed == FIGURES[8]


def test_books_that_are_open_send_to_the_usual_import(clerk, figures) -> None:
    response = clerk.post(f"{BASE}/bo-sung/moi/", paper(month_file(NEW)))

    assert "chưa khóa" in response.content.decode()


def test_sums_say_that_they_add_up(clerk, figures) -> None:
    text = page(clerk, "/can-doi/", thang="2026-9", unit="T")

    assert "Mọi cột đều khớp" in text
    assert clerk.get(f"{BASE}/can-doi/bang.xlsx", {"unit": "T-A"}).status_code == 200
    assert clerk.get(f"{BASE}/can-doi/", {"unit": "X"}).status_code == 404


def target_data(**more):
    return {
        "year": "2026",
        "unit": "T-A",
        "number": "",
        "viec": "83,90",
        "tien": "51,90",
        "decision": "15/QĐ-THADS",
        "decision_date": "20/12/2025",
        "start": "01/10/2025",
    } | more


def test_targets_are_entered_listed_filtered_and_changed(clerk, figures) -> None:
    clerk.post(f"{BASE}/chi-tieu/moi/", target_data())
    assert Target.objects.count() == 2
    assert "83,90" in page(clerk, "/chi-tieu/", measure="viec", year="2026", unit="T-A")
    assert "83,90" not in page(clerk, "/chi-tieu/", measure="tien")
    target = Target.objects.get(measure="viec")
    change = {
        "percent": "85",
        "decision": "99/QĐ",
        "decision_date": "30/07/2026",
        "start": "31/07/2026",
        "reason": "Sắp xếp",
    }

    clerk.post(f"{BASE}/chi-tieu/{target.pk}/doi/", change)

    assert Target.objects.filter(measure="viec", end=date(2026, 7, 31)).count() == 1
    assert "30/07/2026" in page(clerk, "/chi-tieu/", measure="viec")


@pytest.mark.parametrize(
    "more",
    [
        {"viec": "101"},
        {"viec": "²"},
        {"viec": "", "tien": ""},
        {"start": "01/10/2026"},
        {"number": "CC-bao"},
        {"number": "²"},
        {"unit": "X"},
    ],
)
def test_a_wrong_target_is_refused_at_its_field(clerk, figures, more) -> None:
    response = clerk.post(f"{BASE}/chi-tieu/moi/", target_data(**more))

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert Target.objects.count() == 0


def drive_data(**more):
    return {
        "unit": "T",
        "name": "Cao điểm cuối năm",
        "start": "01/11/2026",
        "last_day": "30/11/2026",
        "target_cases": "100",
        "target_money": "1.000.000",
    } | more


def test_a_drive_is_opened_and_reported(clerk, figures) -> None:
    clerk.post(f"{BASE}/dot-cao-diem/moi/", drive_data())
    drive = Drive.objects.get()
    assert drive.end == date(2026, 12, 1)
    result = {"unit": "T-A", "day": "02/11/2026", "cases": "25", "money": "250.000"}

    clerk.post(f"{BASE}/dot-cao-diem/{drive.pk}/ket-qua/", result)

    text = page(clerk, f"/dot-cao-diem/{drive.pk}/")
    assert "25,00% (25/100)" in text
    assert "25,00% (250.000/1.000.000)" in text
    falling = clerk.post(
        f"{BASE}/dot-cao-diem/{drive.pk}/ket-qua/", result | {"day": "03/11/2026", "cases": "24"}
    )
    assert "errorlist" in falling.content.decode()
    assert DriveResult.objects.count() == 1


def test_reconciliation_shows_only_where_they_differ_when_asked(clerk, figures) -> None:
    row = {"unit": figures.b, "year": 2026, "months": 9, "measure": "viec", "source": "toa_an"}
    OutsideFigure.objects.create(**row, column="resolved", amount=60)
    OutsideFigure.objects.create(**row, column="accepted", amount=58)

    both, differing = page(clerk, "/doi-chieu/"), page(clerk, "/doi-chieu/", lech="1")

    assert "khớp" in both
    assert "Giải quyết xong (C12)" not in differing
    assert "Thụ lý mới (C2)" in differing
    assert "+2" in differing


def test_the_home_card_tells_the_clerk_what_is_to_be_closed(rf, figures) -> None:
    request = rf.get("/")
    request.user = figures.thu
    assert "9 tháng năm 2026" in books_card(request)
    request.user = figures.an
    assert books_card(request) == ""
    request.user = figures.thu
    close(figures.t)
    assert books_card(request) == ""


@pytest.mark.parametrize(
    "path", ["/khoa/?thang=2026-9", "/can-doi/?unit=T", "/chi-tieu/", "/dot-cao-diem/", "/doi-chieu/"]
)
def test_the_number_of_queries_does_not_grow_with_the_rows(clerk, figures, path) -> None:
    def fill(number: int) -> None:
        officer = OfficerFactory(number=f"Q{number}", full_name=f"Lê Văn Q{number}")
        PostingFactory(officer=officer, unit=figures.b)
        caseload(officer, figures.b, 9, 5)
        more = {"decision": "1/QĐ", "decision_date": date(2025, 12, 1), "start": date(2025, 10, 1)}
        Target.objects.create(year=2026, unit=figures.b, officer=officer, measure="viec", percent=80, **more)
        drive = Drive.objects.create(
            name=f"Đ{number}", unit=figures.t, start=date(2026, 11, 1), end=date(2026, 12, 1), target_cases=9
        )
        DriveResult.objects.create(drive=drive, unit=figures.b, day=date(2026, 11, 2), cases=1)
        columns = ["resolved", "accepted", "executable", "to_enforce"]
        OutsideFigure.objects.create(
            unit=figures.b,
            year=2026,
            months=9,
            measure="viec",
            source="toa_an",
            column=columns[number],
            amount=5,
        )

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert clerk.get(f"{BASE}{path}").status_code == 200
        return len(captured)

    fill(0)
    queries()
    before = queries()
    for number in (1, 2):
        fill(number)

    assert queries() <= before
