"""Training, data campaigns and pledges, from the personnel department to the officer."""

from datetime import date, timedelta

import pytest

from hrm.demo import PASSWORD
from tests.browser.conftest import Visitor, typed, username

pytestmark = pytest.mark.browser


def test_a_passed_course_stands_in_the_record(visitor: Visitor) -> None:
    today = date.today()
    yesterday = today - timedelta(days=1)
    visitor.sign_in(username("personnel"))
    visitor.go("/dao-tao/khoa/moi/")
    visitor.choose("programme", "Bồi dưỡng lãnh đạo, quản lý cấp phòng")
    visitor.choose("unit", "PT · ")
    visitor.fill(
        code="LD-THU",
        title="Bồi dưỡng lãnh đạo cấp phòng, lớp thử",
        year=str(yesterday.year),
        organiser="Học viện Tư pháp",
    )
    visitor.press("Lưu")
    assert visitor.page.url.endswith("/lop-moi/")
    visitor.fill(
        start=typed(yesterday), last_day=typed(today), place="Hội trường", seats="2", deadline=typed(today)
    )
    visitor.press("Lưu")
    visitor.page.locator("main a", has_text="Cử người").click()
    visitor.page.wait_for_url("**/ghi-danh/")
    visitor.fill(q="VP0055")
    visitor.press("Lọc")
    visitor.page.check("input[name=officer]")
    visitor.press("Cử những người đã chọn")
    assert "Nguyễn Thị Hoa" in visitor.text()
    visitor.look_over()
    visitor.page.locator("main a", has_text="Kết quả").click()
    visitor.page.wait_for_url("**/ket-qua/")
    row = visitor.page.locator("table tbody tr", has_text="VP0055")
    row.locator("select").first.select_option("1")
    row.locator("[name$=certificate]").fill("CC-0055")
    visitor.press("Lưu kết quả")
    assert "ngày cấp" in visitor.text().lower()
    row.locator("[name$=issued_on]").fill(typed(today))
    visitor.press("Lưu kết quả")
    visitor.go("/nhan-su/can-bo/VP0055/?tab=trinh-do")
    entry = visitor.page.locator("#kind-lanh-dao-quan-ly").inner_text()
    assert "Lãnh đạo, quản lý cấp phòng" in entry
    assert "CC-0055" in entry


def test_a_data_campaign_starts_from_where_the_record_stands(visitor: Visitor) -> None:
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/chien-dich/moi/")
    visitor.fill(
        unit="PT-KV8", name="Bổ sung nơi sinh, dân tộc", deadline=typed(date.today() + timedelta(days=30))
    )
    visitor.page.check("#field-birth_place")
    visitor.page.check("#field-ethnicity")
    visitor.press("Mở chiến dịch")
    assert "Bổ sung nơi sinh, dân tộc" in visitor.text()
    assert "khu vực 8" in visitor.text()
    visitor.look_over()
    visitor.go("/nhan-su/chien-dich/")
    assert "Bổ sung nơi sinh, dân tộc" in visitor.text()


def test_an_officer_pledges_with_the_own_password_only(visitor: Visitor, phone: Visitor) -> None:
    today = date.today()
    visitor.sign_in(username("personnel"))
    visitor.go("/nhan-su/cam-ket/moi/")
    visitor.fill(
        unit="PT-KV8",
        title="Kế hoạch cam kết liêm chính của khu vực 8",
        deadline=typed(today + timedelta(days=20)),
        body="Tôi cam kết không nhũng nhiễu.\nTôi cam kết không trục lợi.",
    )
    visitor.press("Ban hành")
    plan = visitor.page.url.removeprefix(visitor.server)
    visitor.look_over()

    phone.sign_in(username("officer"))
    phone.go("/")
    phone.page.locator("main a[href*='/cam-ket/'][href$='/ky/']").first.click()
    phone.page.wait_for_url("**/ky/")
    assert "Tôi cam kết không nhũng nhiễu." in phone.text()
    phone.page.check("[name=agreed]")
    phone.fill(password="sai-mat-khau")
    phone.press("Cam kết")
    assert phone.page.locator("#id_password[aria-invalid=true]").count() == 1
    phone.look_over()
    if not phone.page.is_checked("[name=agreed]"):
        phone.page.check("[name=agreed]")
    phone.fill(password=PASSWORD)
    phone.press("Cam kết")
    phone.go(plan + "ky/")
    assert phone.download("/ban-sao/").startswith(b"%PDF")

    visitor.go(plan + "?q=VP0045")
    row = visitor.page.locator("#people table tbody tr", has_text="VP0045").inner_text()
    assert "Đã ký" in row
