"""Where the forms of a period stand: by unit with everything below it, who is late, what is missing."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Count

from evaluation.enums import EvaluationState
from evaluation.models import Evaluation, GeneralPoint, Period
from evaluation.rules.criteria import CRITERIA
from evaluation.rules.deadlines import Deadlines, Lateness, lateness
from evaluation.selectors.flags import flag_code, flag_title
from evaluation.selectors.openings import DeadlineBook, deadline_book
from evaluation.selectors.periods import forms_in
from staff.access import reach_for
from staff.access.gate import Asker
from staff.reach import Reach
from staff.selectors.tree import Node, Tree, load_tree

LATE_SELF, LATE_CONFIRM, WITHOUT, FLAG = "tre_tu_cham", "tre_xac_nhan", "chua_tu_cham", "flag:"
COLUMNS: Final = (*EvaluationState.values, LATE_SELF, LATE_CONFIRM)


@dataclass(frozen=True)
class FormLine:
    """One form with its last days and whom it waits for beyond them."""

    form: Evaluation
    deadlines: Deadlines | None
    late: Lateness
    # Handed in, in this version or the one before, or collected on paper and brought in by workbook.
    is_scored: bool

    @property
    def is_open(self) -> bool:
        """Not confirmed yet."""
        return not self.form.is_frozen


@dataclass
class UnitProgress:
    """Counts of a unit with everything below it."""

    unit: Node | None
    depth: int = 0
    total: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def cells(self) -> list[tuple[str, int]]:
        """Kind and number in the order of the columns."""
        return [(name, self.counts[name]) for name in COLUMNS]


@dataclass(frozen=True)
class Board:
    """The whole board: units in tree order, their sum, what is missing, and every form."""

    units: list[UnitProgress]
    whole: UnitProgress
    missing: list[tuple[str, str, int]]
    lines: list[FormLine]


def form_lines(
    forms: Iterable[Evaluation], period: Period, book: DeadlineBook, today: date
) -> list[FormLine]:
    """Forms of a period with their last days and lateness."""
    paper = _on_paper(period)
    return [_line(form, form.officer_id in paper, book, today) for form in forms]


def _on_paper(period: Period) -> frozenset[int]:
    """Officers whose ten lines came by workbook: their unit collects the self-scores on paper."""
    rows = GeneralPoint.objects.filter(period=period.code, confirmed_points__isnull=False).order_by()
    whole = rows.values("officer_id").annotate(lines=Count("pk")).filter(lines=len(CRITERIA))
    return frozenset(whole.values_list("officer_id", flat=True))


def board(user: Asker, period: Period, today: date) -> Board:
    """Counts over the forms in reach, in five queries whatever their number."""
    tree = load_tree()
    forms = forms_in(user, period).select_related("officer", "unit", "scorer").defer("trace")
    ordered = forms.order_by("unit__code", "officer__name_key", "officer__number")
    lines = form_lines(ordered, period, deadline_book(period, tree), today)
    whole, missing = UnitProgress(None), Counter[str]()
    by_unit: dict[int, UnitProgress] = {}
    shown = _shown(lines, tree, reach_for(user, Evaluation, "view"))
    for node, depth in tree.in_tree_order([tree.nodes[i] for i in shown]):
        by_unit[node.id] = UnitProgress(node, depth)
    for line in lines:
        above = [by_unit[i] for i in tree.above(line.form.unit_id) if i in by_unit]
        for counts in (*above, whole):
            counts.total += 1
            counts.counts.update(_kinds(line))
        missing.update({flag_code(flag) for flag in line.form.flags})
    listed = sorted(missing.items(), key=lambda pair: (-pair[1], pair[0]))
    return Board(
        list(by_unit.values()), whole, [(code, flag_title(code), number) for code, number in listed], lines
    )


def chosen(lines: Iterable[FormLine], unit_ids: frozenset[int] | None, what: str) -> list[FormLine]:
    """The names behind a number: of a unit with everything below, and of one kind."""
    test = _test(what)
    return [line for line in lines if (unit_ids is None or line.form.unit_id in unit_ids) and test(line)]


def _test(what: str) -> Callable[[FormLine], bool]:
    if what.startswith(FLAG):
        code = what.removeprefix(FLAG)
        return lambda line: any(flag_code(flag) == code for flag in line.form.flags)
    if what == WITHOUT:
        return lambda line: line.is_open and not line.is_scored
    return lambda line: not what or what in _kinds(line)


def _kinds(line: FormLine) -> list[str]:
    late = {Lateness.SELF_SCORE: [LATE_SELF], Lateness.CONFIRM: [LATE_CONFIRM], Lateness.NONE: []}
    return [line.form.state, *late[line.late]]


def _line(form: Evaluation, on_paper: bool, book: DeadlineBook, today: date) -> FormLine:
    deadlines, scored = book.of(form.unit_id), on_paper or form.self_scored_at is not None
    late = lateness(deadlines, scored=scored, confirmed=form.is_frozen, today=today)
    return FormLine(form, deadlines, late, scored)


def _shown(lines: Iterable[FormLine], tree: Tree, reach: Reach) -> set[int]:
    """Units that have forms, and the units in reach above them."""
    own = {line.form.unit_id for line in lines}
    above = {unit_id for i in own for unit_id in tree.above(i)}
    return own | (above if reach.everything else above & set(reach.unit_ids))
