"""Labour contracts that end (Decrees 111/2022 and 173/2025)."""

from collections.abc import Iterator
from typing import Final

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.enums import ContractKind
from staff.models import LabourContract
from staff.rules.due import DueKind
from staff.selectors.due.days import before
from staff.selectors.due.scope import Scope
from staff.selectors.due.shape import DueItem, Source


def contracts(scope: Scope) -> Iterator[DueItem]:
    """The last contract of everyone who is still under one; a newer contract settles the older."""
    later = LabourContract.objects.filter(officer=OuterRef("officer"), start__gt=OuterRef("start"))
    last = scope.rows(LabourContract).filter(~Exists(later), end__isnull=False, start__lte=scope.at)
    for pk, officer_id, kind, start, end in last.values_list("pk", "officer_id", "kind", "start", "end"):
        if (met := scope.meets(officer_id, before(end))) is None or met.person.is_civil_servant:
            continue
        yield DueItem.of(
            met,
            DueKind.CONTRACT,
            pk,
            what=str(ContractKind(kind).label),
            why=_("contract from %(day)s to %(end)s (Decree 111/2022/NĐ-CP)")
            % {"day": show_date(start), "end": show_date(met.due)},
        )


SOURCE: Final = Source((DueKind.CONTRACT,), (LabourContract,), contracts)
