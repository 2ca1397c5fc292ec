"""Every screen fits its width, at a desk and on a phone, and axe finds nothing in it."""

import pytest

from tests.browser.conftest import Visitor, username

pytestmark = pytest.mark.browser

# In both colour schemes. FORM stands for the address of officer VP0045's form.
MAIN = {
    "personnel": [
        "/",
        "/nhan-su/bien-che/",
        "/nhan-su/bien-che/?at=31/02/2026",
        "/nhan-su/bien-che/PT/co-mat/",
        "/nhan-su/can-bo/",
        "/nhan-su/can-bo/?q=khong-ai-ca",
        "/nhan-su/can-bo/VP0043/",
        "/nhan-su/can-bo/VP0043/?tab=an",
        "/nhan-su/can-bo/VP0043/?tab=danh-gia",
        "/nhan-su/can-bo/VP0043/?tab=lich-su",
        "/nhan-su/chat-luong/",
        "/nhan-su/nhap/",
        "/nhan-su/nhap/staff/",
        "/danh-gia/ky/",
        "/danh-gia/ky/2026-Q3/",
        "/danh-gia/an/",
        "FORM",
        "FORMgiai-trinh/",
        "/nhan-su/bien-che/ap-luc/",
        "/nhan-su/den-han/?unit=PT-KV8",
        "/nhan-su/bao-cao/bang-cheo/",
        "/nhan-su/can-bo/VP0043/?tab=ngach-luong",
        "/nhan-su/lich-su/nhiem-ky/",
        "/nhan-su/du-lieu/",
        "/dao-tao/",
    ],
    "officer": [
        "/",
        "/nhan-su/ho-so-cua-toi/",
        "/danh-gia/an/VP0045/",
        "FORM",
        "FORMgiai-trinh/",
        "/tin-tuc/",
        "/tin-tuc/ke-hoach-danh-gia-quy-3-2026/",
        "/huong-dan/",
        "/huong-dan/tu-cham-diem-mau-01/",
        "/tai-khoan/password/change/",
        "/tai-khoan/2fa/",
        "/nhan-su/ho-so-cua-toi/?tab=dong-thoi-gian",
        "/dao-tao/cua-toi/",
        "/thong-bao/",
    ],
    "leader": ["/", "/nhan-su/bien-che/", "/danh-gia/ky/2026-Q3/", "/danh-gia/an/"],
    "editor": ["/", "/tin-tuc/", "/huong-dan/"],
    "auditor": ["/", "/nhan-su/bien-che/", "/danh-gia/ky/2026-Q3/"],
}
# In the light colours only: they are made of the same parts.
MORE = {
    "personnel": [
        "/nhan-su/bien-che/thu-nghiem/?at=30/09/2026&d1-tu=PT-KV7&d1-den=PT-KV8&d1-so=1",
        "/nhan-su/bien-che/thu-nghiem/?at=30/09/2026&d1-tu=PT-KV7&d1-den=PT-KV7&d1-so=0",
        "/nhan-su/bien-che/?at=30/09/2026&don-vi=PT-KV8",
        "/nhan-su/bao-cao/",
        "/nhan-su/bao-cao/so-luong-chat-luong/?at=30/09/2026",
        "/nhan-su/bao-cao/danh-sach/?at=30/09/2026&loc=family:examiner",
        "/nhan-su/bao-cao/so-sanh/?tu=30/06/2021&den=30/09/2026",
        "/nhan-su/can-bo/xuat/",
        "/nhan-su/can-bo/VP0043/2c/",
        "/nhan-su/can-bo/VP0043/ly-lich/",
        "/nhan-su/can-bo/VP0043/tai-lieu/them/",
        "/nhan-su/can-bo/VP0043/muc/luong/",
        "/nhan-su/can-bo/VP0043/muc/luong/them/",
        "/nhan-su/can-bo/VP0043/muc/quan-he/them/",
        "/nhan-su/can-bo/VP0043/quyet-dinh/bo-nhiem/",
        "/nhan-su/can-bo/VP0043/quyet-dinh/nang-bac-luong/",
        "/nhan-su/can-bo/VP0043/quyet-dinh/ky-luat/",
        "/nhan-su/can-bo/VP0043/?tab=cong-tac",
        "/nhan-su/can-bo/VP0043/?tab=trinh-do",
        "/nhan-su/can-bo/VP0043/?tab=dang",
        "/nhan-su/can-bo/VP0043/?tab=liem-chinh",
        "/nhan-su/can-bo/VP0043/?tab=khen-thuong",
        "/nhan-su/can-bo/VP0043/?tab=quan-he",
        "/nhan-su/can-bo/VP0043/?tab=dong-thoi-gian",
        "/nhan-su/can-bo/VP0043/?tab=tai-lieu",
        "/nhan-su/can-bo/VP0043/?tab=dao-tao",
        "/nhan-su/can-bo/VP0043/?tab=den-han",
        "/nhan-su/can-bo/VP0043/?tab=day-du",
        "/nhan-su/lich-su/",
        "/nhan-su/muc/luong/1/",
        "/nhan-su/muc/luong/1/lich-su/",
        "/nhan-su/de-nghi/",
        "/nhan-su/sap-xep/",
        "/nhan-su/sap-xep/moi/",
        "/nhan-su/du-lieu/don-vi/PT-KV8/",
        "/nhan-su/chien-dich/",
        "/nhan-su/chien-dich/moi/",
        "/nhan-su/cam-ket/",
        "/nhan-su/cam-ket/moi/",
        "/nhan-su/ke-khai/?unit=PT-KV8",
        "/nhan-su/ke-khai/them/",
        "/nhan-su/nhap/histories/",
        "/dao-tao/chuong-trinh/",
        "/dao-tao/khoa/moi/",
        "/dao-tao/khoa/1/lop-moi/",
        "/dao-tao/lop/3/",
        "/dao-tao/lop/3/ket-qua/",
        "/dao-tao/lop/3/diem-danh/",
        "/dao-tao/lop/4/ghi-danh/?unit=PT-KV8",
        "/dao-tao/nhu-cau/",
        "/dao-tao/nhu-cau/danh-sach/?unit=PT-KV8",
        "/dao-tao/gio-hoc/",
        "/dao-tao/gio-hoc/danh-sach/?unit=PT-KV8",
        "/dao-tao/cam-ket/",
        "/dao-tao/cam-ket/moi/",
        "/dao-tao/cam-ket/1/",
    ],
    "officer": [
        "/nhan-su/ho-so-cua-toi/?tab=tai-lieu",
        "/nhan-su/ho-so-cua-toi/?tab=day-du",
        "/nhan-su/ho-so-cua-toi/de-nghi/officer/",
        "/nhan-su/ho-so-cua-toi/de-nghi/profile/",
        "/nhan-su/den-han/",
        "/nhan-su/can-bo/VP0045/2c/",
        "/dao-tao/lop/4/",
    ],
    "leader": ["/nhan-su/bien-che/ap-luc/", "/nhan-su/bao-cao/"],
}


def form_of_the_officer(visitor: Visitor) -> str:
    visitor.go("/nhan-su/can-bo/VP0045/?tab=danh-gia")
    link = visitor.page.locator("main a[href^='/danh-gia/phieu/']").first
    return str(link.get_attribute("href"))


@pytest.mark.parametrize("role", MAIN)
def test_screens_fit_their_width_and_axe_finds_nothing(visitor: Visitor, role: str) -> None:
    visitor.sign_in(username(role))
    form = form_of_the_officer(visitor) if any("FORM" in path for path in MAIN[role]) else ""
    faults = []
    for path in MAIN[role]:
        visitor.go(path.replace("FORM", form))
        faults += visitor.all_faults(dark=True)
    assert faults == []


@pytest.mark.parametrize("role", MORE)
def test_further_screens_fit_their_width_and_axe_finds_nothing(visitor: Visitor, role: str) -> None:
    visitor.sign_in(username(role))
    faults = []
    for path in MORE[role]:
        visitor.go(path)
        assert visitor.page.locator("main h1").count() == 1, path
        faults += visitor.all_faults()
    assert faults == []
