"""Every address of personnel and training, asked oddly: it says what is wrong, it never breaks."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.architecture.matrix_ours import OURS
from tests.architecture.matrix_rows import World, make_world
from tests.architecture.test_scope_matrix import ADDRESSES, client_of, url_of
from tests.conftest import Cast

# What the addresses of these screens may carry.
NAMES = (
    *(
        "at",
        "tu",
        "den",
        "day",
        "thang",
        "year",
        "sort",
        "page",
        "q",
        "number",
        "tab",
        "phan",
        "bang",
        "bieu",
    ),
    *(
        "unit",
        "don-vi",
        "rank",
        "engagement",
        "state",
        "stage",
        "kind",
        "horizon",
        "theo",
        "dong",
        "cot",
        "loc",
    ),
    *("ly-do", "muc", "target", "reached", "field", "programme", "chien-dich", "d1-tu", "d1-den", "d1-so"),
)
ODD_QUERIES = ("31/02/2026", "2200-12-31", "9" * 40, "²", "\x00 ' ờ\u0301", "-1")
# For every field of a form at once, so that each has its turn at being wrong.
ODD_FIELDS = ("", "9" * 5000, "²", "31/12/9999", "\x00 ờ\u0301", "-1")
OUR_APPS = ("staff:", "training:", "notices:")


class Forms(HTMLParser):
    """Action and names of the fields of every form that posts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, set[str]]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = (given.get("method") or "").lower() == "post"
            if self.inside:
                self.found.append((given.get("action") or "", set()))
        elif self.inside and tag in ("input", "select", "textarea", "button") and given.get("name"):
            self.found[-1][1].add(str(given["name"]))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


def asked(client: Client, method: str, url: str, data: dict[str, Any]) -> Any:
    """The answer, and nothing of what it did."""
    with transaction.atomic():
        response = getattr(client, method)(url, data)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response


def addresses(world: World) -> Iterator[str]:
    for address in ADDRESSES:
        if address.name.startswith(OUR_APPS):
            url = url_of(address, world, world.resolve(OURS[address.name].arguments))
            assert url is not None
            yield url


def forms_of(response: Any, url: str, seen: set[tuple[str, ...]]) -> Iterator[tuple[str, set[str]]]:
    """Forms of a page not met before; those of every page (language, sign-out) are others' business."""
    if response.status_code != 200 or "html" not in response.get("Content-Type", ""):
        return
    parser = Forms()
    parser.feed(response.content.decode())
    for action, names in parser.found:
        target = action or url
        key = (re.sub(r"[0-9]+", "#", target.partition("?")[0]), *sorted(names))
        if key not in seen and target.startswith(("/nhan-su/", "/dao-tao/", "/thong-bao/")):
            seen.add(key)
            yield target, names - {"csrfmiddlewaretoken"}


def test_odd_queries_break_no_page(world: World) -> None:
    client = client_of(world, "parent unit")
    broken = []
    for number, url in enumerate(addresses(world)):
        # Each address meets one of the oddities, its neighbours the next.
        odd = ODD_QUERIES[number % len(ODD_QUERIES)]
        response = asked(client, "get", url, dict.fromkeys(NAMES, odd))
        if response.status_code >= 500:
            broken.append((url, odd))
    assert broken == []


def test_odd_fields_break_no_form(world: World) -> None:
    client = client_of(world, "parent unit")
    broken: list[tuple[str, str]] = []
    seen: set[tuple[str, ...]] = set()
    for url in addresses(world):
        if "xlsx" in url or "pdf" in url:
            continue
        page = asked(client, "get", url, {})
        for target, names in forms_of(page, url, seen):
            turn = 2 * len(seen) % len(ODD_FIELDS)
            for odd in ODD_FIELDS[turn : turn + 2]:
                response = asked(client, "post", target, dict.fromkeys(names, odd))
                if response.status_code >= 500:
                    broken.append((target, odd))
    assert len(seen) > 30
    assert broken == []
