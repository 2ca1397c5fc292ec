"""The year of an office in a real browser: from its opening to the decision, a new decision, and emulation.

Khu vực 9 has its third quarter confirmed and its own assessment handed in; its ratings belong to this journey.
"""

from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visitor
from tests.browser.steps import address, desks, follow, kept, pictured, press_in, send, words

pytestmark = pytest.mark.browser

YEAR, UNIT = "/danh-gia/nam/2026/", "PT-KV9"
HEAD, OFFICER, OTHER = "Nguyễn Xuân Hòa", "Nguyễn Thị Lan", "Nguyễn Quang Vinh"
GROUND = "Xếp loại trước ngày 15/12; phòng theo dõi, đánh giá từ quý III/2026."
MOVED = "Hết tỷ lệ xuất sắc của nhóm."
REPORT = "Hoàn thành nhiệm vụ được giao trong năm; còn một số hồ sơ chậm, đã khắc phục."


def test_the_year_from_opening_to_emulation(browser: Browser, server: str) -> None:
    with desks(browser, server, "personnel", "second_leader", "second_officer", "head") as people:
        personnel, leader, officer, province = people
        open_the_year(personnel)
        rate_oneself(officer)
        rate_oneself(leader)
        hold_the_meeting(leader)
        write_the_opinion_of_the_party(personnel)
        assert "20.6" in refused(province, {HEAD: ("xuat_sac", "")})
        recognise_the_organisation(province)
        assert "20.6" in refused(province, {HEAD: ("xuat_sac", "")})
        see_the_board(province)
        assert "20.5.a" in refused(province, {OFFICER: ("xuat_sac", ""), OTHER: ("xuat_sac", "")})
        sign(province, {HEAD: ("tot", MOVED), OFFICER: ("tot", MOVED), OTHER: ("tot", MOVED)})
        read_the_result(officer)
        rate_anew(province)
        propose_for_emulation(personnel)


def open_the_year(personnel: Visitor) -> None:
    personnel.go("/danh-gia/nam/")
    pictured(personnel, "cac-nam")
    personnel.fill(year="2026")
    press_in(personnel, "/nam/mo/")
    assert address(personnel) == YEAR
    pictured(personnel, "nam")


def rate_oneself(person: Visitor) -> None:
    person.go("/")
    with person.page.expect_navigation():
        person.page.locator("main a", has_text="Tự xếp loại năm 2026").first.click()
    if not address(person).endswith("/tu-xep-loai/"):
        follow(person, "Tự xếp loại")
    person.page.check("input[name=band][value=xuat_sac]")
    person.fill(text=REPORT)
    pictured(person, "tu-xep-loai")
    send(person)
    assert REPORT in person.text()
    pictured(person, "phieu-nam")


def hold_the_meeting(leader: Visitor) -> None:
    leader.go(f"{YEAR}hop/moi/?unit={UNIT}")
    leader.choose("chair", HEAD)
    leader.choose("secretary", OFFICER)
    leader.fill(summoned="18", present="18", course="Từng công chức trình bày; các ý kiến được thông qua.")
    rows = leader.page.locator("main table.year-bands tbody tr")
    rows.filter(has_text=OFFICER).locator("textarea").fill("Tận tụy, hồ sơ gọn.")
    pictured(leader, "cuoc-hop")
    send(leader)
    pictured(leader, "bien-ban")
    minutes = words(kept(leader.download("bien-ban.pdf"), "bien-ban"))
    assert "BIÊN BẢN" in minutes
    assert "Tận tụy, hồ sơ gọn." in minutes


def write_the_opinion_of_the_party(personnel: Visitor) -> None:
    open_rating(personnel, HEAD)
    follow(personnel, "Ý kiến")
    personnel.fill(party_opinion="Chi ủy nhất trí mức hoàn thành tốt nhiệm vụ.")
    pictured(personnel, "y-kien-cap-uy")
    send(personnel)
    assert "Chi ủy nhất trí" in personnel.text()


def recognise_the_organisation(province: Visitor) -> None:
    """Before its head (art. 20.6), below the band it asked for."""
    province.go("/danh-gia/don-vi/")
    pictured(province, "xep-loai-don-vi")
    follow(province, "khu vực 9")
    pictured(province, "phieu-don-vi")
    follow(province, "công nhận")
    province.fill(band="tot", move_reason="Hết tỷ lệ xuất sắc của tổ chức.", decision="520/QĐ-THADS")
    pictured(province, "cong-nhan")
    send(province)
    assert "Hoàn thành tốt" in province.text()
    assert "520/QĐ-THADS" in province.text()
    pictured(province, "da-cong-nhan")


def see_the_board(province: Visitor) -> None:
    province.go(f"{YEAR}can-doi/")
    assert "20" in province.text()
    assert OFFICER in province.text()
    pictured(province, "can-doi")


def tick(province: Visitor, bands: dict[str, tuple[str, str]]) -> None:
    """Those named ticked with band and reason, under one decision; sent."""
    province.go(f"{YEAR}ky/?unit={UNIT}")
    for name, (band, reason) in bands.items():
        row = province.page.locator("table.year-bands tbody tr", has_text=name)
        row.locator("input[type=checkbox]").check()
        row.locator("select").select_option(band)
        row.locator("input[type=text]").fill(reason)
    province.fill(number="301/QĐ-THADS", open_ground=GROUND)
    pictured(province, "ky")
    send(province)


def refused(province: Visitor, bands: dict[str, tuple[str, str]]) -> str:
    """What the page says where nothing was signed."""
    tick(province, bands)
    assert address(province).startswith(f"{YEAR}ky/")
    pictured(province, "khong-ky-duoc")
    return province.page.locator("main .alert-danger").first.inner_text()


def sign(province: Visitor, bands: dict[str, tuple[str, str]]) -> None:
    tick(province, bands)
    assert address(province) == YEAR
    pictured(province, "da-ky")
    province.go(f"{YEAR}ky/?unit={UNIT}")
    assert province.page.locator("table.year-bands tbody tr", has_text=OFFICER).count() == 0


def read_the_result(officer: Visitor) -> None:
    officer.go("/danh-gia/nam/2026/")
    follow(officer, OFFICER)
    assert "301/QĐ-THADS" in officer.text()
    pictured(officer, "ket-qua-nam")
    paper = words(kept(officer.download("mau-02.pdf"), "mau-02"))
    assert "PHIẾU XẾP LOẠI CHẤT LƯỢNG CÔNG CHỨC" in paper
    assert OFFICER in paper
    assert OFFICER in words(kept(officer.download("thong-bao.pdf"), "thong-bao"))


def rate_anew(province: Visitor) -> None:
    """A wrong rating is replaced by a new decision; the old one stays as it was (art. 21.3)."""
    open_rating(province, OTHER)
    first = address(province)
    follow(province, "Quyết định mới")
    province.fill(
        band="hoan_thanh",
        why="Báo cáo khống 02 biên bản xác minh.",
        reason="Kết quả tự báo cáo không trung thực.",
        number="340/QĐ-THADS",
        open_ground=GROUND,
    )
    pictured(province, "xep-loai-lai")
    send(province)
    assert address(province) != first
    assert "340/QĐ-THADS" in province.text()
    pictured(province, "quyet-dinh-moi")
    province.go(first)
    assert "301/QĐ-THADS" in province.text()


def propose_for_emulation(personnel: Visitor) -> None:
    personnel.go(f"/danh-gia/thi-dua/2026/xet/LDTT/?q={quote_plus(OFFICER)}")
    pictured(personnel, "xet-thi-dua")
    row = personnel.page.locator("main table tbody tr", has_text=OFFICER)
    row.locator("input[type=checkbox]").check()
    send(personnel)
    assert personnel.page.locator("main table tbody tr", has_text=OFFICER).locator("input").count() == 0
    personnel.go(f"/danh-gia/thi-dua/2026/de-nghi/?q={quote_plus(OFFICER)}")
    assert OFFICER in personnel.text()
    pictured(personnel, "de-nghi-thi-dua")


def open_rating(person: Visitor, name: str) -> None:
    person.go(f"{YEAR}?q={quote_plus(name)}")
    follow(person, name)
