"""Reference data of ratings: the groups of officers with similar duties."""

import csv
from pathlib import Path

from django.conf import settings
from django.db import transaction

from evaluation.models import DutyGroup

FILE = Path("fixtures") / "reference" / "duty_groups.csv"


@transaction.atomic
def install_duty_groups() -> None:
    """Add the groups that are missing (art. 20.5.a); those an agency changed stay as they are."""
    with (Path(settings.BASE_DIR) / FILE).open(encoding="utf-8") as file:
        for order, row in enumerate(csv.DictReader(file), start=1):
            DutyGroup.objects.get_or_create(
                code=row["code"],
                defaults={
                    "name": row["name"],
                    "leaders": row["leaders"] == "1",
                    "rank_codes": row["rank_codes"].split(),
                    "order": order,
                },
            )
