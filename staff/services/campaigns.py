"""Campaigns for complete records: open with a baseline, write down where units stand, remind, close."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.models import CampaignStanding, QualityCampaign, Unit, User
from staff.rules.completeness import chosen_fields
from staff.selectors.campaigns import campaign_people
from staff.selectors.completeness import PersonStanding, summed
from staff.services.errors import DomainError
from staff.services.notices import tell

_FIGURES: Final = ("filled", "wanted", "complete", "people")


@transaction.atomic
def open_campaign(
    *, actor: User | None, unit: Unit, name: str, deadline: date, fields: Collection[str], today: date
) -> QualityCampaign:
    """Open a campaign for a unit and everything below it, and write down where its units stand now."""
    known = [field.key for field in chosen_fields(fields)]
    if not known:
        raise DomainError(_("choose at least one field"), "fields")
    if deadline < today:
        message = _("the deadline %(day)s is past; expected today or a later day")
        raise DomainError(message % {"day": show_date(deadline)}, "deadline")
    if QualityCampaign.objects.filter(unit=unit, closed_on=None, name=name).exists():
        raise DomainError(_("the unit already has an open campaign of that name"), "name")
    campaign = QualityCampaign(
        unit=unit, name=name, opened_on=today, deadline=deadline, fields=known, created_by=actor
    )
    _save(campaign, actor)
    record_standing(campaign=campaign, day=today)
    return campaign


@transaction.atomic
def record_standing(*, campaign: QualityCampaign, day: date) -> int:
    """Write down where each unit of the campaign stands on a day; returns the number of units.

    The same day again replaces the figures of that day, except on the opening day: the baseline stays.
    """
    if day < campaign.opened_on:
        raise DomainError(_("the day comes before the opening of the campaign"), "day")
    by_unit: dict[int, list[PersonStanding]] = defaultdict(list)
    for person in campaign_people(campaign, day):
        by_unit[person.unit_id].append(person)
    rows = [_standing(campaign, unit_id, day, people) for unit_id, people in sorted(by_unit.items())]
    if day == campaign.opened_on:
        CampaignStanding.objects.bulk_create(rows, ignore_conflicts=True)
    else:
        CampaignStanding.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["campaign", "unit", "day"],
            update_fields=list(_FIGURES),
        )
    return len(rows)


@transaction.atomic
def close_campaign(*, actor: User | None, campaign: QualityCampaign, today: date) -> QualityCampaign:
    """Close a campaign; where the units stand that day is the last figure it keeps."""
    locked: QualityCampaign = QualityCampaign.objects.select_for_update().get(pk=campaign.pk)
    _require_open(locked)
    record_standing(campaign=locked, day=today)
    locked.closed_on = today
    _save(locked, actor)
    return locked


@transaction.atomic
def remind_people(*, campaign: QualityCampaign, today: date, url: str, among: Collection[int]) -> int:
    """Tell the people of the units `among` whose records still lack fields of the campaign, once a day.

    Returns how many with an account were told anew; `url` leads to what they lack.
    """
    _require_open(campaign)
    people = campaign_people(campaign, today, units=among)
    behind = [person.officer_id for person in people if person.lacking]
    users = User.objects.filter(officer__pk__in=behind, is_active=True)
    text = _("%(name)s: your record still lacks fields; complete it by %(day)s.")
    told = text % {"name": campaign.name, "day": show_date(campaign.deadline)}
    return tell(users=users, key=f"chien-dich:{campaign.pk}:{today.isoformat()}", text=told, url=url)


def _standing(
    campaign: QualityCampaign, unit_id: int, day: date, people: list[PersonStanding]
) -> CampaignStanding:
    found = summed(people)
    figures = {name: getattr(found, name) for name in _FIGURES}
    return CampaignStanding(campaign=campaign, unit_id=unit_id, day=day, **figures)


def _save(campaign: Any, actor: User | None) -> None:
    campaign._history_user = actor
    campaign.save()


def _require_open(campaign: QualityCampaign) -> None:
    if campaign.closed_on is not None:
        message = _("the campaign was closed on %(day)s")
        raise DomainError(message % {"day": show_date(campaign.closed_on)})
