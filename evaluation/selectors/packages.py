"""Results that go to the national database: whether they are complete, what was packed, what is due."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from evaluation.enums import Band, EvaluationState, RatingState
from evaluation.models import Evaluation, NationalPackage, Period, YearRating
from evaluation.rules.nd335 import RULE_SET
from evaluation.rules.packages import PackageState, Urgency, due_on, state_of, urgency_of
from evaluation.rules.periods import parse_period
from evaluation.selectors.form_facts import ranks_on
from staff.access import reach_for, rows_for
from staff.access.gate import Asker
from staff.models import Officer, Unit, User
from staff.selectors.tree import Tree, load_tree, unit_choices


@dataclass(frozen=True)
class Subject:
    """What is handed over: the scores of a period, or the ratings of a year."""

    period: Period | None = None
    year: int | None = None

    @property
    def code(self) -> str:
        """As forms and addresses write it: "2026-Q3" or "2026"."""
        return self.period.code if self.period else str(self.year)

    @property
    def title(self) -> str:
        """As people read it."""
        return parse_period(self.period.code).title if self.period else f"Năm {self.year}"


@dataclass(frozen=True)
class Results:
    """How far the results of some units are: `done` of `total`, and the moment the last one came."""

    total: int = 0
    done: int = 0
    last: datetime | None = None

    @property
    def complete(self) -> bool:
        """Whether there are any and none is open."""
        return self.total > 0 and self.done == self.total

    @property
    def complete_on(self) -> date | None:
        """The day the last result came; None while one is open."""
        return timezone.localtime(self.last).date() if self.complete and self.last else None

    def plus(self, other: "Results") -> "Results":
        """Both together."""
        last = max((moment for moment in (self.last, other.last) if moment), default=None)
        return Results(self.total + other.total, self.done + other.done, last)


@dataclass(frozen=True)
class PackageLine:
    """One period or year of an agency, with its newest package."""

    unit: Unit
    subject: Subject
    results: Results
    package: NationalPackage | None
    state: PackageState
    due: date | None
    urgency: Urgency = Urgency.NONE


@dataclass(frozen=True)
class PackedRow:
    """One person as the package tells it; points cut at two decimals, as the form prints them."""

    number: str
    name: str
    born: str
    citizen_id: str
    unit_code: str
    unit: str
    post: str
    rank: str
    general: Decimal | None
    result: Decimal | None
    total: Decimal | None
    band: str
    day: date | None
    decision: str
    sha256: str


def forms_of(unit_ids: Collection[int], subject: Subject) -> QuerySet[Any]:
    """The current forms or ratings of some units."""
    model: Any = Evaluation if subject.period else YearRating
    rows: QuerySet[Any] = model.objects.filter(current=True, unit_id__in=unit_ids)
    return rows.filter(period=subject.period) if subject.period else rows.filter(year=subject.year)


def results_of(unit_ids: Collection[int], subject: Subject) -> Results:
    """How far they are, in one query."""
    columns = _state_columns(subject.period is not None)
    found = Results()
    for row in forms_of(unit_ids, subject).order_by().values_list(*columns):
        found = found.plus(_result(*row))
    return found


def is_current(package: NationalPackage, results: Results) -> bool:
    """Whether the package still tells what holds: nothing was reopened, rated anew or added since it was made."""
    fresh = results.last is None or results.last <= package.made_at
    return results.complete and results.total == package.number and fresh


def subject_of(package: NationalPackage) -> Subject:
    """What a package is about."""
    return Subject(period=package.period) if package.period else Subject(year=package.year)


def subjects() -> list[Subject]:
    """Every opened period and every year rated by Decree 335/2025, which asks for packages, newest first."""
    rated = YearRating.objects.filter(rule_set=RULE_SET)
    years = rated.order_by("-year").values_list("year", flat=True).distinct()
    return [
        *[Subject(year=year) for year in years],
        *[Subject(period=period) for period in Period.objects.all()],
    ]


def agencies_to_pack(user: Asker, today: date) -> list[tuple[str, str]]:
    """(code, name) of the units for which the person may make packages."""
    if not user.has_perm("evaluation.add_nationalpackage"):
        return []
    reach = reach_for(user, NationalPackage, "add")
    units = Unit.objects.within(reach).values_list("pk", flat=True)
    return unit_choices(today, set(units))


def package_lines(user: Asker, today: date) -> list[PackageLine]:
    """What the person may see: packages in reach, and agencies whose results wait for one; most urgent first."""
    packages = list(
        rows_for(user, NationalPackage, "view").select_related("unit", "period", "made_by", "signed_off_by")
    )
    reach = reach_for(user, NationalPackage, "view")
    visible = None if reach.everything else reach.unit_ids
    return lines_of(packages, visible, today)


def lines_of(
    packages: Iterable[NationalPackage], visible: Collection[int] | None, today: date
) -> list[PackageLine]:
    """A line for each agency and subject; `visible`: ids of units, None for all."""
    tree = load_tree()
    newest: dict[tuple[int, str], NationalPackage] = {}
    for package in packages:
        newest.setdefault((package.unit_id, subject_of(package).code), package)
    counted = _counted(tree, {key[0] for key in newest})
    wanted = dict.fromkeys([*newest, *_obliged(tree, counted, visible)])
    units = Unit.objects.in_bulk({unit_id for unit_id, _code in wanted})
    known = {subject.code: subject for subject in subjects()}
    lines = [
        line_of(
            units[unit_id],
            known[code],
            counted.get((unit_id, code), Results()),
            newest.get((unit_id, code)),
            today,
        )
        for unit_id, code in wanted
        if code in known
    ]
    order = {Urgency.OVERDUE: 0, Urgency.SOON: 1, Urgency.NONE: 2}
    return sorted(
        lines,
        key=lambda line: (
            order[line.urgency],
            -int(line.subject.code[:4]),
            line.subject.code,
            line.unit.code,
        ),
    )


def line_of(
    unit: Unit, subject: Subject, results: Results, package: NationalPackage | None, today: date
) -> PackageLine:
    """State and due day of one agency and subject."""
    current = package is not None and is_current(package, results)
    state = state_of(
        complete=results.complete,
        made=package is not None,
        current=current,
        signed_off=bool(package and package.signed_off_at),
        sent=bool(package and package.sent_on),
    )
    complete_on = results.complete_on
    due = due_on(complete_on, settings.NATIONAL_PACKAGE_DAYS) if complete_on else None
    line = PackageLine(unit, subject, results, package, state, due)
    return replace(line, urgency=urgency_of(state=state, due=due, today=today))


def packed_rows(unit_ids: Collection[int], subject: Subject, unmasked: Collection[int]) -> list[PackedRow]:
    """The people of a package by unit and name; identity numbers only of officers in `unmasked`."""
    rows = forms_of(unit_ids, subject).select_related("officer", "unit", "post").defer("trace")
    listed = list(rows.order_by("unit__code", "officer__name_key", "officer__number"))
    day = parse_period(subject.period.code).last_day if subject.period else date(subject.year or 1, 12, 31)
    ranks = ranks_on(day, {row.officer_id for row in listed})
    return [_packed(row, ranks, unmasked) for row in listed]


def unmaskable(user: Asker, officer_ids: Collection[int]) -> frozenset[int]:
    """Those officers whose masked fields the person may see."""
    mine = rows_for(user, Officer, "unmask").values_list("pk", flat=True)
    return frozenset(mine) & frozenset(officer_ids)


def holders(action: str) -> QuerySet[User]:
    """Active accounts with the verb on packages."""
    wanted = f"{action}_nationalpackage"
    return User.objects.filter(
        is_active=True, is_superuser=False, groups__permissions__codename=wanted
    ).distinct()


def _state_columns(of_period: bool) -> tuple[str, ...]:
    return ("state", "confirmed_at") if of_period else ("state", "signed_at", "exempt")


def _result(state: str, moment: datetime | None, exempt: str = "") -> Results:
    done = bool(exempt) or state in (EvaluationState.CONFIRMED, RatingState.SIGNED)
    return Results(1, int(done), moment if done else None)


def _counted(tree: Tree, packed: Collection[int]) -> Mapping[tuple[int, str], Results]:
    """Results by agency (province, or whoever has a package) and subject, in two queries."""
    found: dict[tuple[int, str], Results] = {}
    for unit_id, code, result in _single_results():
        above = tree.above(unit_id)
        province = tree.province_of(unit_id)
        for agency in {*(above & frozenset(packed)), *([province] if province else [])}:
            found[agency, code] = found.get((agency, code), Results()).plus(result)
    return found


def _single_results() -> Iterator[tuple[int, str, Results]]:
    forms = Evaluation.objects.filter(current=True).order_by()
    for unit_id, code, *rest in forms.values_list("unit_id", "period__code", *_state_columns(True)):
        yield unit_id, code, _result(*rest)
    ratings = YearRating.objects.filter(current=True).order_by()
    for unit_id, year, *rest in ratings.values_list("unit_id", "year", *_state_columns(False)):
        yield unit_id, str(year), _result(*rest)


def _obliged(
    tree: Tree, counted: Mapping[tuple[int, str], Results], visible: Collection[int] | None
) -> list[tuple[int, str]]:
    return [
        (unit_id, code)
        for unit_id, code in counted
        if tree.province_of(unit_id) == unit_id and (visible is None or unit_id in visible)
    ]


def _packed(row: Any, ranks: Mapping[int, str], unmasked: Collection[int]) -> PackedRow:
    is_form = isinstance(row, Evaluation)
    moment = row.confirmed_at if is_form else row.signed_at
    officer = row.officer
    return PackedRow(
        number=officer.number,
        name=officer.full_name,
        born=officer.birth_date.isoformat(),
        citizen_id=officer.citizen_id if officer.pk in unmasked else "",
        unit_code=row.unit.code,
        unit=row.unit.name,
        post=row.post.name if row.post else "",
        rank=ranks.get(officer.pk, ""),
        general=row.general if is_form else None,
        result=row.result if is_form else None,
        total=row.total if is_form else row.mean,
        band=Band(row.band).label if row.band else "",
        day=timezone.localtime(moment).date() if moment else None,
        decision="" if is_form else row.decision,
        sha256=row.pdf_sha256,
    )
