"""The path of the product, walked in a real browser on the demonstration agency."""

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook

from hrm import demo
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

PEOPLE = {role.key: (number, username) for role, number, username in demo.people()}


def username(role: str) -> str:
    return PEOPLE[role][1]


def test_a_personnel_officer_sees_the_gap_as_at_a_date(visitor: Visitor) -> None:
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/bien-che/")
    visitor.page.fill("input[name=at]", "30/06/2021")
    visitor.page.press("input[name=at]", "Enter")
    visitor.page.wait_for_url("**/bien-che/?at=*")
    row = visitor.page.locator("table tr", has_text="Cục Thi hành án dân sự tỉnh Vĩnh Phúc").first
    assert re.findall(r"\d+", row.inner_text().split("VP", 1)[1])[:3] == ["105", "103", "2"]


def test_a_workbook_with_an_error_comes_back_marked_and_nothing_is_written(
    visitor: Visitor, tmp_path: Path
) -> None:
    broken = tmp_path / "nhan-su-loi.xlsx"
    shutil.copy(demo.folder() / "02-nhan-su-2025.xlsx", broken)
    book = load_workbook(broken)
    sheet = next(s for s in book if "Số hiệu" in {str(c.value) for row in s.iter_rows(max_row=12) for c in row})
    cell = next(
        c for row in sheet.iter_rows() for c in row if c.value in {"Nam", "Nữ"}
    )
    cell.value = "Không rõ"
    book.save(broken)
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/nhap/staff/")
    visitor.page.set_input_files("input[type=file]", broken)
    visitor.page.locator("main form button[type=submit]").first.click()
    visitor.page.wait_for_url("**/phien/**")
    assert cell.coordinate in visitor.text()
    assert "Không rõ" in visitor.text()
    assert visitor.page.locator("form[action$='/ghi/']").count() == 0
    with visitor.page.expect_download() as download:
        visitor.page.locator("a[href$='/tep-loi/']").first.click()
    marked = load_workbook(download.value.path())
    assert "Lỗi" in marked.sheetnames


def test_the_same_workbook_again_changes_nothing(visitor: Visitor) -> None:
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/nhap/products/")
    visitor.page.set_input_files("input[type=file]", demo.folder() / "06-danh-muc-san-pham.xlsx")
    visitor.page.locator("main form button[type=submit]").first.click()
    visitor.page.wait_for_url("**/phien/**")
    assert "không đổi" in visitor.text().lower()


def test_a_personnel_officer_refreshes_the_quarter(visitor: Visitor) -> None:
    visitor.sign_in(username("personnel"))
    visitor.go("/danh-gia/ky/2026-Q3/")
    visitor.page.locator("form[action$='/lam-moi/'] button").first.click()
    visitor.page.wait_for_load_state()
    assert "Quý III năm 2026" in visitor.text()


def test_a_leader_sees_the_own_unit_only(visitor: Visitor) -> None:
    visitor.sign_in(username("leader"))
    visitor.go("/nhan-su/bien-che/?at=30/09/2026")
    assert "khu vực 8" in visitor.text()
    assert "khu vực 9" not in visitor.text()
    visitor.go("/danh-gia/ky/2026-Q3/")
    assert "khu vực 8" in visitor.text()
    assert "khu vực 9" not in visitor.text()


def test_an_officer_scores_the_own_quarter_and_the_leader_confirms_it(visitor: Visitor) -> None:
    visitor.sign_in(username("officer"))
    visitor.page.locator("main a", has_text="tự chấm").first.click()
    visitor.page.wait_for_load_state()
    if not visitor.page.url.endswith("/tu-cham/"):
        visitor.page.locator("a[href$='/tu-cham/']").first.click()
        visitor.page.wait_for_url("**/tu-cham/")
    form = visitor.page.url.removesuffix("tu-cham/")
    boxes = visitor.page.locator("main input[inputmode=decimal], main input[type=text]")
    assert boxes.count() == 10
    for index in range(10):
        boxes.nth(index).fill("4,5" if index < 2 else "2,25")
    visitor.page.locator("textarea").first.fill("Hoàn thành các vụ việc phức tạp đúng hạn.")
    visitor.page.locator("main form button[type=submit]").first.click()
    visitor.page.wait_for_url(form)
    assert "27" in visitor.text()
    visitor.go(form.removeprefix(visitor.server) + "giai-trinh/")
    assert "12 tháng năm 2026" in visitor.text()
    assert "05-an-12-thang-2026.xlsx" in visitor.text()

    visitor.sign_in(username("leader"))
    visitor.go(form.removeprefix(visitor.server) + "xac-nhan/")
    visitor.page.locator("textarea").last.fill("Nhất trí.")
    visitor.page.on("dialog", lambda dialog: dialog.accept())
    visitor.page.locator("main form button[type=submit]").first.click()
    visitor.page.wait_for_url(form)
    assert "Đã xác nhận" in visitor.text()
    pdf = visitor.page.request.get(form + "mau-01.pdf").body()
    again = visitor.page.request.get(form + "mau-01.pdf").body()
    assert pdf == again
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert "PHIẾU THEO DÕI, ĐÁNH GIÁ CÔNG CHỨC" in words
    assert "Nhất trí." in words


def test_an_editor_publishes_news_and_an_officer_reads_it(visitor: Visitor) -> None:
    visitor.sign_in(username("editor"))
    visitor.go("/tin-tuc/")
    visitor.go("/quan-tri/")
    visitor.page.locator("a[href*='/quan-tri/pages/']").first.wait_for()
    index = visitor.page.request.get(
        f"{visitor.server}/quan-tri/api/main/pages/?type=cms.NewsIndexPage"
    ).json()["items"][0]["id"]
    visitor.go(f"/quan-tri/pages/add/cms/newspage/{index}/")
    visitor.page.fill("#id_title", "Thông báo nghỉ lễ của phòng")
    visitor.page.fill("#id_intro", "Lịch trực của các phòng khu vực.")
    visitor.page.locator("[data-w-dropdown-target='toggle']").last.click()
    visitor.page.locator("button[name=action-publish]").click()
    visitor.page.wait_for_load_state()
    visitor.errors.clear()  # Wagtail's own screens warn about what is not ours
    visitor.sign_in(username("officer"))
    visitor.go("/tin-tuc/")
    visitor.page.get_by_text("Thông báo nghỉ lễ của phòng").first.click()
    visitor.page.wait_for_load_state()
    assert "Lịch trực của các phòng khu vực." in visitor.text()


SCREENS = {
    "personnel": [
        "/",
        "/nhan-su/bien-che/",
        "/nhan-su/can-bo/",
        "/nhan-su/can-bo/VP0043/",
        "/nhan-su/chat-luong/",
        "/nhan-su/nhap/",
        "/nhan-su/nhap/staff/",
        "/danh-gia/ky/",
        "/danh-gia/ky/2026-Q3/",
        "/danh-gia/an/",
    ],
    "officer": ["/", "/nhan-su/ho-so-cua-toi/", "/danh-gia/an/VP0045/", "/tin-tuc/", "/huong-dan/"],
    "leader": ["/", "/danh-gia/ky/2026-Q3/"],
}


@pytest.mark.parametrize("visitor", ["desktop", "phone"], indirect=True)
@pytest.mark.parametrize("role", SCREENS)
def test_screens_fit_their_width_and_axe_finds_nothing(visitor: Visitor, role: str) -> None:
    visitor.sign_in(username(role))
    faults = []
    for path in SCREENS[role]:
        visitor.go(path)
        if visitor.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{path}: wider than the window")
        results = Axe().run(visitor.page, options={"resultTypes": ["violations"]})
        faults += [
            f"{path}: {v['id']}: {v['nodes'][0]['html'][:120]}" for v in results.response["violations"]
        ]
    assert faults == []


def test_the_sign_in_page_is_the_only_open_door(visitor: Visitor) -> None:
    visitor.go("/nhan-su/bien-che/")
    assert "/tai-khoan/login/" in visitor.page.url
    assert Axe().run(visitor.page).response["violations"] == []
