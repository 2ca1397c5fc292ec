"""What the console's forms change by hand: facts of a unit, a person, a quota."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hrm.kernel.dates import PartialDate
from staff.models import Officer, Unit, UnitQuota, User
from staff.services import officers, units
from staff.services.errors import DomainError
from staff.services.ledger import Ledger
from staff.services.record import known_since
from staff.services.unit_book import UnitBook, ancestors_of, correct_unit, load_units


def day(value: date) -> PartialDate:
    """A date typed in full."""
    return PartialDate(value, "day")


@transaction.atomic
def amend_unit(*, actor: User, unit: Unit, end: date | None, **facts: Any) -> Unit:
    """Correct name, kind or parent of a unit, and close it where a last day was entered."""
    ledger = Ledger(actor)
    book = load_units()
    stored = book.units[unit.code]
    if stored.end is not None and end is None:
        raise DomainError(_("a closed unit does not open again; open a successor"), "end")
    _require_above(book, stored, facts.get("parent"))
    correct_unit(ledger, stored, **facts)
    ledger.write()
    fresh = Unit.objects.get(pk=unit.pk)
    return units.close_unit(actor=actor, unit=fresh, day=end) if end and end != fresh.end else fresh


def _require_above(book: UnitBook, unit: Unit, parent: Unit | None) -> None:
    """A unit cannot lie below itself."""
    parents = {other.code: other.parent.code for other in book.units.values() if other.parent is not None}
    if parent is not None and unit.code in (parent.code, *ancestors_of(parent.code, parents)):
        raise DomainError(
            _("“%(parent)s” is the unit itself or lies below it") % {"parent": parent.code}, "parent"
        )


@transaction.atomic
def give_quota(*, actor: User, unit: Unit, seats: int, start: date, decision: str) -> UnitQuota:
    """Give a unit its seats from a day on; the same day again corrects."""
    units.set_quota(actor=actor, unit=unit, seats=seats, start=day(start), decision=decision)
    return UnitQuota.objects.get(unit=unit, start=start)


@transaction.atomic
def amend_quota(*, actor: User, quota: UnitQuota, seats: int, decision: str) -> UnitQuota:
    """Correct the seats or the decision of a quota; from when it holds is another quota."""
    if quota.decision and not decision:
        raise DomainError(_("a decision number can be corrected, not removed"), "decision")
    start = known_since(quota.start, quota.start_precision)
    units.set_quota(actor=actor, unit=quota.unit, seats=seats, start=start, decision=decision)
    amended: UnitQuota = UnitQuota.objects.select_related("unit").get(pk=quota.pk)
    return amended


@transaction.atomic
def amend_officer(*, actor: User, officer: Officer, **facts: Any) -> Officer:
    """Correct facts of a person that have no date; a date typed here is known to the day."""
    for name in ("birth", "service_start", "party_joined"):
        stored = "birth_date" if name == "birth" else name
        if stored in facts and facts[stored] != getattr(officer, stored):
            facts[f"{name}_precision"] = "day"
    return officers.correct(actor=actor, officer=officer, **facts)
