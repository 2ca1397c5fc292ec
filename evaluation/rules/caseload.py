"""The columns of the caseload forms and the identities between them (việc in cases, tiền in đồng)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from types import MappingProxyType
from typing import Final, NamedTuple

VIEC: Final = "viec"
TIEN: Final = "tien"
MEASURES: Final = (VIEC, TIEN)


@dataclass(frozen=True)
class Figures:
    """One row of a form: cumulative figures C1 to C17, whole cases or whole đồng."""

    brought_forward: int = 0
    accepted: int = 0
    total_accepted: int = 0
    entrusted: int = 0
    withdrawn: int = 0
    recalled: int = 0
    to_enforce: int = 0
    executable: int = 0
    completed: int = 0
    terminated: int = 0
    reduced: int = 0
    resolved: int = 0
    in_progress: int = 0
    postponed: int = 0
    not_executable: int = 0
    suspended: int = 0
    carried_forward: int = 0


class Breach(NamedTuple):
    """One broken rule: the field it is reported at, what the other columns ask for, what stands there."""

    rule: str
    field: str
    expected: int
    found: int


class Rate(NamedTuple):
    """An exact share with the two counts behind it; `value` is None when there is nothing to divide by."""

    value: Fraction | None
    numerator: int
    denominator: int

    @property
    def percent(self) -> Fraction | None:
        """The share × 100, exact; rounding is left to whoever prints it."""
        return None if self.value is None else self.value * 100


FIELDS: Final = tuple(field.name for field in fields(Figures))
COLUMN_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {name: f"C{number}" for number, name in enumerate(FIELDS, start=1)}
)
# Between months of one year these never fall; the remaining ones, C1 apart, are stocks.
FLOWS: Final = FIELDS[1:6] + FIELDS[8:12]
# What `complete` computes where a sheet has no column for it.
COMPUTED: Final = frozenset({"total_accepted", "resolved", "in_progress", "carried_forward"})
# The rules in the language of the columns, for messages.
FORMULAS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "I1": "C3 = C1 + C2",
        "I2": "C7 = C3 − C4 − C5 − C6",
        "I3": "C7 = C8 + C15 + C16",
        "I4": "C8 = C12 + C13 + C14",
        "I5": "C17 = C7 − C12 ≥ 0",
        "C11": "C11 = 0",
        "C12": "C12 = C9 + C10 + C11",
        "NEG": "≥ 0",
    }
)
# A negative figure in these is the remainder of an identity that does not come out.
_SIGN_RULES: Final[Mapping[str, str]] = MappingProxyType({"in_progress": "I4", "carried_forward": "I5"})


def complete(partial: Mapping[str, int | None]) -> Figures:
    """Fill in a row: absent C3, C13, C17 and C12 are computed, anything else absent (or None) is 0."""
    given = {name: value for name, value in partial.items() if value is not None}
    row = dict.fromkeys(FIELDS, 0) | given
    # In this order: C13 and C17 are remainders after C12.
    if "total_accepted" not in given:
        row["total_accepted"] = row["brought_forward"] + row["accepted"]
    if "resolved" not in given:
        row["resolved"] = row["completed"] + row["terminated"] + row["reduced"]
    if "in_progress" not in given:
        row["in_progress"] = row["executable"] - row["resolved"] - row["postponed"]
    if "carried_forward" not in given:
        row["carried_forward"] = row["to_enforce"] - row["resolved"]
    return Figures(**row)


def check_identities(figures: Figures, measure: str) -> list[Breach]:
    """I1 to I5, C12, nothing negative, and C11 = 0 for việc (a reduction exists in money only)."""
    if measure not in MEASURES:
        raise ValueError(f"neither việc nor tiền: {measure!r}")
    f = figures
    claims = [
        ("I1", "total_accepted", f.brought_forward + f.accepted),
        ("I2", "to_enforce", f.total_accepted - f.entrusted - f.withdrawn - f.recalled),
        ("I3", "to_enforce", f.executable + f.not_executable + f.suspended),
        ("C12", "resolved", f.completed + f.terminated + f.reduced),
        ("I4", "executable", f.resolved + f.in_progress + f.postponed),
        ("I5", "carried_forward", f.to_enforce - f.resolved),
    ]
    if measure == VIEC:
        claims.append(("C11", "reduced", 0))
    breaches = [
        Breach(rule, field, expected, getattr(f, field))
        for rule, field, expected in claims
        if getattr(f, field) != expected
    ]
    return breaches + _negatives(f, {breach.field for breach in breaches if breach.rule == "C11"})


def check_two_way(figures: Figures) -> list[Breach]:
    """I3 as it was before TT 06/2019, without a third class: C7 = C8 + C15. Nothing = it balances."""
    expected = figures.executable + figures.not_executable
    if figures.to_enforce == expected:
        return []
    return [Breach("I3", "to_enforce", expected, figures.to_enforce)]


def check_total(parts: Iterable[Figures], total: Figures) -> list[Breach]:
    """I8 (and I7): the row "Tổng số" is the sum of its kinds, column by column."""
    expected = add(parts)
    return [
        Breach("I8", name, getattr(expected, name), getattr(total, name))
        for name in FIELDS
        if getattr(expected, name) != getattr(total, name)
    ]


def check_progress(earlier: Figures, later: Figures) -> list[Breach]:
    """I9, two months of one statistical year: C1 stays equal; C2 to C6 and C9 to C12 never fall."""
    breaches = []
    if later.brought_forward != earlier.brought_forward:
        breaches.append(Breach("I9", "brought_forward", earlier.brought_forward, later.brought_forward))
    for name in FLOWS:
        before, after = getattr(earlier, name), getattr(later, name)
        if after < before:
            breaches.append(Breach("I9", name, before, after))
    return breaches


def add(parts: Iterable[Figures]) -> Figures:
    """The sum of rows, column by column (I7)."""
    rows = list(parts)
    return Figures(**{name: sum(getattr(row, name) for row in rows) for name in FIELDS})


def difference(later: Figures, earlier: Figures | None) -> Figures:
    """What happened between two cumulative months: C2 to C6 and C9 to C12 are differences.

    C1 and the stocks are those of the later month. Without an earlier month (the first quarter of a
    statistical year) the figures count as they stand. A handover between officers can make a flow negative.
    """
    if earlier is None:
        return later
    flows = {name: getattr(later, name) - getattr(earlier, name) for name in FLOWS}
    stocks = {name: getattr(later, name) for name in FIELDS if name not in FLOWS}
    return Figures(**stocks, **flows)


def completion_rate(figures: Figures) -> Rate:
    """R1, the rate of cases (or money) resolved: C12 / C8."""
    return _rate(figures.resolved, figures.executable)


def executable_rate(figures: Figures) -> Rate:
    """R2, the rate of what can be enforced: C8 / C7."""
    return _rate(figures.executable, figures.to_enforce)


def _rate(numerator: int, denominator: int) -> Rate:
    return Rate(Fraction(numerator, denominator) if denominator else None, numerator, denominator)


def _negatives(figures: Figures, reported: set[str]) -> list[Breach]:
    return [
        Breach(_SIGN_RULES.get(name, "NEG"), name, 0, getattr(figures, name))
        for name in FIELDS
        if getattr(figures, name) < 0 and name not in reported
    ]
