"""Enforcement officers (chấp hành viên) by unit: civil servants at home there who hold such a rank."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from django.db.models import Count, Exists, OuterRef

from staff.enums import RankFamily
from staff.models import Posting, RankHolding


def enforcers_by_unit(at: date, units: Collection[int] | None = None) -> Counter[int]:
    """Unit id → enforcement officers with their primary posting in the unit itself that day; one query."""
    held = RankHolding.objects.at(at).filter(officer=OuterRef("officer"), rank__family=RankFamily.ENFORCER)
    homes = Posting.objects.primary().civil_servants().at(at).filter(Exists(held))
    if units is not None:
        homes = homes.filter(unit_id__in=units)
    counted = homes.order_by().values("unit_id").annotate(number=Count("officer_id", distinct=True))
    return Counter(dict(counted.values_list("unit_id", "number")))
