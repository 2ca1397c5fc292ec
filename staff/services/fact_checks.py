"""What a row of each history must satisfy: refused by a rule, or let through with a written reason."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from hrm.kernel.dates import EARLIEST_YEAR, show_date, show_last_day
from staff.enums import PostingAct, PostingKind
from staff.kinds import Kind
from staff.models import Posting, Qualification, SalaryStep
from staff.rules.levels import level_of, levels_of
from staff.services.fact_book import FactBook
from staff.services.fact_rules import CAREER, INTEGRITY, PAY, Finding, coefficient_of
from staff.services.rank_rules import RANKS
from staff.services.unit_book import is_open, not_open

Check = Callable[[FactBook, Any], Iterator[Finding]]

# Kinds whose rows cannot begin before the service does, and end with it.
_IN_SERVICE: Final = frozenset(
    {"vi-tri", "biet-phai", "kiem-nhiem", "nhiem-ky", "phu-trach", "thay-mat", "vi-tri-chuyen-doi"}
    | {"ngach", "luong", "phu-cap"}
)
# Kinds in which a hole between two rows is a mistake more often than a fact.
WITHOUT_GAPS: Final = frozenset({"vi-tri", "ngach"})
# Kinds in which one row lasts until the next: when one is withdrawn, the one before goes on.
FOLLOWING_ON: Final = frozenset(
    {"vi-tri", "ngach", "luong", "dang-vien", "trinh-do-chuyen-mon", "ly-luan-chinh-tri", "quan-ly-nha-nuoc"}
)
_ACTS: Final = {
    PostingKind.SECONDMENT: PostingAct.SECONDED.value,
    PostingKind.CONCURRENT: PostingAct.CONCURRENT.value,
}
# What the rules and effects of a kind read besides its own rows.
_READ_ALONG: Final[Mapping[str, frozenset[str]]] = {
    "ngach": frozenset({"trinh-do-chuyen-mon", "cong-tac-khac"}),
    "luong": frozenset({"ky-luat"}),
}
_RULES: Final[Mapping[str, tuple[Check, ...]]] = {**CAREER, **PAY, **INTEGRITY, **RANKS}


def kinds_read(slugs: Iterable[str]) -> set[str]:
    """Kinds to read beforehand (`load_books`) so that entering rows of these asks the database no more."""
    named = set(slugs)
    return named.union({"vi-tri", "ngach", "phu-trach"}, *(_READ_ALONG.get(slug, ()) for slug in named))


def prepare(book: FactBook, kind: Kind, row: Any) -> None:
    """Fill in what follows from the rest: the code of a level, a coefficient, what made a posting, the end."""
    if isinstance(row, Qualification):
        row.level = level_of(row.kind, row.title) or ""
        row.title = levels_of(row.kind).get(row.level, row.title)
    if isinstance(row, SalaryStep) and row.coefficient is None:
        row.coefficient = coefficient_of(book, row)
    if isinstance(row, Posting) and not row.act:
        row.act = _ACTS.get(PostingKind(row.kind), "")
    leaves = book.officer.service_end
    if kind.slug in _IN_SERVICE and leaves is not None and row.end is None and row.start < leaves:
        row.end = leaves


def check(book: FactBook, kind: Kind, row: Any) -> list[Finding]:
    """Everything the rules say about a row; when something is impossible, only that."""
    impossible = [*missing(kind, row), *_days(book, kind, row), *_level(row)]
    if impossible:
        return impossible
    found = [*_unit(kind, row), *_gap(book, kind, row)]
    for rule in _RULES.get(kind.slug, ()):
        found.extend(rule(book, row))
    refused = [finding for finding in found if finding.refused]
    return refused or found


def missing(kind: Kind, row: Any) -> Iterator[Finding]:
    """What the kind needs and the row does not say; to be asked before anything is compared."""
    for name in kind.needed:
        field = row._meta.get_field(name)
        if getattr(row, field.attname) in (None, ""):
            label = field.verbose_name
            yield Finding(name, _("“%(field)s” must be filled in") % {"field": label}, refused=True)


def _days(book: FactBook, kind: Kind, row: Any) -> Iterator[Finding]:
    born = book.officer.birth_date
    if row.start.year < EARLIEST_YEAR or (row.start <= born and not kind.masked):
        yield Finding("start", _("begins before the person was born"), refused=True)
    if row.end is not None and row.end <= row.start:
        yield Finding("end", _("the end comes before the beginning"), refused=True)
    if kind.slug in _IN_SERVICE:
        yield from _service(book, row)


def _service(book: FactBook, row: Any) -> Iterator[Finding]:
    entered, leaves = book.officer.service_start, book.officer.service_end
    if row.start < entered:
        message = _("earlier than the first day of service (%(day)s); expected that day or a later one")
        yield Finding("start", message % {"day": show_date(entered)}, refused=True)
    if leaves is not None and (row.start >= leaves or (row.end or date.max) > leaves):
        message = _("later than the end of service (%(day)s)")
        yield Finding("start" if row.start >= leaves else "end", message % {"day": show_date(leaves)}, True)


def _level(row: Any) -> Iterator[Finding]:
    if isinstance(row, Qualification) and not row.level:
        known = ", ".join(levels_of(row.kind).values())
        message = _("no such level; expected one of: %(levels)s")
        yield Finding("title", message % {"levels": known}, refused=True)


def _unit(kind: Kind, row: Any) -> Iterator[Finding]:
    """Nobody serves in a unit that is closed or not open yet."""
    if not kind.has_unit or kind.slug == "quy-hoach":
        return
    if not is_open(row.unit, row.start):
        yield Finding("unit", not_open(row.unit, row.start), refused=True)
    elif row.unit.end is not None and (row.end or date.max) > row.unit.end:
        message = _("unit “%(code)s” closes on %(day)s; expected an end on that day or before")
        details = {"code": row.unit.code, "day": show_date(row.unit.end)}
        yield Finding("end", message % details, refused=True)


def _gap(book: FactBook, kind: Kind, row: Any) -> Iterator[Finding]:
    if kind.slug not in WITHOUT_GAPS:
        return
    before = [other for other in book.of(kind.slug) if other is not row and other.start < row.start]
    if before and before[-1].end is not None and before[-1].end < row.start:
        message = _("leaves a gap from %(from)s to %(until)s")
        details = {"from": show_date(before[-1].end), "until": show_last_day(row.start)}
        yield Finding("start", message % details)
