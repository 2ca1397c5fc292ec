"""Demonstration of the cycle of a period: quarter IV opened with last days, quarter III under way."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from django.contrib.auth.models import Group
from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from evaluation.models import Complaint, Evaluation
from evaluation.rules.criteria import CRITERIA
from evaluation.rules.deadlines import Deadlines
from evaluation.rules.periods import Quarter
from evaluation.services.complaints import answer, complain
from evaluation.services.forms import confirm, self_score
from evaluation.services.openings import open_for_units
from staff.access import Role
from staff.models import Officer, Unit, User

_DAY: Final = date(2026, 11, 23)
_ENDED, _RUNNING = Quarter(2026, 3), Quarter(2026, 4)
# Officers of the regional office, whose head confirms; the visitors' own form is left to them.
_SCORED: Final = ("VP0049", "VP0050", "VP0057", "VP0058")
_STRENGTHS: Final = "Chủ động xác minh, phân loại án; giải quyết dứt điểm các vụ việc phức tạp được giao."
_WEAKNESSES: Final = "Cập nhật hồ sơ điện tử có lúc còn chậm."
_OPINION: Final = "Nhất trí với kết quả tự đánh giá; đề nghị cập nhật hồ sơ điện tử đúng hạn."


def load(accounts: Mapping[str, User]) -> None:
    """Open quarter III and IV with last days; forms of an office scored and confirmed; three complaints."""
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
        _score(_form(number), leader, render)
    _complaints(leader, render)


def _score(form: Evaluation, leader: User, render: Callable[[Evaluation], bytes]) -> None:
    points = {line.code: line.maximum * Decimal("0.96") for line in CRITERIA}
    own = self_score(
        evaluation=form,
        points=points,
        strengths=_STRENGTHS,
        weaknesses=_WEAKNESSES,
        actor=_account(form.officer),
    )
    confirm(evaluation=own, points=_given(), opinion=_OPINION, actor=leader, render=render)


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
    return complain(evaluation=form, text=text, actor=_account(form.officer))


def _form(number: str) -> Evaluation:
    rows = Evaluation.objects.current().select_related("officer", "period")
    found: Evaluation = rows.get(officer__number=number, period__code=_ENDED.code)
    return found


def _account(officer: Officer) -> User:
    """An account for someone the visitors do not sign in as: nobody can use it."""
    if officer.user is None:
        *family, given = officer.full_name.split()
        user = User.objects.create_user(officer.number.lower(), first_name=given, last_name=" ".join(family))
        user.groups.add(Group.objects.get(name=Role.OFFICER.value))
        officer.user = user
        officer.save()
    return officer.user
