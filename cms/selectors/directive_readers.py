"""Who is asked to confirm directives and who has: officers serving on a day, each counted in one unit."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from cms.models import Acknowledgement, DirectiveTarget, DirectiveVersion
from cms.rules.audience import Addressee, Chair, counted_at
from staff.access.serving import level_of
from staff.enums import PostingKind
from staff.models import Posting
from staff.rules.progress import Filled
from staff.selectors.tree import Tree, load_tree

# Where a person is: on loan first, then at home, then in a second chair.
_ORDER = {PostingKind.SECONDMENT: 0, PostingKind.PRIMARY: 1, PostingKind.CONCURRENT: 2}


@dataclass(frozen=True)
class Person:
    """Someone who serves, with the chairs in the order in which the person is there."""

    officer_id: int
    user_id: int | None
    name: str
    name_key: str
    number: str
    chairs: tuple[int, ...]


@dataclass(frozen=True)
class Reader:
    """A person who is asked, the unit where the person is counted, and when the version was confirmed."""

    person: Person
    unit_id: int
    at: datetime | None

    @property
    def has_account(self) -> bool:
        """Whether the person can confirm at all."""
        return self.person.user_id is not None


@dataclass(frozen=True)
class Count:
    """Who is asked of a version: numerator, denominator, by unit."""

    version: DirectiveVersion
    readers: list[Reader] = field(default_factory=list)

    @property
    def share(self) -> Filled:
        """How many confirmed of how many asked."""
        return Filled(sum(reader.at is not None for reader in self.readers), len(self.readers))

    def overdue_on(self, day: date) -> bool:
        """Whether the deadline has passed while somebody has not confirmed."""
        deadline = self.version.acknowledge_by
        return deadline is not None and deadline < day and self.share.filled < self.share.wanted

    def by_unit(self) -> dict[int, list[Reader]]:
        """Unit → its readers."""
        found: dict[int, list[Reader]] = defaultdict(list)
        for reader in self.readers:
            found[reader.unit_id].append(reader)
        return found


def people_on(day: date) -> list[Person]:
    """Everyone who serves on a day, in one query."""
    rows = Posting.objects.at(day).order_by("officer_id", "start", "pk")
    facts = "officer__user_id", "officer__full_name", "officer__name_key", "officer__number"
    chairs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    known: dict[int, tuple[int | None, str, str, str]] = {}
    for officer_id, unit_id, kind, user_id, *told in rows.values_list(
        "officer_id", "unit_id", "kind", *facts
    ):
        chairs[officer_id].append((_ORDER[PostingKind(kind)], unit_id))
        name, name_key, number = map(str, told)
        known[officer_id] = (user_id, name, name_key, number)
    return [
        Person(pk, *known[pk], tuple(unit for _rank, unit in sorted(held, key=lambda each: each[0])))
        for pk, held in chairs.items()
    ]


def counts(versions: QuerySet[Any], day: date, units: Collection[int] | None = None) -> list[Count]:
    """Of each version who is asked on a day and who confirmed; `units`: only people counted there (None: all).

    Five queries, however many versions there are. A confirmation counts where its officer serves now.
    """
    listed = list(versions.select_related("directive__issuer"))
    if not listed:
        return []
    tree, people = load_tree(), people_on(day)
    targets = _targets({version.directive_id for version in listed})
    confirmed = _confirmed({version.pk for version in listed})
    seats = _Seats(tree)
    found = []
    for version in listed:
        places = seats.places(people, targets.get(version.directive_id, ()), units)
        readers = [
            Reader(person, place, confirmed.get((version.pk, person.officer_id))) for person, place in places
        ]
        found.append(Count(version, readers))
    return found


class _Seats:
    """Units as `rules.audience` reads them; people in the same chairs are looked at once for each directive."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._kinds = {node.id: (node.parent_id, node.kind) for node in tree.nodes.values()}
        self._chairs: dict[int, Chair] = {}

    def places(
        self, people: Iterable[Person], addressees: Collection[Addressee], units: Collection[int] | None
    ) -> list[tuple[Person, int]]:
        """People addressed, each with the unit that counts them."""
        known: dict[tuple[int, ...], int | None] = {}
        found = []
        for person in people:
            if person.chairs not in known:
                known[person.chairs] = counted_at(addressees, [self._chair(unit) for unit in person.chairs])
            place = known[person.chairs]
            if place is not None and (units is None or place in units):
                found.append((person, place))
        return found

    def _chair(self, unit_id: int) -> Chair:
        if unit_id not in self._chairs:
            level = level_of(unit_id, self._kinds)
            self._chairs[unit_id] = Chair(unit_id, self._tree.above(unit_id), level)
        return self._chairs[unit_id]


def _targets(directives: Collection[int]) -> dict[int, list[Addressee]]:
    found: dict[int, list[Addressee]] = defaultdict(list)
    rows = DirectiveTarget.objects.filter(directive__in=directives)
    for pk, unit_id, with_below, level in rows.values_list("directive_id", "unit_id", "with_below", "level"):
        found[pk].append(Addressee(unit_id, with_below, level))
    return found


def _confirmed(versions: Collection[int]) -> dict[tuple[int, int], datetime]:
    rows = Acknowledgement.objects.filter(version__in=versions).order_by()
    return {
        (version, officer): at for version, officer, at in rows.values_list("version_id", "officer_id", "at")
    }
