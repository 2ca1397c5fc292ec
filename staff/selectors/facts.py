"""Rows of one kind of history for its screens: across officers, of one officer, and how they changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_partial
from staff.access import Forbidden, require, rows_for
from staff.kinds import KINDS, Chapter, Kind, shown_value
from staff.models import Decided, Officer, Posting, RecordFile, User
from staff.rules.masking import veiled
from staff.selectors.chapters import FUTURE, NOW, words_of
from staff.selectors.officers import name_of, tables_open

# Besides the fields of the kind, what the history of a row tells.
_ALWAYS_TOLD = ("start", "end", "decision", "decision_date", "issuer", "signer", "reason")
# The title of a file is for those who may see files.
_FILES = ("scan",)


@dataclass(frozen=True)
class KindCount:
    """A kind and how many of its rows are in force in reach."""

    kind: Kind
    count: int


def hub_of(user: User, at: date) -> list[tuple[Chapter, list[KindCount]]]:
    """The kinds the asker may see, by chapter; one query a table."""
    open_kinds = [kind for kind in KINDS if _opens(user, kind)]
    by_model: dict[type[Decided], list[Kind]] = defaultdict(list)
    for kind in open_kinds:
        by_model[kind.model].append(kind)
    counts: dict[str, int] = {}
    for model, kinds in by_model.items():
        rows: Any = rows_for(user, model, "view")
        wanted = {kind.slug: Count("pk", filter=kind.condition) for kind in kinds}
        counts |= rows.at(at).order_by().aggregate(**wanted)
    return [
        (chapter, [KindCount(kind, counts[kind.slug]) for kind in open_kinds if kind.chapter == chapter])
        for chapter in Chapter
        if any(kind.chapter == chapter for kind in open_kinds)
    ]


def may_see(user: User, kind: Kind, officer: Officer) -> bool:
    """Whether rows of a kind may be seen of this officer, the own ones included; 403 without any verb for it."""
    require(user, kind.model, "view")
    return bool(tables_open(user, officer, "view", (kind.model,)))


def _opens(user: User, kind: Kind) -> bool:
    try:
        require(user, kind.model, "view")
    except Forbidden:
        return False
    return True


def rows_of(user: User, kind: Kind, at: date, *, everything: bool = False) -> QuerySet[Any]:
    """Rows of a kind in reach that hold on a day, or all of them; with the home unit of the person that day."""
    require(user, kind.model, "view")
    rows: Any = rows_for(user, kind.model, "view").filter(kind.condition)
    rows = rows if everything else rows.at(at)
    home = Posting.objects.primary().at(at).filter(officer=OuterRef("officer")).order_by("-start")
    named = rows.select_related("officer", *kind.related).annotate(
        home_id=Subquery(home.values("unit_id")[:1]), home_name=Subquery(home.values("unit__name")[:1])
    )
    return cast("QuerySet[Any]", named.order_by("officer__name_key", "officer__number", "-start", "pk"))


def rows_of_officer(user: User, kind: Kind, officer: Officer) -> list[Any]:
    """An officer's rows of a kind, newest first; one query."""
    rows = rows_for(user, kind.model, "view").filter(kind.condition, officer=officer)
    return list(rows.select_related("scan", *kind.related).order_by("-start", "-pk"))


def said(kind: Kind, row: Any, *, in_full: bool = False) -> dict[str, str]:
    """Field → what a row says of it, masked fields masked."""
    return {name: text for name, _label, text in words_of(kind, row, in_full=in_full)}


def state_word(state: str) -> str:
    """How an entry lies to the day of the screen."""
    return {NOW: _("in force"), FUTURE: _("takes effect later")}.get(state, _("ended"))


@dataclass(frozen=True)
class FieldStep:
    """One field of a version: what it said before and says now."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Version:
    """One act on a row: `kind` is + for entered, ~ for changed, - for withdrawn; `note` says why."""

    when: datetime
    who: str
    kind: str
    note: str
    fields: list[FieldStep]


def versions_of(user: User, kind: Kind, pk: int) -> tuple[Officer, list[Version], bool]:
    """Whose row it is, its versions, newest first, and whether it still stands.

    404 when it is out of reach. A withdrawn row is seen by whoever sees the officer. Masked fields stay
    masked, files unnamed to whoever may not see them.
    """
    require(user, kind.model, "view")
    history: Any = kind.model.history  # type: ignore[attr-defined]
    along = ("history_user__officer", "scan", *kind.related)
    rows = list(history.filter(id=pk, **kind.where).select_related(*along).order_by("history_id"))
    if not rows:
        raise Http404
    officer = rows_for(user, Officer, "view").filter(pk=rows[-1].officer_id).first()
    if officer is None or not may_see(user, kind, officer):
        raise Http404
    stands = rows[-1].history_type != "-"
    with_files = bool(tables_open(user, officer, "view", (RecordFile,)))
    return officer, list(_told(kind, rows, with_files=with_files))[::-1], stands


def _told(kind: Kind, rows: list[Any], *, with_files: bool) -> Iterator[Version]:
    names = [*kind.fields, *_ALWAYS_TOLD, *(_FILES if with_files else ())]
    before = None
    for row in rows:
        steps = [] if row.history_type == "-" else list(_steps(kind, names, before, row))
        if steps or row.history_type == "-":
            yield Version(
                when=row.history_date,
                who=name_of(row.history_user) if row.history_user else _("The system"),
                kind=row.history_type,
                note=row.history_change_reason or "",
                fields=steps,
            )
        before = row


def _steps(kind: Kind, names: Iterable[str], before: Any, after: Any) -> Iterator[FieldStep]:
    for name in names:
        field: Any = kind.model._meta.get_field(name)
        new = _veiled(kind, after, name)
        old = _veiled(kind, before, name) if before is not None else ""
        changed = (
            before is None or old != new or getattr(before, field.attname) != getattr(after, field.attname)
        )
        if changed and (old or new):
            yield FieldStep(str(field.verbose_name), old, new)


def _veiled(kind: Kind, row: Any, name: str) -> str:
    if name == "start":
        return show_partial(row.start, row.start_precision)
    return veiled(str(kind.model._meta.model_name), name, shown_value(row, name))
