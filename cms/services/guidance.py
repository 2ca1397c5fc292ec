"""Guidance over time: what changed at each publishing, and the word of its owner that it still holds."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.models import GuidanceChange, GuidancePage
from cms.selectors.guidance import may_confirm
from hrm.kernel.text import nfc
from staff.models import User
from staff.services.errors import DomainError

LONGEST = timedelta(days=3 * 366)


@transaction.atomic
def note_change(*, page: GuidancePage, revision: Any) -> GuidanceChange | None:
    """Keep what a published version changed; versions without a note are kept only when they are the first."""
    if revision is not None and GuidanceChange.objects.filter(revision=revision).exists():
        return None
    first = not GuidanceChange.objects.filter(page_id=page.pk).exists()
    note = nfc(page.change_note) or (_("First published") if first else "")
    if not note:
        return None
    actor = revision.user if revision is not None else page.owner
    # The same note published twice (a schedule, an approval) is one change.
    last = GuidanceChange.objects.filter(page_id=page.pk).first()
    if last is not None and last.note == note and last.changed_on == localdate():
        return None
    return GuidanceChange.objects.create(
        page_id=page.pk, changed_on=localdate(), note=note, revision=revision, changed_by=actor
    )


@transaction.atomic
def confirm_guidance(*, page_id: int, next_review: date, actor: User) -> GuidancePage:
    """Confirm that published guidance still holds, until the day it is to be looked at again.

    A draft in the making is kept and takes the new days along. DomainError when the person may not, the
    page is not published, or the day is not ahead of us within three years.
    """
    page: GuidancePage = GuidancePage.objects.select_for_update(of=("self",)).get(pk=page_id)
    today = localdate()
    if not may_confirm(actor, page):
        raise DomainError(_("Only the officer in charge and editors of the page confirm it."))
    if not page.live:
        raise DomainError(_("Only published guidance is confirmed."))
    if not today < next_review <= today + LONGEST:
        raise DomainError(_("The next review must lie ahead, within three years."), "next_review")
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    _confirmed(page, today, next_review).save_revision(user=actor).publish(
        user=actor, skip_permission_checks=True
    )
    if draft is not None:
        _confirmed(draft, today, next_review).save_revision(user=actor)
    confirmed: GuidancePage = GuidancePage.objects.get(pk=page_id)
    return confirmed


def _confirmed(page: Any, today: date, next_review: date) -> Any:
    page.confirmed_on, page.review_due, page.change_note = today, next_review, ""
    return page
