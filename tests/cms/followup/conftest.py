"""A directive for everyone and tasks that come from it."""

from datetime import date

import pytest
from django.utils import timezone

from cms.models import Directive, Issuer, Task
from cms.services.tasks import Wanted, give_task
from staff.models import User
from tests.conftest import Cast

TODAY = date(2026, 11, 23)
ISSUED = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """The day of these tests, wherever it is asked for."""
    for module in (
        "cms.services.tasks",
        "cms.services.followup",
        "cms.services.followup_reports",
        "cms.views.followup.tasks",
        "cms.views.followup.boards",
        "cms.views.followup.plans",
        "cms.views.followup.asking",
        "cms.reports.followup_panels",
    ):
        monkeypatch.setattr(f"{module}.localdate", lambda value=None: TODAY)
    return TODAY


@pytest.fixture
def directive(cast: Cast) -> Directive:
    issuer = Issuer.objects.create(name="Tỉnh ủy T", body="TU", side="party")
    return Directive.objects.create(
        symbol="33-CT/TU",
        symbol_key="33-CT/TU",
        kind="CT",
        issuer=issuer,
        issued_on=ISSUED,
        title="Tăng cường lãnh đạo công tác thi hành án dân sự",
        unit=cast.t,
        published_at=timezone.now(),
    )


@pytest.fixture
def give(cast: Cast, directive: Directive):
    def given(
        name: str = "anh",
        *,
        title: str = "Rà soát án tồn đọng",
        deadline: date = date(2026, 12, 15),
        actor: User | None = None,
        **columns,
    ) -> Task:
        unit = {"anh": cast.a, "an": cast.a, "bao": cast.b, "binh": cast.b}[name]
        task = give_task(
            source=directive,
            unit=unit,
            owner=cast.officer(name),
            wanted=Wanted(title, "Kết quả", max(deadline, TODAY)),
            actor=actor or cast.an,
        )
        columns.setdefault("deadline", deadline)
        columns.setdefault("given_on", min(task.given_on, columns["deadline"]))
        Task.objects.filter(pk=task.pk).update(**columns)
        task.refresh_from_db()
        return task

    return given
