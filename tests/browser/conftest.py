"""A real server with the demonstration agency, and a real browser in front of it.

The server is what `make demo` starts, on a database of its own. Without Chromium these tests skip and say
so; with REQUIRE_BROWSER set (CI) they must run.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from hrm import demo
from hrm.demo import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
PEOPLE = {role.key: (number, username) for role, number, username in demo.people()}


def username(role: str) -> str:
    """The account of a role in the demonstration."""
    return PEOPLE[role][1]


def typed(day: date) -> str:
    """A day as people type it."""
    return f"{day:%d/%m/%Y}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _attempt in range(600):
        if process.poll() is not None:
            pytest.fail(f"the server stopped: {log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.5)
    pytest.fail("the server did not answer")


@pytest.fixture(scope="session")
def chromium() -> str:
    if CHROMIUM:
        return CHROMIUM
    if os.environ.get("REQUIRE_BROWSER"):
        pytest.fail("CI must run the browser tests, and there is no Chromium")
    pytest.skip("no Chromium on this machine: the browser journeys are skipped")


@pytest.fixture(scope="session")
def server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a freshly prepared demonstration; of one that runs already where DEMO_SERVER names it."""
    if running := os.environ.get("DEMO_SERVER"):
        yield running
        return
    folder = tmp_path_factory.mktemp("demo")
    port, log = free_port(), folder / "server.log"
    environment = {
        **{k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}},
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "hrm.settings.demo",
    }
    with log.open("wb") as out:
        command = [sys.executable, "manage.py", "demo", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(f"{url}/tai-khoan/login/", process, log)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield found
        found.close()


class Visitor:
    """Someone at the keyboard: signs in, goes places, and notices errors of the page."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server = page, server
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._heard)
        page.on("response", self._answered)

    def _heard(self, message) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _answered(self, response) -> None:
        if response.status >= 500:
            self.errors.append(f"{response.status} {response.url}")

    def go(self, path: str) -> None:
        self.page.goto(self.server + path)

    def sign_in(self, username: str) -> None:
        self.page.context.clear_cookies()
        self.go("/tai-khoan/login/")
        self.page.fill("input[name=login]", username)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(f"{self.server}/")

    def upload(self, kind: str, workbook: Path) -> None:
        """Hand a workbook in and wait for what the system makes of it."""
        self.go(f"/nhan-su/nhap/{kind}/")
        self.page.set_input_files("input[type=file]", workbook)
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_url("**/phien/**")

    def forgive(self, status: int) -> None:
        """What the browser says about a refusal the test asked for."""
        self.errors = [error for error in self.errors if f"status of {status}" not in error]

    def text(self) -> str:
        return self.page.inner_text("main")

    def fill(self, **values: str) -> None:
        """Fill in the fields of the page by their names; a list is chosen from by value."""
        for name, value in values.items():
            field = self.page.locator(f"main [name='{name}']:visible").first
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def choose(self, name: str, label: str) -> None:
        """Choose from a list by what stands in it."""
        field = self.page.locator(f"main select[name='{name}']")
        option = field.locator("option", has_text=label).first
        field.select_option(str(option.get_attribute("value")))

    def press(self, button: str) -> None:
        """Press a button of the page and wait for what comes."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=button, exact=True).first.click()

    def download(self, address: str) -> bytes:
        """What a link of the page hands out; the link must stand there."""
        link = self.page.locator(f"main a[href*='{address}']").first.get_attribute("href")
        answer = self.page.request.get(urljoin(self.page.url, str(link)))
        assert answer.status == 200
        return answer.body()

    def faults(self, *rules: str) -> list[str]:
        """What is wrong with the page as it stands: too wide, or something axe finds (by some rules only)."""
        found = []
        if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append("wider than the window")
        only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
        results = Axe().run(self.page, options={"resultTypes": ["violations"], **only})
        violations = results.response["violations"]
        found += [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in violations]
        return [f"{self.page.url.removeprefix(self.server)}: {fault}" for fault in found]

    def settle(self) -> None:
        """Wait until the page has drawn itself for the width it was given: scripts hear of it a frame later."""
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def all_faults(self, *, dark: bool = False) -> list[str]:
        """Faults of the page at a desk and on a phone; what the dark colours add is contrast."""
        found = []
        for scheme in ("light", "dark") if dark else ("light",):
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for name, size in WIDTHS.items():
                self.page.set_viewport_size(size)
                self.settle()
                faults = self.faults(*(["color-contrast"] if scheme == "dark" else []))
                found += [f"{name}, {scheme}: {fault}" for fault in faults]
        self.page.emulate_media(color_scheme="light")
        return found

    def look_over(self) -> None:
        """In the middle of a journey: the page as it stands has no fault, at a desk and on a phone."""
        before = self.page.viewport_size
        faults = self.all_faults()
        self.page.set_viewport_size(before or WIDTHS["desktop"])
        assert faults == []


@contextmanager
def someone(browser: Browser, server: str, width: str) -> Iterator[Visitor]:
    """A person in front of a browser of their own; a page must not have failed when they leave."""
    context = browser.new_context(viewport=WIDTHS[width], locale="vi-VN")
    context.set_default_timeout(15_000)
    person = Visitor(context.new_page(), server)
    yield person
    context.close()
    assert person.errors == []


@pytest.fixture(params=["desktop"])
def visitor(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    with someone(browser, server, request.param) as person:
        yield person


@pytest.fixture
def colleague(browser: Browser, server: str) -> Iterator[Visitor]:
    """A second person, at another desk at the same time."""
    with someone(browser, server, "desktop") as person:
        yield person


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Visitor]:
    """A second person, with a telephone."""
    with someone(browser, server, "phone") as person:
        yield person
