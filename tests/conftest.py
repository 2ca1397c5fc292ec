"""The cast every test file uses: a province T with offices A and B, and one person for each role.

mai    personnel officer of T (the parent of A and B)
an     leader of A              anh    officer in A
binh   leader of B              bao    officer in B
kim    auditor of T             ngoc   holds the verbs of personnel, but no reach at all
loan   editor of the site       thu    caseload clerk of T
"""

from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from staff.access import ReachCode, Role, grant
from staff.models import Officer, Post, Unit, User
from staff.services.reference import install_reference_data
from tests.factories import OfficerFactory, PostingFactory, UnitFactory, UserFactory
from tests.schema import fill_memory_database


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
            yield
            teardown_databases(databases, verbosity=0)


@pytest.fixture
def reference(db: None) -> None:
    """Ranks, posts, roles."""
    install_reference_data()


VIEW = (ReachCode.VIEW_PEOPLE, ReachCode.VIEW_CASELOAD, ReachCode.VIEW_EVALUATIONS)
ALL = tuple(ReachCode)


def _person(username: str, name: str, unit: Unit, post: str | None, *roles: Role) -> User:
    user = UserFactory(username=username, first_name=name.split()[-1], last_name=" ".join(name.split()[:-1]))
    user.groups.set(Group.objects.filter(name__in=[Role.OFFICER.value, *[r.value for r in roles]]))
    officer = OfficerFactory(full_name=name, user=user, number=f"CC-{username}")
    PostingFactory(
        officer=officer, unit=unit, start=date(2020, 1, 1), post=Post.objects.get(name=post) if post else None
    )
    return user


@pytest.fixture
def cast(reference: None) -> Cast:
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
        loan=_person("loan", "Lý Thị Loan", t, None, Role.EDITOR),
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
    return cast
