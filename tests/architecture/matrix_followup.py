"""The addresses of following up directives in the scope matrix, and the rows of office B they are asked about."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.models import (
    ActionPlan,
    Attendance,
    Directive,
    Dissemination,
    Issuer,
    KeptFile,
    Review,
    Task,
    TaskReport,
)
from tests.architecture.matrix_model import NOBODY, OWNER, SIGNED_IN, Expected
from tests.conftest import Cast

SYMBOL = "77-CT/TU"
DAY = date(2026, 9, 1)
# Who follows B: its leader, personnel, the auditor and the registrar of T; the last two and personnel all of T.
FOLLOWS_B = frozenset({"right unit", "parent unit", "auditor", "editor"})
FOLLOWS = FOLLOWS_B | {"wrong unit"}
LEADS_B = frozenset({"right unit", "editor"})
LEADS = LEADS_B | {"wrong unit"}

DIRECTIVE = {"pk": "@followup:directive"}
EVENT = {"pk": "@followup:event"}
PLAN = {"pk": "@followup:plan"}
REVIEW = {"pk": "@followup:review"}
TASK = {"pk": "@followup:task"}
REPORT = {"pk": "@followup:report"}
SEES_TASK = FOLLOWS_B | OWNER
ANSWER = {"answer": "loi-rieng"}

FOLLOWUP: dict[str, Expected] = {
    "cms:followup_board": Expected(FOLLOWS, sees=NOBODY),
    "cms:followup_xlsx": Expected(FOLLOWS, sees=NOBODY),
    "cms:followup_pdf": Expected(FOLLOWS, sees=NOBODY),
    "cms:followup_directives": Expected(FOLLOWS, sees=FOLLOWS_B),
    "cms:followup_directives_xlsx": Expected(FOLLOWS, sees=NOBODY),
    "cms:followup": Expected(SIGNED_IN, sees=SEES_TASK, arguments=DIRECTIVE),
    "cms:dissemination_new": Expected(LEADS, sees=NOBODY, arguments=DIRECTIVE),
    "cms:dissemination": Expected(FOLLOWS_B, sees=FOLLOWS_B, arguments=EVENT),
    "cms:dissemination_edit": Expected(LEADS_B, sees=LEADS_B, arguments=EVENT),
    "cms:attendance": Expected(LEADS_B, sees=LEADS_B, arguments=EVENT),
    "cms:dissemination_minutes": Expected(FOLLOWS_B, sees=FOLLOWS_B, arguments=EVENT),
    "cms:plan_new": Expected(LEADS, sees=NOBODY, arguments=DIRECTIVE),
    "cms:plan": Expected(FOLLOWS_B, sees=FOLLOWS_B, arguments=PLAN),
    "cms:plan_edit": Expected(LEADS_B, sees=LEADS_B, arguments=PLAN),
    "cms:plan_file": Expected(FOLLOWS_B, sees=FOLLOWS_B, arguments=PLAN),
    "cms:plan_tasks": Expected(LEADS_B, sees=LEADS_B, arguments=PLAN),
    "cms:review_new": Expected(LEADS, sees=NOBODY, arguments=DIRECTIVE),
    "cms:review": Expected(FOLLOWS_B, sees=FOLLOWS_B, arguments=REVIEW),
    "cms:review_edit": Expected(LEADS_B, sees=LEADS_B, arguments=REVIEW),
    "cms:review_file": Expected(FOLLOWS_B, sees=FOLLOWS_B, arguments=REVIEW),
    "cms:task_new": Expected(LEADS, sees=LEADS_B, arguments=DIRECTIVE),
    "cms:tasks": Expected(SIGNED_IN, sees=FOLLOWS_B),
    "cms:tasks_xlsx": Expected(FOLLOWS, sees=NOBODY),
    "cms:my_tasks": Expected(SIGNED_IN, sees=OWNER | LEADS_B),
    "cms:task": Expected(SEES_TASK, sees=SEES_TASK, arguments=TASK),
    "cms:task_report": Expected(OWNER, sees=OWNER, arguments=TASK),
    "cms:task_change": Expected(LEADS_B, sees=LEADS_B, arguments=TASK),
    "cms:task_withdraw": Expected(LEADS_B, sees=LEADS_B, arguments=TASK),
    "cms:report_accept": Expected(LEADS_B, sees=NOBODY, arguments=REPORT, method="post", data=ANSWER),
    "cms:report_return": Expected(LEADS_B, sees=NOBODY, arguments=REPORT, method="post", data=ANSWER),
    "cms:report_file": Expected(SEES_TASK, sees=SEES_TASK, arguments=REPORT),
    "evaluation:give_from_offers": Expected(
        frozenset({"right unit", "wrong unit", "parent unit"}),
        sees=frozenset({"right unit", "parent unit"}),
        arguments={"period": "2026-Q3"},
    ),
}


def make_followup(cast: Cast) -> None:
    """Everything B did because of a directive for everyone, with words that would give it away."""
    issuer = Issuer.objects.create(name="Tỉnh ủy (ma trận)", body="TU", side="party")
    directive = Directive.objects.create(
        symbol=SYMBOL,
        symbol_key=SYMBOL,
        kind="CT",
        issuer=issuer,
        issued_on=DAY,
        title="Chỉ thị chung",
        unit=cast.t,
        published_at=timezone.now(),
    )
    bao, of_b = cast.officer("bao"), {"directive": directive, "unit": cast.b}
    event = Dissemination.objects.create(
        **of_b, held_on=DAY, form="meeting", note="loi-rieng-cua-b", minutes=_file("bien-ban")
    )
    Attendance.objects.create(dissemination=event, officer=bao, reason="loi-rieng-cua-b")
    plan = ActionPlan.objects.create(
        **of_b, symbol="loi-rieng-cua-b/1", issued_on=DAY, title="loi-rieng-cua-b", file=_file("ke-hoach")
    )
    Review.objects.create(
        **of_b,
        kind="interim",
        held_on=DAY,
        covers_from=DAY,
        covers_until=date(2026, 9, 2),
        results="loi-rieng-cua-b",
        file=_file("so-ket"),
    )
    task = Task.objects.create(
        **of_b,
        plan=plan,
        owner=bao,
        title="loi-rieng-cua-b",
        product="loi-rieng-cua-b",
        given_on=DAY,
        deadline=date(2026, 9, 20),
    )
    TaskReport.objects.create(
        task=task, text="loi-rieng-cua-b", percent=50, sent_by=cast.bao, evidence=_file("minh-chung")
    )


def followup_pk(reference: str) -> str:
    """The primary key behind `@followup:…`."""
    directive = Directive.objects.get(symbol=SYMBOL)
    found = {
        "directive": directive,
        "event": Dissemination.objects.filter(directive=directive).first(),
        "plan": ActionPlan.objects.filter(directive=directive).first(),
        "review": Review.objects.filter(directive=directive).first(),
        "task": Task.objects.filter(directive=directive).first(),
        "report": TaskReport.objects.filter(task__directive=directive).first(),
    }[reference.partition(":")[2]]
    assert found is not None
    return str(found.pk)


def _file(name: str) -> KeptFile:
    content = b"%PDF-1.4 loi-rieng-cua-b"
    row = KeptFile(
        name=f"{name}.pdf", content_type="application/pdf", size=len(content), sha256=name.ljust(64, "0")
    )
    row.file.save(f"{name}.pdf", ContentFile(content), save=True)
    return row
