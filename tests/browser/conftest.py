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
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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
    """Address of a freshly prepared demonstration."""
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


@pytest.fixture(params=["desktop"])
def visitor(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    context = browser.new_context(viewport=WIDTHS[request.param], locale="vi-VN")
    context.set_default_timeout(15_000)
    someone = Visitor(context.new_page(), server)
    yield someone
    context.close()
    assert someone.errors == []
