"""Boards, plans and reports: what the leaders and the personnel department read off the record."""

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.browser.conftest import Visitor, typed, username

pytestmark = pytest.mark.browser


def figures(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def test_a_figure_of_the_gap_board_leads_to_the_people_behind_it(visitor: Visitor) -> None:
    visitor.sign_in(username("head"))
    visitor.go("/nhan-su/bien-che/?at=30/09/2026")
    row = visitor.page.locator("table tr", has_text="PT-KV8").first
    link = row.locator("a[href*='PT-KV8/co-mat/']")
    present = int(link.inner_text())
    link.click()
    visitor.page.wait_for_url("**/PT-KV8/co-mat/**")
    assert "30/09/2026" in visitor.text()
    assert visitor.page.locator("table tbody tr").count() == present
    assert "Trần Văn Nghĩa" in visitor.text()


def test_a_move_is_tried_out_and_nothing_is_written(visitor: Visitor) -> None:
    visitor.sign_in(username("head"))
    visitor.go("/nhan-su/bien-che/thu-nghiem/?at=30/09/2026")
    visitor.choose("d1-tu", "khu vực 7")
    visitor.choose("d1-den", "khu vực 8")
    visitor.page.fill("[name='d1-so']", "1")
    visitor.press("Tính thử")
    rows = visitor.page.locator("table tbody tr")
    from_unit, to_unit = (rows.filter(has_text=code).first for code in ("PT-KV7", "PT-KV8"))
    before, after = figures(from_unit.locator("td").nth(1).inner_text())
    assert after == before - 1
    before, after = figures(to_unit.locator("td").nth(1).inner_text())
    assert after == before + 1
    visitor.go("/nhan-su/bien-che/?at=30/09/2026")
    row = visitor.page.locator("table tr", has_text="PT-KV8").first
    assert int(row.locator("a[href*='PT-KV8/co-mat/']").inner_text()) == before


def test_the_pressure_board_sorts_the_busiest_unit_to_the_top(visitor: Visitor) -> None:
    visitor.sign_in(username("head"))
    visitor.go("/nhan-su/bien-che/ap-luc/?at=30/09/2026")
    visitor.page.locator("th a", has_text="Việc / chấp hành viên").click()
    visitor.page.wait_for_url("**sort=*cases_each*")
    column = visitor.page.locator("table tbody td[data-label='Việc / chấp hành viên']")
    each = [
        float(cell.replace(".", "").replace(",", ".")) for cell in column.all_inner_texts() if cell != "–"
    ]
    assert len(each) > 3
    assert each in (sorted(each), sorted(each, reverse=True))


def test_two_offices_are_merged_after_a_preview_and_the_board_follows(visitor: Visitor) -> None:
    today = date.today()
    day = date(today.year + 1 + (today.month == 12), (today.month % 12) + 1, 1)
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/sap-xep/moi/")
    visitor.choose("unit", "PT · ")
    visitor.fill(title="Sáp nhập khu vực 10 và khu vực 11", day=typed(day), decision="12/QĐ-BTP")
    visitor.press("Tiếp tục đến các bước")
    visitor.page.locator("main a[href$='/them/gop/']").click()
    visitor.page.wait_for_url("**/them/gop/")
    for code in ("PT-KV10", "PT-KV11"):
        visitor.page.check(f"input[name=sources][value='{code}']")
    visitor.fill(code="PT-KV12", name="Phòng Thi hành án dân sự khu vực 12")
    visitor.choose("kind", "khu vực")
    visitor.choose("parent", "PT")
    visitor.look_over()
    visitor.press("Lưu bước và xem trước")
    assert "PT-KV12" in visitor.text()
    assert "Triệu Văn Sinh" in visitor.text()
    # Two offices, two heads: one of them has to step back before anything can be carried out.
    assert "2 người đứng đầu" in visitor.text()
    assert visitor.page.get_by_role("button", name="Xác nhận và thực hiện").count() == 0
    visitor.look_over()
    visitor.page.get_by_label("Chức vụ của Lê Văn Phúc").select_option(label="Phó Trưởng phòng")
    visitor.press("Lưu lựa chọn, xem trước lại")
    assert "2 người đứng đầu" not in visitor.text()
    preview = visitor.page.url.removeprefix(visitor.server)
    visitor.go(f"/nhan-su/bien-che/?at={typed(day)}")
    assert "PT-KV12" not in visitor.text()
    visitor.go(preview)
    visitor.page.on("dialog", lambda dialog: dialog.accept())
    visitor.press("Xác nhận và thực hiện")
    assert "Đã thực hiện" in visitor.text()
    visitor.look_over()
    visitor.go(f"/nhan-su/bien-che/?at={typed(day)}")
    assert "PT-KV12" in visitor.text()
    assert "PT-KV10" not in visitor.text()
    visitor.go(f"/nhan-su/bien-che/?at={typed(today)}")
    assert "PT-KV10" in visitor.text()
    assert "PT-KV12" not in visitor.text()


def test_a_count_of_the_cross_table_leads_to_the_names(visitor: Visitor) -> None:
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/bao-cao/bang-cheo/?at=30/09/2026")
    visitor.fill(dong="gender", cot="party")
    visitor.press("Xem")
    cell = visitor.page.locator("main table tbody td a").first
    count = int(cell.inner_text())
    cell.click()
    visitor.page.wait_for_url("**/bao-cao/danh-sach/**")
    assert f"Số dòng: {count}" in visitor.text()
    names = load_workbook(BytesIO(visitor.download("/danh-sach/xlsx/"))).active
    assert names is not None
    cells = (str(cell) for row in names.iter_rows(values_only=True) for cell in row)
    numbers = [cell for cell in cells if re.fullmatch(r"(VP|PT)\d{4}", cell)]
    assert len(numbers) == count


def test_two_days_are_compared_in_per_cent_and_in_points(visitor: Visitor) -> None:
    visitor.sign_in(username("head"))
    visitor.go("/nhan-su/bao-cao/so-sanh/")
    visitor.fill(tu="30/06/2021", den="30/09/2026")
    visitor.press("Xem")
    visitor.page.wait_for_url("**den=30*2026*")
    quota = visitor.page.locator("main table tr", has_text="Biên chế giao").first.inner_text()
    assert "105" in quota
    assert "Điểm phần trăm" in visitor.text()


@pytest.mark.parametrize("report", ["so-luong-chat-luong", "bang-cheo", "so-sanh"])
def test_a_report_is_taken_along_as_a_workbook_and_as_a_pdf(visitor: Visitor, report: str) -> None:
    visitor.sign_in(username("head"))
    visitor.go(f"/nhan-su/bao-cao/{report}/")
    assert visitor.download(f"/{report}/pdf/").startswith(b"%PDF")
    assert load_workbook(BytesIO(visitor.download(f"/{report}/xlsx/"))).sheetnames


def test_a_list_is_taken_along_with_the_chosen_columns_only(visitor: Visitor) -> None:
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/can-bo/xuat/?at=30/09/2026&unit=PT-KV8")
    for box in visitor.page.locator("input[name=cot]").all():
        box.set_checked(box.get_attribute("value") in {"number", "name", "rank"})
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Tải Excel").click()
    sheet = load_workbook(BytesIO(download.value.path().read_bytes())).active
    assert sheet is not None
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert ["Số hiệu công chức", "Họ và tên", "Ngạch"] in rows
    assert [row for row in rows if row[:2] == ["VP0045", "Trần Văn Nghĩa"]] == [
        ["VP0045", "Trần Văn Nghĩa", "Chấp hành viên sơ cấp"]
    ]


# New screens on which the head of the province reads about every office.
OF_ALL_OFFICES = (
    "/nhan-su/bien-che/ap-luc/?at=30/09/2026",
    "/nhan-su/bien-che/thu-nghiem/?at=30/09/2026",
    "/nhan-su/den-han/?at=30/09/2026",
    "/nhan-su/lich-su/vi-tri/",
    "/nhan-su/bao-cao/danh-sach/?at=30/09/2026",
    "/nhan-su/can-bo/xuat/?at=30/09/2026",
    "/nhan-su/du-lieu/",
    "/nhan-su/ke-khai/",
    "/dao-tao/nhu-cau/",
    "/dao-tao/gio-hoc/danh-sach/",
    "/dao-tao/lop/1/",
)


def test_a_leader_reads_nothing_of_another_office(visitor: Visitor) -> None:
    for role in ("head", "leader"):
        visitor.sign_in(username(role))
        for path in OF_ALL_OFFICES:
            visitor.go(path)
            assert visitor.page.locator("main h1").count() == 1, path
            offices = set(re.findall(r"khu vực (\d+)", visitor.text()))
            if role == "head":
                assert len(offices) > 1, path
            else:
                assert offices <= {"8"}, path


def test_a_leader_does_not_find_the_record_of_another_office(visitor: Visitor) -> None:
    # VP0069 leads office 9, VP0045 serves in office 8.
    parts = ("", "2c/", "2c/pdf/", "muc/nhiem-ky/", "muc/khen-thuong/")
    visitor.sign_in(username("leader"))
    for number, expected in (("VP0045", 200), ("VP0069", 404)):
        for part in parts:
            address = f"{visitor.server}/nhan-su/can-bo/{number}/{part}"
            assert visitor.page.request.get(address).status == expected, address
