"""Loads directives of the demonstration, and what became of them, through the same services as the screens."""

from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO
from typing import Final

from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate

from cms.enums import DisseminationForm, InspectionKind, ReviewKind
from cms.models import ActionPlan, Directive, Task, TaskReport
from cms.services import demo_register as register
from cms.services.committees import CommitteeFacts, MemberFacts, keep_committee, seat_member
from cms.services.committees_meetings import MeetingFacts, conclude, give_conclusion, keep_meeting
from cms.services.coordination import RuleFacts, enter_duty, enter_rule, hold_meeting
from cms.services.directive_acks import acknowledge_version
from cms.services.directive_facts import DirectiveFacts, TargetFacts, Upload
from cms.services.directives import publish_directive, register_directive
from cms.services.followup import (
    Event,
    PlanFacts,
    Presence,
    ReviewFacts,
    issue_plan,
    record_attendance,
    record_dissemination,
    record_review,
)
from cms.services.followup_reports import accept_report, report_on_task
from cms.services.inspections import (
    ConclusionFacts,
    InspectionFacts,
    begin_inspection,
    conclude_inspection,
    keep_plan,
    plan_inspection,
)
from cms.services.inspections import PlanFacts as InspectionPlanFacts
from cms.services.inspections_findings import FindingFacts, give_remedy, note_finding
from cms.services.tasks import Wanted, give_task
from hrm.kernel.pdf import render_pdf
from staff.models import Officer, Posting, Unit, User

PROVINCE: Final = "PT"
OFFICE: Final = "PT-KV8"
ABSENT: Final = ("Ốm", "Đi công tác")


@transaction.atomic
def load_demo_register(accounts: Mapping[str, User]) -> None:
    """Register, make known and follow up the directives; rules, an inspection, the committee. Once.

    `accounts`: role of the demonstration → account; the editor is the registrar too.
    """
    registrar = accounts["editor"]
    found = {document.symbol: _register(document, registrar) for document in register.DOCUMENTS}
    plan = _follow_up(found["12-CT/TU"], found["21/KH-THADS"], registrar)
    _tasks(plan, accounts)
    _confirm(found, accounts)
    _coordination(registrar)
    _inspection(registrar, accounts["leader"])
    _committee(registrar, accounts["head"])


def _unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def _register(document: register.Document, registrar: User) -> Directive:
    facts = DirectiveFacts(
        symbol=document.symbol,
        issued_on=document.issued_on,
        title=document.title,
        unit=_unit(PROVINCE),
        new_issuer=document.issuer,
        summary=document.summary,
        signer=document.signer,
        in_force_from=document.in_force_from,
        implements=document.implements,
        replaces=[(symbol, False) for symbol in document.replaces],
        targets=[TargetFacts(_unit(code), below, level) for code, below, level in document.targets],
    )
    deadline = localdate() + timedelta(days=document.days_left) if document.days_left is not None else None
    name = document.symbol.replace("/", "-") + ".pdf"
    upload = Upload(BytesIO(_paper(document)), name)
    row = register_directive(
        actor=registrar, facts=facts, upload=upload, acknowledge_by=deadline, asks=document.asks
    )
    return publish_directive(actor=registrar, directive=row, seen=None) if document.published else row


def _paper(document: register.Document) -> bytes:
    """A page that stands for the document: its facts, and that it is a demonstration."""
    lines = (
        document.issuer.upper(),
        f"Số: {document.symbol}, ngày {document.issued_on:%d/%m/%Y}",
        document.title,
        document.summary,
        "Bản minh họa của phần mềm, không phải toàn văn của văn bản.",
    )
    return render_pdf(format_html("{}", format_html_join("", "<p>{}</p>", ((line,) for line in lines))))


def _follow_up(directive: Directive, document: Directive, registrar: User) -> ActionPlan:
    """Studied at the province and in one office, a plan, a first review."""
    _study(directive, PROVINCE, date(2026, 10, 6), DisseminationForm.ONLINE, registrar)
    _study(directive, OFFICE, date(2026, 10, 9), DisseminationForm.MEETING, registrar)
    facts = PlanFacts(document.symbol, document.issued_on, document.title, 3, document)
    plan = issue_plan(directive=directive, unit=_unit(PROVINCE), facts=facts, file=None, actor=registrar)
    review = ReviewFacts(
        kind=ReviewKind.INTERIM,
        held_on=date(2026, 11, 12),
        covers_from=date(2026, 9, 15),
        covers_until=date(2026, 11, 1),
        results="Các phòng đã tổ chức quán triệt; văn bản được giao thành từng việc có người chịu trách nhiệm.",
        shortcomings="Một số phòng báo cáo chậm vì chưa thống nhất mẫu số liệu.",
        proposals="Văn phòng ban hành mẫu báo cáo thống nhất trong tháng 11.",
    )
    record_review(directive=directive, unit=_unit(PROVINCE), facts=review, file=None, actor=registrar)
    return plan


def _study(directive: Directive, code: str, day: date, form: DisseminationForm, registrar: User) -> None:
    unit = _unit(code)
    event = Event(day, form, "Hội trường cơ quan", "Thủ trưởng đơn vị")
    held = record_dissemination(directive=directive, unit=unit, event=event, file=None, actor=registrar)
    serving = Posting.objects.primary().at(day).filter(unit=unit).order_by("officer__number")
    lines = {
        posting.officer_id: Presence(True) if place % 9 else Presence(False, ABSENT[place % 2])
        for place, posting in enumerate(serving, start=1)
    }
    record_attendance(dissemination=held, lines=lines, actor=registrar)


def _tasks(plan: ActionPlan, accounts: Mapping[str, User]) -> None:
    today = localdate()
    for duty in register.TASKS:
        owner = Officer.objects.select_related("user").get(number=duty.owner)
        wanted = Wanted(duty.title, duty.product, today + timedelta(days=duty.days), duty.evidence)
        task = give_task(
            source=plan, unit=_unit(duty.unit), owner=owner, wanted=wanted, actor=accounts["head"]
        )
        if duty.percent and owner.user is not None:
            report = _report(task, duty, owner.user)
            if duty.accepted:
                accept_report(report=report, answer="Đạt yêu cầu.", actor=accounts["head"])


def _report(task: Task, duty: register.Duty, sender: User) -> TaskReport:
    return report_on_task(
        task=task,
        text=duty.text,
        percent=duty.percent,
        finished=duty.accepted,
        evidence=None,
        actor=sender,
    )


def _confirm(found: Mapping[str, Directive], accounts: Mapping[str, User]) -> None:
    """Some have read what they were sent; the rest of the province has not yet."""
    for symbol, readers in (
        ("12-CT/TU", ("head", "leader", "personnel", "editor", "approver")),
        ("21/KH-THADS", ("head", "approver", "editor")),
    ):
        for reader in readers:
            version = found[symbol].versions.get()
            acknowledge_version(actor=accounts[reader], directive=found[symbol], version_id=version.pk)


def _coordination(registrar: User) -> None:
    facts = RuleFacts(
        symbol="05/QCPH-THADS-TA-VKS-CA",
        title="Quy chế phối hợp liên ngành trong công tác thi hành án dân sự" + register.INVENTED,
        signed_on=date(2025, 12, 10),
        review_every_months=12,
        new_partners=register.PARTNERS,
    )
    rule = enter_rule(actor=registrar, unit=_unit(PROVINCE), facts=facts)
    court = rule.partners.get(name=register.PARTNERS[0])
    enter_duty(
        actor=registrar,
        rule=rule,
        partner=court,
        text="Chuyển giao bản án, quyết định và đối chiếu số liệu hằng tháng",
        basis="Điều 5",
    )
    enter_duty(
        actor=registrar,
        rule=rule,
        text="Thông báo kết quả thi hành án cho cơ quan phối hợp hằng quý",
        basis="Điều 7",
    )
    hold_meeting(
        actor=registrar,
        rule=rule,
        held_on=date(2026, 6, 18),
        outcome="Thống nhất mẫu đối chiếu số liệu; mỗi quý họp một lần, luân phiên chủ trì.",
    )


def _inspection(registrar: User, leader: User) -> None:
    province, office = _unit(PROVINCE), _unit(OFFICE)
    facts = InspectionPlanFacts(
        2026, "03/KH-THADS", date(2026, 1, 12), "Kế hoạch kiểm tra năm 2026" + register.INVENTED
    )
    plan = keep_plan(actor=registrar, unit=province, facts=facts)
    wanted = InspectionFacts(
        unit=office,
        by_unit=province,
        kind=InspectionKind.INSPECTION,
        subject="Việc xác minh điều kiện thi hành án và lập hồ sơ",
        start=date(2026, 10, 19),
        end=date(2026, 10, 22),
        team="Trưởng đoàn: Trưởng phòng Kiểm tra; hai thành viên",
    )
    row = begin_inspection(
        actor=registrar, inspection=plan_inspection(actor=registrar, facts=wanted, plan=plan)
    )
    row = conclude_inspection(
        actor=registrar,
        inspection=row,
        facts=ConclusionFacts(
            "118/KL-THADS",
            date(2026, 11, 2),
            "Hồ sơ cơ bản đầy đủ; một số việc xác minh chậm so với quy định.",
        ),
    )
    due = localdate() + timedelta(days=20)
    finding = note_finding(
        actor=registrar,
        inspection=row,
        facts=FindingFacts(
            "Bảy việc xác minh điều kiện thi hành án chậm.",
            "Quy định về thời hạn xác minh",
            "Xác minh xong bảy việc và bổ sung hồ sơ",
            due,
        ),
    )
    owner = Officer.objects.get(number="VP0045")
    give_remedy(
        actor=leader,
        finding=finding,
        owner=owner,
        unit=office,
        wanted=Wanted("Xác minh bảy việc chậm", "Biên bản xác minh của bảy việc", due - timedelta(days=2)),
    )


def _committee(registrar: User, head: User) -> None:
    province = _unit(PROVINCE)
    facts = CommitteeFacts(
        "Ban Chỉ đạo thi hành án dân sự tỉnh Phú Thọ" + register.INVENTED,
        "1105/QĐ-UBND",
        date(2026, 7, 15),
        rules_symbol="1190/QĐ-BCĐ",
    )
    committee = keep_committee(actor=registrar, unit=province, facts=facts)
    for role, position, name in register.MEMBERS:
        officer = Officer.objects.get(user=head) if name == "Trần Quang Huy" else None
        member = MemberFacts(role, name, position, date(2026, 7, 15), officer=officer)
        seat_member(actor=registrar, committee=committee, facts=member)
    meeting = keep_meeting(
        actor=registrar,
        committee=committee,
        facts=MeetingFacts(
            date(2026, 10, 28), "Phiên họp quý III năm 2026", "Phó Chủ tịch Ủy ban nhân dân tỉnh", "45/TB-BCĐ"
        ),
    )
    text = "Thi hành án dân sự tỉnh chủ trì rà soát các việc phức tạp, kéo dài, báo cáo Ban Chỉ đạo."
    conclusion = conclude(actor=registrar, meeting=meeting, text=text)
    give_conclusion(
        actor=head,
        conclusion=conclusion,
        owner=Officer.objects.get(number="VP0005"),
        unit=province,
        wanted=Wanted(
            "Lập danh sách việc phức tạp, kéo dài toàn tỉnh",
            "Danh sách kèm đề xuất hướng giải quyết",
            localdate() + timedelta(days=30),
        ),
    )
