"""Carrying a plan out: once, all of it or nothing, exactly as its preview said."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from staff.access import grant
from staff.enums import PlanState, PostingKind
from staff.models import Posting, ReorganisationPlan, Unit, User
from staff.registries import reorganisation_followers
from staff.selectors.reorganisation.preview import Preview, headcount, preview_of, reorganised
from staff.services.errors import DomainError
from staff.services.ledger import Ledger
from staff.services.reorganising.entering import close_units, open_units, pass_on
from staff.services.reorganising.plans import locked_draft, save_plan
from staff.services.unit_book import load_units


class DataChanged(DomainError):  # noqa: N818  reads as what happened
    """What the plan would do is no longer what the preview said. Nothing was written."""


@transaction.atomic
def carry_out(*, actor: User, plan: ReorganisationPlan, seen: str) -> ReorganisationPlan:
    """Close, open, and carry people, quotas, reach and open evaluations over, as previewed.

    `seen` is the fingerprint of the preview that is confirmed. Raises DataChanged when the data differ
    by now, DomainError when something stands against the plan or it was carried out before.
    """
    draft = locked_draft(plan)
    load_units()  # holds the tree against other writers until the transaction ends
    preview = preview_of(draft)
    if preview.fingerprint != seen:
        raise DataChanged(_("The data changed since the preview. Nothing was written: read it again."))
    if preview.problems:
        raise DomainError(preview.problems[0].text)
    opened = _enter(preview, actor)
    granted = _grant(preview, opened, actor)
    followed = _follow(preview, opened, actor)
    _require_balance(preview, opened)
    return _close_plan(draft, preview, actor, granted=granted, followed=followed)


def _enter(preview: Preview, actor: User) -> dict[str, Unit]:
    """Units first: what hangs on them needs their keys. Returns the successors by code."""
    situation, changes = preview.situation, preview.changes
    ledger = Ledger(actor)
    opened = open_units(situation, ledger)
    ledger.write()
    close_units(situation, changes, opened, ledger)
    pass_on(situation, changes, opened, ledger)
    ledger.write()
    return opened


def _grant(preview: Preview, opened: dict[str, Unit], actor: User) -> int:
    """Reach on the successors; the one on the closed units stays, so that old reports stay readable."""
    copies = [copy for copy in preview.changes.grants if copy.copied]
    for copy in copies:
        grant(copy.held.holder, copy.held.code, opened[copy.to])
    return len(copies)


def _follow(preview: Preview, opened: dict[str, Unit], actor: User) -> dict[str, int]:
    told = reorganised(preview.situation, preview.changes, opened.values())
    return {follower.key: follower.follow(told, actor) for follower in reorganisation_followers}


def _require_balance(preview: Preview, opened: dict[str, Unit]) -> None:
    """What was written is what was shown: as many people at home in each successor, none in a closed unit."""
    day = preview.situation.day
    rows = Posting.objects.filter(kind=PostingKind.PRIMARY).at(day)
    expected = headcount(preview.situation, preview.changes)
    for code, unit in opened.items():
        count = expected.get(code)
        if rows.filter(unit=unit).count() != (count.servants + count.contract if count else 0):
            raise DomainError(_("The number of people of %(unit)s does not add up.") % {"unit": unit.name})
    if rows.filter(unit__in=preview.situation.closing).exists():
        raise DomainError(_("Somebody would still serve in a closed unit."))


def _close_plan(
    draft: ReorganisationPlan, preview: Preview, actor: User, *, granted: int, followed: dict[str, int]
) -> ReorganisationPlan:
    done: dict[str, Any] = {
        "closed": [line.code for line in preview.units if line.state == "closes"],
        "successors": [line.code for line in preview.units if line.state != "closes"],
        "people": preview.total_after.servants + preview.total_after.contract,
        "rows": len(preview.changes.rows),
        "seats": preview.total_after.seats,
        "grants": granted,
        "followed": followed,
    }
    draft.content = {**draft.content, "done": done}
    draft.state, draft.seen = PlanState.APPLIED, preview.fingerprint
    draft.applied_by, draft.applied_at = actor, timezone.now()
    return save_plan(draft, actor)
