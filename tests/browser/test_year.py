"""The year in a real browser: the head of the province signs, and the cap holds."""

import pytest

from tests.browser.conftest import Visitor, username

pytestmark = pytest.mark.browser

SIGNING = "/danh-gia/nam/2026/ky/?unit=PT-KV8"


def sign(visitor: Visitor, name: str, *, band: str = "", reason: str = "") -> None:
    """Tick one person on the signing page, decide, confirm."""
    visitor.go(SIGNING)
    row = visitor.page.locator("table.year-bands tbody tr", has_text=name)
    row.locator("input[type=checkbox]").check()
    if band:
        row.locator("select").select_option(band)
        row.locator("input[type=text], textarea").first.fill(reason)
    visitor.page.fill("[name=number]", "301/QĐ-THADS")
    visitor.page.fill("[name=open_ground]", "Theo dõi, đánh giá từ quý III/2026.")
    visitor.page.once("dialog", lambda dialog: dialog.accept())
    visitor.page.click("form[method=post] .form-actions button[type=submit]")
    visitor.page.wait_for_load_state()


def test_the_cap_stops_the_pen_until_a_person_moves_somebody(visitor: Visitor) -> None:
    visitor.sign_in(username("head"))
    sign(visitor, "Nguyễn Tiến Dũng")
    assert "Điều 20" in visitor.text()
    assert "Không ký ai" in visitor.text() or "vượt" in visitor.text()

    sign(visitor, "Nguyễn Tiến Dũng", band="tot", reason="Hết tỷ lệ xuất sắc của nhóm.")
    visitor.go(SIGNING)
    assert visitor.page.locator("table.year-bands tbody tr", has_text="Nguyễn Tiến Dũng").count() == 0
    visitor.go("/danh-gia/nam/2026/?q=Nguyễn+Tiến+Dũng")
    assert "Đã quyết định" in visitor.text()
