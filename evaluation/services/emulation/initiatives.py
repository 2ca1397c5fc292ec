"""Initiatives that a council recognised, kept with the level of their effect."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from evaluation.models import Initiative
from evaluation.services.emulation.proposals import save
from hrm.kernel.dates import show_date
from hrm.kernel.text import fold, nfc
from staff.models import Officer, Posting, Unit, User
from staff.services.errors import DomainError


@transaction.atomic
def keep_initiative(
    *,
    actor: User | None,
    officer: Officer,
    year: int,
    title: str,
    level: str,
    decision: str,
    decision_date: date,
    today: date,
    initiative: Initiative | None = None,
) -> Initiative:
    """Enter an initiative of an officer, or correct a stored one; its unit is the home on the day of the decision."""
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    _check_days(year, decision_date, today)
    others = Initiative.objects.filter(officer=officer, year=year)
    if initiative is not None:
        others = others.exclude(pk=initiative.pk)
    if any(fold(row.title) == fold(title) for row in others):
        raise DomainError(_("this initiative is already kept for that officer and year"), "title")
    row = Initiative() if initiative is None else Initiative.objects.select_for_update().get(pk=initiative.pk)
    row.officer, row.unit = officer, home_on(officer, decision_date)
    row.year, row.title, row.level = year, nfc(title), level
    row.decision, row.decision_date = nfc(decision), decision_date
    save(row, actor)
    return row


def home_on(officer: Officer, day: date) -> Unit:
    """Where the officer served on a day; DomainError for someone not in service then."""
    posting = Posting.objects.primary().at(day).filter(officer=officer).select_related("unit").first()
    if posting is None:
        message = _("%(name)s was not in service on %(day)s")
        raise DomainError(message % {"name": officer.full_name, "day": show_date(day)}, "officer")
    unit: Unit = posting.unit
    return unit


def _check_days(year: int, decision_date: date, today: date) -> None:
    if decision_date > today:
        raise DomainError(_("the day of the decision lies in the future"), "decision_date")
    if decision_date.year not in (year, year + 1):
        message = _("an initiative of %(year)d is recognised in that year or the next")
        raise DomainError(message % {"year": year}, "decision_date")
