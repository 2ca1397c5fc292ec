"""The screens of the evaluation cycle in a real browser: they fit a phone, and axe finds nothing."""

import pytest

from tests.browser.conftest import Visitor, username

pytestmark = pytest.mark.browser

SCREENS = {
    "personnel": [
        "/danh-gia/giao-viec/2026-Q4/",
        "/danh-gia/giao-viec/2026-Q4/giao/",
        "/danh-gia/danh-muc/",
        "/danh-gia/danh-muc/de-xuat/",
        "/danh-gia/ky/mo-cho-don-vi/",
        "/danh-gia/ky/2026-Q3/tien-do/",
        "/danh-gia/kien-nghi/",
        "/danh-gia/nam/",
        "/danh-gia/nam/2026/",
        "/danh-gia/nam/2026/can-doi/",
        "/danh-gia/nam/2026/de-xuat/PT-KV8/",
        "/danh-gia/nam-truoc/",
        "/danh-gia/don-vi/",
        "/danh-gia/don-vi/can-doi/",
        "/danh-gia/don-vi/tieu-chi/",
        "/danh-gia/thi-dua/2026/",
        "/danh-gia/thi-dua/2026/xet/LDTT/",
        "/danh-gia/thi-dua/2026/de-nghi/",
        "/danh-gia/thi-dua/2026/phien-hop/",
        "/danh-gia/thi-dua/danh-hieu/",
        "/danh-gia/van-ban/",
        "/danh-gia/goi-du-lieu/",
        "/danh-gia/so/khoa/",
        "/danh-gia/so/bo-sung/",
        "/danh-gia/so/can-doi/",
        "/danh-gia/so/chi-tieu/",
        "/danh-gia/so/dot-cao-diem/",
        "/danh-gia/so/doi-chieu/",
        "/danh-gia/ket-qua/",
        "/danh-gia/ket-qua/chap-hanh-vien/",
        "/danh-gia/ket-qua/dien-bien/",
        "/danh-gia/ket-qua/an-dac-thu/",
        "/danh-gia/ket-qua/giai-trinh/",
        "/danh-gia/ket-qua/bao-cao/",
    ],
    "head": ["/danh-gia/nam/2026/ky/", "/danh-gia/don-vi/"],
    "officer": [
        "/danh-gia/viec-cua-toi/",
        "/danh-gia/ket-qua-ca-nhan/VP0045/",
        "/danh-gia/nam/2026/",
        "/danh-gia/thi-dua/2026/",
        "/danh-gia/ket-qua/",
    ],
}


@pytest.mark.parametrize("role", SCREENS)
def test_screens_of_the_cycle_fit_their_width_and_axe_finds_nothing(visitor: Visitor, role: str) -> None:
    visitor.sign_in(username(role))
    faults = []
    for path in SCREENS[role]:
        visitor.go(path)
        assert visitor.page.locator("main h1").count() == 1, path
        faults += visitor.all_faults()
    assert faults == []
