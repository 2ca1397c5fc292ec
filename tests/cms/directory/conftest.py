"""People of the cast as the directory shows them."""

from datetime import date

import pytest

from cms.services.directory import keep_contact
from staff.models import Absence, StandIn
from tests.conftest import Cast


@pytest.fixture
def card(site: Cast):
    def keep(name: str, **facts: str) -> None:
        keep_contact(actor=site.mai, officer=site.officer(name), seen=None, **facts)

    return keep


@pytest.fixture
def away(site: Cast):
    def send(name: str) -> None:
        Absence.objects.create(
            officer=site.officer(name), kind="sick", place="Bệnh viện", start=date(2020, 1, 1)
        )

    return send


@pytest.fixture
def stands_in(site: Cast):
    def put(name: str, unit, instead_of: str = "", kind: str = "delegation") -> None:
        StandIn.objects.create(
            officer=site.officer(name),
            unit=unit,
            kind=kind,
            instead_of=site.officer(instead_of) if instead_of else None,
            start=date(2020, 1, 1),
        )

    return put
