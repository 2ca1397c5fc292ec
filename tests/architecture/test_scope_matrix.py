"""Every URL of the project, as every kind of person, with rows of office B that could leak.

A new URL that this file does not know fails the build: ours need a line in OURS, Wagtail's and allauth's are
listed in third_party_urls.txt after somebody looked at them.
"""

from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.architecture.matrix_model import PERSONAS
from tests.architecture.matrix_ours import OURS
from tests.architecture.matrix_rows import MARKERS, SECRET_NAME, World, make_world
from tests.architecture.matrix_site import editor_elsewhere, wagtail_arguments
from tests.architecture.urls import Address, every_address
from tests.conftest import Cast

ADDRESSES = every_address()
THIRD_PARTY = Path(__file__).with_name("third_party_urls.txt")
OWN_NAMESPACES = ("staff", "training", "evaluation", "cms")


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


def client_of(world: World, persona: str) -> Client:
    client = Client(raise_request_exception=False)
    name = PERSONAS[persona]
    if name:
        client.force_login(getattr(world.cast, name))
    return client


def is_ours(address: Address) -> bool:
    return address.name.split(":")[0] in OWN_NAMESPACES or address.name in OURS


def known_third_party() -> set[str]:
    return {line for line in THIRD_PARTY.read_text(encoding="utf-8").splitlines() if line}


def test_the_matrix_knows_every_address() -> None:
    unknown = [a.name for a in ADDRESSES if is_ours(a) and a.name not in OURS]
    unknown += [a.name for a in ADDRESSES if not is_ours(a) and a.name not in known_third_party()]
    assert unknown == []


def test_the_matrix_lists_nothing_that_is_gone() -> None:
    names = {a.name for a in ADDRESSES}
    assert sorted((set(OURS) | known_third_party()) - names) == []


def url_of(address: Address, world: World, arguments: dict[str, str]) -> str | None:
    filled = {name: arguments.get(name, world.argument(name)) for name in address.arguments}
    for attempt in (filled, list(filled.values())):
        try:
            if isinstance(attempt, dict):
                return reverse(address.name, kwargs=attempt)
            return reverse(address.name, args=attempt)
        except NoReverseMatch:
            continue
    return None


def body_of(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", errors="ignore")


def is_refused(response) -> bool:
    if response.status_code in (403, 404):
        return True
    where = response.headers.get("Location", "")
    # Wagtail turns a refusal inside the admin into a redirect to its home with a message.
    return response.status_code == 302 and ("login" in where or where.endswith("/quan-tri/"))


def faults_of(world: World, address: Address, persona: str) -> list[str]:
    """What is wrong with the answer of one of our addresses to one person."""
    expected = OURS[address.name]
    url = url_of(address, world, world.resolve(expected.arguments))
    if url is None:
        return [f"{address.name}: no arguments for it"]
    # Each request stands alone: what a POST does must not change what the next person is answered.
    with transaction.atomic():
        response = getattr(client_of(world, persona), expected.method)(url, expected.data)
        body = body_of(response)
        transaction.set_rollback(True)
    found = [f"{url}: {response.status_code}"] if response.status_code >= 500 else []
    if is_refused(response) is (persona in expected.opens):
        found.append(f"{url}: answers {response.status_code}")
    if persona not in expected.sees:
        found += [f"{url}: shows {marker}" for marker in MARKERS if marker in body]
    return found


@pytest.mark.parametrize("persona", PERSONAS)
def test_our_addresses_open_to_whom_they_should_and_show_b_to_nobody_else(world: World, persona: str) -> None:
    ours = [address for address in ADDRESSES if address.name in OURS]
    faults = [fault for address in ours for fault in faults_of(world, address, persona)]
    assert faults == [], "\n".join(faults)


def test_the_rows_of_b_could_leak(world: World) -> None:
    """Without this the rest of the file would prove nothing."""
    body = body_of(client_of(world, "right unit").get(reverse("staff:officers")))
    assert MARKERS[0] in body


THIRD = [a for a in ADDRESSES if not is_ours(a)]
ELSEWHERE = "editor elsewhere"


def third_party_client(world: World, persona: str) -> Client:
    if persona != ELSEWHERE:
        return client_of(world, persona)
    client = Client(raise_request_exception=False)
    client.force_login(editor_elsewhere())
    return client


def forbidden_to(persona: str) -> tuple[str, ...]:
    """The editor keeps B's pages and files, and sees nothing of its people."""
    return (SECRET_NAME, "CC-bao") if persona == "editor" else MARKERS


@pytest.mark.parametrize(
    "persona", ["anonymous", "colleague elsewhere", "wrong unit", "verb without reach", "editor", ELSEWHERE]
)
def test_third_party_addresses_show_nobody_of_b(world: World, persona: str) -> None:
    """Wagtail and allauth: no row of B for people who may not see it, and nothing at all before sign-in."""
    client = third_party_client(world, persona)
    faults = []
    for address in THIRD:
        url = url_of(address, world, wagtail_arguments(address.name))
        if url is None or address.name == "account_logout":
            continue
        response = client.get(url)
        if response.status_code == 200 and any(m in body_of(response) for m in forbidden_to(persona)):
            faults.append(("leak", url))
        if persona == "anonymous" and response.status_code == 200 and not is_open_to_all(address):
            faults.append(("open", url))
    assert faults == []


def test_wagtail_is_asked_about_what_b_has_on_the_site(world: World) -> None:
    """Who keeps B's page and files finds them at these addresses: without this no leak could be seen above."""
    names = """wagtailadmin_pages:edit wagtailadmin_pages:history wagtailadmin_pages:copy
    wagtailadmin_pages:usage wagtailadmin_explore wagtailadmin_pages:revisions_view wagtailadmin_api:pages:detail
    wagtailimages_chooser:choose wagtaildocs_chooser:choose wagtailadmin_api:images:detail"""
    asked = [address for address in THIRD if address.name in names.split()]
    client = client_of(world, "editor")
    shown = {a.name: client.get(url_of(a, world, wagtail_arguments(a.name)) or "") for a in asked}
    assert {name for name, response in shown.items() if "loi-rieng-cua-b" in body_of(response)} == set(
        names.split()
    )


def is_open_to_all(address: Address) -> bool:
    """What people see before they sign in: only the ways to sign in."""
    return address.name in {
        "account_login",
        "account_signup",
        "account_logout",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_email_verification_sent",
        "account_confirm_email",
        "account_confirm_login_code",
        "mfa_authenticate",
        "wagtailadmin_javascript_catalog",
    }
