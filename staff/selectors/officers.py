"""Officers for the list and the whole record of one of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import QuerySet

from staff.access import rows_for
from staff.enums import PostingKind, QualificationKind
from staff.models import (
    Disclosure,
    Officer,
    Posting,
    Qualification,
    RankHolding,
    SalaryStep,
    UnitCharge,
    User,
)
from staff.rules.retirement import retirement_age, retirement_date
from staff.selectors.people_behind import rank_on


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
class Record:
    """An officer's dated facts, newest first, and those in force on a day."""

    postings: list[Posting]
    ranks: list[RankHolding]
    salary_steps: list[SalaryStep]
    qualifications: list[Qualification]
    charges: list[UnitCharge]
    at: date
    retirement: Retirement

    @property
    def home(self) -> Posting | None:
        """The primary posting in force."""
        return next((p for p in _open(self.postings, self.at) if p.kind == PostingKind.PRIMARY), None)

    @property
    def away(self) -> Posting | None:
        """The secondment in force."""
        return next((p for p in _open(self.postings, self.at) if p.kind == PostingKind.SECONDMENT), None)

    @property
    def rank(self) -> RankHolding | None:
        """The rank in force."""
        return next(iter(_open(self.ranks, self.at)), None)

    @property
    def salary_step(self) -> SalaryStep | None:
        """The salary step in force."""
        return next(iter(_open(self.salary_steps, self.at)), None)

    @property
    def education(self) -> Qualification | None:
        """The latest level of education in force."""
        return self._qualification(QualificationKind.EDUCATION)

    @property
    def political_theory(self) -> Qualification | None:
        """The latest level of political theory in force."""
        return self._qualification(QualificationKind.POLITICAL_THEORY)

    def _qualification(self, kind: QualificationKind) -> Qualification | None:
        return next((q for q in _open(self.qualifications, self.at) if q.kind == kind), None)


def _open(rows: list[Any], day: date) -> list[Any]:
    return [row for row in rows if row.start <= day and (row.end is None or row.end > day)]


def record_of(officer: Officer, at: date) -> Record:
    """The whole record of an officer whom the asker may see; five queries."""
    mine: dict[str, Officer] = {"officer": officer}
    years, months = retirement_age(officer.birth_date, officer.sex)
    return Record(
        postings=list(
            Posting.objects.filter(**mine).select_related("unit", "post").order_by("-start", "kind")
        ),
        ranks=list(RankHolding.objects.filter(**mine).select_related("rank").order_by("-start")),
        salary_steps=list(SalaryStep.objects.filter(**mine).order_by("-start")),
        qualifications=list(Qualification.objects.filter(**mine).order_by("kind", "-start")),
        charges=list(UnitCharge.objects.filter(**mine).select_related("unit").order_by("-start")),
        at=at,
        retirement=Retirement(retirement_date(officer.birth_date, officer.sex), years, months),
    )


def is_own(user: User, officer: Officer) -> bool:
    """Whether the record is the asker's own."""
    return officer.user_id is not None and officer.user_id == user.pk


def may_touch(user: User, officer: Officer, action: str) -> bool:
    """Whether verb and reach of an action both hold on this one officer."""
    return rows_for(user, Officer, action).filter(pk=officer.pk).exists()


def may_unmask(user: User, officer: Officer) -> bool:
    """Masked fields in full: with the verb on this officer, or one's own."""
    return is_own(user, officer) or may_touch(user, officer, "unmask")


def disclosures_of(officer: Officer) -> list[tuple[str, datetime]]:
    """Who saw a masked field of the officer and when, newest first; one query."""
    seen = Disclosure.objects.filter(officer=officer).select_related("viewer__officer").order_by("-seen_at")
    return [(name_of(each.viewer), each.seen_at) for each in seen]


def name_of(user: User) -> str:
    """The name of the officer behind an account, else what the account is called."""
    officer = getattr(user, "officer", None)
    return officer.full_name if officer is not None else str(user)
