"""Demonstration of closed books, supplementary reports, special kinds, targets, drives, reconciliation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone

from evaluation.enums import Counterpart, Ending, Initiative, Measure, SpecialKind
from evaluation.models import BookClosing, CaseloadFigure, EndingFigure, OutsideFigure, SpecialFigure
from evaluation.rules.periods import StatMonth
from evaluation.services.books.closing import close_books
from evaluation.services.books.drives import open_drive, report_result
from evaluation.services.books.monthly import MonthlyModel, store_monthly
from evaluation.services.books.supplements import ReportDetails, file_report
from evaluation.services.books.targets import TargetFacts, set_targets
from evaluation.services.merging import Wanted
from staff.models import Unit, User

PROVINCE: Final = "PT"
YEAR: Final = 2026
_MONTH: Final = StatMonth(YEAR, 12)
_GIVEN: Final = "152/QĐ-THADS", date(2025, 12, 22)
_AGAIN: Final = "148/QĐ-THADS", date(2026, 11, 2)
# Shares of the main form, in per cent: invented, like all figures here.
_KINDS: Final = {
    SpecialKind.CREDIT: 9,
    SpecialKind.CORRUPTION: 3,
    SpecialKind.BUDGET: 21,
    SpecialKind.PRISONERS: 6,
    SpecialKind.KEY: 2,
}
_ENDINGS: Final = {
    Ending.COMPLETED: "completed",
    Ending.TERMINATED: "terminated",
    Ending.REDUCED: "reduced",
    Ending.ENTRUSTED: "entrusted",
    Ending.WITHDRAWN: "withdrawn",
}
_COMPARED: Final = ("accepted", "to_enforce", "resolved")

Sums = Mapping[tuple[int, str, str], Mapping[str, int]]


def load(accounts: Mapping[str, User]) -> None:
    """Fill the books of the province; a second run finds them closed and leaves all as it is."""
    province = Unit.objects.filter(code=PROVINCE).first()
    if province is None or BookClosing.objects.filter(unit=province).exists():
        return
    clerk = accounts["caseload_clerk"]
    sums = _sums()
    _special(sums, clerk)
    _outside(sums, clerk)
    for months in (6, 9):
        close_books(actor=clerk, unit=province, month=StatMonth(YEAR, months), today=timezone.localdate())
    _supplement(clerk)
    _targets(province, clerk)
    _drive(province, clerk)


def _sums() -> Sums:
    """(unit, measure, kind of case) → columns of 12 months."""
    found: dict[tuple[int, str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    names = {*_ENDINGS.values(), *_COMPARED, "executable"}
    for row in CaseloadFigure.objects.of_month(YEAR, 12):
        for name in names:
            found[row.unit_id, row.measure, row.initiative][name] += getattr(row, name)
    return found


def _both(sums: Sums) -> Mapping[tuple[int, str], Mapping[str, int]]:
    """Kinds of case together."""
    found: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (unit_id, measure, _kind), columns in sums.items():
        for name, value in columns.items():
            found[unit_id, measure][name] += value
    return found


def _special(sums: Sums, clerk: User) -> None:
    special = [
        _wanted({"unit_id": unit_id, "kind": kind.value, "measure": measure}, _part(columns, share))
        for (unit_id, measure), columns in _both(sums).items()
        for kind, share in _KINDS.items()
    ]
    endings = [
        _wanted(
            {"unit_id": unit_id, "ending": ending.value, "measure": measure, "initiative": initiative},
            {"amount": columns[name]},
        )
        for (unit_id, measure, initiative), columns in sums.items()
        for ending, name in _ENDINGS.items()
    ]
    _store(SpecialFigure, special, clerk)
    _store(EndingFigure, endings, clerk)


def _part(columns: Mapping[str, int], share: int) -> dict[str, int]:
    resolved = columns["resolved"] * share // 100
    executable = max(columns["executable"] * share // 100, resolved)
    to_enforce = max(columns["to_enforce"] * share // 100, executable)
    return {
        "to_enforce": to_enforce,
        "executable": executable,
        "resolved": resolved,
        "carried_forward": to_enforce - resolved,
    }


def _outside(sums: Sums, clerk: User) -> None:
    """The courts agree but in two places."""
    offices = set(Unit.objects.filter(code__startswith="PT-KV").values_list("pk", flat=True))
    by_unit = {key: columns for key, columns in _both(sums).items() if key[0] in offices}
    rows = [
        _wanted(
            {
                "unit_id": unit_id,
                "source": Counterpart.COURT.value,
                "measure": measure,
                "column": column,
            },
            {"amount": columns[column]},
        )
        for (unit_id, measure), columns in sorted(by_unit.items())
        for column in _COMPARED
        if measure == Measure.CASES
    ]
    for index in (0, 4):
        if index < len(rows):
            rows[index] = replace(rows[index], values={"amount": rows[index].values["amount"] + 3 - index})
    _store(OutsideFigure, rows, clerk)


def _supplement(clerk: User) -> None:
    """One case of the closed nine months goes from C15 to C16; nothing that scores rest on."""
    month = StatMonth(YEAR, 9)
    rows = CaseloadFigure.objects.of_month(YEAR, 9).filter(measure=Measure.CASES, not_executable__gt=0)
    row = rows.select_related("unit").order_by("officer__number", "initiative").first()
    if row is None:
        return
    identity = {
        "officer_id": row.officer_id,
        "year": YEAR,
        "months": 9,
        "measure": row.measure,
        "initiative": row.initiative,
    }
    values = {"unit": row.unit, "not_executable": row.not_executable - 1, "suspended": row.suspended + 1}
    details = ReportDetails(
        number="37/BC-THADS",
        signed_on=timezone.localdate(),
        signer="Trần Quang Huy, Trưởng THADS tỉnh",
        explanation=(
            "Rà soát lại hồ sơ: 01 việc đã có quyết định tạm đình chỉ trong kỳ nhưng thống kê vào cột "
            "chưa có điều kiện thi hành. Số giải quyết xong không thay đổi."
        ),
    )
    wanted = Wanted(identity, values, "", row.sheet, row.row or 0)
    file_report(
        month=month, rows=[wanted], details=details, run=row.run, actor=clerk, today=timezone.localdate()
    )


def _targets(province: Unit, clerk: User) -> None:
    given = {"year": YEAR, "decision": _GIVEN[0], "decision_date": _GIVEN[1], "start": date(2025, 10, 1)}
    units = [province, *Unit.objects.filter(code__startswith="PT-KV").order_by("code")]
    rows = [fact for unit in units for fact in _pair(unit, None, "83.90", "51.90", given)]
    rows += [
        fact for figure in _officers() for fact in _pair(figure.unit, figure.officer, "84.50", "52", given)
    ]
    again = {
        "year": YEAR + 1,
        "decision": _AGAIN[0],
        "decision_date": _AGAIN[1],
        "start": date(2026, 10, 1),
    }
    rows += [fact for unit in units for fact in _pair(unit, None, "84.20", "52.50", again)]
    changed = {
        "year": YEAR,
        "decision": "86/QĐ-THADS",
        "decision_date": date(2026, 7, 24),
        "start": date(2026, 7, 31),
        "reason": "Nhận thêm địa bàn sau sắp xếp, nhiều việc mới chưa có điều kiện",
    }
    rows += _pair(units[-1], None, "82.00", "50.00", changed)
    set_targets(actor=clerk, rows=rows)


def _pair(unit: Unit, officer: Any, cases: str, money: str, facts: Mapping[str, Any]) -> list[TargetFacts]:
    percents = {Measure.CASES: cases, Measure.MONEY: money}
    return [
        TargetFacts(unit=unit, officer=officer, measure=measure.value, percent=Decimal(percent), **facts)
        for measure, percent in percents.items()
    ]


def _officers() -> Iterable[CaseloadFigure]:
    """A few officers with figures who were at home in their unit when the year began."""
    rows = CaseloadFigure.objects.of_month(YEAR, 12).filter(
        measure=Measure.CASES,
        initiative=Initiative.OWN,
        unit__code="PT-KV8",
        officer__postings__start__lte=date(2025, 10, 1),
        officer__postings__unit__code="PT-KV8",
        officer__postings__end=None,
    )
    found: Iterable[CaseloadFigure] = rows.select_related("officer", "unit").order_by("officer__number")[:4]
    return found


def _drive(province: Unit, clerk: User) -> None:
    """A drive that runs in November and December 2026; without the demonstration's day it has no results."""
    drive = open_drive(
        actor=clerk,
        unit=province,
        facts={
            "name": "Đợt cao điểm thi hành án dân sự cuối năm 2026",
            "start": date(2026, 11, 1),
            "end": date(2027, 1, 1),
            "target_cases": 900,
            "target_money": 65_000_000_000,
            "decision": "141/KH-THADS",
            "decision_date": date(2026, 10, 28),
        },
    )
    told = (("PT-KV7", 62, 4_250), ("PT-KV8", 71, 5_120), ("PT-KV9", 48, 2_960), ("PT-KV10", 39, 2_310))
    for day, part in ((date(2026, 11, 10), 2), (date(2026, 11, 20), 1)):
        for code, cases, millions in told if day <= timezone.localdate() else ():
            report_result(
                actor=clerk,
                drive=drive,
                unit=Unit.objects.get(code=code),
                day=day,
                cases=cases // part,
                money=millions * 1_000_000 // part,
                today=timezone.localdate(),
            )


def _wanted(identity: Mapping[str, Any], values: Mapping[str, Any]) -> Wanted:
    return Wanted({**identity, "year": YEAR, "months": 12}, values, "", "", 0)


def _store(model: MonthlyModel, rows: list[Wanted], clerk: User) -> None:
    store_monthly(model=model, month=_MONTH, rows=rows, run=None, actor=clerk)
