"""A scoring period from its opening to the national database, by four people in a row, in a real browser.

The month of June 2026 in the office of khu vực 9 belongs to this journey alone: the demonstration scores
quarters there, and June lies before the first of them.
"""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visitor
from tests.browser.steps import address, desks, follow, kept, pictured, press_in, send, words

pytestmark = pytest.mark.browser

PERIOD, UNIT, OFFICER = "2026-06", "PT-KV9", "Nguyễn Thị Lan"
POINTS = ["4,5", "4,75", *["2,25"] * 8]
STRENGTHS = "Lập đủ quyết định, giấy báo đúng hạn."
OPINION = "Nhất trí; cần cập nhật hồ sơ điện tử hằng tuần."


def test_a_month_from_opening_to_the_package(browser: Browser, server: str) -> None:
    with desks(browser, server, "personnel", "second_leader", "second_officer", "head") as people:
        personnel, head, officer, province = people
        open_for_the_office(personnel)
        give_work(head)
        report_work(officer)
        form = score_oneself(officer)
        confirm_once(head, form)
        read_the_result(officer, form)
        complain(officer)
        successor = accept_and_confirm_anew(head, form)
        read_the_outcome(officer, form, successor)
        print_the_booklet(personnel)
        hand_over_what_is_complete(personnel, province)


def open_for_the_office(personnel: Visitor) -> None:
    personnel.go("/danh-gia/ky/mo-cho-don-vi/")
    personnel.fill(period=PERIOD, self_score_by="05/12/2026", confirm_by="10/12/2026")
    personnel.page.check(f"input[name=units][value='{UNIT}']")
    pictured(personnel, "mo-ky")
    send(personnel)
    assert address(personnel) == f"/danh-gia/ky/{PERIOD}/tien-do/"
    assert "Tháng 6 năm 2026" in personnel.text()
    pictured(personnel, "tien-do")


def give_work(head: Visitor) -> None:
    for product, quantity in (("CV20", "40"), ("CV13", "120")):
        head.go(f"/danh-gia/giao-viec/{PERIOD}/giao/")
        head.choose("officer", OFFICER)
        head.choose("product", product)
        head.fill(quantity=quantity)
        pictured(head, "giao-viec")
        send(head)
        assert OFFICER in head.text()
    pictured(head, "da-giao")


def report_work(officer: Visitor) -> None:
    officer.go(f"/danh-gia/viec-cua-toi/?ky={PERIOD}")
    boxes = officer.page.locator("main td.entry input:visible")
    assert boxes.count() == 2
    for place, quantity in enumerate(("120", "38")):
        boxes.nth(place).fill(quantity)
    pictured(officer, "bao-cao-viec")
    send(officer)
    assert "38" in boxes.nth(1).input_value()


def score_oneself(officer: Visitor) -> str:
    """Field by field, left half-way and taken up again; gives the address of the form."""
    officer.go(f"/danh-gia/ky/{PERIOD}/")
    pictured(officer, "ky-cua-cong-chuc")
    follow(officer, OFFICER)
    form = address(officer)
    follow(officer, "Tự chấm")
    boxes = officer.page.locator("main table.points-table input")
    assert boxes.count() == len(POINTS)
    for place, points in enumerate(POINTS):
        boxes.nth(place).fill(points)
        boxes.nth(place).press("Tab")
    expect(officer.page.locator("main td.entry .kept").last).to_contain_text("lưu")
    officer.page.reload()
    assert [boxes.nth(place).input_value() for place in (0, 1, 9)] == ["4,5", "4,75", "2,25"]
    officer.fill(strengths=STRENGTHS, weaknesses="Còn 02 giấy báo chuyển chậm.")
    pictured(officer, "tu-cham")
    send(officer)
    assert address(officer) == form
    assert "Đã tự chấm" in officer.text()
    pictured(officer, "phieu-da-tu-cham")
    return form


def confirm_once(head: Visitor, form: str) -> None:
    """In two windows at the same time: the second confirmation is refused."""
    head.go("/")
    pictured(head, "trang-chu-lanh-dao")
    second = Visitor(head.page.context.new_page(), head.server)
    second.page.on("dialog", lambda dialog: dialog.accept())
    for window in (head, second):
        window.go(f"{form}xac-nhan/")
        window.fill(opinion=OPINION)
    pictured(head, "xac-nhan")
    send(head)
    assert address(head) == form
    assert "Đã xác nhận" in head.text()
    pictured(head, "phieu-da-xac-nhan")
    paper = words(kept(head.download("mau-01.pdf"), "mau-01"))
    for told in ("PHIẾU THEO DÕI, ĐÁNH GIÁ CÔNG CHỨC", "Tháng 6 năm 2026", OFFICER, STRENGTHS, OPINION):
        assert told.lower() in paper.lower()
    send(second)
    assert "không thay đổi" in second.text() or "đã được xác nhận" in second.text()
    pictured(second, "xac-nhan-lan-hai")
    second.page.close()


def read_the_result(officer: Visitor, form: str) -> None:
    officer.go("/thong-bao/")
    pictured(officer, "thong-bao")
    officer.page.locator("main li, main tr", has_text="Tháng 6 năm 2026").first.locator(
        "a, button"
    ).first.click()
    officer.page.wait_for_url(f"**{form}")
    assert OPINION in officer.text()


def complain(officer: Visitor) -> None:
    follow(officer, "Kiến nghị")
    officer.fill(text="Chưa tính việc trực thi hành án ngày 20/6 vào mục III.2.")
    pictured(officer, "kien-nghi")
    send(officer)
    assert "Điều 22" in officer.text()
    pictured(officer, "kien-nghi-da-gui")


def accept_and_confirm_anew(head: Visitor, form: str) -> str:
    head.go("/danh-gia/kien-nghi/")
    pictured(head, "danh-sach-kien-nghi")
    follow(head, OFFICER)
    follow(head, "Trả lời")
    head.page.check("input[name=outcome][value=dong_y]")
    head.fill(answer="Đã đối chiếu lịch trực; chấm lại mục III.2.")
    pictured(head, "tra-loi")
    send(head)
    pictured(head, "da-tra-loi")
    follow(head, "mở lại")
    successor = address(head)
    assert successor != form
    follow(head, "Xác nhận")
    head.page.locator("main table.points-table input").nth(7).fill("2,5")
    send(head)
    assert address(head) == successor
    assert "Đã xác nhận" in head.text()
    pictured(head, "phien-ban-hai")
    return successor


def read_the_outcome(officer: Visitor, form: str, successor: str) -> None:
    officer.go(form)
    assert "đã được thay" in officer.text()
    pictured(officer, "phien-ban-cu")
    officer.go(successor)
    assert "Chấp nhận kiến nghị" in officer.text()
    assert "2,5" in words(officer.download("mau-01.pdf"))


def print_the_booklet(personnel: Visitor) -> None:
    """By the worker in the background: asked for, waited for, read."""
    personnel.go("/danh-gia/van-ban/")
    personnel.fill(kind="mau-01-tap", period=PERIOD, unit=UNIT)
    pictured(personnel, "van-ban")
    send(personnel)
    newest = personnel.page.locator("#own-papers li").first
    expect(newest).to_contain_text("Tháng 6 năm 2026")
    expect(newest.get_by_role("link", name="Tải")).to_be_visible(timeout=40_000)
    pictured(personnel, "tap-phieu-xong")
    booklet = words(kept(personnel.download("/tep/"), "tap-phieu"))
    assert "TẬP PHIẾU THEO DÕI, ĐÁNH GIÁ CÔNG CHỨC" in booklet
    assert OPINION in booklet


def hand_over_what_is_complete(personnel: Visitor, province: Visitor) -> None:
    """The month is not complete and is refused; the second quarter of the trial is, and goes its way."""
    personnel.go("/danh-gia/goi-du-lieu/")
    pictured(personnel, "goi-du-lieu")
    follow(personnel, "Lập gói")
    personnel.choose("unit", "tỉnh Phú Thọ")
    personnel.fill(subject=PERIOD)
    send(personnel)
    assert address(personnel) == "/danh-gia/goi-du-lieu/lap/"
    assert "chưa" in personnel.page.locator("main .alert-danger, main .errorlist").first.inner_text()
    pictured(personnel, "goi-chua-du")
    personnel.fill(subject="2026-Q2")
    send(personnel)
    package = address(personnel)
    pictured(personnel, "goi-moi")
    province.go(package)
    press_in(province, "/duyet/")
    pictured(province, "goi-da-duyet")
    personnel.go(package)
    personnel.fill(sent_on="23/11/2026", receipt="BN-2026-00955")
    press_in(personnel, "/ban-giao/")
    assert "BN-2026-00955" in personnel.text()
    pictured(personnel, "goi-da-ban-giao")
