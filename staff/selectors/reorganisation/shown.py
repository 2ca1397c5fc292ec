"""The changes of a plan in words, for the page and the workbook."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.models import Posting
from staff.selectors.reorganisation.changes import Act, Change, Why
from staff.selectors.reorganisation.situation import Situation


@dataclass(frozen=True)
class ShownChange:
    """One row of a record: what it is, from where to where, which post before and after, what happens."""

    change: Change
    what: str
    source: str
    to: tuple[str, ...]
    post_before: str
    post_after: str
    outcome: str
    chooses_post: bool
    chooses_to_go_on: bool


def shown_changes(situation: Situation, changes: Iterable[Change]) -> list[ShownChange]:
    """In the order in which a record is read."""
    return [_shown(situation, change) for change in changes]


def _shown(situation: Situation, change: Change) -> ShownChange:
    row, is_posting = change.row, isinstance(change.row, Posting)
    post = getattr(row, "post", None)
    after = situation.posts.get(change.post_id) if change.post_id else None
    return ShownChange(
        change=change,
        what=_what(row),
        source=row.unit.name,
        to=tuple(situation.name_of(code) for code in change.to) if change.goes_on else (),
        post_before=_with_acting(post, row) if post is not None else "",
        post_after=str(after) if is_posting and after is not None and change.goes_on else "",
        outcome=_outcome(situation, change),
        chooses_post=is_posting and post is not None and change.act == Act.CARRY,
        chooses_to_go_on=type(row).__name__ == "StandIn",
    )


def _what(row: Any) -> str:
    """The kind of row, with what it says besides unit and post."""
    if isinstance(row, Posting):
        label = str(row.get_kind_display())
        return f"{label} ({row.get_engagement_display()})" if row.engagement == "contract" else label
    heading = str(row._meta.verbose_name)
    heading = heading[:1].upper() + heading[1:]
    detail = row.get_kind_display() if hasattr(row, "kind") else getattr(row, "position", "")
    return f"{heading}: {detail}" if detail else heading


def _with_acting(post: Any, row: Any) -> str:
    return _("%(post)s (acting)") % {"post": post} if getattr(row, "acting", False) else str(post)


def _outcome(situation: Situation, change: Change) -> str:
    day, row = show_date(situation.day), change.row
    if change.act == Act.CARRY and row.end is not None:
        text = _("goes on from %(day)s until %(end)s")
        return text % {"day": day, "end": show_date(row.end)}
    if change.act == Act.CARRY:
        return _("goes on from %(day)s") % {"day": day}
    if change.act == Act.MOVE:
        return _("begins there on %(day)s") % {"day": show_date(row.start)}
    outcome = _("ends on %(day)s") % {"day": day} if change.act == Act.END else _("does not begin")
    return f"{outcome}: {_why(change)}" if change.why else outcome


def _why(change: Change) -> str:
    return {
        Why.AT_HOME: _("the unit becomes the own one"),
        Why.TWICE: _("held there already"),
        Why.POST: _("its post is given up"),
        Why.CHOICE: _("so chosen"),
    }[change.why or Why.CHOICE]
