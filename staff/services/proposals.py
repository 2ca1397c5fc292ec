"""What a decision begins with: how an officer stands on a day, and what the rules propose next."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from hrm.kernel.dates import ALWAYS, add_months
from staff.enums import DisciplineForm, TermAct
from staff.models import Officer
from staff.rules.records import step_coefficient
from staff.rules.retirement import retirement_date
from staff.rules.salary import NextStep
from staff.services.career import home_on, next_term, running_loan
from staff.services.errors import DomainError
from staff.services.fact_book import FactBook
from staff.services.fact_rules import due_step


@dataclass(frozen=True)
class Delay:
    """By how many months a form of discipline moves the next salary step, and to which day."""

    form: str
    months: int
    day: date | None


@dataclass(frozen=True)
class Standing:
    """How an officer stands on a day: rows in force, None where there is none.

    `raise_due`: the next salary step by the table; `coefficient`: that of its rank's table.
    `renewal`: first day, first day no longer, and kind of the term that would follow the last one.
    """

    home: Any
    loan: Any
    term: Any
    rank: Any
    step: Any
    raise_due: NextStep | None
    coefficient: Decimal | None
    renewal: tuple[date, date, TermAct] | None
    retires: date
    delays: list[Delay]


def standing_of(officer: Officer, at: date) -> Standing:
    """Read from the officer's histories; one query a kind."""
    book = FactBook(officer)
    rank, step = _on(book, "ngach", at), _on(book, "luong", at)
    due = _raise_due(book, rank, step, at)
    table = rank.rank if rank is not None else None
    coefficient = (
        step_coefficient(table.first_coefficient, table.step_coefficient, due.step) if due and table else None
    )
    terms = [term for term in book.of("nhiem-ky") if term.start <= at]
    return Standing(
        home=home_on(book, at),
        loan=running_loan(book, at),
        term=_on(book, "nhiem-ky", at),
        rank=rank,
        step=step,
        raise_due=due,
        coefficient=coefficient,
        renewal=_renewal(officer, terms[-1]) if terms else None,
        retires=retirement_date(officer.birth_date, officer.sex),
        delays=[_delay(form, months, due) for form, months in settings.SALARY_DELAY_MONTHS.items()],
    )


def _raise_due(book: FactBook, rank: Any, step: Any, at: date) -> NextStep | None:
    if rank is None or step is None or step.start == ALWAYS or not rank.rank.step_months:
        return None
    return due_step(book, step, rank.rank, at)


def _renewal(officer: Officer, term: Any) -> tuple[date, date, TermAct] | None:
    if term.end is None:
        return None
    try:
        until, kind = next_term(officer, term.end)
    except DomainError:
        return None  # retires first
    return term.end, until, kind


def _delay(form: str, months: int, due: NextStep | None) -> Delay:
    return Delay(str(DisciplineForm(form).label), months, add_months(due.day, months) if due else None)


def _on(book: FactBook, slug: str, at: date) -> Any:
    rows = book.of(slug)
    return next((row for row in rows if row.start <= at and (row.end is None or row.end > at)), None)
