"""The verbs of the personnel record: recruit, correct, transfer, second, appoint, leave."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hrm.kernel.dates import PartialDate
from staff.enums import Engagement
from staff.models import Officer, Post, Rank, Unit, User
from staff.services.errors import DomainError
from staff.services.ledger import Ledger
from staff.services.record import (
    Record,
    add_officer,
    close_record,
    correct_officer,
    known_since,
    load_record,
    move_service_start,
    set_charges,
    set_posting,
    set_qualification,
    set_rank,
    set_secondment,
    set_step,
)

_UNDATED = ("postings", "ranks", "steps", "qualifications")


@transaction.atomic
def recruit(
    *,
    actor: User | None,
    number: str,
    full_name: str,
    birth_date: PartialDate,
    sex: str,
    service_start: PartialDate,
    unit: Unit,
    rank: Rank,
    post: Post | None = None,
    acting: bool = False,
    engagement: str = Engagement.CIVIL_SERVANT,
    **facts: Any,
) -> Officer:
    """Take someone into service: the person, the first posting and the first rank."""
    if Officer.objects.filter(number=number).exists():
        raise DomainError(_("personnel number “%(number)s” is taken") % {"number": number}, "number")
    ledger = Ledger(actor)
    facts |= {"birth_date": birth_date.value, "birth_precision": birth_date.precision}
    facts |= {"service_start": service_start.value, "service_start_precision": service_start.precision}
    record = add_officer(ledger, number=number, full_name=full_name, sex=sex, **facts)
    set_posting(
        record, ledger, unit=unit, start=service_start, engagement=engagement, post=post, acting=acting
    )
    set_rank(record, ledger, rank=rank, start=service_start)
    ledger.write()
    return record.officer


@transaction.atomic
def correct(*, actor: User | None, officer: Officer, **facts: Any) -> Officer:
    """Correct facts of the person that have no date; a new first day of service moves what hung on it."""
    record, ledger = _open(officer, actor)
    if "service_start" in facts:
        precision = facts.get("service_start_precision", record.officer.service_start_precision)
        start = known_since(facts["service_start"], precision)
        move_service_start(record, ledger, start, lists=_UNDATED)
    correct_officer(record, ledger, **facts)
    return _close(record, ledger)


@transaction.atomic
def transfer(
    *,
    actor: User | None,
    officer: Officer,
    unit: Unit,
    start: PartialDate,
    post: Post | None = None,
    acting: bool = False,
    engagement: str = Engagement.CIVIL_SERVANT,
) -> Officer:
    """Give the officer a home posting from a day on; the one before ends that day, with its charges."""
    record, ledger = _open(officer, actor)
    known = len(record.postings)
    set_posting(record, ledger, unit=unit, start=start, engagement=engagement, post=post, acting=acting)
    if len(record.postings) > known:
        set_charges(record, ledger, [], record.postings[-1])
    return _close(record, ledger)


@transaction.atomic
def second(
    *, actor: User | None, officer: Officer, unit: Unit, start: PartialDate, end: date | None = None
) -> Officer:
    """Lend the officer to another unit until `end` (exclusive); the home posting stays."""
    record, ledger = _open(officer, actor)
    set_secondment(record, ledger, unit=unit, start=start, end=end)
    return _close(record, ledger)


@transaction.atomic
def appoint_rank(*, actor: User | None, officer: Officer, rank: Rank, start: PartialDate) -> Officer:
    """Appoint to a rank from a day on."""
    record, ledger = _open(officer, actor)
    set_rank(record, ledger, rank=rank, start=start)
    return _close(record, ledger)


@transaction.atomic
def raise_step(
    *,
    actor: User | None,
    officer: Officer,
    step: int,
    start: PartialDate,
    coefficient: Decimal | None = None,
) -> Officer:
    """Give a salary step from a day on."""
    record, ledger = _open(officer, actor)
    set_step(record, ledger, step=step, coefficient=coefficient, start=start)
    return _close(record, ledger)


@transaction.atomic
def record_qualification(
    *,
    actor: User | None,
    officer: Officer,
    kind: str,
    level: str,
    title: str,
    specialty: str = "",
    start: PartialDate | None = None,
) -> Officer:
    """Record a level of education, political theory or state management, from a day on."""
    record, ledger = _open(officer, actor)
    set_qualification(record, ledger, kind=kind, level=level, title=title, specialty=specialty, start=start)
    return _close(record, ledger)


@transaction.atomic
def put_in_charge(*, actor: User | None, officer: Officer, units: Sequence[Unit]) -> Officer:
    """Put exactly these units in a deputy's charge (art. 15.4 of Decree 335/2025)."""
    record, ledger = _open(officer, actor)
    if not record.postings:
        raise DomainError(_("the officer serves in no unit"), "charges")
    set_charges(record, ledger, units, record.postings[-1])
    return _close(record, ledger)


@transaction.atomic
def leave_service(*, actor: User | None, officer: Officer, day: date, reason: str = "") -> Officer:
    """End the service on `day`, the first day no longer in service; what is open closes that day."""
    record, ledger = _open(officer, actor)
    before = record.officer.service_end
    correct_officer(record, ledger, service_end=day, service_end_reason=reason)
    close_record(record, ledger, instead_of=before)
    return _close(record, ledger)


def _open(officer: Officer, actor: User | None) -> tuple[Record, Ledger]:
    """The record as it stands, under a lock where the database has one."""
    locked = Officer.objects.select_for_update().get(pk=officer.pk)
    return load_record(locked), Ledger(actor)


def _close(record: Record, ledger: Ledger) -> Officer:
    """A posting outside the time of service is refused; then everything is written at once."""
    close_record(record, ledger, instead_of=record.officer.service_end)
    ledger.write()
    return record.officer
