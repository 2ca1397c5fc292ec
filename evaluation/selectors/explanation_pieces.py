"""What happened to the work of one form beside its quantities: hand-overs, joint shares, defects, corrections."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from evaluation.enums import Verdict
from evaluation.models import HandOver, JointShare, SupplementaryLine, WorkInstance
from evaluation.selectors.shown import count, exact
from hrm.kernel.dates import show_date
from staff.access import rows_for
from staff.access.gate import Asker


@dataclass(frozen=True)
class Piece:
    """One happening as a sentence that names its article."""

    text: str


def pieces_of(user: Asker, item_ids: Collection[int]) -> dict[int, list[Piece]]:
    """Work row → what happened to it, as far as the asker may see; three queries."""
    found: dict[int, list[Piece]] = defaultdict(list)
    if item_ids:
        _add_hand_overs(found, user, set(item_ids))
        _add_shares(found, user, item_ids)
        _add_instances(found, user, item_ids)
    return found


def corrections_of(user: Asker, figure_ids: Collection[int]) -> dict[int, list[Piece]]:
    """Caseload row → its supplementary reports (TT 05/2024 art. 11), as far as the asker may see; one query."""
    found: dict[int, list[Piece]] = defaultdict(list)
    if not figure_ids:
        return found
    rows = rows_for(user, SupplementaryLine, "view").filter(figure_id__in=figure_ids)
    for row in rows.select_related("report").order_by("report__made_at"):
        text = _("Supplementary report %(number)s of %(day)s: C12 from %(before)s to %(after)s.") % {
            "number": row.report.number,
            "day": show_date(row.report.signed_on),
            "before": count((row.before or {}).get("resolved")),
            "after": count(row.after.get("resolved")),
        }
        found[row.figure_id].append(Piece(text))
    return found


def _add_hand_overs(found: dict[int, list[Piece]], user: Asker, items: set[int]) -> None:
    rows = rows_for(user, HandOver, "view").filter(Q(item_id__in=items) | Q(taken_id__in=items))
    for row in rows.select_related("item__officer", "taken__officer"):
        details = {
            "quantity": exact(row.quantity),
            "day": show_date(row.day),
            "to": row.taken.officer.full_name,
            "from": row.item.officer.full_name,
            "reason": row.reason,
        }
        if row.item_id in items:
            text = _(
                "Handed over on %(day)s: %(quantity)s to %(to)s (%(reason)s); stays in the assigned total and "
                "is not counted as done (article 18.1.d)."
            )
            found[row.item_id].append(Piece(text % details))
        if row.taken_id in items:
            text = _(
                "Taken over on %(day)s: %(quantity)s from %(from)s; outside the assigned total, adds to what "
                "was done (article 18.1.d)."
            )
            found[row.taken_id].append(Piece(text % details))


def _add_shares(found: dict[int, list[Piece]], user: Asker, items: Collection[int]) -> None:
    rows = rows_for(user, JointShare, "view").filter(item_id__in=items).select_related("joint")
    for row in rows:
        text = _("Share of the joint product “%(title)s”: %(share)s of %(whole)s (article 18.1.c).")
        details = {
            "title": row.joint.title,
            "share": exact(row.quantity),
            "whole": exact(row.joint.quantity),
        }
        found[row.item_id].append(Piece(text % details))


def _add_instances(found: dict[int, list[Piece]], user: Asker, items: Collection[int]) -> None:
    for row in rows_for(user, WorkInstance, "view").filter(item_id__in=items):
        text = f"{row.get_kind_display()}, {show_date(row.day)}: {row.reason}."
        if row.objective == Verdict.YES:
            text += " " + _("Objective cause confirmed, so nothing is taken off (article 14.2).")
        found[row.item_id].append(Piece(text))
