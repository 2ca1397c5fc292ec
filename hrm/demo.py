"""The demonstration agency: its workbooks through the importers, and one account for each role."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from cms.services.demo import load_demo_content
from cms.services.demo_following import load_demo_register
from evaluation.rules.periods import Quarter
from evaluation.services.demo import load_demo_cycle, load_first_catalogue
from evaluation.services.drafts import open_period
from hrm.demo_neighbour import NEIGHBOUR, load_neighbour
from staff.access import ReachCode, Role, grant
from staff.imports.report import ImportReport
from staff.models import Officer, Unit, User
from staff.registries import importers
from staff.services.errors import DomainError
from training.services.demo import load_demo_training

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PASSWORD = "thads-demo-2026"  # noqa: S105  the demonstration's, printed on its first page
WORKBOOKS = (
    ("01-nhan-su-2021.xlsx", "staff"),
    ("02-nhan-su-2025.xlsx", "staff"),
    ("08-qua-trinh.xlsx", "histories"),
    ("09-an-12-thang-2025.xlsx", "caseload"),
    ("03-an-06-thang-2026.xlsx", "caseload"),
    ("04-an-09-thang-2026.xlsx", "caseload"),
    ("05-an-12-thang-2026.xlsx", "caseload"),
    ("06-danh-muc-san-pham.xlsx", "products"),
    ("07-giao-viec-quy3-2026.xlsx", "work"),
    ("10-xep-loai-2023-2025.xlsx", "ratings90"),
)
QUARTER = Quarter(2026, 3)
DEPARTMENT, PROVINCE, FORMER_PROVINCE = "CUC", "PT", "VP"
_VIEW = (
    ReachCode.VIEW_PEOPLE,
    ReachCode.VIEW_CASELOAD,
    ReachCode.VIEW_EVALUATIONS,
    ReachCode.VIEW_CONTENT,
)
_CONTENT = (ReachCode.VIEW_CONTENT, ReachCode.MANAGE_CONTENT)
_CASELOAD = (ReachCode.VIEW_PEOPLE, ReachCode.VIEW_CASELOAD, ReachCode.MANAGE_CASELOAD)


@dataclass(frozen=True)
class DemoRole:
    """What an account of the demonstration may do; `whole` = on the whole province."""

    key: str
    label: "StrOrPromise"
    groups: tuple[Role, ...] = ()
    reach: tuple[ReachCode, ...] = ()
    whole: bool = True
    # Reach on the whole province besides.
    besides: tuple[ReachCode, ...] = ()


ROLES = (
    DemoRole("personnel", gettext_lazy("Personnel officer"), (Role.PERSONNEL,), tuple(ReachCode)),
    DemoRole("head", gettext_lazy("Head of the province"), (Role.LEADER,), _VIEW),
    DemoRole("leader", gettext_lazy("Head of a regional office"), (Role.LEADER,), _VIEW, whole=False),
    DemoRole("officer", gettext_lazy("Enforcement officer")),
    DemoRole(
        "second_leader", gettext_lazy("Head of another regional office"), (Role.LEADER,), _VIEW, whole=False
    ),
    DemoRole("second_officer", gettext_lazy("Officer of that office")),
    DemoRole("editor", gettext_lazy("Editor and registrar"), (Role.EDITOR, Role.REGISTRAR), _CONTENT),
    DemoRole(
        "approver",
        gettext_lazy("Head of the administrative office"),
        (Role.LEADER, Role.APPROVER),
        _VIEW,
        whole=False,
        besides=_CONTENT,
    ),
    DemoRole("caseload_clerk", gettext_lazy("Caseload clerk"), (Role.CASELOAD_CLERK,), _CASELOAD),
    DemoRole("neighbour", gettext_lazy("Enforcement officer of another province")),
    DemoRole("auditor", gettext_lazy("Auditor"), (Role.AUDITOR,), _VIEW),
)


def folder() -> Path:
    """Where the demonstration's workbooks lie."""
    return Path(settings.BASE_DIR) / "fixtures" / "demo"


def people() -> Iterator[tuple[DemoRole, str, str]]:
    """Role, personnel number and username of each account."""
    by_key = {role.key: role for role in ROLES}
    with (folder() / "people.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield by_key[row["role"]], row["number"], row["username"]
    yield by_key["neighbour"], *NEIGHBOUR


def is_loaded() -> bool:
    """Whether the demonstration was loaded to its end."""
    return User.objects.filter(username=ADMINISTRATOR).exists()


ADMINISTRATOR = "quantri"


def load(say: Callable[[str], None]) -> None:
    """Bring the workbooks in, open quarter III/2026, make the accounts, publish the first pages."""
    load_first_catalogue()
    for name, kind in WORKBOOKS:
        say(_("Importing %(file)s …") % {"file": name})
        _bring_in(name, kind)
    open_period(quarter=QUARTER, unit_ids=None, actor=None)
    load_neighbour()
    accounts = {role.key: _account(role, number, username) for role, number, username in people()}
    load_demo_content(accounts["editor"])
    load_demo_register(accounts)
    load_demo_training(accounts["personnel"])
    load_demo_cycle(accounts)
    User.objects.create_superuser(
        ADMINISTRATOR, password=PASSWORD, last_name="Quản trị", first_name="hệ thống"
    )


def settle_at(port: int) -> None:
    """Let links from Wagtail's screens lead to where the demonstration listens this time."""
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = "127.0.0.1", port
    site.save()


def _bring_in(name: str, kind: str) -> None:
    run = importers[kind].run
    report = cast(ImportReport, run(folder() / name, name=name, actor=None, dry_run=False))
    if report.errors:
        raise DomainError("\n".join(problem.sentence() for problem in report.errors))


def _account(role: DemoRole, number: str, username: str) -> User:
    officer = Officer.objects.get(number=number)
    *family, given = officer.full_name.split()
    user = User.objects.create_user(username, password=PASSWORD, first_name=given, last_name=" ".join(family))
    officer.user = user
    officer.save()
    groups = [Role.OFFICER, *role.groups]
    user.groups.set(Group.objects.filter(name__in=[group.value for group in groups]))
    for unit in _units(role, officer):
        for code in role.reach:
            grant(user, code, unit)
    for unit in Unit.objects.filter(code__in=[PROVINCE, FORMER_PROVINCE]):
        for code in role.besides:
            grant(user, code, unit)
    if Role.PERSONNEL in role.groups:
        # Two of the workbooks also name the department above the province and its head.
        for code in (ReachCode.MANAGE_PEOPLE, ReachCode.MANAGE_EVALUATIONS):
            grant(user, code, Unit.objects.get(code=DEPARTMENT))
    return user


def _units(role: DemoRole, officer: Officer) -> list[Unit]:
    if role.whole:
        return list(Unit.objects.filter(code__in=[PROVINCE, FORMER_PROVINCE]))
    home = officer.postings.primary().at(QUARTER.last_day).select_related("unit").get()
    return [home.unit]
