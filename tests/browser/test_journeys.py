"""The path of the product, walked in a real browser on the demonstration agency."""

import re
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from hrm import demo
from tests.browser.conftest import Visitor, username

pytestmark = pytest.mark.browser


def test_a_personnel_officer_sees_the_gap_as_at_a_date(visitor: Visitor) -> None:
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/bien-che/")
    visitor.page.fill("input[name=at]", "30/06/2021")
    visitor.page.press("input[name=at]", "Enter")
    visitor.page.wait_for_url("**/bien-che/?at=*")
    row = visitor.page.locator("table tr", has_text="Cục Thi hành án dân sự tỉnh Vĩnh Phúc").first
    assert re.findall(r"\d+", row.inner_text().split("VP", 1)[1])[:3] == ["105", "103", "2"]


def changed_copy(folder: Path, number: str, heading: str, value: str) -> tuple[Path, str]:
    """The province's own rows of the demonstration's list with one cell changed, and where that cell is."""
    book = load_workbook(demo.folder() / "02-nhan-su-2025.xlsx")
    for name, outside in (("Đơn vị", "CUC"), ("Công chức", "BT0001")):
        rows = [row[0].row for row in book[name].iter_rows() if outside in [c.value for c in row[:2]]]
        book[name].delete_rows(rows[0])
    sheet = book["Công chức"]
    head = next(row for row in sheet.iter_rows() if "Mã cán bộ" in [c.value for c in row])
    columns = {cell.value: cell.column for cell in head}
    row = next(r for r in sheet.iter_rows() if r[columns["Mã cán bộ"] - 1].value == number)
    cell = row[columns[heading] - 1]
    cell.value = value
    copy = folder / "nhan-su-sua.xlsx"
    book.save(copy)
    return copy, cell.coordinate


def test_a_workbook_with_an_error_comes_back_marked_and_nothing_is_written(
    visitor: Visitor, tmp_path: Path
) -> None:
    broken, place = changed_copy(tmp_path, "VP0045", "Giới tính", "Không rõ")
    visitor.sign_in(username("personnel"))
    visitor.upload("staff", broken)
    assert place in visitor.text()
    assert "Không rõ" in visitor.text()
    assert visitor.page.locator("form[action$='/ghi/']").count() == 0
    with visitor.page.expect_download() as download:
        visitor.page.locator("a[href$='/tep-loi/']").first.click()
    download.value.save_as(tmp_path / "tep-loi.xlsx")
    assert "Lỗi" in load_workbook(tmp_path / "tep-loi.xlsx").sheetnames
    visitor.go("/nhan-su/can-bo/VP0045/")
    assert "Không rõ" not in visitor.text()


def test_a_workbook_is_previewed_and_written_only_when_confirmed(visitor: Visitor, tmp_path: Path) -> None:
    changed, _place = changed_copy(tmp_path, "VP0043", "Dân tộc", "Sán Dìu")
    visitor.sign_in(username("personnel"))
    visitor.upload("staff", changed)
    assert re.findall("Kinh|Sán Dìu", visitor.page.inner_text("table.import-lines")) == ["Kinh", "Sán Dìu"]
    preview = visitor.page.url.removeprefix(visitor.server)
    visitor.go("/nhan-su/can-bo/VP0043/")
    assert "Sán Dìu" not in visitor.text()
    visitor.go(preview)
    visitor.page.locator("form[action$='/ghi/'] button").click()
    visitor.page.get_by_text("Tệp tải lên không còn được lưu").wait_for()
    visitor.go("/nhan-su/can-bo/VP0043/")
    assert "Sán Dìu" in visitor.text()


def test_the_same_workbook_again_changes_nothing(visitor: Visitor) -> None:
    visitor.sign_in(username("personnel"))
    visitor.upload("products", demo.folder() / "06-danh-muc-san-pham.xlsx")
    assert "Mọi nội dung trong tệp đều đã có" in visitor.text()
    assert visitor.page.locator("form[action$='/ghi/']").count() == 0


def test_a_personnel_officer_opens_the_quarter_and_takes_the_booklet_of_a_unit(visitor: Visitor) -> None:
    visitor.sign_in(username("personnel"))
    visitor.go("/danh-gia/ky/")
    visitor.page.select_option("select[name=quarter]", "2026-Q3")
    visitor.page.locator("form[action$='/mo/'] button").click()
    visitor.page.wait_for_url("**/ky/2026-Q3/")
    assert "Đánh giá quý III năm 2026" in visitor.text()
    assert re.search(r"Quý III năm 2026: .* phiếu", visitor.text())
    address = visitor.page.locator("a[href$='/so/PT-KV8.pdf']").get_attribute("href")
    booklet = pypdfium2.PdfDocument(visitor.page.request.get(f"{visitor.server}{address}").body())
    cover = booklet[0].get_textpage().get_text_range()
    assert "TẬP PHIẾU THEO DÕI, ĐÁNH GIÁ CÔNG CHỨC" in cover
    assert "Trần Văn Nghĩa" in cover


def test_a_leader_sees_the_own_unit_only(visitor: Visitor) -> None:
    visitor.sign_in(username("leader"))
    for path in ("/nhan-su/bien-che/?at=30/09/2026", "/danh-gia/ky/2026-Q3/", "/danh-gia/an/"):
        visitor.go(path)
        assert set(re.findall(r"khu vực \d+", visitor.text())) == {"khu vực 8"}
    visitor.go("/nhan-su/can-bo/VP0045/")
    assert "Trần Văn Nghĩa" in visitor.text()
    visitor.go("/nhan-su/can-bo/VP0015/")
    assert "Không tìm thấy trang" in visitor.text()
    assert "Lưu Thị Kim Oanh" not in visitor.text()
    visitor.forgive(404)


def test_an_officer_reads_the_own_record_and_caseload_and_nobody_elses(visitor: Visitor) -> None:
    visitor.sign_in(username("officer"))
    visitor.page.locator("main a[href$='/ho-so-cua-toi/']").first.click()
    visitor.page.wait_for_url("**/ho-so-cua-toi/")
    assert "VP0045" in visitor.text()
    visitor.go("/")
    visitor.page.locator("main a", has_text="Kết quả thi hành án của tôi").click()
    visitor.page.wait_for_url("**/an/VP0045/")
    assert "12 tháng năm 2026" in visitor.text()
    visitor.go("/nhan-su/can-bo/VP0043/")
    assert "Không tìm thấy trang" in visitor.text()
    visitor.forgive(404)


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


def test_the_sign_in_page_is_the_only_open_door(visitor: Visitor) -> None:
    visitor.go("/nhan-su/bien-che/")
    assert "/tai-khoan/login/" in visitor.page.url
    visitor.look_over()
