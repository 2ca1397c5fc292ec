"""Columns one may choose for an export of the officer list, and their values for all rows at once.

Masked fields (CCCD, contact, health, relatives) are no columns at all: a file leaves the house.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from staff.access import may, rows_for
from staff.enums import PostingKind, QualificationKind
from staff.models import (
    Officer,
    PartyMembership,
    PartyPost,
    Planning,
    Posting,
    Profile,
    Qualification,
    RankHolding,
    SalaryStep,
    User,
)
from staff.rules.masking import is_masked
from staff.rules.retirement import retirement_date
from staff.selectors.reports.spans import day

Value = str | int | Decimal | bool | date | None


@dataclass(frozen=True)
class Group:
    """Columns that stand together on the page. `table`: what they are read from, behind the gate."""

    key: str
    label: str
    table: type[Model] = Officer


@dataclass(frozen=True)
class Row:
    """One line: the home posting and what else the chosen columns need, the latest rows first."""

    posting: Any
    at: date
    more: Mapping[type[Model], list[Any]] = field(default_factory=dict)

    @property
    def officer(self) -> Officer:
        """Whose line it is."""
        return cast(Officer, self.posting.officer)

    def of(self, table: type[Model], **facts: Any) -> list[Any]:
        """Rows of a table in force on the day, those with certain facts."""
        rows = self.more.get(table, [])
        return [row for row in rows if all(getattr(row, name) == value for name, value in facts.items())]


@dataclass(frozen=True)
class ListColumn:
    """One column: its key in addresses, its heading, and how a row fills it."""

    key: str
    label: str
    group: Group
    value: Callable[[Row], Value]

    @property
    def heading(self) -> str:
        """The label as a heading: names of fields begin with a small letter."""
        text = str(self.label)
        return text[:1].upper() + text[1:]


def _lazy(text: object) -> str:
    return cast(str, text)


SERVICE: Final = Group("service", _lazy(_("Person and service")))
PLACE: Final = Group("place", _lazy(_("Unit and post")))
CHAIRS: Final = Group("chairs", _lazy(_("Other posts")), Posting)
RANK: Final = Group("rank", _lazy(_("Rank")), RankHolding)
PAY: Final = Group("pay", _lazy(_("Salary step")), SalaryStep)
LEARNING: Final = Group("learning", _lazy(_("Qualifications")), Qualification)
PARTY: Final = Group("party", _lazy(_("Party")), PartyMembership)
PARTY_POSTS: Final = Group("party_posts", _lazy(_("Party posts")), PartyPost)
PLANNED: Final = Group("planned", _lazy(_("Planning")), Planning)
VITAE: Final = Group("vitae", _lazy(_("Curriculum vitae")), Profile)

_VITAE_FIELDS: Final = (
    "birth_name",
    "other_names",
    "birth_place",
    "home_place",
    "religion",
    "work_email",
    "job_before",
    "recruiting_agency",
    "main_work",
    "general_education",
    "organisations_joined",
    "enlisted_on",
    "discharged_on",
    "military_rank",
    "highest_title",
    "strengths",
    "policy_family",
)


def _own() -> list[ListColumn]:
    def of(key: str, label: object, value: Callable[[Officer], Value]) -> ListColumn:
        return ListColumn(key, _lazy(label), SERVICE, lambda row: value(row.officer))

    return [
        of("number", _("Personnel number"), lambda o: o.number),
        of("name", _("Full name"), lambda o: o.full_name),
        of("born", _("Date of birth"), lambda o: day(o.birth_date, o.birth_precision)),
        of("sex", _("Sex"), lambda o: o.get_sex_display()),
        of("ethnicity", _("Ethnic group"), lambda o: o.ethnicity),
        of(
            "service_start",
            _("First day of service"),
            lambda o: day(o.service_start, o.service_start_precision),
        ),
        of("retires", _("Retirement"), lambda o: retirement_date(o.birth_date, o.sex)),
    ]


def _placed() -> list[ListColumn]:
    def of(key: str, label: object, value: Callable[[Any], Value]) -> ListColumn:
        return ListColumn(key, _lazy(label), PLACE, lambda row: value(row.posting))

    return [
        of("unit_code", _("Unit code"), lambda p: p.unit.code),
        of("unit", _("Unit"), lambda p: p.unit.name),
        of("post", _("Post"), lambda p: p.post.name if p.post else ""),
        of("engagement", _("Engagement"), lambda p: p.get_engagement_display()),
        of("unit_since", _("First day in the unit"), lambda p: day(p.start, p.start_precision)),
        of("rank", _("Rank"), lambda p: p.rank_name or ""),
    ]


def _first(table: type[Model], value: Callable[[Any], Value]) -> Callable[[Row], Value]:
    """A fact of the row in force, nothing without one."""
    return lambda row: value(rows[0]) if (rows := row.of(table)) else ""


def _ranked() -> list[ListColumn]:
    def of(key: str, label: object, group: Group, value: Callable[[Any], Value]) -> ListColumn:
        return ListColumn(key, _lazy(label), group, _first(group.table, value))

    return [
        of("rank_code", _("Rank code"), RANK, lambda r: r.rank.code),
        of("rank_since", _("Rank held since"), RANK, lambda r: day(r.start, r.start_precision)),
        of("step", _("Salary step"), PAY, lambda s: s.step),
        of("coefficient", _("Coefficient"), PAY, lambda s: s.coefficient),
        of("beyond", _("Beyond the last step (%)"), PAY, lambda s: s.beyond_percent),
        of("step_since", _("Salary step since"), PAY, lambda s: day(s.start, s.start_precision)),
    ]


def _learned() -> list[ListColumn]:
    def levels(kind: QualificationKind) -> Callable[[Row], Value]:
        return lambda row: "; ".join(q.title for q in row.of(Qualification, kind=kind))

    columns = [
        ListColumn(f"learned_{kind.value}", str(kind.label), LEARNING, levels(kind))
        for kind in QualificationKind
    ]
    specialty = ListColumn(
        "specialty",
        _lazy(_("Specialty")),
        LEARNING,
        lambda row: "; ".join(
            q.specialty for q in row.of(Qualification, kind=QualificationKind.EDUCATION) if q.specialty
        ),
    )
    return [columns[0], specialty, *columns[1:]]


def _in_party() -> list[ListColumn]:
    joined = ListColumn(
        "party_joined",
        _lazy(_("Date of joining the Party")),
        SERVICE,
        lambda row: day(row.officer.party_joined, row.officer.party_joined_precision),
    )
    return [
        joined,
        ListColumn("party_cell", _lazy(_("Party cell")), PARTY, _first(PartyMembership, lambda m: m.cell)),
        ListColumn(
            "party_official",
            _lazy(_("Full member from")),
            PARTY,
            _first(PartyMembership, lambda m: m.official_on),
        ),
        ListColumn(
            "party_post",
            _lazy(_("Party post")),
            PARTY_POSTS,
            lambda row: "; ".join(f"{p.title}, {p.committee}" for p in row.of(PartyPost)),
        ),
        ListColumn(
            "planned_for",
            _lazy(_("Planned for")),
            PLANNED,
            lambda row: "; ".join(f"{p.post.name} ({p.term})" for p in row.of(Planning)),
        ),
    ]


def _beside() -> list[ListColumn]:
    def posts(kind: PostingKind) -> Callable[[Row], Value]:
        return lambda row: "; ".join(
            f"{p.post.name}, {p.unit.name}" if p.post else p.unit.name for p in row.of(Posting, kind=kind)
        )

    return [
        ListColumn("concurrent", _lazy(_("Concurrent posts")), CHAIRS, posts(PostingKind.CONCURRENT)),
        ListColumn("seconded_to", _lazy(_("Seconded to")), CHAIRS, posts(PostingKind.SECONDMENT)),
    ]


def _vitae() -> list[ListColumn]:
    def of(name: str) -> ListColumn:
        label = Profile._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        return ListColumn(f"cv_{name}", _lazy(label), VITAE, _first(Profile, lambda p: getattr(p, name)))

    # What is masked on the screens is in no file, whatever the list above says.
    return [of(name) for name in _VITAE_FIELDS if not is_masked("profile", name)]


COLUMNS: Final[Mapping[str, ListColumn]] = {
    column.key: column
    for part in (_own(), _placed(), _beside(), _ranked(), _learned(), _in_party(), _vitae())
    for column in part
}
DEFAULT_COLUMNS: Final = ("number", "name", "born", "sex", "unit_code", "unit", "post", "rank", "engagement")


def offered(user: User) -> list[ListColumn]:
    """The columns whose facts the person may see of anyone, in their order."""
    return [column for column in COLUMNS.values() if may(user, column.group.table, "view")]


def chosen(user: User, keys: Iterable[str]) -> list[ListColumn]:
    """The columns asked for, as far as offered, in the order of the page; unknown names are left out."""
    wanted = set(keys)
    return [column for column in offered(user) if column.key in wanted]


def column_groups(columns: Iterable[ListColumn]) -> list[tuple[Group, list[ListColumn]]]:
    """The columns under their headings."""
    found: dict[Group, list[ListColumn]] = defaultdict(list)
    for column in columns:
        found[column.group].append(column)
    return list(found.items())


_RELATED: Final[Mapping[type[Model], tuple[str, ...]]] = {
    RankHolding: ("rank",),
    Posting: ("unit", "post"),
    Planning: ("post",),
}
_BY_ORDER: Final[Mapping[type[Model], str]] = {RankHolding: "rank__order"}


def list_rows(user: User, postings: QuerySet[Any], at: date, columns: Iterable[ListColumn]) -> list[Row]:
    """The list with what the columns need: one query for it and one for each further table, whatever its size."""
    tables = {column.group.table for column in columns} - {Officer}
    listed = list(postings)
    ids = [posting.officer_id for posting in listed]
    more: dict[int, dict[type[Model], list[Any]]] = defaultdict(dict)
    for table in tables:
        for row in _rows_of(user, table, at, postings, set(ids)):
            more[row.officer_id].setdefault(table, []).append(row)
    return [Row(posting, at, more[posting.officer_id]) for posting in listed]


def _rows_of(
    user: User, table: type[Model], at: date, postings: QuerySet[Any], ids: Collection[int]
) -> Iterable[Any]:
    """Rows of a table in force on the day for the people of the list, through the gate, the latest first."""
    rows = rows_for(user, table, "view").filter(officer__in=postings.order_by().values("officer_id"))
    if table is not Profile:
        order = _BY_ORDER.get(table, "-start")
        rows = cast(Any, rows).at(at).order_by(order)
    rows = rows.select_related(*_RELATED[table]) if table in _RELATED else rows
    return (row for row in rows if row.officer_id in ids)
