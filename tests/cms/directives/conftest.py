"""Directives as the tests need them: registered, made known, with a file."""

import io
from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from cms.models import Directive, Issuer
from cms.services.directive_facts import DirectiveFacts, TargetFacts, Upload
from cms.services.directives import publish_directive, register_directive
from staff.models import Unit, User
from staff.services.editing import seen_of
from tests.conftest import Cast

PDF = b"%PDF-1.7 van ban"


def in_days(number: int) -> date:
    return localdate() + timedelta(days=number)


def pdf(name: str = "33-CT-TU.pdf") -> Upload:
    return Upload(io.BytesIO(PDF), name)


def facts(unit: Unit, symbol: str = "33-CT/TU", **values) -> DirectiveFacts:
    given = {
        "issued_on": date(2020, 9, 25),
        "title": "Lãnh đạo công tác thi hành án",
        "new_issuer": "Tỉnh ủy",
    }
    if not symbol.partition("/")[0].count("-"):
        given["new_issuer"] = "Thủ tướng Chính phủ"
    given |= values
    if "issuer" in values:
        given["new_issuer"] = ""
    return DirectiveFacts(symbol=symbol, unit=unit, **given)


@pytest.fixture
def draft(cast: Cast):
    """Register a draft as loan, the registrar of T; without targets it is meant for T and all below."""

    def make(
        symbol: str = "33-CT/TU", *, by: User | None = None, within: int | None = 5, **values
    ) -> Directive:
        asks = values.pop("asks", True)
        return register_directive(
            actor=by or cast.loan,
            facts=facts(values.pop("unit", cast.t), symbol, **values),
            upload=pdf(),
            acknowledge_by=in_days(within) if within is not None else None,
            asks=asks,
        )

    return make


@pytest.fixture
def known(cast: Cast, draft):
    """Register and make known."""

    def make(symbol: str = "33-CT/TU", **values) -> Directive:
        row = draft(symbol, **values)
        return publish_directive(actor=cast.loan, directive=row, seen=seen_of(row))

    return make


def only(unit: Unit, *, below: bool = False, level: str = "") -> list[TargetFacts]:
    return [TargetFacts(unit, with_below=below, level=level)]


@pytest.fixture
def issuer(reference: None) -> Issuer:
    return Issuer.objects.create(name="Bộ Tư pháp", body="BTP", side="state")
