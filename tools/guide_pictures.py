"""Pictures of the guides: sign in to a running demonstration as each role and photograph its daily screens.

python tools/guide_pictures.py http://127.0.0.1:8000                 all of them, into docs/guides/pictures/
python tools/guide_pictures.py http://127.0.0.1:8000 --only den-han  those whose name contains the word

Take a demonstration made for the purpose (`DATA_DIR=… make demo`): what the pictures need and the
demonstration does not hold (a pledge plan, a campaign, a proposed correction, a plan of a merge) is entered
through the screens first, and stays there. Workbooks are only checked, never written.
"""

import argparse
import csv
import io
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "fixtures" / "demo"
TARGET = ROOT / "docs" / "guides" / "pictures"
PASSWORD = "thads-demo-2026"  # of the demonstration, printed when it starts
ADMINISTRATOR = "quantri"
OFFICER = "VP0045"  # the officer of the demonstration, whose record the pictures show
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
]
WIDE, PHONE = 1280, 390
MOST_BYTES, ALL_BYTES = 120_000, 3_000_000
LEAST_COLOURS, MOST_COLOURS = 24, 128


class Visitor:
    """Someone signed in at the demonstration."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base

    def go(self, path: str) -> None:
        """Open a page and wait until its pictures are there; stops where the address is not found."""
        answer = self.page.goto(self.base + path, wait_until="networkidle")
        if answer is None or answer.status >= 400:
            sys.exit(f"{path}: {answer.status if answer else 'no answer'}")

    def fill(self, **values: str) -> None:
        """Type values into the fields of these names."""
        for name, value in values.items():
            self.page.fill(f"main [name='{name}']", value)

    def send(self) -> None:
        """Press the first button of the first form that posts."""
        self.page.locator("main form[method=post] button[type=submit]").first.click()
        self.page.wait_for_load_state("networkidle")

    def rows(self) -> int:
        """How many lines the list of the page holds."""
        return self.page.locator("main table tbody tr").count()

    def check_workbook(self, kind: str, workbook: Path) -> None:
        """Hand a workbook in; the demonstration checks it and writes nothing."""
        self.go(f"/nhan-su/nhap/{kind}/")
        self.page.set_input_files("input[type=file]", workbook)
        self.send()
        self.page.wait_for_url("**/phien/**")


@dataclass(frozen=True)
class Picture:
    """One picture: who looks at which page, and from which element on.

    `start`: CSS of the element that stands at the top, or nothing for the top of the page; `before`: what is
    done on the page first.
    """

    name: str
    role: str
    path: str = ""
    start: str = ""
    height: int = 760
    width: int = WIDE
    before: Callable[[Visitor], None] | None = field(default=None)


def usernames() -> dict[str, str]:
    """Account of each role of the demonstration."""
    with (DEMO / "people.csv").open(encoding="utf-8") as file:
        return {row["role"]: row["username"] for row in csv.DictReader(file)} | {"admin": ADMINISTRATOR}


@contextmanager
def visiting(browser: Browser, base: str, username: str, width: int = WIDE) -> Iterator[Visitor]:
    """A signed-in visitor in a window of this width."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
    context.set_default_timeout(30_000)
    visitor = Visitor(context.new_page(), base)
    visitor.go("/tai-khoan/login/")
    visitor.page.fill("input[name=login]", username)
    visitor.page.fill("input[name=password]", PASSWORD)
    visitor.page.press("input[name=password]", "Enter")
    visitor.page.wait_for_url(f"{base}/")
    yield visitor
    context.close()


# What the demonstration must hold for the pictures ---------------------------------------------------------


def issue_pledges(visitor: Visitor) -> None:
    """A pledge plan for this year, for everyone of the province."""
    visitor.go("/nhan-su/cam-ket/")
    if visitor.rows():
        return
    today = date.today()
    visitor.go("/nhan-su/cam-ket/moi/")
    visitor.page.select_option("[name=unit]", "PT")
    visitor.fill(
        year=str(today.year),
        title=f"Kế hoạch phòng, chống tham nhũng, tiêu cực năm {today.year}",
        decision="12/KH-THADS (hư cấu)",
        opened_on=f"{today:%d/%m/%Y}",
        deadline=f"31/12/{today.year}",
        body="Tôi cam kết không nhận tiền, tài sản hoặc lợi ích khác của đương sự dưới mọi hình thức.\n"
        "Tôi cam kết tổ chức thi hành án đúng trình tự, đúng thời hạn, không gây phiền hà.\n"
        "Tôi chịu trách nhiệm trước pháp luật và trước Thủ trưởng cơ quan về nội dung cam kết này.",
    )
    visitor.send()


def sign_pledge(visitor: Visitor) -> None:
    """The visitor's own pledge, if one is asked for."""
    link = visitor.page.locator("main a[href*='/cam-ket/'][href$='/ky/']")
    if link.count() == 0:
        return
    link.first.click()
    visitor.page.check("main input[type=checkbox]")
    visitor.page.fill("main input[name=password]", PASSWORD)
    visitor.send()


def open_campaign(visitor: Visitor) -> None:
    """A campaign for complete records, with its first reminder."""
    visitor.go("/nhan-su/chien-dich/")
    if visitor.rows():
        return
    visitor.go("/nhan-su/chien-dich/moi/")
    visitor.page.select_option("[name=unit]", "PT")
    visitor.fill(name="Bổ sung sơ yếu lý lịch", deadline=f"{date.today() + timedelta(days=30):%d/%m/%Y}")
    for wanted in ("birth_place", "home_place", "insurance_number", "phone", "photo", "main_work"):
        visitor.page.check(f"#field-{wanted}")
    visitor.send()
    remind = visitor.page.locator("form[action$='/nhac/'] button")
    if remind.count():
        visitor.page.on("dialog", lambda dialog: dialog.accept())
        remind.first.click()
        visitor.page.wait_for_load_state("networkidle")


def propose_correction(visitor: Visitor) -> None:
    """The visitor asks for a correction of the own curriculum vitae."""
    visitor.go("/nhan-su/de-nghi/")
    if visitor.rows():
        return
    _difference(visitor)
    visitor.send()


def score_oneself(visitor: Visitor) -> None:
    """Ten points of the visitor's own form, if it can still be scored."""
    link = visitor.page.locator("main a[href$='/tu-cham/']")
    if link.count() == 0:
        return
    link.first.click()
    boxes = visitor.page.locator("main input[inputmode=decimal], main input[type=text]")
    for index in range(boxes.count()):
        boxes.nth(index).fill("4,5" if index < 2 else "2,25")
    visitor.fill(
        strengths="Hoàn thành các vụ việc phức tạp đúng hạn.", weaknesses="Còn chậm báo cáo tháng 8."
    )
    visitor.send()


def plan_merge(visitor: Visitor) -> None:
    """A draft that merges two regional offices; it is only previewed."""
    visitor.go("/nhan-su/sap-xep/")
    if visitor.rows():
        return
    visitor.go("/nhan-su/sap-xep/moi/")
    _choose(visitor.page, "unit", "PT ·")
    visitor.fill(
        title="Sáp nhập Phòng Thi hành án dân sự khu vực 10 và khu vực 11",
        day=f"01/01/{date.today().year + 1}",
        decision="45/QĐ-THADS (hư cấu)",
    )
    visitor.send()
    visitor.page.locator("a[href$='/them/gop/']").first.click()
    for code in ("PT-KV10", "PT-KV11"):
        visitor.page.check(f"input[name=sources][value='{code}']")
    visitor.fill(code="PT-KV12", name="Phòng Thi hành án dân sự khu vực 12")
    kinds = visitor.page.locator("select[name=kind] option", has_text="khu vực")
    visitor.page.select_option("select[name=kind]", kinds.first.get_attribute("value"))
    _choose(visitor.page, "parent", "tỉnh Phú Thọ")
    visitor.send()


def hand_in_page(visitor: Visitor) -> None:
    """The first page of the news waits for its approver, unless it does already."""
    visitor.go("/quan-tri/pages/")
    _list_news(visitor)
    visitor.page.locator("main td a[href$='/edit/']").first.click()
    visitor.page.wait_for_load_state("networkidle")
    button = visitor.page.locator("button[name=action-submit]")
    if button.count():
        button.first.evaluate("e => e.click()")  # it lies in a menu that opens
        visitor.page.wait_for_load_state("networkidle")


def prepare(browser: Browser, base: str, accounts: dict[str, str]) -> None:
    """Enter what the pictures need and the demonstration does not hold; a second run enters nothing twice."""
    steps: tuple[tuple[str, Callable[[Visitor], None]], ...] = (
        ("personnel", issue_pledges),
        ("personnel", open_campaign),
        ("personnel", plan_merge),
        ("editor", hand_in_page),
        ("leader", sign_pledge),
        ("head", sign_pledge),
        ("officer", propose_correction),
        ("officer", score_oneself),
    )
    for role, step in steps:
        with visiting(browser, base, accounts[role]) as visitor:
            step(visitor)


def _choose(page: Page, name: str, part: str) -> None:
    """Choose the first option of a list whose text holds `part`."""
    option = page.locator(f"select[name={name}] option", has_text=part).first
    page.select_option(f"select[name={name}]", option.get_attribute("value"))


# What is done on a page before it is photographed -----------------------------------------------------------


def _difference(visitor: Visitor) -> None:
    visitor.go("/nhan-su/ho-so-cua-toi/de-nghi/profile/")
    visitor.fill(
        birth_place="Xã Tam Hợp, tỉnh Phú Thọ",
        phone="0912 000 045",
        explanation="Theo giấy khai sinh và căn cước công dân.",
    )
    visitor.send()


def _broken_staff(visitor: Visitor) -> None:
    with _workbook("02-nhan-su-2025.xlsx", "Công chức") as (book, sheet, path):
        _put(sheet, OFFICER, "Giới tính", "Không rõ")
        _put(sheet, "VP0043", "Ngày sinh", "31/02/1975")
        book.save(path)
        visitor.check_workbook("staff", path)


def _changed_staff(visitor: Visitor) -> None:
    with _workbook("02-nhan-su-2025.xlsx", "Công chức") as (book, sheet, path):
        _put(sheet, "VP0043", "Dân tộc", "Sán Dìu")
        book.save(path)
        visitor.check_workbook("staff", path)


def _broken_caseload(visitor: Visitor) -> None:
    with _workbook("05-an-12-thang-2026.xlsx", "") as (book, sheet, path):
        cell = _cell(sheet, OFFICER, "Có điều kiện")
        cell.value = int(cell.value) + 1
        book.save(path)
        visitor.check_workbook("caseload", path)


def _early_step(visitor: Visitor) -> None:
    page = visitor.page
    step = int(page.input_value("main [name=step]") or 7)
    _choose(page, "raised", "thường xuyên")
    visitor.fill(
        step=str(step),
        start=f"{date.today():%d/%m/%Y}",
        decision="88/QĐ-THADS",
        decision_date=f"{date.today():%d/%m/%Y}",
        issuer="THADS tỉnh Phú Thọ",
    )
    visitor.send()


def _try_move(visitor: Visitor) -> None:
    visitor.page.select_option("[name=d1-tu]", "PT-KV9")
    visitor.page.select_option("[name=d1-den]", "PT-KV11")
    visitor.page.select_option("[name=d1-ai]", "chv")
    visitor.fill(**{"d1-so": "2"})
    visitor.page.locator("main form button", has_text="Tính thử").click()
    visitor.page.wait_for_load_state("networkidle")


def _first(selector: str) -> Callable[[Visitor], None]:
    """Follow the first link of a page that this CSS finds."""

    def follow(visitor: Visitor) -> None:
        visitor.page.locator(selector).first.click()
        visitor.page.wait_for_load_state("networkidle")

    return follow


def _news(visitor: Visitor) -> None:
    """Open the last page of the news in the list, which nobody has handed in, as the editor does."""
    _list_news(visitor)
    visitor.page.locator("main td a[href$='/edit/']").last.click()
    visitor.page.wait_for_load_state("networkidle")


def _list_news(visitor: Visitor) -> None:
    visitor.page.locator("main a[href^='/quan-tri/pages/']", has_text="Tin tức").first.wait_for()
    visitor.page.locator("a[aria-label*='các trang con của “Tin tức”']").first.click()
    visitor.page.locator("main td a[href$='/edit/']").first.wait_for()


@contextmanager
def _workbook(name: str, sheet: str) -> Iterator[tuple]:
    """A copy of a workbook of the demonstration: the book, one sheet, where to keep it."""
    folder = Path(tempfile.mkdtemp())
    book = load_workbook(DEMO / name)
    chosen = book[sheet] if sheet else book.worksheets[0]
    for outside in ("CUC", "BT0001"):  # of the department above, which the account does not keep
        for each in book.worksheets:
            rows = [row[0].row for row in each.iter_rows() if outside in [cell.value for cell in row[:2]]]
            if rows and sheet:
                each.delete_rows(rows[0])
    yield book, chosen, folder / name.replace(".xlsx", "-sua.xlsx")
    shutil.rmtree(folder)


def _cell(sheet, number: str, heading: str):
    """The cell of an officer under a heading (compared as it begins)."""
    head = next(
        cell
        for row in sheet.iter_rows(max_row=20)
        for cell in row
        if str(cell.value or "").strip().startswith(heading)
    )
    row = next(row for row in sheet.iter_rows() if number in [cell.value for cell in row[:4]])
    return sheet.cell(row[0].row, head.column)


def _put(sheet, number: str, heading: str, value: str) -> None:
    _cell(sheet, number, heading).value = value


_RECORD = f"/nhan-su/can-bo/{OFFICER}/"
PICTURES = (
    # Personnel
    Picture("trang-chu", "personnel", "/", height=860),
    Picture("nhap-so-loi", "personnel", before=_broken_staff, height=640),
    Picture("nhap-so-xem-truoc", "personnel", before=_changed_staff, height=720),
    Picture("ho-so-can-bo", "personnel", _RECORD, height=800),
    Picture("ho-so-ngach-luong", "personnel", f"{_RECORD}?tab=ngach-luong", height=720),
    Picture("ra-quyet-dinh", "personnel", f"{_RECORD}quyet-dinh/bo-nhiem/", height=820),
    Picture(
        "quyet-dinh-can-ly-do",
        "personnel",
        f"{_RECORD}quyet-dinh/nang-bac-luong/",
        before=_early_step,
        height=780,
    ),
    Picture(
        "duyet-de-nghi", "personnel", "/nhan-su/de-nghi/", before=_first("main table tbody a"), height=640
    ),
    Picture("den-han", "personnel", "/nhan-su/den-han/", height=820),
    Picture("sap-xep", "personnel", "/nhan-su/sap-xep/", before=_first("main table tbody a"), height=860),
    Picture("bao-cao-chat-luong", "personnel", "/nhan-su/bao-cao/so-luong-chat-luong/", height=820),
    Picture("lop-hoc", "personnel", "/dao-tao/lop/4/", height=800),
    Picture("cam-ket", "personnel", "/nhan-su/cam-ket/", before=_first("main table tbody a"), height=720),
    Picture("ke-khai", "personnel", "/nhan-su/ke-khai/", height=700),
    Picture(
        "chien-dich", "personnel", "/nhan-su/chien-dich/", before=_first("main table tbody a"), height=800
    ),
    Picture("ky-danh-gia", "personnel", "/danh-gia/ky/2026-Q3/", height=860),
    # Leader
    Picture("bien-che", "head", "/nhan-su/bien-che/", height=860),
    Picture("ap-luc", "head", "/nhan-su/bien-che/ap-luc/", height=820),
    Picture("thu-dieu-chuyen", "head", "/nhan-su/bien-che/thu-nghiem/", before=_try_move, height=860),
    Picture(
        "xac-nhan-phieu",
        "leader",
        "/danh-gia/ky/2026-Q3/?q=Nghĩa",
        before=_first("a:has-text('Trần Văn Nghĩa')"),
        height=820,
    ),
    # Officer
    Picture("ho-so-cua-toi-dien-thoai", "officer", "/nhan-su/ho-so-cua-toi/", width=PHONE, height=844),
    Picture("de-nghi-sua", "officer", before=_difference, height=640),
    Picture(
        "ky-cam-ket-dien-thoai",
        "officer",
        "/",
        before=_first("main a[href*='/cam-ket/'][href$='/ky/']"),
        width=PHONE,
        height=980,
    ),
    Picture(
        "tu-cham-diem",
        "officer",
        "/danh-gia/ky/2026-Q3/",
        before=_first("a:has-text('Trần Văn Nghĩa')"),
        height=820,
    ),
    Picture("ket-qua-an", "officer", f"/danh-gia/an/{OFFICER}/", height=780),
    Picture("thong-bao-dien-thoai", "officer", "/thong-bao/", width=PHONE, height=844),
    # Editor and approver
    Picture(
        "soan-tin",
        "editor",
        "/quan-tri/pages/",
        start="[data-contentpath='body']",
        before=_news,
        height=760,
    ),
    Picture(
        "doi-tuong",
        "editor",
        "/quan-tri/pages/",
        start="h2:has-text('Dành cho')",
        before=_news,
        height=620,
    ),
    Picture("duyet-tin", "approver", "/quan-tri/", height=480),
    # Registrar
    Picture("so-chi-dao", "editor", "/chi-dao/", height=760),
    Picture("vao-so", "editor", "/chi-dao/moi/", height=860),
    Picture(
        "xac-nhan-da-doc",
        "editor",
        "/chi-dao/xac-nhan/",
        before=_first("main table tbody a:text-is('12-CT/TU')"),
        height=760,
    ),
    Picture(
        "thuc-hien",
        "editor",
        "/chi-dao/",
        start="#followup-told",
        before=_first("main table tbody a:text-is('12-CT/TU')"),
        height=820,
    ),
    Picture(
        "nhiem-vu",
        "editor",
        "/nhiem-vu/",
        before=_first("main table tbody a:has-text('Rà soát các việc')"),
        height=760,
    ),
    Picture("phoi-hop", "editor", "/phoi-hop/", before=_first("main table tbody a"), height=760),
    Picture("kiem-tra", "editor", "/kiem-tra/", before=_first("main table tbody a"), height=760),
    Picture("ban-chi-dao", "editor", "/ban-chi-dao/", before=_first("main table tbody a"), height=760),
    # What everyone meets of the site
    Picture("theo-doi-chi-dao", "head", "/chi-dao/theo-doi/", height=720),
    Picture("doc-chi-dao", "second_officer", "/chi-dao/", before=_first("main table tbody a"), height=640),
    Picture("nhiem-vu-cua-toi", "leader", "/nhiem-vu/cua-toi/", height=560),
    Picture("danh-ba", "officer", "/danh-ba/", height=640),
    Picture("tim-kiem", "officer", "/tim-kiem/?q=33+ct+tu", height=560),
    # Caseload clerk, auditor, administrator
    Picture("nhap-an-loi", "caseload_clerk", before=_broken_caseload, height=640),
    Picture("lich-su-thay-doi", "auditor", f"{_RECORD}?tab=lich-su", height=760),
    Picture("tai-khoan", "admin", "/quan-tri/users/", height=620),
)


def take(browser: Browser, base: str, accounts: dict[str, str], picture: Picture) -> Path:
    """Photograph one picture and keep it, with as many colours as its size allows."""
    with visiting(browser, base, accounts[picture.role], picture.width) as visitor:
        if picture.path:
            visitor.go(picture.path)
        if picture.before:
            picture.before(visitor)
        page = visitor.page
        page.set_viewport_size({"width": picture.width, "height": picture.height})
        if picture.start:
            page.locator(picture.start).first.evaluate("e => e.scrollIntoView({block: 'start'})")
            page.mouse.wheel(0, -70)  # below the header, which stays
            page.wait_for_timeout(900)  # scrolling is smooth
        else:
            page.evaluate("window.scrollTo(0, 0)")
        raw = page.screenshot(animations="disabled")
    path = TARGET / f"{picture.name}.png"
    path.write_bytes(reduced(raw))
    return path


def reduced(raw: bytes) -> bytes:
    """The picture with at most 128 colours, fewer while it is too big."""
    image = Image.open(io.BytesIO(raw)).convert("RGB")
    colours = MOST_COLOURS
    while True:
        out = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES or colours <= LEAST_COLOURS:
            return out.getvalue()
        colours //= 2


def main() -> None:
    """Prepare, take, and say what became how big."""
    parser = argparse.ArgumentParser(description="Pictures of the guides.")
    parser.add_argument("base", help="address of a running demonstration")
    parser.add_argument(
        "--only", nargs="*", default=[""], help="only pictures whose name contains one of these"
    )
    chosen = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("Chromium is needed.")
    TARGET.mkdir(parents=True, exist_ok=True)
    base, accounts = chosen.base.rstrip("/"), usernames()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        prepare(browser, base, accounts)
        for picture in PICTURES:
            if any(part in picture.name for part in chosen.only):
                path = take(browser, base, accounts, picture)
                print(f"{path.stat().st_size:>7}  {path.name}")
        browser.close()
    whole = sum(path.stat().st_size for path in TARGET.glob("*.png"))
    print(f"{whole:>7}  all together")
    if whole > ALL_BYTES:
        sys.exit("The pictures together are too big.")


if __name__ == "__main__":
    main()
