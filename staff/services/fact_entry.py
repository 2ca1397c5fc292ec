"""How a fact finds its place among the stored ones: what it closes, what it may not cross, what it needs."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date, show_last_day
from staff.kinds import Kind, summary
from staff.models import Decided
from staff.services.errors import DomainError, ReasonNeeded
from staff.services.fact_book import FactBook
from staff.services.fact_checks import FOLLOWING_ON, WITHOUT_GAPS, check, missing, prepare
from staff.services.fact_effects import follow, undo
from staff.services.fact_rules import Finding
from staff.services.ledger import Ledger

_DECISION: Final = ("decision", "decision_date", "issuer", "signer", "scan", "reason")
# What `prepare` and `check` may fill in by themselves.
_FILLED_IN: Final = ("end", "level", "title", "coefficient", "act")


def enter(book: FactBook, ledger: Ledger, kind: Kind, new: Any, *, reason: str = "") -> Any:
    """Enter a new row, or correct the one of the same first day and identity; returns the row that stands."""
    for finding in missing(kind, new):
        raise DomainError(finding.message, finding.field)
    prepare(book, kind, new)
    same = next((row for row in book.of(kind.slug) if _is_same(kind, row, new)), None)
    if same is not None:
        return _overwrite(book, ledger, kind, same, new, reason)
    cut = kind.alone is not None and _make_room(ledger, kind, _rivals(book, kind, new), new)
    new.reason = _require_reason(book, kind, new, reason, [_hole_after(new)] if cut else [])
    ledger.create(new)
    book.put(kind, new)
    follow(book, ledger, kind, new)
    return new


def amend(
    book: FactBook,
    ledger: Ledger,
    kind: Kind,
    row: Any,
    *,
    start: date,
    end: date | None,
    values: dict[str, Any],
    reason: str = "",
) -> None:
    """Give a stored row other days and values. The row before moves along where it ended as this began."""
    before = _ending_at(book, kind, row) if start != row.start else None
    changed = ledger.change(row, start=start, end=end, **values)
    for finding in missing(kind, row):
        raise DomainError(finding.message, finding.field)
    _keep_filled_in(book, ledger, kind, row)
    if before is not None and before.start < row.start:
        ledger.change(before, end=row.start)
    book.of(kind.slug).sort(key=lambda each: each.start)
    if kind.alone is not None:
        _refuse_overlap(kind, _rivals(book, kind, row), row)
    _refuse_twin(book, kind, row)
    # A row that stays as it was keeps the reason it was given.
    kept = _require_reason(book, kind, row, reason or row.reason)
    ledger.change(row, reason=kept)
    if changed:
        follow(book, ledger, kind, row)


def strike(book: FactBook, ledger: Ledger, kind: Kind, row: Any, *, reason: str) -> None:
    """Take a row out; the history keeps it with the reason. What follows from the rest is set right.

    Where one row follows on another (a home, a rank, a step), the one before goes on in its place.
    """
    before = _ending_at(book, kind, row) if kind.slug in FOLLOWING_ON else None
    row._change_reason = reason
    book.of(kind.slug).remove(row)
    ledger.remove(row)
    if before is not None:
        ledger.change(before, end=row.end)
    undo(book, ledger, kind, row)
    follow(book, ledger, kind, None)


def _overwrite(book: FactBook, ledger: Ledger, kind: Kind, same: Any, new: Any, reason: str) -> Any:
    """The same first day again: what the new row says replaces what the old one said."""
    stated = {name: getattr(new, name) for name in kind.fields}
    decision = {name: getattr(new, name) for name in _DECISION if getattr(new, name)}
    end = new.end if new.end is not None else same.end
    values = stated | decision | {"start_precision": new.start_precision}
    extra = {"level": new.level} if hasattr(new, "level") else {}
    amend(book, ledger, kind, same, start=same.start, end=end, values=values | extra, reason=reason)
    return same


def _is_same(kind: Kind, row: Any, new: Any) -> bool:
    return row.start == new.start and all(getattr(row, name) == getattr(new, name) for name in kind.identity)


def _rivals(book: FactBook, kind: Kind, row: Any) -> list[Any]:
    """Other rows that may not hold at the same time, earliest first."""
    alone = kind.alone or ()
    return [
        other
        for other in book.of(kind.slug)
        if other is not row and all(getattr(other, name) == getattr(row, name) for name in alone)
    ]


def _make_room(ledger: Ledger, kind: Kind, rivals: Sequence[Any], new: Any) -> bool:
    """Close what is in force before the new row; a row before a later one lasts until that one.

    True where an open row gives way to one that ends, in a history that should have no holes.
    """
    cut = False
    later = next((row for row in rivals if row.start > new.start), None)
    if later is not None and new.end is None:
        new.end = later.start
    before = next((row for row in reversed(rivals) if row.start < new.start), None)
    if before is not None and (before.end is None or before.end > new.start):
        if before.end is not None and new.end is not None and new.end < before.end:
            raise DomainError(_inside(kind, before), "start")
        cut = before.end is None and new.end is not None and later is None and kind.slug in WITHOUT_GAPS
        ledger.change(before, end=new.start)
    _refuse_overlap(kind, rivals, new)
    return cut


def _hole_after(row: Any) -> Finding:
    return Finding("end", _("nothing follows from %(day)s on") % {"day": show_date(row.end)})


def _keep_filled_in(book: FactBook, ledger: Ledger, kind: Kind, row: Any) -> None:
    """Let the rules fill in what follows from a stored row, and write that too."""
    names = [name for name in _FILLED_IN if hasattr(row, name)]
    before = {name: getattr(row, name) for name in names}
    prepare(book, kind, row)
    filled = {name: getattr(row, name) for name in names}
    for name, value in before.items():
        setattr(row, name, value)
    ledger.change(row, **filled)


def _refuse_twin(book: FactBook, kind: Kind, row: Any) -> None:
    """Two rows of one first day and identity are one fact."""
    for other in book.of(kind.slug):
        if other is not row and _is_same(kind, other, row):
            message = _("there is already “%(other)s” from that day; correct that entry instead")
            raise DomainError(message % {"other": _named(kind, other)}, "start")


def _refuse_overlap(kind: Kind, rivals: Sequence[Any], row: Any) -> None:
    for other in rivals:
        if _overlap(other, row):
            field = "end" if other.start > row.start else "start"
            message = _("overlaps with “%(other)s” (%(from)s – %(until)s); expected days outside of it")
            raise DomainError(message % _span(kind, other), field)


def _overlap(a: Decided, b: Decided) -> bool:
    return (a.end is None or a.end > b.start) and (b.end is None or b.end > a.start)


def _ending_at(book: FactBook, kind: Kind, row: Any) -> Any:
    """The row that ended when this one began."""
    if kind.alone is None:
        return None
    return next((other for other in _rivals(book, kind, row) if other.end == row.start), None)


def _require_reason(book: FactBook, kind: Kind, row: Any, reason: str, more: Sequence[Finding] = ()) -> str:
    """Refuse what a rule forbids; ask for a reason where a rule advises against; the reason to keep."""
    findings = [*check(book, kind, row), *more]
    for finding in findings:
        if finding.refused:
            raise DomainError(finding.message, finding.field)
    if findings and not reason.strip():
        raise ReasonNeeded([finding.message for finding in findings], findings[0].field)
    return reason.strip() if findings else ""


def _inside(kind: Kind, row: Any) -> str:
    message = _("lies inside “%(other)s” (%(from)s – %(until)s); correct that entry first")
    return message % _span(kind, row)


def _named(kind: Kind, row: Any) -> str:
    """What a message calls a row; a masked one by its kind, for a message is no disclosure."""
    return kind.heading if kind.masked else summary(kind, row)


def _span(kind: Kind, row: Any) -> dict[str, str]:
    until = show_last_day(row.end) or _("now")
    return {"other": _named(kind, row), "from": show_date(row.start), "until": until}
