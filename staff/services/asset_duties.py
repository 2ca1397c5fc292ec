"""Duties to declare assets: made in bulk for a year, one by one, marked as handed in and published."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.enums import AssetDutyKind
from staff.kinds import KINDS, Kind
from staff.models import AssetDuty, Officer, User
from staff.rules.declarations import due_of
from staff.services.errors import DomainError
from staff.services.fact_book import load_books
from staff.services.fact_entry import amend, enter
from staff.services.ledger import Ledger
from staff.services.record import chunks

SLUG: Final = "ke-khai-tai-san"


@transaction.atomic
def make_yearly_duties(*, actor: User | None, officers: Collection[Officer], year: int) -> int:
    """Give each officer the yearly duty of a year, in a few statements; returns how many were new.

    The duty arises on 1 January. Whoever has the duty of that year already keeps it as it is.
    """
    _lock(officers)
    kept = AssetDuty.objects.filter(kind=AssetDutyKind.YEARLY, year=year)
    known = set(kept.order_by().values_list("officer_id", flat=True))
    first = date(year, 1, 1)
    due = due_of(AssetDutyKind.YEARLY, first)
    rows = [
        AssetDuty(officer=officer, kind=AssetDutyKind.YEARLY, year=year, due=due, start=first)
        for officer in officers
        if officer.pk not in known
    ]
    _enter(actor, rows)
    return len(rows)


@transaction.atomic
def make_duty(
    *, actor: User | None, officer: Officer, kind: AssetDutyKind, day: date, today: date
) -> AssetDuty:
    """Give one officer a duty of any kind; `day` and the last day to hand in: see rules.declarations."""
    due = due_of(kind, day)
    start = {AssetDutyKind.YEARLY: date(day.year, 1, 1), AssetDutyKind.PERSONNEL: today}.get(kind, day)
    if kind == AssetDutyKind.PERSONNEL and due < today:
        message = _("the declaration had to be there by %(day)s, 10 days before the appointment")
        raise DomainError(message % {"day": show_date(due)}, "day")
    if day.year > today.year + 1:
        raise DomainError(_("the year is too late; please check"), "day")
    row = AssetDuty(officer=officer, kind=kind, year=day.year, due=due, start=start)
    _lock([officer])
    known = AssetDuty.objects.filter(officer=officer, kind=kind)
    if known.filter(year=row.year).exists() if kind == AssetDutyKind.YEARLY else known.filter(start=start):
        raise DomainError(_("the officer has that duty already"), "kind")
    _enter(actor, [row])
    return row


@transaction.atomic
def mark_duties(
    *,
    actor: User | None,
    duties: Sequence[AssetDuty],
    today: date,
    handed_in: date | None = None,
    published: date | None = None,
) -> int:
    """Write down the day on which declarations were handed in, or published; all of them or none.

    Returns how many changed. DomainError names the person whose duty refuses the day.
    """
    days = {name: day for name, day in (("handed_in", handed_in), ("published", published)) if day}
    for name, day in days.items():
        if day > today:
            raise DomainError(_("the day lies in the future"), name)
    ledger, kind = Ledger(actor), _kind()
    people = {duty.officer_id: duty.officer for duty in duties}
    _lock(people.values())
    books = load_books(list(people.values()), [kind])
    changed = 0
    for duty in duties:
        row = next((each for each in books[duty.officer_id].of(kind.slug) if each.pk == duty.pk), None)
        if row is None:
            raise DomainError(_("the entry no longer exists: it was withdrawn meanwhile"))
        changed += any(getattr(row, name) != day for name, day in days.items())
        try:
            amend(books[duty.officer_id], ledger, kind, row, start=row.start, end=row.end, values=days)
        except DomainError as refusal:
            raise DomainError(f"{duty.officer.full_name}: {refusal.message}", refusal.field) from None
    ledger.write()
    return changed


def _lock(officers: Collection[Officer]) -> None:
    """Of two people who do the same at the same time, the second sees what the first did."""
    for ids in chunks([officer.pk for officer in officers]):
        list(Officer.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _enter(actor: User | None, rows: Collection[AssetDuty]) -> None:
    """Through the rules of every history, in one go: with 3,000 people as with one."""
    ledger, kind = Ledger(actor), _kind()
    books = load_books(list({row.officer_id: row.officer for row in rows}.values()), [kind])
    for row in rows:
        enter(books[row.officer_id], ledger, kind, row)
    ledger.write()


def _kind() -> Kind:
    return next(kind for kind in KINDS if kind.slug == SLUG)
