"""The navigation marks one entry: the one that says most of the address."""

import pytest
from django.test import Client

from tests.conftest import Cast


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/chi-dao/", "/chi-dao/"),
        ("/chi-dao/xac-nhan/", "/chi-dao/xac-nhan/"),
        ("/danh-ba/so-do/", "/danh-ba/"),
    ],
)
def test_one_entry_is_marked_as_the_current_one(cast: Cast, path: str, marked: str) -> None:
    client = Client()
    client.force_login(cast.an)
    navigation = client.get(path).context["navigation"]
    entries = [entry for link in navigation for entry in (link, *link.children)]
    assert [entry.url for entry in entries if entry.active] == [marked]
