"""Steps that several journeys share: people at their own desks, pictures of what they pass, papers read back."""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser

from tests.browser.conftest import WIDTHS, Visitor, someone, username

# `PICTURES=folder pytest tests/browser/…` keeps a picture of every page passed, at a desk and on a phone.
PICTURES = os.environ.get("PICTURES", "")
_numbers = count(1)


@contextmanager
def desks(browser: Browser, server: str, *roles: str) -> Iterator[list[Visitor]]:
    """One signed-in person for each role of the demonstration, each with a browser of their own."""
    with ExitStack() as open_ones:
        people = [open_ones.enter_context(someone(browser, server, "desktop")) for _role in roles]
        for person, role in zip(people, roles, strict=True):
            person.sign_in(username(role))
            # What is asked back before something is frozen is answered with yes.
            person.page.on("dialog", lambda dialog: dialog.accept())
        yield people


def pictured(person: Visitor, name: str) -> None:
    """Keep a picture of the page as it stands, where pictures are wanted."""
    if not PICTURES:
        return
    number = next(_numbers)
    person.page.emulate_media(reduced_motion="reduce")
    for width, size in WIDTHS.items():
        person.page.set_viewport_size(size)
        person.settle()
        person.page.screenshot(path=Path(PICTURES) / f"{number:02}-{name}-{width}.png", full_page=True)
    person.page.set_viewport_size(WIDTHS["desktop"])


def kept(content: bytes, name: str) -> bytes:
    """A paper, kept beside the pictures where these are wanted."""
    if PICTURES:
        (Path(PICTURES) / f"{next(_numbers):02}-{name}.pdf").write_bytes(content)
    return content


def words(pdf: bytes) -> str:
    """The text of a PDF, its lines joined."""
    pages = pypdfium2.PdfDocument(pdf)
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pages))


def follow(person: Visitor, label: str) -> None:
    """Follow a link of the page by its words."""
    with person.page.expect_navigation():
        person.page.locator("main").get_by_role("link", name=label).first.click()


def send(person: Visitor) -> None:
    """Press the main button of the form on the page."""
    with person.page.expect_navigation():
        person.page.locator("main .form-actions button.btn-primary").last.click()


def press_in(person: Visitor, action: str) -> None:
    """Press the button of the form that leads there."""
    with person.page.expect_navigation():
        person.page.locator(f"main form[action$='{action}'] button").click()


def address(person: Visitor) -> str:
    """Where the person is, without the server."""
    return person.page.url.removeprefix(person.server)
