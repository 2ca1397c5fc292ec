"""Demonstration of the cycle of a period: quarter IV opened with last days, quarter III in every state."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from evaluation.models import Complaint, Evaluation
from evaluation.rules.criteria import CRITERIA
from evaluation.rules.deadlines import Deadlines
from evaluation.rules.periods import Quarter
from evaluation.services.complaints import answer, complain
from evaluation.services.demo.people import account
from evaluation.services.demo.pilot import confirm_office
from evaluation.services.forms import confirm, reopen, self_score
from evaluation.services.openings import open_for_units
from staff.models import Unit, User

_DAY: Final = date(2026, 11, 23)
_ENDED, _RUNNING = Quarter(2026, 3), Quarter(2026, 4)
# Officers of the regional office, whose head confirms; the visitors' own form is left to them.
_SCORED: Final = ("VP0049", "VP0050", "VP0057", "VP0058", "VP0112", "VP0114")
# Handed in, and waiting for the head of the office.
_HANDED_IN: Final = ("VP0046", "VP0048", "VP0055")
_REOPENED: Final = "VP0114"
# An office that has finished the quarter; the others are still at it.
_FINISHED: Final = "PT-KV9"
_STRENGTHS: Final = "Chủ động xác minh, phân loại án; giải quyết dứt điểm các vụ việc phức tạp được giao."
_WEAKNESSES: Final = "Cập nhật hồ sơ điện tử có lúc còn chậm."
_OPINION: Final = "Nhất trí với kết quả tự đánh giá; đề nghị cập nhật hồ sơ điện tử đúng hạn."


def load(accounts: Mapping[str, User]) -> None:
    """Open quarter III and IV with last days; one office finished, another in every state; three complaints."""
    personnel, leader = accounts["personnel"], accounts["leader"]
    province = Unit.objects.get(code="PT")
    days = {
        _ENDED: Deadlines(date(2026, 10, 5), date(2026, 10, 10)),
        _RUNNING: Deadlines(date(2027, 1, 5), date(2027, 1, 10)),
    }
    for quarter, deadlines in days.items():
        open_for_units(
            period=quarter,
            units=[province],
            deadlines=deadlines,
            actor=personnel,
            today=max(localdate(), _DAY),
        )
    # Documents lie above services: screens hand the renderer in, and here it is asked for by name.
    render: Callable[[Evaluation], bytes] = import_string("evaluation.documents.build.render_form")
    for number in _SCORED:
        own = _hand_in(_form(number))
        confirm(evaluation=own, points=_given(), opinion=_OPINION, actor=leader, render=render)
    for number in _HANDED_IN:
        _hand_in(_form(number))
    reason = "Bổ sung việc phối hợp kê biên ngày 22/9 chưa được tính vào kết quả quý III."
    reopen(evaluation=_form(_REOPENED), reason=reason, actor=leader)
    _complaints(leader, render)
    confirm_office(_ENDED, list(Unit.objects.filter(code=_FINISHED)), render)


def _hand_in(form: Evaluation) -> Evaluation:
    return self_score(
        evaluation=form,
        points={line.code: line.maximum * Decimal("0.96") for line in CRITERIA},
        strengths=_STRENGTHS,
        weaknesses=_WEAKNESSES,
        actor=account(form.officer),
    )


def _given() -> dict[str, Decimal]:
    return {line.code: line.maximum * Decimal("0.92") for line in CRITERIA}


def _complaints(leader: User, render: Callable[[Evaluation], bytes]) -> None:
    """One waits, one was not accepted, one was accepted and its form confirmed anew."""
    refused = _complain("VP0050", "Đề nghị xem lại điểm mục I.2: tôi chấp hành đầy đủ nội quy.")
    answer(
        complaint=refused,
        accepted=False,
        text="Trong quý còn hai lần nộp báo cáo muộn đã được nhắc nhở; giữ nguyên điểm mục I.2.",
        actor=leader,
    )
    accepted = _complain("VP0057", "Chưa tính việc phối hợp cưỡng chế ngày 15/9 vào mục III.2.")
    answer(
        complaint=accepted,
        accepted=True,
        text="Đã kiểm tra biên bản phối hợp; chấm lại mục III.2.",
        actor=leader,
    )
    better = _given() | {"III.2": Decimal("2.5")}
    confirm(evaluation=_form("VP0057"), points=better, opinion=_OPINION, actor=leader, render=render)
    _complain("VP0049", "Đề nghị xem lại điểm mục II.3: các việc chậm là do chờ kết quả định giá lại.")


def _complain(number: str, text: str) -> Complaint:
    form = _form(number)
    return complain(evaluation=form, text=text, actor=account(form.officer))


def _form(number: str) -> Evaluation:
    rows = Evaluation.objects.current().select_related("officer", "period")
    found: Evaluation = rows.get(officer__number=number, period__code=_ENDED.code)
    return found
