"""Drives (đợt cao điểm): days, unit and targets of their own, and what the units report of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from evaluation.models import Drive, DriveResult
from evaluation.rules.books import falls
from hrm.kernel.dates import show_date, show_last_day
from staff.models import Unit, User
from staff.selectors.tree import load_tree
from staff.services.errors import DomainError

_FACTS = ("name", "start", "end", "target_cases", "target_money", "decision", "decision_date")


@transaction.atomic
def open_drive(*, actor: User | None, unit: Unit, facts: Mapping[str, Any]) -> Drive:
    """Begin a drive of a unit and everything below it; `end` is the first day no longer in it."""
    drive = Drive(unit=unit, **{name: facts[name] for name in _FACTS})
    _check(drive)
    if Drive.objects.filter(unit=unit, name=drive.name, start=drive.start).exists():
        raise DomainError(_("the unit already has a drive of that name from that day"), "name")
    return _saved(drive, actor)


@transaction.atomic
def change_drive(*, actor: User | None, drive: Drive, facts: Mapping[str, Any]) -> Drive:
    """Change days, name or targets; results reported must stay within the days."""
    locked: Drive = Drive.objects.select_for_update().get(pk=drive.pk)
    for name in _FACTS:
        setattr(locked, name, facts[name])
    _check(locked)
    outside = locked.results.exclude(day__gte=locked.start, day__lt=locked.end).order_by("day").first()
    if outside:
        message = _("results were reported for %(day)s; the drive must contain that day")
        raise DomainError(message % {"day": show_date(outside.day)}, "start")
    return _saved(locked, actor)


@transaction.atomic
def report_result(
    *, actor: User | None, drive: Drive, unit: Unit, day: date, cases: int, money: int, today: date
) -> DriveResult:
    """What a unit resolved from the first day of a drive up to `day`; the same day again corrects.

    Counted from the first day, so it never falls from one day to a later one. `money` in đồng.
    """
    locked: Drive = Drive.objects.select_for_update().get(pk=drive.pk)
    _check_day(locked, unit, day, today)
    others = DriveResult.objects.filter(drive=locked, unit=unit).exclude(day=day)
    earlier = others.filter(day__lt=day).order_by("-day").first()
    later = others.filter(day__gt=day).order_by("day").first()
    if falls(_pair(earlier), (cases, money), _pair(later)):
        raise DomainError(_fall_message(earlier, later), "cases")
    stored = DriveResult.objects.filter(drive=locked, unit=unit, day=day).first()
    row: Any = stored or DriveResult(drive=locked, unit=unit, day=day)
    row.cases, row.money, row.reported_by = cases, money, actor
    row._history_user = actor
    row.save()
    return cast(DriveResult, row)


def _check(drive: Drive) -> None:
    if drive.end is None or drive.end <= drive.start:
        raise DomainError(_("The last day must come after the first."), "last_day")
    if not drive.target_cases and not drive.target_money:
        raise DomainError(_("a drive has a target: cases, money, or both"), "target_cases")
    if bool(drive.decision) != (drive.decision_date is not None):
        raise DomainError(_("give both the number and the date of the decision, or neither"), "decision")


def _check_day(drive: Drive, unit: Unit, day: date, today: date) -> None:
    if unit.pk not in load_tree().below([drive.unit_id]):
        raise DomainError(_("the unit does not take part in this drive"), "unit")
    if not drive.start <= day or (drive.end and day >= drive.end):
        message = _("the drive runs from %(start)s to %(end)s; expected a day of it")
        details = {"start": show_date(drive.start), "end": show_last_day(drive.end)}
        raise DomainError(message % details, "day")
    if day > today:
        raise DomainError(_("the day lies in the future"), "day")


def _pair(row: DriveResult | None) -> tuple[int, int] | None:
    return (row.cases, row.money) if row else None


def _fall_message(earlier: DriveResult | None, later: DriveResult | None) -> str:
    message = _(
        "results are counted from the first day of the drive and never fall; stored: %(stored)s. "
        "Check the figures, or correct the stored day first"
    )
    told = [
        _("%(day)s: %(cases)s cases, %(money)s đồng")
        % {"day": show_date(row.day), "cases": row.cases, "money": row.money}
        for row in (earlier, later)
        if row
    ]
    return message % {"stored": "; ".join(told)}


def _saved(drive: Drive, actor: User | None) -> Drive:
    drive._history_user = actor  # type: ignore[attr-defined]
    drive.save()
    return drive
