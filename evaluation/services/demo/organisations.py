"""Demonstration of ratings of organisations: the year 2026 of PT's offices, through the verbs people use."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.timezone import localdate

from evaluation.models import UnitRating
from evaluation.rules.organisation335 import Tasks
from evaluation.selectors.organisations.criteria import lines_of
from evaluation.services.organisations.criteria import install_unit_criteria
from evaluation.services.organisations.opening import open_unit_year
from evaluation.services.organisations.printing import printers
from evaluation.services.organisations.recognition import Decision, Given, recognise_one
from evaluation.services.organisations.self_rating import SelfRating, note_letter, self_rate
from staff.models import Unit, User
from staff.selectors.tree import load_tree

YEAR = 2026
PROVINCE = "PT"
# Office → share of each maximum, tasks given/done/late/beyond. Two wait for the head of the province.
SELF_RATED = {
    "PT-KV7": ("0.86", Tasks(46, 46, 0, 12)),
    "PT-KV9": ("0.93", Tasks(44, 44, 0, 15)),
    "PT-KV10": ("0.88", Tasks(38, 38, 0, 14)),
    "PT-KV11": ("0.72", Tasks(40, 36, 3, 4)),
}
OUTSTANDING = (
    "Dứt điểm 12 vụ việc trọng điểm, thu vượt 35% chỉ tiêu tiền (hư cấu); Báo cáo số 88/BC-THADS (hư cấu)"
)
_REPORT = (
    "Đơn vị triển khai đầy đủ chương trình công tác năm; kết quả thi hành án về việc và về tiền đạt chỉ tiêu"
    " được giao; nội bộ đoàn kết, chấp hành kỷ luật, kỷ cương hành chính (hư cấu)."
)


def load(accounts: Mapping[str, User]) -> None:
    """Criteria, drafts for the province, four self-assessed, two of these recognised; nothing twice."""
    province = Unit.objects.filter(code=PROVINCE).first()
    if province is None or localdate().year < YEAR or UnitRating.objects.filter(year=YEAR).exists():
        return
    install_unit_criteria()
    open_unit_year(year=YEAR, unit_ids=load_tree().below([province.pk]), actor=accounts["personnel"])
    sheets = {r.unit.code: r for r in UnitRating.objects.filter(year=YEAR).select_related("unit")}
    for code, (share, tasks) in SELF_RATED.items():
        if code in sheets:
            _self_rate(sheets[code], Decimal(share), tasks, accounts["personnel"])
    _recognise(sheets, accounts["head"])


def _self_rate(sheet: UnitRating, share: Decimal, tasks: Tasks, actor: User) -> None:
    points = {line.code: round(line.maximum * share, 2) for line in lines_of(sheet)}
    whole = tasks.done == tasks.given
    entry = SelfRating(
        points=points,
        tasks=tasks,
        quality_met=whole,
        mended=True,
        text=_REPORT,
        band="xuat_sac" if share >= Decimal("0.9") else "tot" if whole else "hoan_thanh",
    )
    self_rate(rating=sheet, entry=entry, actor=actor)


def _recognise(sheets: Mapping[str, UnitRating], head: User) -> None:
    """One "tốt", one "tốt" with outstanding achievement; a letter about a third waits for its verification."""
    for code, number, grounds in (("PT-KV7", "512", ""), ("PT-KV10", "513", OUTSTANDING)):
        sheet = sheets.get(code)
        if sheet is None or sheet.recogniser_id is None:
            continue
        sheet.refresh_from_db()
        given = Given(
            points={key: Decimal(each["self"]) for key, each in sheet.points.items()},
            band="tot",
            quality_met=True,
            mended=True,
            outstanding=bool(grounds),
            outstanding_grounds=grounds,
        )
        decision = Decision(f"{number}/QĐ-THADS (hư cấu)", localdate())
        recognise_one(rating=sheet, given=given, decision=decision, actor=head, render=printers["unit_sheet"])
    if "PT-KV11" in sheets:
        text = "Phản ánh chậm trả lời đơn của đương sự, nhận ngày 16/11/2026 (hư cấu)"
        note_letter(rating=sheets["PT-KV11"], text=text, actor=head)
