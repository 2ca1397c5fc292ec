"""Signing in, for the tests of the training screens."""

from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def as_(client: Client):
    def sign_in(user: Any) -> Client:
        client.force_login(user)
        return client

    return sign_in
