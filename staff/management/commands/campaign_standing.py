"""`manage.py campaign_standing`: write down where the units of every open campaign stand today (for cron)."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from staff.models import QualityCampaign
from staff.services.campaigns import record_standing


class Command(BaseCommand):
    """One row for each unit and day; running it again on a day replaces the figures of that day."""

    help = "Write down where the units of every open data quality campaign stand today."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many units each campaign has."""
        today = timezone.localdate()
        for campaign in QualityCampaign.objects.filter(closed_on=None, opened_on__lte=today):
            units = record_standing(campaign=campaign, day=today)
            self.stdout.write(f"{campaign.pk} {campaign.name}: {units}")
