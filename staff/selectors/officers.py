"""Officers for the list, and what one of them is on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from django.db.models import Model, Q, QuerySet

from staff.access import held_reach, rows_for
from staff.enums import PostingKind, QualificationKind
from staff.kinds import KINDS
from staff.models import (
    Disclosure,
    Officer,
    Pledge,
    Posting,
    Profile,
    Qualification,
    RankHolding,
    RecordFile,
    SalaryStep,
    User,
)
from staff.querysets import open_on
from staff.reach import Reach
from staff.rules.retirement import retirement_age, retirement_date
from staff.selectors.masked import GROUPS
from staff.selectors.people_behind import rank_on

RECORD_TABLES: Final[tuple[type[Model], ...]] = (
    Profile,
    RecordFile,
    Pledge,
    *dict.fromkeys(kind.model for kind in KINDS),
)
LAST_DISCLOSURES: Final = 30


def home_postings(at: date, officers: QuerySet[Officer]) -> QuerySet[Any]:
    """Where each of the officers serves on a day, with post and rank: the rows of the officer list."""
    homes = Posting.objects.primary().at(at).filter(officer__in=officers.order_by().values("pk"))
    named = homes.select_related("officer", "unit", "post").annotate(rank_name=rank_on(at))
    return cast("QuerySet[Any]", named.order_by("officer__name_key", "officer__number"))


@dataclass(frozen=True)
class Retirement:
    """When someone reaches the age, and the age of the birth band in years and months."""

    day: date
    years: int
    months: int


@dataclass(frozen=True)
class Headline:
    """Who an officer is on a day: the head of the page, whatever tab is open."""

    at: date
    home: Posting | None
    away: Posting | None
    rank: RankHolding | None
    retirement: Retirement

    @property
    def is_retired_by(self) -> bool:
        """Whether the age is reached by the day of the page."""
        return self.retirement.day <= self.at


@dataclass(frozen=True)
class Standing:
    """What an officer holds on a day beside post and rank: pay and levels, as far as the asker may see."""

    salary_step: SalaryStep | None
    education: Qualification | None
    political_theory: Qualification | None
    state_management: Qualification | None


def headline_of(officer: Officer, at: date) -> Headline:
    """Posting, secondment and rank of a day; two queries."""
    postings = list(
        Posting.objects.at(at).filter(officer=officer).select_related("unit", "post").order_by("-start")
    )
    ranks = RankHolding.objects.at(at).filter(officer=officer).select_related("rank").order_by("-start")
    years, months = retirement_age(officer.birth_date, officer.sex)
    return Headline(
        at=at,
        home=_first(postings, PostingKind.PRIMARY),
        away=_first(postings, PostingKind.SECONDMENT),
        rank=ranks.first(),
        retirement=Retirement(retirement_date(officer.birth_date, officer.sex), years, months),
    )


def standing_of(user: User, officer: Officer, at: date) -> Standing:
    """Salary step and levels of a day that the asker may see; two queries."""
    mine = Q(officer=officer) & open_on(at)
    steps = rows_for(user, SalaryStep, "view").filter(mine).order_by("-start")
    levels = list(rows_for(user, Qualification, "view").filter(mine).order_by("-start"))
    return Standing(
        salary_step=steps.first(),
        education=_first(levels, QualificationKind.EDUCATION),
        political_theory=_first(levels, QualificationKind.POLITICAL_THEORY),
        state_management=_first(levels, QualificationKind.STATE_MANAGEMENT),
    )


def _first(rows: list[Any], kind: str) -> Any:
    return next((row for row in rows if row.kind == kind), None)


def is_own(user: User, officer: Officer) -> bool:
    """Whether the record is the asker's own."""
    return officer.user_id is not None and officer.user_id == user.pk


def may_touch(user: User, officer: Officer, action: str) -> bool:
    """Whether verb and reach of an action both hold on this one officer."""
    return rows_for(user, Officer, action).filter(pk=officer.pk).exists()


def may_unmask(user: User, officer: Officer) -> bool:
    """Masked fields in full: with the verb on this officer, or one's own."""
    return is_own(user, officer) or may_touch(user, officer, "unmask")


def tables_open(
    user: User, officer: Officer, action: str, models: Iterable[type[Model]] = RECORD_TABLES
) -> frozenset[type[Model]]:
    """Tables of the record on which the asker may act for this officer: verb and reach both hold.

    For tabs, buttons and the change history, which ask before there is a row. One query for each
    different reach, so two at most.
    """
    known: dict[Reach, bool] = {}
    found = set()
    for model in models:
        reach = held_reach(user, model, action)
        if reach not in known:
            known[reach] = bool(reach) and _covers(reach, officer)
        if known[reach]:
            found.add(model)
    return frozenset(found)


def _covers(reach: Reach, officer: Officer) -> bool:
    if reach.everything or reach.officer_id == officer.pk:
        return True
    by_unit = Reach(unit_ids=reach.unit_ids)
    return bool(reach.unit_ids) and Officer.objects.within(by_unit).filter(pk=officer.pk).exists()


@dataclass(frozen=True)
class Seen:
    """One look at masked fields."""

    who: str
    what: str
    when: datetime


def disclosures_of(officer: Officer) -> list[Seen]:
    """Who saw which masked fields of the officer and when, newest first; one query."""
    seen = Disclosure.objects.filter(officer=officer).select_related("viewer__officer").order_by("-seen_at")
    return [Seen(name_of(each.viewer), _what(each.field), each.seen_at) for each in seen[:LAST_DISCLOSURES]]


def _what(key: str) -> str:
    group = GROUPS.get(key)
    return str(group.label) if group else key


def name_of(user: User) -> str:
    """The name of the officer behind an account, else what the account is called."""
    officer = getattr(user, "officer", None)
    return officer.full_name if officer is not None else str(user)


def photo_of(user: User, officer: Officer) -> RecordFile | None:
    """The newest photo that the asker may see; one query."""
    photos = rows_for(user, RecordFile, "view").filter(officer=officer, kind="photo")
    found: RecordFile | None = photos.order_by("-uploaded_at", "-pk").first()
    return found
