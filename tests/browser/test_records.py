"""The record of an officer: brought in, entered, decided, corrected."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from hrm import demo
from tests.browser.conftest import Visitor, typed, username

pytestmark = pytest.mark.browser

AWARDS = "Khen thưởng"


def awards_of(folder: Path, number: str, new: str) -> Path:
    """The demonstration's awards of one person, and one that is not in the record yet."""
    book = load_workbook(demo.folder() / "08-qua-trinh.xlsx")
    for name in book.sheetnames:
        if name != AWARDS:
            del book[name]
    sheet = book[AWARDS]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "TT")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
    sheet.delete_rows(head + 1, sheet.max_row)
    mine = [row for row in rows if row[1] == number]
    for row in [*mine, [*mine[0][:3], date(2026, 9, 1), None, new, *mine[0][6:]]]:
        sheet.append(row)
    copy = folder / "khen-thuong.xlsx"
    book.save(copy)
    return copy


def test_histories_are_brought_in_after_a_preview_and_once_only(visitor: Visitor, tmp_path: Path) -> None:
    workbook = awards_of(
        tmp_path, "VP0002", "Hình thức khen thưởng; Giấy khen chuyên đề thu hồi tài sản; 2026"
    )
    visitor.sign_in(username("personnel"))
    visitor.upload("histories", workbook)
    assert "Kiểm tra trước khi ghi" in visitor.text()
    assert "Giấy khen chuyên đề thu hồi tài sản" in visitor.text()
    visitor.look_over()
    preview = visitor.page.url.removeprefix(visitor.server)
    visitor.go("/nhan-su/can-bo/VP0002/?tab=khen-thuong")
    assert "Lao động tiên tiến" in visitor.text()
    assert "Giấy khen chuyên đề" not in visitor.text()
    visitor.go(preview)
    visitor.press("Ghi vào hệ thống")
    visitor.go("/nhan-su/can-bo/VP0002/?tab=khen-thuong")
    assert visitor.text().count("Giấy khen chuyên đề thu hồi tài sản") == 1
    visitor.upload("histories", workbook)
    assert "Mọi nội dung trong tệp đều đã có" in visitor.text()
    assert visitor.page.locator("form[action$='/ghi/']").count() == 0


def test_an_entry_is_refused_then_asks_for_a_written_reason_then_is_corrected(visitor: Visitor) -> None:
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/can-bo/VP0036/muc/nhiem-ky/them/")
    visitor.choose("unit", "PT-KV7")
    visitor.choose("post", "Phó Trưởng phòng")
    visitor.fill(start="32/01/2026", end="01/08/2028")
    visitor.press("Lưu")
    field = visitor.page.locator("#id_start")
    assert field.get_attribute("aria-invalid") == "true"
    assert "Cần nhập ngày" in visitor.page.locator(".field", has=field).inner_text()
    visitor.look_over()
    # Two years and a half are less than a term: possible, with a reason.
    visitor.fill(start="01/02/2026")
    visitor.press("Lưu")
    assert "Cần ghi lý do" in visitor.text() or visitor.page.locator("[name=reason]").count() == 1
    assert "Nghị định 170/2025/NĐ-CP" in visitor.text()
    visitor.look_over()
    visitor.fill(reason="Điều động đến đơn vị khác năm 2028")
    visitor.press("Lưu")
    assert visitor.page.url.endswith("/can-bo/VP0036/?tab=cong-tac")
    assert "Điều động đến đơn vị khác năm 2028" in visitor.text()

    visitor.page.locator("#kind-nhiem-ky a", has_text="Sửa").first.click()
    visitor.page.wait_for_url("**/muc/nhiem-ky/*/")
    visitor.fill(decision="77/QĐ-THADS")
    visitor.press("Lưu")
    assert "77/QĐ-THADS" in visitor.page.locator("#kind-nhiem-ky").inner_text()
    visitor.go("/nhan-su/can-bo/VP0036/?tab=lich-su")
    change = visitor.page.locator("main table tbody tr").first.inner_text()
    assert "77/QĐ-THADS" in change
    assert "Lưu Thị Kim Oanh" in change


def test_who_saves_second_is_told_what_changed_and_loses_nothing(
    visitor: Visitor, colleague: Visitor
) -> None:
    visitor.sign_in(username("personnel"))
    colleague.sign_in(demo.ADMINISTRATOR)
    visitor.go("/nhan-su/can-bo/VP0046/?tab=khen-thuong")
    visitor.page.locator("#kind-khen-thuong a", has_text="Sửa").first.click()
    visitor.page.wait_for_url("**/muc/khen-thuong/*/")
    entry = visitor.page.url.removeprefix(visitor.server)
    colleague.go(entry)
    visitor.fill(decision="11/QĐ-THADS")
    visitor.press("Lưu")
    colleague.fill(decision="22/QĐ-THADS")
    colleague.press("Lưu")
    told = colleague.page.locator("main [role=alert]").first.inner_text()
    assert "Lưu Thị Kim Oanh" in told
    assert "11/QĐ-THADS" in told
    expect(colleague.page.locator("#id_decision")).to_have_value("22/QĐ-THADS")
    colleague.look_over()
    visitor.go(entry)
    expect(visitor.page.locator("#id_decision")).to_have_value("11/QĐ-THADS")
    colleague.press("Lưu phần của tôi")
    visitor.go(entry)
    expect(visitor.page.locator("#id_decision")).to_have_value("22/QĐ-THADS")


def test_an_appointment_is_decided_once_with_its_term_of_five_years(visitor: Visitor) -> None:
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/can-bo/VP0064/")
    visitor.page.locator("main a", has_text="Ra quyết định").click()
    visitor.page.wait_for_url("**/quyet-dinh/bo-nhiem/")
    visitor.choose("unit", "PT-KV9")
    visitor.choose("post", "Phó Trưởng phòng")
    visitor.fill(
        start="01/10/2026", decision="301/QĐ-THADS", decision_date="25/09/2026", signer="Trần Quang Huy"
    )
    visitor.press("Ghi quyết định")
    assert visitor.page.url.endswith("/can-bo/VP0064/?tab=cong-tac")
    assert "Đã ghi quyết định" in visitor.page.inner_text("body")
    for kind in ("vi-tri", "nhiem-ky"):
        entries = visitor.page.locator(f"#kind-{kind}").inner_text()
        assert "Phó Trưởng phòng" in entries
        assert "301/QĐ-THADS" in entries
    assert "30/09/2031" in visitor.page.locator("#kind-nhiem-ky").inner_text()
    visitor.look_over()


def test_an_officer_proposes_on_a_phone_what_personnel_accept(visitor: Visitor, phone: Visitor) -> None:
    phone.sign_in(username("officer"))
    phone.go("/nhan-su/ho-so-cua-toi/")
    phone.page.locator("main a[href$='/de-nghi/profile/']").first.click()
    phone.page.wait_for_url("**/de-nghi/profile/")
    phone.fill(birth_place="Xã Quang Yên, tỉnh Phú Thọ", explanation="Theo giấy khai sinh")
    phone.press("Xem khác biệt")
    assert "Xã Quang Yên, tỉnh Phú Thọ" in phone.text()
    phone.look_over()
    phone.press("Gửi đề nghị")
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/can-bo/VP0045/")
    assert "Xã Quang Yên" not in visitor.text()
    visitor.go("/nhan-su/de-nghi/")
    visitor.page.locator("main table a", has_text="Trần Văn Nghĩa").first.click()
    visitor.page.wait_for_url("**/de-nghi/*/")
    assert "Theo giấy khai sinh" in visitor.text()
    visitor.look_over()
    visitor.press("Chấp nhận và ghi vào hồ sơ")
    phone.go("/nhan-su/ho-so-cua-toi/")
    assert "Xã Quang Yên, tỉnh Phú Thọ" in phone.text()
    phone.go("/nhan-su/can-bo/VP0045/?tab=lich-su")
    change = phone.page.locator("main table tbody tr", has_text="Xã Quang Yên").first.inner_text()
    assert "Lưu Thị Kim Oanh" in change


def test_a_curriculum_comes_as_a_pdf(visitor: Visitor) -> None:
    visitor.sign_in(username("officer"))
    visitor.go("/nhan-su/can-bo/VP0045/2c/")
    assert visitor.download("/2c/pdf/").startswith(b"%PDF")


def test_what_falls_due_is_filtered_and_taken_into_a_calendar(visitor: Visitor) -> None:
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/den-han/?at=30/09/2026&unit=PT-KV8")
    visitor.fill(kind="nang-bac-luong")
    visitor.press("Lọc")
    lines = visitor.page.locator("#danh-sach tbody tr")
    assert lines.count() > 0
    assert all("Nâng bậc lương" in line for line in lines.all_inner_texts())
    calendar = visitor.download("lich.ics").decode()
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert calendar.count("BEGIN:VEVENT") == lines.count()


def test_a_day_of_the_record_may_lie_ahead(visitor: Visitor) -> None:
    ahead = date.today() + timedelta(days=40)
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/can-bo/VP0057/muc/vang-mat/them/")
    visitor.fill(kind="unpaid", start=typed(ahead), end=typed(ahead + timedelta(days=30)))
    visitor.press("Lưu")
    assert typed(ahead) in visitor.page.inner_text("body")
    assert "sắp tới" in visitor.page.locator("#kind-vang-mat").inner_text().lower()
