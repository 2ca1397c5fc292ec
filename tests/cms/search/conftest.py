"""Directives, pages and people to be found."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from cms.models import Directive, Issuer
from tests.conftest import Cast


@pytest.fixture
def add_directive(site: Cast) -> Callable[..., Directive]:
    def add(symbol: str, title: str = "Về công tác thi hành án", **fields) -> Directive:
        issuer, _new = Issuer.objects.get_or_create(
            name=fields.pop("issuer", "Tỉnh ủy T"), defaults={"body": "TU", "side": "party"}
        )
        facts = {
            "kind": "CT",
            "issued_on": date(2026, 9, 25),
            "unit": site.t,
            "published_at": timezone.now(),
            "symbol_key": symbol.replace(" ", "").upper(),
            **fields,
        }
        return Directive.objects.create(symbol=symbol, title=title, issuer=issuer, **facts)

    return add


@pytest.fixture
def found(site: Cast, browse) -> Callable[..., list[str]]:
    """Titles (of people: names) in the order of the answer; a directive by its symbol."""

    def ask(q: str, kind: str = "", who=None, page: int = 1) -> list[str]:
        client: Client = browse(who or site.anh)
        response = client.get("/tim-kiem/", {"q": q, "loai": kind, "page": page})
        assert response.status_code == 200
        answer = response.context.get("answer")
        if answer is None:
            return []
        hits = (*answer.people, *answer.hits)
        return ["".join(piece.text for piece in hit.symbol or hit.title) for hit in hits]

    return ask
