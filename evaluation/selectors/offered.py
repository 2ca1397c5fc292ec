"""Work other apps offer for a period, as far as the asker gives work there: what was not taken over yet."""

from dataclasses import dataclass

from evaluation.models import TakenWork
from evaluation.rules.periods import ScoringPeriod
from evaluation.selectors.roster import Member
from hrm.kernel.text import vietnamese_name_key
from staff.models import User
from staff.registries import OfferedWork, WorkSource, work_sources


@dataclass(frozen=True)
class Offer:
    """One piece of work with its source and the officer whose work it may become."""

    source: WorkSource
    work: OfferedWork
    member: Member

    @property
    def name(self) -> str:
        """Names it among all offers, for inputs of forms."""
        return f"{self.source.key}-{self.work.key}".replace(".", "-")


def offers(user: User, period: ScoringPeriod, members: dict[str, Member]) -> list[Offer]:
    """Everything offered for these people in a period and never taken over, by unit, given name and day."""
    people = {member.officer_id: member for member in members.values()}
    unit_ids = {member.unit.pk for member in members.values()}
    found = []
    for source in work_sources:
        works = source.offered(user, unit_ids, period.start, period.end)
        taken = set(TakenWork.objects.filter(source=source.key).values_list("key", flat=True))
        found += [
            Offer(source, work, people[work.officer_id])
            for work in works
            if work.officer_id in people and work.key not in taken
        ]
    return sorted(found, key=_order)


def _order(offer: Offer) -> tuple[object, ...]:
    member = offer.member
    name = vietnamese_name_key(member.name)
    return (member.unit.code, name, member.number, offer.work.deadline, offer.name)
