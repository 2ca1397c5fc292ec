"""The screens of documents and packages: choosing, progress, downloads, refusals."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evaluation.models import NationalPackage, PaperJob, Period
from evaluation.reports.package_file import write_package
from evaluation.selectors.packages import Subject
from evaluation.services.packages import make_package
from evaluation.services.papers import ask_for
from staff.models import Disclosure
from tests.conftest import Cast
from tests.evaluation.papers.building import WANTED, asked, freeze_all, quarter
from tests.evaluation.screens import said, signed_in

PAPERS = "/danh-gia/van-ban/"
PACKAGES = "/danh-gia/goi-du-lieu/"
POLLING = 'hx-trigger="every 2s"'


@pytest.fixture(autouse=True)
def _quarter(cast: Cast) -> None:
    quarter(cast)


def package_of(cast: Cast, *, with_ids: bool = False) -> NationalPackage:
    freeze_all()
    subject = Subject(period=Period.objects.get())
    return make_package(unit=cast.a, subject=subject, actor=cast.mai, with_ids=with_ids, write=write_package)


def test_a_leader_chooses_period_and_unit_and_has_a_booklet_made(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    client = signed_in(cast.an)
    data = {"kind": "mau-01-tap", "period": "2026-Q3", "unit": "T-A"}
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"{PAPERS}lam/", data, follow=True)
    assert "Đang lập" in said(response)[0]
    page = client.get(PAPERS).content.decode()
    assert "Tập phiếu Mẫu 01, Quý III năm 2026, Phòng Thi hành án dân sự khu vực A" in page
    assert "Đã xong" in page
    assert POLLING not in page


def test_the_page_asks_again_every_two_seconds_only_while_something_is_being_made(cast: Cast) -> None:
    client = signed_in(cast.an)
    assert POLLING not in client.get(PAPERS).content.decode()
    job = ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.an)
    PaperJob.objects.filter(pk=job.pk).update(state="running", made=1, seen_at=timezone.now())
    part = client.get(f"{PAPERS}cua-toi/").content.decode()
    assert POLLING in part
    assert 'value="1" max="2"' in part
    PaperJob.objects.filter(pk=job.pk).update(state="done")
    assert POLLING not in client.get(f"{PAPERS}cua-toi/").content.decode()


def test_what_a_restart_cut_off_is_shown_as_such_and_offered_again(cast: Cast) -> None:
    job = ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.an)
    long_ago = timezone.now() - timedelta(hours=1)
    PaperJob.objects.filter(pk=job.pk).update(state="running", made=1, seen_at=long_ago)
    page = signed_in(cast.an).get(PAPERS).content.decode()
    assert "Bị ngắt giữa chừng" in page
    assert f"{PAPERS}{job.pk}/lam-lai/" in page
    assert POLLING not in page


def test_who_waits_long_is_told_that_the_worker_may_be_stopped(cast: Cast) -> None:
    job = ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.an)
    PaperJob.objects.filter(pk=job.pk).update(asked_at=timezone.now() - timedelta(minutes=3))
    assert "báo người vận hành" in signed_in(cast.an).get(PAPERS).content.decode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"kind": "mau-01-tap", "unit": "T-A"}, "Chọn kỳ."),
        ({"kind": "khong-co", "period": "2026-Q3", "unit": "T-A"}, "Chọn một mục trong danh sách."),
        ({"kind": "mau-01-tap", "period": "2026-Q3", "unit": "T-B"}, "Chọn một mục trong danh sách."),
    ],
)
def test_a_wrong_choice_is_told_at_its_field_and_makes_nothing(
    cast: Cast, data: dict[str, str], message: str
) -> None:
    response = signed_in(cast.an).post(f"{PAPERS}lam/", data)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert not PaperJob.objects.exists()


def test_a_download_is_private_and_carries_its_hash(cast: Cast) -> None:
    job = asked(cast.an)
    response = signed_in(cast.an).get(f"{PAPERS}{job.pk}/tep/")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Document-SHA256"] == job.sha256
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert signed_in(cast.mai).get(f"{PAPERS}{job.pk}/tep/").status_code == 404


def test_a_finished_file_is_refused_once_the_right_to_print_is_gone(cast: Cast) -> None:
    job = asked(cast.an)
    cast.an.groups.clear()
    assert signed_in(cast.an).get(f"{PAPERS}{job.pk}/tep/").status_code == 403


def test_a_lost_file_is_said_and_offered_again(cast: Cast) -> None:
    job = asked(cast.an)
    job.file.storage.delete(job.file.name)
    client = signed_in(cast.an)
    assert "Tệp đã mất" in client.get(PAPERS).content.decode()
    assert client.get(f"{PAPERS}{job.pk}/tep/").status_code == 404


def test_an_officer_without_reach_is_told_how_to_print_the_own_form(cast: Cast) -> None:
    page = signed_in(cast.anh).get(PAPERS).content.decode()
    assert "Phiếu của bạn được in từng phiếu" in page
    assert 'href="/danh-gia/van-ban/"' not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_own_documents_asks_the_same_number_of_queries(
    cast: Cast, number: int, django_assert_max_num_queries
) -> None:
    for below in (False, True, False)[:number]:
        asked(cast.an, below=below)
    client = signed_in(cast.an)
    client.get(PAPERS)
    with django_assert_max_num_queries(20):
        client.get(f"{PAPERS}cua-toi/")


def test_a_large_unit_is_sent_from_the_period_to_the_background(cast: Cast, settings) -> None:
    settings.PAPER_INLINE_LIMIT = 1
    response = signed_in(cast.an).get("/danh-gia/ky/2026-Q3/so/T-A.pdf", follow=True)
    assert "2 phiếu" in said(response)[0]
    assert '<option value="T-A" selected>' in response.content.decode()


def test_personnel_makes_a_leader_signs_off_personnel_hands_over(cast: Cast) -> None:
    freeze_all()
    mai, an = signed_in(cast.mai), signed_in(cast.an)
    response = mai.post(f"{PACKAGES}lap/", {"unit": "T-A", "subject": "2026-Q3"}, follow=True)
    assert said(response) == ["Đã lập gói; chờ lãnh đạo duyệt."]
    package = NationalPackage.objects.get()
    assert mai.post(f"{PACKAGES}{package.pk}/duyet/").status_code == 403
    assert said(an.post(f"{PACKAGES}{package.pk}/duyet/", follow=True)) == ["Đã duyệt gói; có thể bàn giao."]
    today = f"{timezone.localdate():%d/%m/%Y}"
    hand = {"sent_on": today, "receipt": "BN-77/2026"}
    assert said(mai.post(f"{PACKAGES}{package.pk}/ban-giao/", hand, follow=True)) == ["Đã ghi nhận bàn giao."]
    page = mai.get(PACKAGES).content.decode()
    assert "BN-77/2026" in page
    assert "Đã bàn giao" in page


def test_a_package_of_open_results_is_refused_at_its_field(cast: Cast) -> None:
    response = signed_in(cast.mai).post(f"{PACKAGES}lap/", {"unit": "T-A", "subject": "2026-Q3"})
    assert "Còn 2 trong 2 kết quả chưa được xác nhận" in response.content.decode()
    assert not NationalPackage.objects.exists()


def test_a_file_with_identity_numbers_is_for_those_who_may_see_them_and_logged(cast: Cast) -> None:
    anh = cast.officer("anh")
    anh.citizen_id = "025190001234"
    anh.save()
    package = package_of(cast, with_ids=True)
    Disclosure.objects.all().delete()
    address = f"{PACKAGES}{package.pk}/tep/"
    refused = signed_in(cast.an).get(address, follow=True)
    assert "Tệp này có số căn cước công dân" in said(refused)[0]
    assert not Disclosure.objects.exists()
    response = signed_in(cast.mai).get(address)
    assert response["X-Document-SHA256"] == package.sha256
    assert Disclosure.objects.filter(viewer=cast.mai, officer=anh).exists()


def test_the_list_of_packages_as_a_workbook(cast: Cast) -> None:
    package_of(cast)
    response = signed_in(cast.mai).get(f"{PACKAGES}danh-sach.xlsx?state=made")
    assert response.content[:2] == b"PK"


def test_a_package_that_no_longer_holds_says_so(cast: Cast) -> None:
    package = package_of(cast)
    NationalPackage.objects.filter(pk=package.pk).update(number=1)
    page = signed_in(cast.an).get(f"{PACKAGES}{package.pk}/").content.decode()
    assert "Gói đã cũ" in page
    assert "duyet/" not in page
