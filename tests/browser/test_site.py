"""The internal site in a real browser: news by audience, a directive known to be read, a task and its reports.

Each journey brings its own page, document or task; what it counts belongs to it alone.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, expect

from hrm.kernel.pdf import render_pdf
from hrm.kernel.text import fold
from tests.browser.conftest import Visitor, typed, username
from tests.browser.steps import address, desks, follow, pictured, press_in, send

pytestmark = pytest.mark.browser

PAPER = "cong-van-931.pdf"
SYMBOL, SUBJECT = "931/THADS-VP", "Công văn về việc chuẩn hóa hồ sơ điện tử của chấp hành viên"
OFFICE, OFFICER = "PT-KV8", "VP0045"
NEWS, NEWS_ADDRESS = "Lịch trực tiếp công dân tháng 12", "/tin-tuc/lich-truc-tiep-cong-dan-thang-12/"


# News


def test_news_for_one_province_is_approved_and_stays_there(browser: Browser, server: str) -> None:
    with desks(browser, server, "editor", "approver", "officer", "neighbour") as people:
        editor, approver, officer, neighbour = people
        write_news(editor)
        assert editor.page.request.get(server + NEWS_ADDRESS).status == 404
        approve_news(approver)
        read_news(officer)
        find_nothing(neighbour)
        for person in (editor, approver):
            person.errors.clear()  # Wagtail's own screens warn about what is not ours


def write_news(editor: Visitor) -> None:
    """For the own province, which a new page is meant for from the start; handed in for approval."""
    editor.go("/tin-tuc/")
    follow(editor, "Viết tin")
    page = editor.page
    page.fill("#id_title", NEWS)
    page.fill("#id_intro", "Phòng nào trực ngày nào, ai tiếp.")
    assert "tỉnh Phú Thọ" in page.locator("#id_targets-0-unit option:checked").inner_text()
    page.get_by_title("Chèn khối").first.click()
    page.get_by_role("option", name="Đoạn văn").click()
    text = page.locator(".public-DraftEditor-content")
    text.click()
    expect(text).to_be_focused()
    text.press_sequentially("Sáng thứ Hai, phòng 102.")
    # The editor hands its text to the form a moment after the last key.
    expect(page.locator("#body-0-value")).to_have_value(re.compile("phòng 102"))
    pictured(editor, "viet-tin")
    page.locator("footer [data-w-dropdown-target='toggle']").last.click()
    page.locator("button[name=action-submit]").click()
    page.locator(".messages .success").wait_for()


def approve_news(approver: Visitor) -> None:
    """From the notice that it waits, on the page as the editor wrote it."""
    approver.go("/thong-bao/")
    pictured(approver, "cho-duyet")
    approver.page.locator("main li, main tr", has_text=NEWS).first.locator("a, button").first.click()
    approver.page.wait_for_url("**/quan-tri/pages/*/edit/")
    pictured(approver, "duyet-tin")
    button = approver.page.locator(
        "footer button[data-workflow-action-name=approve]:not([data-launch-modal])"
    )
    if not button.first.is_visible():
        approver.page.locator("footer [data-w-dropdown-target='toggle']").last.click()
    button.first.click()
    approver.page.locator(".messages .success").wait_for()


def read_news(officer: Visitor) -> None:
    """On the home page, in the list of news, and by search without diacritics."""
    for path in ("/", "/tin-tuc/", f"/tim-kiem/?q={fold(NEWS).replace(' ', '+')}"):
        officer.go(path)
        assert NEWS in officer.text(), path
    pictured(officer, "tim-thay-tin")
    follow(officer, NEWS)
    assert address(officer).startswith(NEWS_ADDRESS)
    for told in (NEWS, "Phòng nào trực ngày nào, ai tiếp.", "Sáng thứ Hai, phòng 102.", "Kim Ngọc Hà"):
        assert told in officer.text()
    pictured(officer, "doc-tin")


def find_nothing(neighbour: Visitor) -> None:
    for path in ("/", "/tin-tuc/", f"/tim-kiem/?q={fold(NEWS).replace(' ', '+')}"):
        neighbour.go(path)
        assert not neighbour.page.locator("main a", has_text=NEWS).count(), path
    assert neighbour.page.request.get(neighbour.server + NEWS_ADDRESS).status == 404


# Directives


def test_a_directive_is_registered_confirmed_and_asks_again(
    browser: Browser, server: str, tmp_path: Path
) -> None:
    paper = tmp_path / PAPER
    paper.write_bytes(render_pdf(f"<p>{SUBJECT}</p>"))
    with desks(browser, server, "editor", "officer", "leader") as (registrar, officer, leader):
        directive = register(registrar, paper)
        refuse_the_twin(registrar, paper, directive)
        publish(registrar, directive)
        before = confirmed_in_the_office(leader, directive)
        confirm(officer, directive)
        assert confirmed_in_the_office(leader, directive) == before + 1
        pictured(leader, "xac-nhan-cua-phong")
        renew(registrar, paper, directive)
        assert confirmed_in_the_office(leader, directive) == 0
        officer.go(directive)
        assert officer.page.get_by_role("button", name="đã đọc").count() == 1
        pictured(officer, "doc-lai")


def fill_directive(registrar: Visitor, symbol: str, paper: Path) -> None:
    today = localdate()
    registrar.fill(symbol=symbol, issued_on=typed(today - timedelta(days=2)), title=SUBJECT)
    registrar.fill(new_issuer="Thi hành án dân sự tỉnh Phú Thọ", signer="Trần Quang Huy")
    registrar.fill(summary="Mỗi chấp hành viên rà soát hồ sơ điện tử của mình.")
    registrar.fill(acknowledge_by=typed(today + timedelta(days=7)), **{"targets-0-unit": "PT"})
    assert registrar.page.locator("[name='targets-0-with_below']").is_checked()
    registrar.page.set_input_files("main input[type=file]", paper)


def register(registrar: Visitor, paper: Path) -> str:
    """A wrong symbol is refused at its field, and nothing typed is lost; gives the address of the draft."""
    registrar.go("/chi-dao/")
    follow(registrar, "Vào sổ")
    fill_directive(registrar, "931 VP", paper)
    send(registrar)
    assert address(registrar) == "/chi-dao/moi/"
    assert "33-CT/TU" in registrar.page.locator("main .field", has_text="931 VP").first.inner_text()
    assert registrar.page.input_value("main [name=title]") == SUBJECT
    assert (
        "chọn lại"
        in registrar.page.locator("main .field", has=registrar.page.locator("[name=file]")).inner_text()
    )
    pictured(registrar, "so-hieu-sai")
    fill_directive(registrar, SYMBOL, paper)
    send(registrar)
    pictured(registrar, "du-thao")
    assert re.fullmatch(r"/chi-dao/\d+/", address(registrar))
    return address(registrar)


def refuse_the_twin(registrar: Visitor, paper: Path, directive: str) -> None:
    registrar.go("/chi-dao/moi/")
    fill_directive(registrar, SYMBOL, paper)
    send(registrar)
    assert address(registrar) == "/chi-dao/moi/"
    pictured(registrar, "da-co-trong-so")
    follow(registrar, SYMBOL)
    assert address(registrar) == directive


def publish(registrar: Visitor, directive: str) -> None:
    registrar.go(directive)
    press_in(registrar, "/ban-hanh/")
    pictured(registrar, "da-pho-bien")
    assert registrar.download("/tep/").startswith(b"%PDF")


def confirm(officer: Visitor, directive: str) -> None:
    """From the home page, where it waits, to the page of the directive."""
    officer.go("/")
    pictured(officer, "trang-chu")
    follow(officer, SYMBOL)
    assert address(officer) == directive
    pictured(officer, "chua-xac-nhan")
    press_in(officer, "/da-doc/")
    assert "Bạn đã xác nhận" in officer.text()
    pictured(officer, "da-xac-nhan")
    officer.go("/")
    assert SYMBOL not in officer.text()


def confirmed_in_the_office(leader: Visitor, directive: str) -> int:
    """How many of the office have confirmed, as the leader's board says."""
    number = directive.rstrip("/").rpartition("/")[2]
    leader.go(f"/chi-dao/xac-nhan/{number}/")
    shown = leader.page.locator("main .grid-stats").inner_text()
    found = re.search(r"(\d+)/(\d+)", shown)
    assert found, shown
    return int(found[1])


def renew(registrar: Visitor, paper: Path, directive: str) -> None:
    registrar.go(directive)
    follow(registrar, "Bản mới")
    registrar.page.set_input_files("main input[type=file]", paper)
    registrar.fill(note="Thêm mẫu danh mục hồ sơ.", acknowledge_by=typed(localdate() + timedelta(days=9)))
    pictured(registrar, "ban-moi")
    send(registrar)
    assert "Thêm mẫu danh mục hồ sơ." in registrar.text()
    pictured(registrar, "co-hai-ban")


# Tasks


def test_a_task_goes_from_the_plan_to_the_accepted_report(
    browser: Browser, server: str, tmp_path: Path
) -> None:
    paper = tmp_path / "danh-muc.pdf"
    paper.write_bytes(render_pdf("<p>Danh mục 48 việc đã rà soát.</p>"))
    with desks(browser, server, "leader", "officer") as (leader, officer):
        given, done = counted(leader)
        task = give(leader)
        assert counted(leader) == (given + 1, done)
        report(officer, task, "Đã rà soát 40 việc.", paper)
        answer(leader, task, "Còn thiếu 8 việc của quý III.", "Trả lại")
        report(officer, task, "Đã rà soát đủ 48 việc.", paper)
        answer(leader, task, "Đủ, đúng hạn.", "Chấp nhận")
        assert counted(leader) == (given + 1, done + 1)
        pictured(leader, "theo-doi")
        officer.go("/nhiem-vu/cua-toi/")
        pictured(officer, "nhiem-vu-cua-toi")


def counted(leader: Visitor) -> tuple[int, int]:
    """Tasks given and tasks done, as the leader's board says."""
    leader.go("/chi-dao/theo-doi/")
    figures = leader.page.locator("main .grid-stats .stat-value")
    return int(figures.nth(0).inner_text()), int(figures.nth(3).inner_text())


def give(leader: Visitor) -> str:
    """By a plan of the own office for the directive; gives the address of the task."""
    leader.go("/chi-dao/")
    follow(leader, "12-CT/TU")
    follow(leader, "Lập kế hoạch")
    leader.fill(symbol="07/KH-PTHA", issued_on=typed(localdate()), title="Kế hoạch rà soát hồ sơ của phòng")
    pictured(leader, "ke-hoach")
    send(leader)
    follow(leader, "Giao nhiệm vụ")
    leader.fill(owner1=OFFICER, title1="Rà soát hồ sơ điện tử", product1="Danh mục hồ sơ")
    leader.fill(deadline1=typed(localdate() + timedelta(days=10)), evidence1="Danh mục có chữ ký")
    pictured(leader, "giao-viec")
    send(leader)
    pictured(leader, "ke-hoach-co-viec")
    follow(leader, "Rà soát hồ sơ điện tử")
    assert leader.page.get_by_role("link", name="12-CT/TU").count() == 1
    return address(leader)


def report(officer: Visitor, task: str, text: str, paper: Path) -> None:
    officer.go("/nhiem-vu/cua-toi/")
    officer.page.locator(f"main a[href='{task}']").first.click()
    officer.page.wait_for_url(f"**{task}")
    follow(officer, "Báo cáo")
    officer.fill(text=text, percent="100")
    officer.page.check("main [name=finished]")
    officer.page.set_input_files("main input[type=file]", paper)
    pictured(officer, "bao-cao")
    send(officer)
    assert text in officer.text()


def answer(leader: Visitor, task: str, text: str, button: str) -> None:
    leader.go(task)
    assert leader.download("/tep/").startswith(b"%PDF")
    leader.fill(answer=text)
    pictured(leader, "tra-loi-bao-cao")
    with leader.page.expect_navigation():
        leader.page.locator("main .form-actions").get_by_role("button", name=button).click()
    assert text in leader.text()
    pictured(leader, "da-tra-loi")


# Screens. `list > part`: the first link of the list whose address begins with that part and a number or name.

SCREENS = {
    "editor": [
        "/",
        "/chi-dao/",
        "/chi-dao/ > /chi-dao/",
        "/chi-dao/moi/",
        "/chi-dao/xac-nhan/",
        "/chi-dao/xac-nhan/ > /chi-dao/xac-nhan/",
        "/chi-dao/theo-doi/",
        "/chi-dao/theo-doi/van-ban/",
        "/nhiem-vu/",
        "/phoi-hop/",
        "/phoi-hop/ > /phoi-hop/",
        "/phoi-hop/moi/",
        "/kiem-tra/",
        "/kiem-tra/ > /kiem-tra/",
        "/kiem-tra/theo-don-vi/",
        "/kiem-tra/ke-hoach/",
        "/ban-chi-dao/",
        "/ban-chi-dao/ > /ban-chi-dao/",
        "/tin-tuc/",
        "/huong-dan/",
    ],
    "officer": [
        "/chi-dao/",
        "/chi-dao/ > /chi-dao/",
        "/nhiem-vu/cua-toi/",
        "/nhiem-vu/cua-toi/ > /nhiem-vu/",
        "/danh-ba/",
        "/danh-ba/VP0043/",
        "/danh-ba/so-do/",
        "/danh-ba/don-vi/PT-KV8/",
        "/tim-kiem/?q=thi+hanh",
        "/tim-kiem/?q=zzqx",
        "/tin-tuc/ > /tin-tuc/",
        "/huong-dan/ > /huong-dan/",
    ],
    "leader": [
        "/chi-dao/xac-nhan/ > /chi-dao/xac-nhan/",
        "/chi-dao/theo-doi/",
        "/nhiem-vu/",
        "/nhiem-vu/ > /nhiem-vu/",
        "/kiem-tra/ > /kiem-tra/",
    ],
    "head": ["/", "/chi-dao/theo-doi/", "/nhiem-vu/", "/ban-chi-dao/ > /ban-chi-dao/"],
}


def open_screen(visitor: Visitor, screen: str) -> None:
    path, _arrow, part = screen.partition(" > ")
    visitor.go(path)
    if not part:
        return
    links = visitor.page.locator(f"main a[href^='{part}']").evaluate_all("all => all.map(a => a.pathname)")
    below = r"[\w-]+/" if part in ("/tin-tuc/", "/huong-dan/") else r"\d+/"
    visitor.go(next(link for link in links if re.fullmatch(re.escape(part) + below, link)))


@pytest.mark.parametrize("role", SCREENS)
def test_screens_of_the_site_fit_their_width_and_axe_finds_nothing(visitor: Visitor, role: str) -> None:
    visitor.sign_in(username(role))
    faults = []
    for screen in SCREENS[role]:
        open_screen(visitor, screen)
        assert visitor.page.locator("main h1").count() == 1, screen
        faults += visitor.all_faults()
        pictured(visitor, role + re.sub(r"\W+", "-", screen))
    assert faults == []
