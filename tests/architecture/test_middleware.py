"""What no screen should ever have to think of."""

import pytest
from django.test import Client

from tests.conftest import Cast


@pytest.mark.parametrize("address", ["/nhan-su/bien-che/?unit=T%00", "/nhan-su/can-bo/CC%00/"])
def test_a_nul_in_an_address_is_refused_in_plain_words(cast: Cast, client: Client, address: str) -> None:
    client.force_login(cast.mai)
    response = client.get(address)
    assert response.status_code == 400
    assert "không hợp lệ" in response.content.decode()


def test_a_nul_in_a_field_is_refused(cast: Cast, client: Client) -> None:
    client.force_login(cast.mai)
    assert client.post("/thong-bao/doc-het/", {"tiep\0": "1"}).status_code == 400
    assert client.post("/thong-bao/doc-het/", {"tiep": "1"}).status_code == 302
