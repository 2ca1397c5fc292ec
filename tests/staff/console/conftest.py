"""Office B with a row in every table of the console, and people who may and may not see it.

Beside the cast: `wanda` keeps the records of A only (wrong unit), `rita` those of B (right unit),
`root` is the administrator.
"""

from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.db.models import Model
from django.test import Client

from evaluation.models import CaseloadFigure, Product, WorkItem
from hrm.kernel.text import vietnamese_name_key
from staff.access import ReachCode, Role, grant
from staff.models import Officer, Posting, Rank, RankHolding, Unit, UnitQuota, User
from tests.conftest import Cast
from tests.factories import UserFactory
from tests.factories.scoring import caseload, product, work

SECRET = "Lộ Thị Bí Mật"
CITIZEN_ID = "099999000123"
# Whatever tells office B, its officer or its rows apart from everything in A.
MARKERS = (SECRET, "CC-bao", "QĐ-CỦA-B", "khu vực B", CITIZEN_ID)


@dataclass
class Console:
    cast: Cast
    people: dict[str, User | None]
    rows: dict[type[Model], Model]

    def client(self, who: str) -> Client:
        client = Client()
        user = self.people[who]
        if user is not None:
            client.force_login(user)
        return client


def keeper(username: str, unit: Unit) -> User:
    user = UserFactory(username=username)
    user.groups.set(Group.objects.filter(name=Role.PERSONNEL.value))
    for code in ReachCode:
        grant(user, code, unit)
    return user


def rows_of(officer: Officer, unit: Unit, decision: str) -> dict[type[Model], Model]:
    """One row in every table of the console."""
    RankHolding.objects.create(officer=officer, rank=Rank.objects.all()[0], start=date(2020, 1, 1))
    item = work(officer, unit, "10", "9")
    return {
        Unit: unit,
        UnitQuota: UnitQuota.objects.create(unit=unit, seats=7, start=date(2020, 1, 1), decision=decision),
        Officer: officer,
        Posting: Posting.objects.get(officer=officer),
        CaseloadFigure: caseload(officer, unit, 12, 112),
        WorkItem: item,
        Product: item.product,
    }


@pytest.fixture
def console(cast: Cast) -> Console:
    bao = cast.officer("bao")
    bao.full_name, bao.folded_name, bao.citizen_id = SECRET, "lo thi bi mat", CITIZEN_ID
    bao.name_key = vietnamese_name_key(SECRET)
    bao.save()
    rows_of(cast.officer("anh"), cast.a, "QĐ-CỦA-A")
    product("SP01")
    people: dict[str, User | None] = {
        "anonymous": None,
        "officer": cast.anh,
        "leader without admin": cast.binh,
        "right unit": keeper("rita", cast.b),
        "wrong unit": keeper("wanda", cast.a),
        "parent unit": cast.mai,
        "verb without reach": cast.ngoc,
        "auditor": cast.kim,
        "editor": cast.loan,
        "superuser": User.objects.create_superuser("root", password="mat-khau-thu-2026"),
    }
    return Console(cast, people, rows_of(bao, cast.b, "QĐ-CỦA-B"))
