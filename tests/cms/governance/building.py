"""Rules, inspections and committees as the registrar of T enters them. The day is 23/11/2026."""

from datetime import date, timedelta

import pytest

from cms.models import Committee, CoordinationRule, Finding, Inspection, Task
from cms.services.committees import CommitteeFacts, keep_committee
from cms.services.coordination import RuleFacts, enter_rule
from cms.services.inspections import (
    ConclusionFacts,
    InspectionFacts,
    begin_inspection,
    conclude_inspection,
    plan_inspection,
)
from cms.services.inspections_findings import FindingFacts, note_finding
from cms.services.tasks import Wanted
from tests.conftest import Cast

DAY = date(2026, 11, 23)
SOON = DAY + timedelta(days=10)
_MODULES = (
    "cms.services.tasks",
    "cms.services.coordination",
    "cms.services.inspections",
    "cms.services.inspections_findings",
    "cms.services.committees_meetings",
    "cms.views.governance",
    "cms.views.coordination",
    "cms.views.inspections",
    "cms.views.inspections_plans",
    "cms.views.committees",
    "cms.views.committees_meetings",
    "cms.reports.governance_panels",
)


def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in _MODULES:
        monkeypatch.setattr(f"{module}.localdate", lambda: DAY)


def rule_facts(**more) -> RuleFacts:
    facts = {
        "symbol": "05/QCPH-THADS-TAND",
        "title": "Quy chế phối hợp với Tòa án",
        "signed_on": date(2026, 1, 10),
        "review_every_months": 6,
        "new_partners": ("Tòa án nhân dân tỉnh T",),
    }
    return RuleFacts(**facts | more)


def rules(cast: Cast, **more) -> CoordinationRule:
    return enter_rule(actor=cast.loan, unit=more.pop("unit", cast.t), facts=rule_facts(**more))


def inspection_facts(cast: Cast, **more) -> InspectionFacts:
    facts = {
        "unit": cast.b,
        "by_unit": cast.t,
        "kind": "inspection",
        "subject": "Kiểm tra toàn diện",
        "start": date(2026, 10, 5),
        "end": date(2026, 10, 10),
    }
    return InspectionFacts(**facts | more)


def planned(cast: Cast, **more) -> Inspection:
    return plan_inspection(actor=cast.loan, facts=inspection_facts(cast, **more))


def running(cast: Cast, **more) -> Inspection:
    return begin_inspection(actor=cast.loan, inspection=planned(cast, **more))


def concluded(cast: Cast, symbol: str = "45/KL-THADS", **more) -> Inspection:
    facts = ConclusionFacts(symbol, date(2026, 10, 20), "Chấp hành tốt.")
    return conclude_inspection(actor=cast.loan, inspection=running(cast, **more), facts=facts)


def finding(cast: Cast, inspection: Inspection, text: str = "Chậm xác minh", **more) -> Finding:
    facts = FindingFacts(**{"text": text, "basis": "", "remedy": "Xác minh", "remedy_by": SOON} | more)
    return note_finding(actor=cast.loan, inspection=inspection, facts=facts)


def committee(cast: Cast, **more) -> Committee:
    facts = {"name": "Ban Chỉ đạo tỉnh T", "decision": "1520/QĐ-UBND", "start": date(2026, 7, 10)}
    unit = more.pop("unit", cast.t)
    return keep_committee(actor=cast.loan, unit=unit, facts=CommitteeFacts(**facts | more))


def wanted(title: str = "Xác minh lại", deadline: date = SOON) -> Wanted:
    return Wanted(title, "Biên bản", deadline)


def finish(task: Task) -> None:
    Task.objects.filter(pk=task.pk).update(state="done", done_on=DAY)
