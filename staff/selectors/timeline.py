"""Every kind of history of one officer in one list, by year."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Model

from hrm.kernel.dates import ALWAYS
from staff.kinds import KINDS, Chapter
from staff.models import Officer, User
from staff.selectors.chapters import FactLine, facts_of


@dataclass(frozen=True)
class TimelineYear:
    """What began in one year, newest first; `year` None for what has no known first day."""

    year: int | None
    lines: list[FactLine]


def timeline_of(
    user: User,
    officer: Officer,
    at: date,
    *,
    tables: frozenset[type[Model]],
    chapter: Chapter | None = None,
) -> list[TimelineYear]:
    """The officer's facts in the tables that the asker may see, newest year first; one query a table.

    Masked fields stay masked here.
    """
    kinds = [kind for kind in KINDS if kind.model in tables and (chapter is None or kind.chapter == chapter)]
    lines = [line for of_kind in facts_of(user, officer, kinds, at).values() for line in of_kind]
    lines.sort(key=lambda line: line.row.start, reverse=True)
    return [TimelineYear(year, list(group)) for year, group in groupby(lines, key=_year)]


def _year(line: FactLine) -> int | None:
    start: date = line.row.start
    return None if start == ALWAYS else start.year
