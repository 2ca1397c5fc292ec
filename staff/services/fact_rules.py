"""Rules of single kinds of history, each with its article: postings, terms, pay, discipline, duties."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from hrm.kernel.dates import add_months, show_date
from hrm.kernel.numbers import show_decimal
from staff.enums import ContractKind, DisciplineForm, DisciplineSide, Engagement, PostRole, StepRaise, TermAct
from staff.rules import records
from staff.rules.retirement import retirement_date
from staff.rules.salary import NextStep, Punishment, StepHeld, next_step
from staff.rules.terms import EXTENSION_MONTHS
from staff.services.fact_book import FactBook


@dataclass(frozen=True)
class Finding:
    """What a rule has to say about a field; `refused`: the row cannot be, whatever the reason."""

    field: str
    message: str
    refused: bool = False


# Steps that come with something else than time served.
_OUT_OF_TURN: Final = frozenset({StepRaise.INITIAL.value, StepRaise.RANK.value, StepRaise.LOWERED.value})

Rules = Mapping[str, tuple[Callable[[FactBook, Any], Iterator[Finding]], ...]]


def _elsewhere(book: FactBook, row: Any) -> Iterator[Finding]:
    home = _in_force(book, "vi-tri", row.start)
    if home is not None and home.unit_id == row.unit_id:
        yield Finding("unit", _("the officer already serves in that unit"), refused=True)


def _three_years(book: FactBook, row: Any) -> Iterator[Finding]:
    if records.is_too_long_a_secondment(row.start, row.end):
        yield Finding("end", _("a secondment lasts at most 3 years (Decree 170/2025/NĐ-CP)"))


def _leading_post(book: FactBook, row: Any) -> Iterator[Finding]:
    if row.post is not None and row.post.role == PostRole.NONE:
        yield Finding("post", _("“%(post)s” is not a leading post") % {"post": row.post.name}, refused=True)


def _full_term(book: FactBook, row: Any) -> Iterator[Finding]:
    """Five years a term; less only until retirement (Decree 170/2025/NĐ-CP)."""
    retires = retirement_date(book.officer.birth_date, book.officer.sex)
    if row.end is None:
        yield Finding("end", _("the end of the term must be filled in"), refused=True)
    elif not records.is_full_term(row.start, row.end) and row.end != retires:
        yield Finding("end", _("a term in a leading post is 5 years (Decree 170/2025/NĐ-CP)"))
    elif row.act == TermAct.FIRST and add_months(row.start, records.TERM_MONTHS) > retires:
        message = _("a first appointment needs a full term before retirement (%(day)s)")
        yield Finding("start", message % {"day": show_date(retires)})
    elif row.act == TermAct.EXTENDED and add_months(row.start, EXTENSION_MONTHS) <= retires:
        message = _("a term is extended to retirement only when fewer than 2 years are left (%(day)s)")
        yield Finding("act", message % {"day": show_date(retires)})


def _definite(book: FactBook, row: Any) -> Iterator[Finding]:
    if row.kind == ContractKind.DEFINITE and row.end is None:
        yield Finding("end", _("a contract for a definite time needs its end"), refused=True)
    home = _in_force(book, "vi-tri", row.start)
    if home is not None and home.engagement != Engagement.CONTRACT:
        yield Finding("kind", _("on that day the officer serves as a civil servant, not under a contract"))


def _step_of_table(book: FactBook, row: Any) -> Iterator[Finding]:
    """Step and coefficient must be of the rank's table (Decree 204/2004)."""
    held = _in_force(book, "ngach", row.start)
    if held is None:
        yield Finding("start", _("no rank is held on that day; record the rank first"), refused=True)
        return
    rank = held.rank
    if row.step > rank.steps:
        message = _("the rank “%(rank)s” has %(steps)d steps (Decree 204/2004/NĐ-CP)")
        details = {"rank": rank.name, "steps": rank.steps}
        yield Finding("step", message % details, refused=True)
        return
    expected = coefficient_of(book, row)
    if expected is not None and row.coefficient != expected:
        message = _("step %(step)d of “%(rank)s” has the coefficient %(expected)s")
        details = {"step": row.step, "rank": rank.name, "expected": show_decimal(expected, 2)}
        yield Finding("coefficient", message % details)


def coefficient_of(book: FactBook, row: Any) -> Decimal | None:
    """What the table of the rank held on the first day says of the step; None without a table."""
    held = _in_force(book, "ngach", row.start)
    if held is None or row.step is None:
        return None
    return records.step_coefficient(held.rank.first_coefficient, held.rank.step_coefficient, row.step)


def _not_too_early(book: FactBook, row: Any) -> Iterator[Finding]:
    """A step comes after the months of its table; for achievement at most 12 months early, if at all."""
    before = [other for other in book.of("luong") if other is not row and other.start < row.start]
    held = _in_force(book, "ngach", row.start)
    if not before or held is None or row.raised in _OUT_OF_TURN or not _is_raise(before[-1], row):
        return
    due = due_step(book, before[-1], held.rank, row.start)
    early = records.months_early(due.day, row.start)
    is_early = row.raised == StepRaise.EARLY and due.early is not None
    if early > (records.EARLIEST_RAISE_MONTHS if is_early else 0):
        message = _("%(months)d months before its regular day %(day)s (every %(every)d months)")
        details = {"months": early, "day": show_date(due.day), "every": due.months}
        yield Finding("start", message % details)


def due_step(book: FactBook, last: Any, rank: Any, at: date) -> NextStep:
    """When and what the raise after a step is, by the rank's table and the disciplines known on a day."""
    held = StepHeld(
        last.start, last.step, rank.steps, rank.step_months, last.beyond_percent, last.delay_months
    )
    punished = [
        Punishment(each.form, each.start)
        for each in book.of("ky-luat")
        if each.side == DisciplineSide.STATE and each.start <= at
    ]
    return next_step(held, punished, settings.SALARY_DELAY_MONTHS)


def _is_raise(last: Any, row: Any) -> bool:
    return bool((row.step, row.beyond_percent) > (last.step, last.beyond_percent))


def _form_of_the_day(book: FactBook, row: Any) -> Iterator[Finding]:
    """Six forms until 30/06/2025, four from 01/07/2025 (Law 80/2025/QH15, Decree 172/2025/NĐ-CP)."""
    allowed = records.discipline_forms(row.side, row.start)
    if row.form not in allowed:
        names = ", ".join(str(form.label).lower() for form in allowed)
        message = _("that form did not exist on that day; expected one of: %(forms)s")
        yield Finding("form", message % {"forms": names}, refused=True)
    if row.acted_on is not None and row.acted_on > row.start:
        yield Finding("acted_on", _("the breach comes after the decision"), refused=True)
    home = _in_force(book, "vi-tri", row.start)
    leads = home is not None and home.post is not None and home.post.role != PostRole.NONE
    if row.form == DisciplineForm.REMOVAL and row.side == "state" and not leads:
        yield Finding("form", _("only someone in a leading post is removed from it (cách chức)"))


def _duty_days(book: FactBook, row: Any) -> Iterator[Finding]:
    if row.due < row.start:
        yield Finding("due", _("the last day comes before the duty arises"), refused=True)
    for name in ("handed_in", "published"):
        day = getattr(row, name)
        if day is not None and day < row.start:
            yield Finding(name, _("comes before the duty arises"), refused=True)
    if row.published is not None and row.handed_in is None:
        yield Finding("handed_in", _("what was not handed in cannot be published"), refused=True)


def _full_member(book: FactBook, row: Any) -> Iterator[Finding]:
    if row.official_on is not None and row.official_on < book.officer.birth_date:
        yield Finding("official_on", _("begins before the person was born"), refused=True)


def _money(book: FactBook, row: Any) -> Iterator[Finding]:
    if row.money is not None and row.money < 0:
        yield Finding("money", _("an amount of money is not negative"), refused=True)


def _in_force(book: FactBook, slug: str, day: Any) -> Any:
    rows = book.of(slug)
    return next((r for r in rows if r.start <= day and (r.end is None or r.end > day)), None)


CAREER: Final[Rules] = {
    "biet-phai": (_elsewhere, _three_years),
    "kiem-nhiem": (_elsewhere,),
    "nhiem-ky": (_leading_post, _full_term),
    "hop-dong": (_definite,),
    "dang-vien": (_full_member,),
}
PAY: Final[Rules] = {"luong": (_step_of_table, _not_too_early)}
INTEGRITY: Final[Rules] = {
    "ky-luat": (_form_of_the_day,),
    "ke-khai-tai-san": (_duty_days,),
    "khen-thuong": (_money,),
}
