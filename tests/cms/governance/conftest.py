"""The cast on the day of the tests."""

import pytest

from tests.cms.governance.building import on_the_day
from tests.conftest import Cast


@pytest.fixture
def agency(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    on_the_day(monkeypatch)
    return cast
