"""Demonstration of two finished quarters: offices that tried the decree in I and II/2026, confirmed and frozen."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.module_loading import import_string

from evaluation.enums import Initiative, ProductSource
from evaluation.models import Evaluation, Product
from evaluation.rules.criteria import CRITERIA
from evaluation.rules.deadlines import Deadlines
from evaluation.rules.periods import Quarter
from evaluation.selectors.catalogue import products_for
from evaluation.selectors.form_page import points_now
from evaluation.selectors.inputs import Inputs, gather
from evaluation.selectors.seats import seating_on
from evaluation.services.catalogue import store_catalogue
from evaluation.services.demo.people import account
from evaluation.services.forms import confirm
from evaluation.services.merging import Wanted
from evaluation.services.openings import open_for_units
from evaluation.services.work import WorkRows, store_work
from staff.models import Unit, User

Render = Callable[[Evaluation], bytes]

OFFICES: Final = ("PT-KV8", "PT-KV11")
_DAYS: Final = {
    Quarter(2026, 1): Deadlines(date(2026, 4, 6), date(2026, 4, 10)),
    Quarter(2026, 2): Deadlines(date(2026, 7, 6), date(2026, 7, 10)),
}
# The catalogue of the trial; the one of 25/06/2026 replaced it.
_FIRST_DAY: Final = date(2026, 1, 5)
_FIRST_DECISION: Final = "06/QĐ-THADS (hư cấu)"
_FIRST: Final = (
    ("CV03", "Xác minh điều kiện thi hành án", "N1", "0.5"),
    ("CV05", "Kê biên, thẩm định giá, đưa tài sản ra bán đấu giá", "N4", "3"),
    ("CV09", "Chỉ đạo, điều hành công tác của phòng trong 01 tháng", "N4", "4"),
    ("CV20", "Soạn thảo, tống đạt 01 quyết định, giấy báo", "N1", "0.25"),
)
_CASES: Final = {
    ProductSource.RESOLVED_OWN: Initiative.OWN,
    ProductSource.RESOLVED_REQUEST: Initiative.REQUEST,
}
# How an office's people differ: share of the general points, and what was late or came back, in turn.
_SHARES: Final = ("0.93", "0.90", "0.95", "0.88", "0.92", "0.86", "0.94", "0.91")
_BEST: Final = frozenset({"VP0057", "VP0097"})
_SLOW: Final = frozenset({"VP0056", "VP0102"})
_JUDGED: Final[Mapping[str, Mapping[str, Any]]] = {
    "head": {"organising": 100, "unity": 100, "grounds": ""},
    "deputy": {
        "organising": 50,
        "unity": 100,
        "grounds": "Chậm phân loại án của lĩnh vực phụ trách (hư cấu)",
    },
}
_OPINION: Final = "Nhất trí với kết quả tự chấm điểm."


def load_first_catalogue() -> None:
    """The catalogue of the trial, before the one that the workbook brings."""
    rows = [
        Wanted(
            {"code": code, "start": _FIRST_DAY},
            {
                "name": name,
                "task": "Tổ chức thi hành án",
                "output": name,
                "group": group,
                "department": "Phòng THADS khu vực",
                "coefficient": Decimal(coefficient),
                "source": ProductSource.MANUAL.value,
                "decision": _FIRST_DECISION,
                "note": "Danh mục dùng thử quý I, II năm 2026",
            },
            name,
            "",
            0,
        )
        for code, name, group, coefficient in _FIRST
    ]
    store_catalogue(rows=rows, actor=None)


def load(accounts: Mapping[str, User]) -> None:
    """Both quarters of both offices: work and points by workbook, then confirmed from the staff up to the head."""
    # Documents lie above services: screens hand the renderer in, and here it is asked for by name.
    render: Render = import_string("evaluation.documents.build.render_form")
    units = list(Unit.objects.filter(code__in=OFFICES).order_by("code"))
    if len(units) != len(OFFICES):
        return
    for quarter, deadlines in _DAYS.items():
        _bring_in(quarter, {unit.pk for unit in units})
        open_for_units(
            period=quarter,
            units=units,
            deadlines=deadlines,
            actor=accounts["personnel"],
            today=deadlines.confirm_by,
        )
        confirm_office(quarter, units, render)


def _bring_in(quarter: Quarter, unit_ids: set[int]) -> None:
    """Work given and done, leaders' criteria and the own points, as the offices' workbooks told them."""
    seating = seating_on(quarter.last_day)
    seats = [seat for seat in seating.seats.values() if seat.unit_id in unit_ids]
    inputs = gather(quarter, [seat.officer_id for seat in seats])
    products = products_for(quarter.last_day)
    units = Unit.objects.in_bulk(unit_ids)
    rows: dict[str, list[Wanted]] = {"items": [], "leaders": [], "points": []}
    for place, seat in enumerate(sorted(seats, key=lambda each: each.officer_id)):
        seated = seating.postings[seat.officer_id]
        number, unit = seated.number, units[seated.unit_id]
        about = {"officer_id": seat.officer_id, "period": quarter.code}
        given = _given(products, inputs[seat.officer_id], seat.role != "staff", number)
        rows["items"] += [_row(about | {"unplanned": False}, each, unit) for each in given]
        if seat.role != "staff":
            rows["leaders"].append(_row(about, _JUDGED[seat.role], unit))
        rows["points"] += [
            _row(about | {"criterion": code}, {"self_points": points}, unit)
            for code, points in _points(number, place).items()
        ]
    store_work(quarter=quarter, rows=WorkRows(**rows), run=None, actor=None)


def _given(products: Mapping[str, Product], inputs: Inputs, leads: bool, number: str) -> list[dict[str, Any]]:
    """What one officer was given and did; cases where the books of the quarter count them."""
    late = number in _SLOW
    papers, checks = (12, 4) if late else (0, 0) if number in _BEST else (5, 2)
    found = [_work(products["CV03"], Decimal(12), Decimal(12 - checks), late=late)]
    if leads:
        found.append(_work(products["CV09"], Decimal(3), Decimal(3)))
    else:
        found.append(_work(products["CV20"], Decimal(40), Decimal(40 - papers), late=late))
    for source, initiative in _CASES.items():
        flow = inputs.flows.get(initiative)
        code = next((p.code for p in products.values() if p.source == source), "")
        if code and flow and flow.value:
            found.append(_work(products[code], Decimal(flow.value + checks), None))
    return found


def _work(product: Product, assigned: Decimal, done: Decimal | None, *, late: bool = False) -> dict[str, Any]:
    return {
        "product": product,
        "assigned": assigned,
        "done": done,
        "failures": 0,
        "delays": 2 if late else 0,
        "objective": False,
    }


def _points(number: str, place: int) -> dict[str, Decimal]:
    share = Decimal("0.98") if number in _BEST else Decimal(_SHARES[place % len(_SHARES)])
    return {line.code: line.maximum * share for line in CRITERIA}


def _row(identity: Mapping[str, Any], values: Mapping[str, Any], unit: Unit) -> Wanted:
    return Wanted(identity, {"unit": unit, **values}, "", "", 0)


def confirm_office(quarter: Quarter, units: Sequence[Unit], render: Render) -> None:
    """Staff before deputies before the head: a leader's d looks at the points below (art. 15.3.a)."""
    order = {"staff": 0, "deputy": 1, "head": 2}
    rows = Evaluation.objects.current().filter(period__code=quarter.code, unit__in=units)
    found = rows.select_related("period", "officer", "scorer__user")
    for form in sorted(found, key=lambda each: (order[each.seat], each.officer.number)):
        if form.scorer is None:
            continue
        own = {code: given["confirmed"] or given["self"] for code, given in points_now(form).items()}
        points = {code: value for code, value in own.items() if value is not None}
        confirm(evaluation=form, points=points, opinion=_OPINION, actor=account(form.scorer), render=render)
