"""Coordination, inspections and the committee in the scope matrix, and the rows of office B they are asked about."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils.timezone import localdate

from cms.models import (
    Committee,
    CommitteeMeeting,
    CommitteeMember,
    Conclusion,
    CoordinationDuty,
    CoordinationMeeting,
    CoordinationRule,
    Finding,
    Inspection,
    InspectionPlan,
    KeptFile,
    Partner,
    Task,
)
from tests.architecture.matrix_model import NOBODY, SEE, Expected
from tests.conftest import Cast

_SECRET = "loi-rieng-cua-b"
_FAR = timedelta(days=200)
REGISTRAR = frozenset({"editor"})
SEES = SEE | REGISTRAR
# Who holds the verb to see such rows at all: leaders, personnel, auditors, the registrar.
ASKING = SEES | {"wrong unit", "verb without reach"}
GIVES = frozenset({"right unit", "editor"})
# The committee is the province's: the heads of its offices do not see it.
PROVINCE = frozenset({"parent unit", "auditor", "editor"})


def _one(name: str, **more) -> dict[str, str]:
    return {"pk": f"@governance:{name}", **more}


def _seen(name: str, who: frozenset[str] = SEES) -> Expected:
    return Expected(who, sees=who, arguments=_one(name))


def _kept(name: str, *, post: bool = False) -> Expected:
    sees = NOBODY if post else REGISTRAR
    return Expected(REGISTRAR, sees=sees, arguments=_one(name), method="post" if post else "get")


GOVERNANCE: dict[str, Expected] = {
    "cms:coordination": Expected(ASKING, sees=SEES),
    "cms:coordination_xlsx": Expected(ASKING, sees=NOBODY),
    "cms:coordination_new": Expected(REGISTRAR, sees=REGISTRAR),
    "cms:coordination_rule": _seen("rule"),
    "cms:coordination_file": _seen("rule"),
    "cms:coordination_edit": _kept("rule"),
    "cms:coordination_end": _kept("rule"),
    "cms:coordination_duty_new": _kept("rule"),
    "cms:coordination_meeting_new": _kept("rule"),
    "cms:coordination_duty_edit": _kept("duty"),
    "cms:coordination_duty_task": _seen("duty", GIVES),
    "cms:coordination_meeting_file": _seen("rule_meeting"),
    "cms:inspections": Expected(ASKING, sees=SEES),
    "cms:inspections_xlsx": Expected(ASKING, sees=NOBODY),
    "cms:inspection_new": Expected(REGISTRAR, sees=NOBODY),
    "cms:inspection_board": Expected(ASKING, sees=NOBODY),
    "cms:inspection_board_xlsx": Expected(ASKING, sees=NOBODY),
    "cms:inspection_plans": Expected(ASKING, sees=SEES),
    "cms:inspection_plan_new": Expected(REGISTRAR, sees=NOBODY),
    "cms:inspection_plan": _seen("plan"),
    "cms:inspection_plan_file": _seen("plan"),
    "cms:inspection_plan_xlsx": Expected(SEES, sees=NOBODY, arguments=_one("plan")),
    "cms:inspection_plan_edit": _kept("plan"),
    "cms:inspection_plan_add": _kept("plan"),
    "cms:inspection": _seen("inspection"),
    "cms:inspection_file": _seen("inspection"),
    "cms:inspection_edit": _kept("inspection"),
    "cms:inspection_begin": _kept("inspection", post=True),
    "cms:inspection_conclude": _kept("inspection"),
    "cms:inspection_close": _kept("inspection", post=True),
    "cms:finding_new": _kept("inspection"),
    "cms:finding_edit": _kept("finding"),
    "cms:finding_task": _seen("finding", GIVES),
    "cms:finding_close": _kept("finding"),
    "cms:committees": Expected(ASKING, sees=PROVINCE),
    "cms:committee_new": Expected(REGISTRAR, sees=NOBODY),
    "cms:committee": _seen("committee", PROVINCE),
    "cms:committee_edit": _kept("committee"),
    "cms:committee_member_new": _kept("committee"),
    "cms:committee_member_edit": _kept("member"),
    "cms:committee_member_leave": _kept("member"),
    "cms:committee_meeting_new": _kept("committee"),
    "cms:committee_meeting": _seen("meeting", PROVINCE),
    "cms:committee_meeting_edit": _kept("meeting"),
    "cms:committee_meeting_file": _seen("meeting", PROVINCE),
    "cms:conclusions": _seen("committee", PROVINCE),
    "cms:conclusions_xlsx": Expected(PROVINCE, sees=NOBODY, arguments=_one("committee")),
    "cms:conclusion_new": _kept("meeting"),
    "cms:conclusion_edit": _kept("conclusion"),
    "cms:conclusion_withdraw": _kept("conclusion", post=True),
    "cms:conclusion_task": _kept("conclusion"),
}


def make_governance(cast: Cast) -> None:
    """B has coordination rules, an inspection with a finding; the province's committee concluded about B."""
    _make_rules(cast)
    _make_inspection(cast)
    _make_committee(cast)


def _file(name: str) -> KeptFile:
    return KeptFile.objects.create(
        file=ContentFile(f"%PDF-1.4 {_SECRET}".encode(), f"{name}.pdf"),
        name=f"{_SECRET}.pdf",
        content_type="application/pdf",
        size=24,
        sha256="2" * 64,
    )


def _make_rules(cast: Cast) -> None:
    today = localdate()
    partner = Partner.objects.create(name=f"Tòa án {_SECRET}", kind="court")
    rule = CoordinationRule.objects.create(
        unit=cast.b,
        symbol=f"01/QCPH-{_SECRET}",
        title=_SECRET,
        signed_on=date(2026, 1, 5),
        next_review=today + _FAR,
        file=_file("rule"),
    )
    rule.partners.add(partner)
    CoordinationDuty.objects.create(rule=rule, text=_SECRET)
    CoordinationMeeting.objects.create(
        rule=rule, held_on=date(2026, 2, 5), outcome=_SECRET, file=_file("meeting")
    )


def _make_inspection(cast: Cast) -> None:
    today = localdate()
    plan = InspectionPlan.objects.create(
        unit=cast.b,
        year=today.year,
        symbol=_SECRET,
        issued_on=date(today.year, 1, 5),
        title=_SECRET,
        file=_file("plan"),
    )
    inspection = Inspection.objects.create(
        plan=plan,
        unit=cast.b,
        by_unit=cast.b,
        kind="self",
        subject=_SECRET,
        start=date(today.year, 1, 10),
        end=date(today.year, 1, 12),
        state="concluded",
        conclusion_symbol=_SECRET,
        concluded_on=date(today.year, 1, 11),
        conclusion=_SECRET,
        file=_file("inspection"),
    )
    Finding.objects.create(inspection=inspection, text=_SECRET, remedy=_SECRET, remedy_by=today + _FAR)


def _make_committee(cast: Cast) -> None:
    today = localdate()
    committee = Committee.objects.create(
        unit=cast.t, name=f"Ban Chỉ đạo {_SECRET}", decision="1/QĐ", start=date(2026, 1, 1)
    )
    CommitteeMember.objects.create(
        committee=committee, role="head", name=_SECRET, position="Chủ tịch", start=date(2026, 1, 1)
    )
    meeting = CommitteeMeeting.objects.create(
        committee=committee, held_on=date(2026, 2, 1), subject=_SECRET, file=_file("minutes")
    )
    conclusion = Conclusion.objects.create(meeting=meeting, number=1, text=_SECRET)
    Task.objects.create(
        unit=cast.b,
        owner=cast.officer("bao"),
        title=_SECRET,
        product=_SECRET,
        given_on=today,
        deadline=today + _FAR,
        conclusion=conclusion,
    )


def governance_pk(reference: str) -> str:
    """The primary key behind `@governance:…`."""
    model = {
        "rule": CoordinationRule,
        "duty": CoordinationDuty,
        "rule_meeting": CoordinationMeeting,
        "plan": InspectionPlan,
        "inspection": Inspection,
        "finding": Finding,
        "committee": Committee,
        "member": CommitteeMember,
        "meeting": CommitteeMeeting,
        "conclusion": Conclusion,
    }[reference.partition(":")[2]]
    return str(model.objects.get().pk)
