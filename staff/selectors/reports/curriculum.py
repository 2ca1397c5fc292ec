"""What form 2C-BNV/2008 says of one officer on a day, as far as the asker may see it (domain 8.1).

Masked fields stand masked unless `in_full`, which the caller logs first. About twenty queries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Model

from hrm.kernel.numbers import show_decimal
from staff.access import rows_for
from staff.enums import AbsenceKind, PostingKind, QualificationKind, Relationship, Side, UnitKind
from staff.kinds import shown_value
from staff.models import (
    Absence,
    Allowance,
    AwardHeld,
    Discipline,
    Officer,
    PartyMembership,
    PartyPost,
    Planning,
    Posting,
    PriorWork,
    Profile,
    Qualification,
    RankHolding,
    Relation,
    SalaryStep,
    Unit,
    User,
)
from staff.rules.masking import veiled
from staff.selectors.officers import tables_open
from staff.selectors.profiles import profile_of
from staff.selectors.reports import spans

_PRIVATE: Final = (Profile, Relation)


@dataclass(frozen=True)
class Study:
    """A line of table 27."""

    school: str
    subject: str
    when: str
    form: str
    diploma: str


@dataclass(frozen=True)
class Work:
    """A line of table 28."""

    when: str
    what: str


@dataclass(frozen=True)
class Relative:
    """A line of table 30."""

    relationship: str
    name: str
    born: str
    about: str


@dataclass(frozen=True)
class Pay:
    """A column of table 31."""

    when: str
    rank_and_step: str
    coefficient: str


@dataclass(frozen=True)
class Curriculum:
    """The form's answers. `items`: name of the answer → text; `closed`: facts the asker may not see."""

    officer: Officer
    at: date
    home: Unit | None
    items: dict[str, str]
    studies: list[Study]
    works: list[Work]
    own_relatives: list[Relative]
    spouse_relatives: list[Relative]
    pay: list[Pay]
    closed: bool
    in_full: bool


@dataclass(frozen=True)
class _Asker:
    """Rows of one officer that a person may see."""

    user: User
    officer: Officer

    def rows(self, model: type[Model], *related: str) -> list[Any]:
        """Earliest first, with what belongs to them."""
        found = rows_for(self.user, model, "view").filter(officer=self.officer)
        return list(found.select_related(*related).order_by("start", "pk"))


def curriculum(user: User, officer: Officer, at: date, *, in_full: bool) -> Curriculum:
    """The whole form of an officer whom the asker may see."""
    asker = _Asker(user, officer)
    postings = asker.rows(Posting, "unit__parent", "post")
    party_posts = asker.rows(PartyPost)
    ranks, steps = asker.rows(RankHolding, "rank"), asker.rows(SalaryStep)
    levels = asker.rows(Qualification)
    relatives = asker.rows(Relation)
    show = _plain if in_full else veiled
    home = next((p for p in _held(postings, at) if p.kind == PostingKind.PRIMARY), None)
    items = {
        **_identity(officer, profile_of(user, officer), show),
        **_posts(_held(postings, at), _held(party_posts, at), _held(asker.rows(Planning, "post"), at)),
        **_pay_now(_held(ranks, at), _held(steps, at), _held(asker.rows(Allowance), at)),
        **_levels(_held(levels, at)),
        **_party(officer, asker.rows(PartyMembership)),
        "awards": "; ".join(_award(row) for row in reversed(asker.rows(AwardHeld))),
        "disciplines": "; ".join(_discipline(row) for row in reversed(asker.rows(Discipline))),
        "abroad": "; ".join(_abroad(row, show) for row in relatives if row.abroad),
    }
    open_tables = tables_open(user, officer, "view", _PRIVATE)
    return Curriculum(
        officer=officer,
        at=at,
        home=home.unit if home else None,
        items=items,
        studies=[_study(row) for row in levels],
        works=_works(at, postings, asker.rows(PriorWork), party_posts, asker.rows(Absence)),
        own_relatives=_relatives(relatives, Side.OWN, show),
        spouse_relatives=_relatives(relatives, Side.SPOUSE, show),
        pay=[_pay(step, ranks) for step in steps],
        closed=len(open_tables) < len(_PRIVATE),
        in_full=in_full,
    )


_Show = Callable[[str, str, str], str]


def _plain(table: str, field: str, value: str) -> str:
    return value


def _held(rows: Iterable[Any], at: date) -> list[Any]:
    """Rows in force on the day, the latest first."""
    held = [row for row in rows if row.start <= at and (row.end is None or row.end > at)]
    return sorted(held, key=lambda row: row.start, reverse=True)


def _identity(officer: Officer, profile: Profile | None, show: _Show) -> dict[str, str]:
    facts: Any = profile or Profile()
    names = [f.name for f in Profile._meta.get_fields() if f.concrete and f.name not in ("id", "officer")]
    items = {name: show("profile", name, shown_value(facts, name)) for name in names}
    items |= {
        "birth_name": (facts.birth_name or officer.full_name).upper(),
        "birth_date": spans.day(officer.birth_date, officer.birth_precision),
        "sex": officer.get_sex_display(),
        "ethnicity": officer.ethnicity,
        "citizen_id": show("officer", "citizen_id", officer.citizen_id),
        "recruited": spans.day(officer.service_start, officer.service_start_precision),
    }
    return items


def _posts(postings: list[Any], party: list[Any], planned: list[Any]) -> dict[str, str]:
    chairs = [_chair(posting) for posting in postings if posting.post]
    posts = [*chairs, *(f"{row.title}, {row.committee}" for row in party)]
    return {
        "posts": "; ".join(posts),
        "planned": "; ".join(f"{row.post.name} ({row.term})" for row in planned),
    }


def _chair(posting: Any) -> str:
    acting = "Quyền " if posting.acting else ""
    aside = "" if posting.kind == PostingKind.PRIMARY else f" ({posting.get_kind_display().lower()})"
    return f"{acting}{posting.post.name}, {_place(posting.unit)}{aside}"


def _place(unit: Unit) -> str:
    """A division alone says nothing: the agency it belongs to goes with it."""
    inside = unit.kind == UnitKind.DIVISION and unit.parent
    return f"{unit.name}, {unit.parent.name}" if inside and unit.parent else unit.name


def _pay_now(ranks: list[Any], steps: list[Any], allowances: list[Any]) -> dict[str, str]:
    rank = min((row.rank for row in ranks), key=lambda held: held.order, default=None)
    step = steps[0] if steps else None
    leading = [row for row in allowances if "chức vụ" in row.name.lower()]
    return {
        "rank": rank.name if rank else "",
        "rank_code": rank.code if rank else "",
        "step": str(step.step) if step else "",
        "coefficient": _coefficient(step),
        "step_since": spans.day(step.start, step.start_precision) if step else "",
        "post_allowance": "; ".join(_amount(row) for row in leading),
        "allowances": "; ".join(f"{row.name}: {_amount(row)}" for row in allowances if row not in leading),
    }


def _coefficient(step: Any) -> str:
    if step is None or step.coefficient is None:
        return ""
    beyond = f" + {step.beyond_percent}% vượt khung" if step.beyond_percent else ""
    return f"{_number(step.coefficient)}{beyond}"


def _number(value: Decimal) -> str:
    return show_decimal(value, 2 if value == round(value, 2) else 3)


def _amount(row: Any) -> str:
    parts = [_number(row.coefficient)] if row.coefficient is not None else []
    return " + ".join([*parts, *([f"{_number(row.percent)}%"] if row.percent is not None else [])])


_LEVELS: Final = (
    QualificationKind.EDUCATION,
    QualificationKind.POLITICAL_THEORY,
    QualificationKind.STATE_MANAGEMENT,
    QualificationKind.LANGUAGE,
    QualificationKind.COMPUTING,
)


def _levels(levels: list[Any]) -> dict[str, str]:
    return {
        kind.value: "; ".join(
            ", ".join(part for part in (row.title, row.specialty) if part)
            for row in levels
            if row.kind == kind
        )
        for kind in _LEVELS
    }


def _party(officer: Officer, memberships: list[Any]) -> dict[str, str]:
    official = next((row.official_on for row in memberships if row.official_on), None)
    return {
        "party_joined": spans.day(officer.party_joined, officer.party_joined_precision),
        "party_official": spans.day(official),
    }


def _award(row: Any) -> str:
    return f"{row.name} ({row.year or spans.day(row.start, 'year')})"


def _discipline(row: Any) -> str:
    return f"{row.get_form_display()}, {row.get_side_display().lower()} ({spans.day(row.start, 'year')})"


def _abroad(row: Any, show: _Show) -> str:
    name = show("relation", "full_name", row.full_name)
    about = show("relation", "occupation", row.occupation)
    return ", ".join(part for part in (f"{row.get_relationship_display()}: {name}", about) if part)


def _study(row: Any) -> Study:
    named = f"{row.title} ({row.get_kind_display().lower()})"
    return Study(
        row.school,
        row.specialty,
        spans.month(row.start, row.start_precision),
        row.study_form,
        ", ".join(part for part in (named, row.certificate) if part),
    )


def _works(at: date, postings: list[Any], prior: list[Any], party: list[Any], away: list[Any]) -> list[Work]:
    lines = [(row, _served(row)) for row in postings]
    lines += [(row, ", ".join(part for part in (row.job, row.organisation) if part)) for row in prior]
    lines += [(row, f"{row.title}, {row.committee}") for row in party]
    studies = [row for row in away if row.kind == AbsenceKind.STUDY]
    lines += [(row, ": ".join(part for part in ("Đi học tập trung", row.place) if part)) for row in studies]
    ordered = sorted((line for line in lines if line[0].start <= at), key=lambda line: line[0].start)
    return [Work(spans.span(row, at), what) for row, what in ordered]


def _served(posting: Any) -> str:
    if posting.post:
        return _chair(posting)
    aside = "" if posting.kind == PostingKind.PRIMARY else f" ({posting.get_kind_display().lower()})"
    return f"{posting.get_engagement_display()}, {_place(posting.unit)}{aside}"


def _relatives(rows: list[Any], side: Side, show: _Show) -> list[Relative]:
    """Relatives of one side; who is only on the list of interests is no family."""
    return [
        Relative(
            row.get_relationship_display(),
            show("relation", "full_name", row.full_name),
            show("relation", "birth_year", str(row.birth_year or "")),
            show("relation", "occupation", row.occupation),
        )
        for row in rows
        if row.side == side and row.relationship != Relationship.OTHER
    ]


def _pay(step: Any, ranks: list[Any]) -> Pay:
    rank = next(iter(_held(ranks, step.start)), None)
    code = rank.rank.code or rank.rank.name if rank else ""
    return Pay(
        spans.month(step.start, step.start_precision), f"{code}/{step.step}".lstrip("/"), _coefficient(step)
    )
