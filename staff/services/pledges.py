"""Pledges on integrity: a plan, versions of its text, the own confirmation of a person, pledges on paper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.text import nfc
from staff.enums import FileKind, PledgeMethod
from staff.models import Officer, Pledge, PledgePlan, PledgeText, Unit, User
from staff.rules.pledging import day_of_plan, text_hash
from staff.selectors.pledges import asks, newest_text, texts_asking
from staff.services.errors import DomainError
from staff.services.record_files import keep_file


@dataclass(frozen=True)
class Signing:
    """What a copy of a pledge says: who confirmed which text when."""

    text: PledgeText
    officer: Officer
    moment: datetime


@transaction.atomic
def make_plan(
    *,
    actor: User | None,
    unit: Unit,
    year: int,
    title: str,
    decision: str,
    opened_on: date,
    deadline: date,
    enforcers_only: bool,
    body: str,
) -> PledgePlan:
    """Issue a year's plan for a unit and everything below it, with the first text."""
    Unit.objects.select_for_update().get(pk=unit.pk)  # of two plans at once the second is refused
    if PledgePlan.objects.filter(unit=unit, year=year).exists():
        message = _("the unit already has a plan for %(year)d")
        raise DomainError(message % {"year": year}, "year")
    if opened_on.year not in (year, year - 1):
        message = _("the plan for %(year)d is issued in that year or at the end of the year before")
        raise DomainError(message % {"year": year}, "opened_on")
    if deadline < opened_on:
        raise DomainError(_("the last day to sign comes before the day of issue"), "deadline")
    if deadline.year != year:
        raise DomainError(_("the last day to sign lies in another year than the plan"), "deadline")
    plan = PledgePlan(
        unit=unit,
        year=year,
        title=nfc(title),
        decision=nfc(decision),
        opened_on=opened_on,
        deadline=deadline,
        enforcers_only=enforcers_only,
        created_by=actor,
    )
    _save(plan, actor)
    write_text(actor=actor, plan=plan, body=body)
    return plan


@transaction.atomic
def write_text(*, actor: User | None, plan: PledgePlan, body: str) -> PledgeText:
    """Write the next version of the text; everyone is asked again, pledges on older texts stay."""
    locked = PledgePlan.objects.select_for_update().get(pk=plan.pk)
    body = "\n".join(nfc(line) for line in body.splitlines()).strip()
    if not body:
        raise DomainError(_("write the text that is pledged"), "body")
    newest = newest_text(locked)
    if newest is not None and newest.sha256 == text_hash(body):
        raise DomainError(_("the text is the same as version %(n)d") % {"n": newest.version}, "body")
    version = newest.version + 1 if newest else 1
    # The history of the plan says who wrote which version.
    _save(locked, actor, f"v{version}")
    return PledgeText.objects.create(plan=locked, version=version, body=body, sha256=text_hash(body))


@transaction.atomic
def sign_pledge(
    *, actor: User, text: PledgeText, moment: datetime, render: Callable[[Signing], bytes]
) -> Pledge:
    """The actor's own pledge on the newest text, with a copy as PDF in the own record.

    Only the person can do it; the caller has asked for the password again. DomainError for a text that
    is not the newest, does not ask the person, or is signed already. What `render` raises goes through.
    """
    officer = Officer.objects.select_for_update().filter(user=actor).first()
    if officer is None:
        raise DomainError(_("the account belongs to no officer"))
    day = timezone.localdate(moment)
    if text.pk not in {asked.pk for asked in texts_asking(officer, day)}:
        raise DomainError(_("this text is no longer asked of you; open the newest one"))
    _refuse_second(text, officer)
    if text_hash(text.body) != text.sha256:
        raise DomainError(_("the stored text was altered: its hash no longer matches"))
    copy = render(Signing(text, officer, moment))
    pledge = Pledge(text=text, officer=officer, signed_on=day, method=PledgeMethod.ACCOUNT, recorded_by=actor)
    return _keep(pledge, actor, BytesIO(copy))


@transaction.atomic
def record_paper_pledge(
    *,
    actor: User,
    text: PledgeText,
    officer: Officer,
    signed_on: date,
    today: date,
    scan: BinaryIO,
) -> Pledge:
    """A pledge that was signed on paper, with its scan (PDF, JPG or PNG, at most 10 MB)."""
    locked = Officer.objects.select_for_update().get(pk=officer.pk)
    if text != newest_text(text.plan):
        raise DomainError(_("a newer text is asked for"))
    _refuse_second(text, locked)
    if not asks(text.plan, locked, day_of_plan(text.plan.year, today)):
        raise DomainError(_("the plan does not ask this officer"))
    if signed_on > today:
        raise DomainError(_("the day lies in the future"), "signed_on")
    if signed_on < text.plan.opened_on:
        message = _("before the plan was issued (%(day)s)")
        raise DomainError(message % {"day": show_date(text.plan.opened_on)}, "signed_on")
    pledge = Pledge(
        text=text, officer=locked, signed_on=signed_on, method=PledgeMethod.PAPER, recorded_by=actor
    )
    return _keep(pledge, actor, scan)


def _refuse_second(text: PledgeText, officer: Officer) -> None:
    signed = Pledge.objects.filter(text=text, officer=officer).first()
    if signed is not None:
        message = _("this text was signed on %(day)s already")
        raise DomainError(message % {"day": show_date(signed.signed_on)})


def _keep(pledge: Pledge, actor: User, source: BinaryIO) -> Pledge:
    """The pledge with its copy in the person's record."""
    title = _("Pledge %(year)d, version %(n)d")
    named = title % {"year": pledge.text.plan.year, "n": pledge.text.version}
    pledge.copy = keep_file(
        actor=actor, officer=pledge.officer, kind=FileKind.PLEDGE, title=named, source=source
    )
    _save(pledge, actor)
    return pledge


def _save(row: Any, actor: User | None, why: str = "") -> None:
    row._history_user = actor
    row._change_reason = why or None
    row.save()
