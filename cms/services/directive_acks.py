"""Confirming that a directive was read, and reminding those who have not."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.models import Acknowledgement, Directive, DirectiveVersion
from cms.selectors.directive_readers import counts
from cms.selectors.directives import home_unit_of, reader_of
from hrm.kernel.dates import show_date
from staff.access import rows_for
from staff.models import User
from staff.services.errors import DomainError
from staff.services.notices import notice_of, tell_all


@transaction.atomic
def acknowledge_version(*, actor: User, directive: Directive, version_id: int) -> Acknowledgement:
    """Confirm for oneself that one has read a version; a second click changes nothing.

    DomainError when a newer version is asked by now, when nobody is asked, or when one is not addressed.
    """
    addressed: Any = rows_for(actor, DirectiveVersion, "acknowledge")
    asked = addressed.asked().filter(directive=directive).first()
    officer_id = reader_of(actor)
    unit_id = home_unit_of(officer_id, localdate()) if officer_id else None
    if asked is None or officer_id is None or unit_id is None:
        raise DomainError(_("You are not asked to confirm this directive."))
    if asked.pk != version_id:
        raise DomainError(_("A new version was made known meanwhile; please read it, then confirm."))
    row, _made = Acknowledgement.objects.get_or_create(
        version=asked, officer_id=officer_id, defaults={"unit_id": unit_id}
    )
    return row


@transaction.atomic
def remind_readers(
    *, actor: User, version: DirectiveVersion, units: Collection[int] | None, day: date
) -> int:
    """Remind everyone in these units (None: all) who has not confirmed; gives how many accounts were told.

    Nobody is reminded of the same version twice on one day, whoever reminds.
    """
    found = counts(DirectiveVersion.objects.filter(pk=version.pk), day, units)
    key = f"directive:{version.pk}:remind:{day.isoformat()}"
    users = [
        reader.person.user_id
        for count in found
        for reader in count.readers
        if reader.at is None and reader.person.user_id is not None
    ]
    active = User.objects.filter(pk__in=users, is_active=True).values_list("pk", flat=True)
    url = reverse("cms:directive", args=[version.directive_id])
    return tell_all([notice_of(user_id=pk, key=key, text=_reminder(version), url=url) for pk in active])


def _reminder(version: DirectiveVersion) -> str:
    told = {"symbol": version.directive.symbol, "title": version.directive.title}
    if version.acknowledge_by is None:
        return _("Please read and confirm %(symbol)s: %(title)s") % told
    text = _("Please read and confirm %(symbol)s by %(day)s: %(title)s")
    return text % {**told, "day": show_date(version.acknowledge_by)}
