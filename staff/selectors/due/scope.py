"""Of whom and as seen from which day due dates are computed; the rows behind them, in bulk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, cast

from django.db.models import Model, QuerySet

from staff.access import may, reach_for, rows_for
from staff.access.gate import Asker
from staff.enums import Engagement, PostRole
from staff.models import Officer, Posting, RankHolding
from staff.querysets import DatedQuerySet
from staff.rules.due import Horizon, horizon_of
from staff.rules.retirement import age_reached, retirement_date
from staff.selectors.tree import Tree, load_tree

# Asked for by several kinds of due date for everybody.
_retirement_date = lru_cache(maxsize=50_000)(retirement_date)

Rows = Callable[[type[Model]], "QuerySet[Any]"]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who serves on the day, and in which unit then."""

    officer_id: int
    number: str
    full_name: str
    name_key: str
    folded_name: str
    birth: date
    sex: str
    service_end: date | None
    service_end_reason: str
    unit_id: int
    unit_code: str
    unit_name: str
    engagement: str

    @property
    def retires(self) -> date:
        """First day out of service by age."""
        return _retirement_date(self.birth, self.sex)

    @property
    def age_reached(self) -> date:
        """The day the retirement age is reached."""
        return age_reached(self.birth, self.sex)

    @property
    def is_civil_servant(self) -> bool:
        """Whether the person is not under a labour contract."""
        return self.engagement == Engagement.CIVIL_SERVANT


class Met(NamedTuple):
    """Somebody who serves, and a last day that is near."""

    person: Person
    due: date
    horizon: Horizon


@dataclass(frozen=True, slots=True)
class RankHeld:
    """The rank of a person as salary steps need it."""

    name: str
    family: str
    steps: int
    step_months: int


_PERSON = (
    "officer_id",
    "officer__number",
    "officer__full_name",
    "officer__name_key",
    "officer__folded_name",
    "officer__birth_date",
    "officer__sex",
    "officer__service_end",
    "officer__service_end_reason",
    "unit_id",
    "unit__code",
    "unit__name",
    "engagement",
)
_LEADING = (PostRole.HEAD, PostRole.DEPUTY)


class Scope:
    """People, a day, and the door through which their rows are read.

    `sees`: whether a table may be seen of others too; of the own rows (`own_id`) one always sees what is due.
    Each table is asked once for all people; what belongs to nobody among them is left out in memory.
    """

    def __init__(
        self,
        at: date,
        rows: Rows,
        sees: Callable[[type[Model]], bool],
        *,
        officer_id: int | None = None,
        own_id: int | None = None,
        later: bool = False,
    ) -> None:
        self.at = at
        self._rows = rows
        self.sees = sees
        self.own_id = own_id
        self._officer_id = officer_id
        self._later = later

    def near(self, due: date) -> Horizon | None:
        """How near a due day is; None for what nobody asked for, beyond 12 months."""
        horizon = horizon_of(due, self.at)
        return None if horizon is Horizon.LATER and not self._later else horizon

    def meets(self, officer_id: int, due: date) -> Met | None:
        """The person with what is due on a day; None for who does not serve, and for what is too far."""
        person, horizon = self.people.get(officer_id), self.near(due)
        return None if person is None or horizon is None else Met(person, due, horizon)

    def rows(self, model: type[Model]) -> DatedQuerySet:
        """Rows of a table of officers' facts that may be seen, in no order."""
        found = cast(DatedQuerySet, self._rows(model).order_by())
        return found if self._officer_id is None else found.filter(officer_id=self._officer_id)

    @cached_property
    def people(self) -> dict[int, Person]:
        """Who serves on the day, by officer; a home posting decides the unit."""
        officers = self._rows(Officer).order_by()
        if self._officer_id is not None:
            officers = officers.filter(pk=self._officer_id)
        homes = Posting.objects.primary().at(self.at).filter(officer__in=officers.values("pk"))
        rows = homes.order_by("start").values_list(*_PERSON)
        return {row[0]: Person(*row) for row in rows}

    @cached_property
    def ranks(self) -> dict[int, RankHeld]:
        """The highest rank each person holds on the day."""
        held = self.rows(RankHolding).at(self.at).order_by("-rank__order")
        names = ("officer_id", "rank__name", "rank__family", "rank__steps", "rank__step_months")
        return {row[0]: RankHeld(*row[1:]) for row in held.values_list(*names)}

    @cached_property
    def leading(self) -> set[tuple[int, int]]:
        """Officer and unit of every leading post held on the day, whatever the kind of posting."""
        posts = self.rows(Posting).at(self.at).filter(post__role__in=_LEADING)
        return set(posts.values_list("officer_id", "unit_id"))

    @cached_property
    def tree(self) -> Tree:
        """The units."""
        return load_tree()


def scope_of(asker: Asker, at: date, officer: Officer | None = None, *, later: bool = False) -> Scope:
    """What a person may see: all people in reach, or one of them; beyond 12 months with `later` only."""
    return Scope(
        at,
        lambda model: rows_for(asker, model, "view"),
        lambda model: may(asker, model, "view"),
        officer_id=officer.pk if officer else None,
        own_id=reach_for(asker, Officer, "view").officer_id,
        later=later,
    )


def whole_scope(at: date, *, later: bool = False) -> Scope:
    """Everybody; only for the digest, which afterwards asks the gate who may be told what."""
    return Scope(at, lambda model: cast(Any, model)._default_manager.all(), lambda model: True, later=later)
