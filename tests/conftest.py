"""The cast every test file uses: a province T with offices A and B, and one person for each role.

mai    personnel officer of T (the parent of A and B)
an     leader of A              anh    officer in A
binh   leader of B              bao    officer in B
kim    auditor of T             ngoc   holds the verbs of personnel, but no reach at all
loan   editor of the site and registrar of T: keeps pages, directives and what follows from them
thu    caseload clerk of T
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from pytest_django.plugin import blocking_manager_key

from staff.access import ReachCode, Role, grant
from staff.models import Officer, Post, Unit, User
from staff.services.reference import install_reference_data
from tests.factories import OfficerFactory, PostingFactory, UnitFactory, UserFactory
from tests.replay import Recording, record
from tests.schema import fill_memory_database

# Playwright leaves its event loop running in a worker; Django would then refuse every query of the tests
# after the journeys, although nothing here is asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@dataclass
class Cast:
    t: Unit
    a: Unit
    b: Unit
    mai: User
    an: User
    anh: User
    binh: User
    bao: User
    kim: User
    ngoc: User
    loan: User
    thu: User

    def officer(self, name: str) -> Officer:
        return Officer.objects.get(user=getattr(self, name))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker, django_db_modify_db_settings):
    """SQLite: a copy of a migrated template, in memory. PostgreSQL: a test database of its own."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            fill_memory_database()
            yield
        else:
            databases = setup_databases(verbosity=0, interactive=False)
            install_reference_data()
            yield
            teardown_databases(databases, verbosity=0)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """A test that commits leaves its tables empty: the template goes back in, for the tests after it."""
    yield
    marker = item.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction") and connection.vendor == "sqlite":
        with item.config.stash[blocking_manager_key].unblock():
            fill_memory_database()


@pytest.fixture
def reference(db: None) -> None:
    """Ranks, posts, roles: they stand in every test's database from the start."""


VIEW = (
    ReachCode.VIEW_PEOPLE,
    ReachCode.VIEW_CASELOAD,
    ReachCode.VIEW_EVALUATIONS,
    ReachCode.VIEW_CONTENT,
)
ALL = tuple(ReachCode)


def _person(username: str, name: str, unit: Unit, post: str | None, *roles: Role) -> User:
    user = UserFactory(username=username, first_name=name.split()[-1], last_name=" ".join(name.split()[:-1]))
    user.groups.set(Group.objects.filter(name__in=[Role.OFFICER.value, *[r.value for r in roles]]))
    officer = OfficerFactory(full_name=name, user=user, number=f"CC-{username}")
    PostingFactory(
        officer=officer, unit=unit, start=date(2020, 1, 1), post=Post.objects.get(name=post) if post else None
    )
    return user


_recorded: list[tuple[dict[str, int], Recording]] = []


@pytest.fixture
def cast(reference: None) -> Cast:
    """The cast of this file; made once a worker, its rows put back for each test."""
    if not _recorded:
        _recorded.append(record(lambda: _keys(_make_cast())))
    keys, rows = _recorded[0]
    rows.put_back()
    units = Unit.objects.in_bulk([keys[name] for name in ("t", "a", "b")])
    users = User.objects.in_bulk(list(keys.values()))
    rows_by_name = {name: (units if name in ("t", "a", "b") else users)[key] for name, key in keys.items()}
    return Cast(**rows_by_name)


def _keys(cast: Cast) -> dict[str, int]:
    return {name: row.pk for name, row in vars(cast).items()}


def _make_cast() -> Cast:
    t = UnitFactory(code="T", name="Thi hành án dân sự tỉnh T", kind="thads_tinh")
    a = UnitFactory(code="T-A", name="Phòng Thi hành án dân sự khu vực A", parent=t)
    b = UnitFactory(code="T-B", name="Phòng Thi hành án dân sự khu vực B", parent=t)
    cast = Cast(
        t=t,
        a=a,
        b=b,
        mai=_person("mai", "Trần Thị Mai", t, None, Role.PERSONNEL),
        an=_person("an", "Phạm Văn An", a, "Trưởng phòng", Role.LEADER),
        anh=_person("anh", "Nguyễn Thị Ánh", a, None),
        binh=_person("binh", "Vũ Đức Bình", b, "Trưởng phòng", Role.LEADER),
        bao=_person("bao", "Đỗ Quốc Bảo", b, None),
        kim=_person("kim", "Hồ Thị Kim", t, None, Role.AUDITOR),
        ngoc=_person("ngoc", "Bùi Thị Ngọc", t, None, Role.PERSONNEL),
        loan=_person("loan", "Lý Thị Loan", t, None, Role.EDITOR, Role.REGISTRAR),
        thu=_person("thu", "Đặng Hoài Thu", t, None, Role.CASELOAD_CLERK),
    )
    for code in ALL:
        grant(cast.mai, code, t)
    for code in VIEW:
        grant(cast.an, code, a)
        grant(cast.binh, code, b)
        grant(cast.kim, code, t)
    for code in (ReachCode.VIEW_PEOPLE, ReachCode.VIEW_CASELOAD, ReachCode.MANAGE_CASELOAD):
        grant(cast.thu, code, t)
    for code in (ReachCode.VIEW_CONTENT, ReachCode.MANAGE_CONTENT):
        grant(cast.loan, code, t)
    return cast
