"""Sentences of the report on results of enforcement, in the words the agencies use; pure, in Vietnamese.

Counts change in per cent, rates in percentage points (điểm phần trăm); money is written in nghìn đồng.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from evaluation.rules.caseload import TIEN, Rate
from evaluation.rules.periods import StatMonth
from evaluation.rules.results import PLACES, Totals, change, exact_points, over_target, rounded
from hrm.kernel.numbers import group, rate, show_decimal

_LEAST: Final = "0,01"
_NO_RATE: Final = "chưa xác định được tỷ lệ (không có {what} có điều kiện)"


@dataclass(frozen=True)
class GivenTarget:
    """A target for R1 in per cent; `source` names the unit above it was taken from, empty: the own one."""

    percent: Decimal
    source: str = ""
    decision: str = ""


def period_words(month: StatMonth) -> str:
    """ "06 tháng đầu năm 2026"; twelve months are "năm 2026"."""
    return f"năm {month.year}" if month.months == 12 else f"{month.months:02d} tháng đầu năm {month.year}"


def thousands(dong: int) -> str:
    """Đồng as nghìn đồng with dots, rounded half up: 1.234.567.500 → 1.234.568."""
    whole = (abs(dong) + 500) // 1000
    return f"{'-' if dong < 0 and whole else ''}{group(whole)}"


def amount(value: int, measure: str) -> str:
    """ "53.640 việc", "116.531.786.859 nghìn đồng"; never a sign, which the word before says."""
    return f"{thousands(abs(value))} nghìn đồng" if measure == TIEN else f"{group(abs(value))} việc"


def percent(numerator: int, denominator: int) -> str:
    """A share with two decimals as printed: 34.110 of 53.266 → "64,04%"; empty without a denominator."""
    value = rate(numerator, denominator, PLACES)
    return "" if value is None else f"{show_decimal(value, PLACES)}%"


def rate_text(value: Rate) -> str:
    """A rate as printed."""
    return percent(value.numerator, value.denominator)


def versus(now: int, before: int | None, measure: str) -> str:
    """ "tăng 3.305 việc, 12,44%", "giảm …", "bằng cùng kỳ"; empty where last year is not known."""
    if before is None:
        return ""
    if now == before:
        return "bằng cùng kỳ"
    word = "tăng" if now > before else "giảm"
    said = f"{word} {amount(now - before, measure)}"
    share = change(before, now)
    return f"{said}, cùng kỳ không có" if share is None else f"{said}, {show_decimal(abs(share), PLACES)}%"


def in_brackets(said: str, tail: str = "so với cùng kỳ") -> str:
    """ " (tăng 3.305 việc, 12,44% so với cùng kỳ)"; nothing of nothing."""
    if not said:
        return ""
    return f" ({said})" if "cùng kỳ" in said else f" ({said} {tail})"


def points_words(points: Fraction | None, more: str, less: str, equal: str) -> str:
    """ "tăng 0,35 điểm phần trăm" with the words given; what rounds to nothing is "dưới 0,01"."""
    if points is None:
        return ""
    if points == 0:
        return equal
    shown = rounded(abs(points))
    size = show_decimal(shown, PLACES) if shown else f"dưới {_LEAST}"
    return f"{more if points > 0 else less} {size} điểm phần trăm"


def rate_versus(now: Rate, before: Rate | None) -> str:
    """Change of a rate against the same period last year; empty where it cannot be told."""
    points = exact_points(before, now)
    said = points_words(points, "tăng", "giảm", "bằng cùng kỳ")
    return said if points in (None, 0) else f"{said} so với cùng kỳ"


def rate_against(reached: Rate, target: GivenTarget | None) -> str:
    """ "vượt chỉ tiêu 0,35 điểm phần trăm (chỉ tiêu 83,90%)"; empty without a target."""
    if target is None:
        return ""
    said = points_words(
        over_target(reached, target.percent), "vượt chỉ tiêu", "thấp hơn chỉ tiêu", "bằng chỉ tiêu"
    )
    return f"{said} (chỉ tiêu {target_text(target.percent)})" if said else ""


def target_text(value: Decimal) -> str:
    """A target as decisions write it: 83.900 → "83,90%", 83.125 → "83,125%"."""
    places = 3 if value != value.quantize(Decimal("0.01")) else 2
    return f"{show_decimal(value, places)}%"


def section(measure: str, now: Totals, before: Totals | None, target: GivenTarget | None) -> list[str]:
    """The numbered sentences on việc or on tiền, in the order of the statutory columns."""
    return [
        _accepted(measure, now, before),
        _to_enforce(measure, now, before),
        _classified(measure, now, before),
        _resolved(measure, now, before, target),
        _carried(measure, now, before),
    ]


def _against(measure: str, name: str, now: Totals, before: Totals | None) -> str:
    return in_brackets(versus(now.column(name), before.column(name) if before else None, measure))


def _item(label: str, name: str, measure: str, now: Totals, before: Totals | None) -> str:
    return f"{label} {amount(now.column(name), measure)}{_against(measure, name, now, before)}"


def _accepted(measure: str, now: Totals, before: Totals | None) -> str:
    return (
        f"{_item('Tổng số thụ lý', 'total_accepted', measure, now, before)}, trong đó:"
        f" {_item('năm trước chuyển sang', 'brought_forward', measure, now, before)};"
        f" {_item('thụ lý mới', 'accepted', measure, now, before)}."
    )


def _to_enforce(measure: str, now: Totals, before: Totals | None) -> str:
    labels = (
        ("ủy thác thi hành án", "entrusted"),
        ("thu hồi, hủy quyết định thi hành án", "withdrawn"),
        ("cơ quan cấp trên rút hồ sơ lên", "recalled"),
    )
    out = [f"{label} {amount(now.column(name), measure)}" for label, name in labels if now.column(name)]
    due = _item("tổng số phải thi hành là", "to_enforce", measure, now, before)
    return f"Sau khi trừ {', '.join(out)}, {due}." if out else f"{due[0].upper()}{due[1:]}."


def _classified(measure: str, now: Totals, before: Totals | None) -> str:
    labels = (
        ("có điều kiện thi hành", "executable"),
        ("chưa có điều kiện thi hành", "not_executable"),
        ("hoãn, tạm đình chỉ và trường hợp khác", "suspended"),
    )
    whole = now.figures.to_enforce
    parts = [
        f"{label} {amount(now.column(name), measure)}{_making_up(now.column(name), whole)}"
        f"{_against(measure, name, now, before)}"
        for label, name in labels
        if now.column(name) or name == "executable"
    ]
    return f"Kết quả xác minh, phân loại: {'; '.join(parts)}."


def _making_up(part: int, whole: int) -> str:
    return f", chiếm {percent(part, whole)}" if whole else ""


def _resolved(measure: str, now: Totals, before: Totals | None, target: GivenTarget | None) -> str:
    labels = (("thi hành xong", "completed"), ("đình chỉ", "terminated"), ("giảm", "reduced"))
    kinds = [f"{label} {amount(now.column(name), measure)}" for label, name in labels if now.column(name)]
    made_of = f", gồm: {', '.join(kinds)}" if len(kinds) > 1 else ""
    what = "tiền" if measure == TIEN else "việc"
    done = _item("đã giải quyết xong", "resolved", measure, now, before)
    reached = now.resolved_rate
    if reached.value is None:
        return f"Trong số có điều kiện thi hành, {done}{made_of}; {_NO_RATE.format(what=what)}."
    told = [
        rate_versus(reached, before.resolved_rate if before else None),
        rate_against(reached, target),
    ]
    said = "; ".join(part for part in told if part)
    rates = f"đạt tỷ lệ {rate_text(reached)}"
    return f"Trong số có điều kiện thi hành, {done}{made_of}; {rates}{f', {said}' if said else ''}."


def _carried(measure: str, now: Totals, before: Totals | None) -> str:
    left, opening = now.figures.carried_forward, now.figures.brought_forward
    if left == opening:
        moved = "bằng số năm trước chuyển sang"
    else:
        word = "tăng" if left > opening else "giảm"
        share = change(opening, left)
        tail = "" if share is None else f" ({show_decimal(abs(share), PLACES)}%)"
        moved = f"{word} {amount(left - opening, measure)}{tail} so với số năm trước chuyển sang"
    said = f"{_item('Số chuyển kỳ sau', 'carried_forward', measure, now, before)}, {moved}."
    book = f" Chuyển sổ theo dõi riêng {amount(now.watch_book, measure)}." if now.watch_book else ""
    return said + book


def share_list(parts: Sequence[tuple[str, int]], whole: int, measure: str) -> str:
    """ "Đình chỉ 12 việc (4,10%); …" of a whole."""
    return "; ".join(
        f"{label} {amount(value, measure)}{f' ({percent(value, whole)})' if whole else ''}"
        for label, value in parts
    )
