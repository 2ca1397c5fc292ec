"""One officer's whole record in memory, and the changes one may enter there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Final, cast

from django.utils.translation import gettext as _

from hrm.kernel.dates import PartialDate, show_date
from hrm.kernel.dates import Precision as KnownTo
from hrm.kernel.text import fold, vietnamese_name_key
from staff.enums import PostingKind, Precision, QualificationKind, Sex
from staff.models import (
    Officer,
    Post,
    Posting,
    Qualification,
    Rank,
    RankHolding,
    SalaryStep,
    Unit,
    UnitCharge,
)
from staff.services.dated import Edit, end_rows, is_stated, label_of, move_start, put_dated
from staff.services.errors import DomainError
from staff.services.ledger import Ledger
from staff.services.unit_book import is_open, not_open

_CHUNK: Final = 5_000
_LONGEST_KEY: Final = 200
_MASKED: Final = "citizen_id"
_SILENT: Final = {"name_key", "folded_name"}


@dataclass
class Record:
    """An officer and the dated rows of the record, each list in order of its start."""

    officer: Officer
    postings: list[Posting] = field(default_factory=list)
    secondments: list[Posting] = field(default_factory=list)
    concurrent: list[Posting] = field(default_factory=list)
    charges: list[UnitCharge] = field(default_factory=list)
    ranks: list[RankHolding] = field(default_factory=list)
    steps: list[SalaryStep] = field(default_factory=list)
    qualifications: list[Qualification] = field(default_factory=list)

    @property
    def service_start(self) -> PartialDate:
        """The day from which facts without a date of their own hold."""
        return known_since(self.officer.service_start, self.officer.service_start_precision)


def known_since(day: date, precision: str) -> PartialDate:
    """A stored day with its stored precision."""
    return PartialDate(day, cast("KnownTo", precision))


def load_records(numbers: Iterable[str]) -> dict[str, Record]:
    """Records by personnel number, in six queries for every 5,000 officers."""
    found: dict[str, Record] = {}
    for chunk in chunks(numbers):
        officers = Officer.objects.filter(number__in=chunk)
        found |= {record.officer.number: record for record in _records(list(officers))}
    return found


def load_record(officer: Officer) -> Record:
    """The record of one officer."""
    return _records([officer])[0]


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Portions that fit into one condition of every database."""
    rest = iter(values)
    while portion := list(islice(rest, _CHUNK)):
        yield portion


def add_officer(ledger: Ledger, **values: Any) -> Record:
    """A person new to the agencies."""
    officer = Officer(**_with_keys(values))
    ledger.create(officer)
    return Record(officer)


def correct_officer(record: Record, ledger: Ledger, **values: Any) -> list[Edit]:
    """Other facts of the person; they have no dates, so they are corrected where they stand."""
    edits = []
    for name, value in _with_keys(values).items():
        before = getattr(record.officer, name)
        if ledger.change(record.officer, **{name: value}) and name not in _SILENT:
            edits.append(Edit(_label(name), _shown_value(name, before), _shown_value(name, value)))
    return edits


def move_service_start(record: Record, ledger: Ledger, start: PartialDate, *, lists: Sequence[str]) -> None:
    """Facts without a date of their own follow the first day of service when it is corrected."""
    old = record.officer.service_start
    if start.value == old:
        return
    for name in lists:
        rows = getattr(record, name)
        if name == "qualifications":
            for kind in QualificationKind:
                move_start(ledger, [row for row in rows if row.kind == kind], old, start)
        else:
            move_start(ledger, rows, old, start)


def set_posting(
    record: Record,
    ledger: Ledger,
    *,
    unit: Unit,
    start: PartialDate | None,
    engagement: str,
    post: Post | None,
    acting: bool,
) -> Edit | None:
    """Where the officer is at home, and in which post; one place at a time.

    A first posting without a day of its own holds from the first day of service, even where the unit is
    younger: the offices of a reorganisation are younger than most of their people.
    """
    values = {"unit": unit, "engagement": engagement, "post": post, "acting": acting}
    if not is_stated(start, record.postings, lambda row: _has(row, values)):
        return None
    day = start or record.service_start
    undated = start is None and not record.postings
    _require_open(unit, max(day.value, unit.start) if undated else day.value, "unit")
    new = _posting(record, PostingKind.PRIMARY, day, **values)
    return put_dated(ledger, record.postings, new, facts=tuple(values), show=show_posting)


def set_secondment(
    record: Record, ledger: Ledger, *, unit: Unit, start: PartialDate | None, end: date | None
) -> Edit | None:
    """A loan to another unit, until a day (exclusive; None = not known yet).

    Without a first day it holds from the first day of service, like every fact without one.
    """
    values: dict[str, Any] = {"unit": unit} | ({} if end is None else {"end": end})
    if not is_stated(start, record.secondments, lambda row: _has(row, values)):
        return None
    day = start or record.service_start
    _require_open(unit, day.value, "secondment_unit")
    if end is not None and end <= day.value:
        raise DomainError(_("the end comes before the beginning"), "secondment_end")
    if any(row.unit == unit and _covers(row, day.value) for row in record.postings):
        raise DomainError(_("the officer already serves in that unit"), "secondment_unit")
    new = _posting(record, PostingKind.SECONDMENT, day, unit=unit, end=end)
    facts = tuple(values)
    try:
        return put_dated(ledger, record.secondments, new, facts=facts, show=_show_secondment)
    except DomainError as error:
        raise DomainError(error.message, "secondment_start") from error


def set_charges(record: Record, ledger: Ledger, units: Sequence[Unit], posting: Posting) -> list[Edit]:
    """Exactly these units are in the officer's charge while serving in that posting."""
    current = [row for row in record.charges if _overlaps(row, posting.start, posting.end)]
    before = _codes(row.unit for row in current)
    for row in current:
        if row.unit not in units:
            _end_charge(record, ledger, row, max(posting.start, row.unit.start))
    for unit in units:
        if not any(row.unit == unit for row in current):
            new = _charge(record.officer, unit, posting)
            ledger.create(new)
            record.charges.append(new)
    after = _codes(units)
    return [] if before == after else [Edit(str(UnitCharge._meta.verbose_name), before, after)]


def set_rank(record: Record, ledger: Ledger, *, rank: Rank, start: PartialDate | None) -> Edit | None:
    """The rank held from its appointment on; without a date, from the first day of service."""
    if not is_stated(start, record.ranks, lambda row: bool(row.rank == rank)):
        return None
    day = start or record.service_start
    new = RankHolding(officer=record.officer, rank=rank, start=day.value, start_precision=day.precision)
    return put_dated(ledger, record.ranks, new, facts=("rank",), show=lambda row: row.rank.name)


def set_step(
    record: Record, ledger: Ledger, *, step: int, coefficient: Decimal | None, start: PartialDate | None
) -> Edit | None:
    """The salary step drawn from a day on; without a coefficient the stored one stays."""
    values = {"step": step} | ({} if coefficient is None else {"coefficient": coefficient})
    if not is_stated(start, record.steps, lambda row: _has(row, values)):
        return None
    day = start or record.service_start
    new = SalaryStep(officer=record.officer, start=day.value, start_precision=day.precision, **values)
    return put_dated(ledger, record.steps, new, facts=tuple(values), show=_show_step)


def set_qualification(
    record: Record,
    ledger: Ledger,
    *,
    kind: str,
    level: str,
    title: str,
    specialty: str,
    start: PartialDate | None,
) -> Edit | None:
    """A level of one kind; without a date it holds from the first day of service."""
    values = {"level": level, "title": title} | ({"specialty": specialty} if specialty else {})
    rows = [row for row in record.qualifications if row.kind == kind]
    if not is_stated(start, rows, lambda row: _has(row, values)):
        return None
    day = start or record.service_start
    new = Qualification(
        officer=record.officer, kind=kind, start=day.value, start_precision=day.precision, **values
    )
    edit = put_dated(ledger, rows, new, facts=tuple(values), show=_show_qualification)
    if new in rows:
        record.qualifications.append(new)
    return edit and Edit(str(QualificationKind(kind).label), edit.old, edit.new)


def close_record(record: Record, ledger: Ledger, *, instead_of: date | None = None) -> None:
    """Close postings, charges, ranks and steps on the day the officer leaves, if there is one."""
    day = record.officer.service_end
    if day is None:
        return
    if day <= record.officer.service_start:
        raise DomainError(_("the end of service comes before its first day"), "service_end")
    lists = (record.postings, record.secondments, record.concurrent, record.charges)
    for rows in (*lists, record.ranks, record.steps):
        try:
            end_rows(ledger, rows, day, instead_of=instead_of)
        except DomainError as error:
            raise DomainError(error.message, "service_end") from error


def show_posting(row: Posting) -> str:
    """Unit and post of a posting."""
    return ", ".join(part for part in (row.unit.code, show_post(row)) if part)


def show_post(row: Posting) -> str:
    """The post, with the sign of acting."""
    if row.post is None:
        return ""
    return _("%(post)s (acting)") % {"post": row.post.name} if row.acting else row.post.name


def _records(officers: list[Officer]) -> list[Record]:
    by_id = {officer.pk: Record(officer) for officer in officers}
    for ids in chunks(by_id):
        for posting in (
            Posting.objects.filter(officer__in=ids).select_related("unit", "post").order_by("start")
        ):
            _list_of(by_id[posting.officer_id], posting).append(posting)
        for charge in UnitCharge.objects.filter(officer__in=ids).select_related("unit").order_by("start"):
            by_id[charge.officer_id].charges.append(charge)
        for rank in RankHolding.objects.filter(officer__in=ids).select_related("rank").order_by("start"):
            by_id[rank.officer_id].ranks.append(rank)
        for step in SalaryStep.objects.filter(officer__in=ids).order_by("start"):
            by_id[step.officer_id].steps.append(step)
        for held in Qualification.objects.filter(officer__in=ids).order_by("start"):
            by_id[held.officer_id].qualifications.append(held)
    return list(by_id.values())


def _list_of(record: Record, posting: Posting) -> list[Posting]:
    return {
        PostingKind.PRIMARY.value: record.postings,
        PostingKind.SECONDMENT.value: record.secondments,
        PostingKind.CONCURRENT.value: record.concurrent,
    }[posting.kind]


def _posting(record: Record, kind: PostingKind, start: PartialDate, **values: Any) -> Posting:
    return Posting(
        officer=record.officer, kind=kind, start=start.value, start_precision=start.precision, **values
    )


def _with_keys(values: dict[str, Any]) -> dict[str, Any]:
    """A name brings its sort key and its folded form along."""
    if "full_name" not in values:
        return values
    name = values["full_name"]
    return values | {"name_key": vietnamese_name_key(name)[:_LONGEST_KEY], "folded_name": fold(name)}


def _has(row: object, values: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


def _covers(row: Posting, day: date) -> bool:
    return bool(row.start <= day and (row.end is None or row.end > day))


def _overlaps(row: UnitCharge, start: date, end: date | None) -> bool:
    return bool((row.end is None or row.end > start) and (end is None or row.start < end))


def _require_open(unit: Unit, day: date, name: str) -> None:
    if not is_open(unit, day):
        raise DomainError(not_open(unit, day), name)


def _charge(officer: Officer, unit: Unit, posting: Posting) -> UnitCharge:
    """In charge for the time of the posting, but only while there is such a unit."""
    start = max(posting.start, unit.start)
    if posting.end is not None and start >= posting.end:
        raise DomainError(not_open(unit, posting.start), "charges")
    _require_open(unit, start, "charges")
    end = min((day for day in (posting.end, unit.end) if day), default=None)
    precision = posting.start_precision if start == posting.start else unit.start_precision
    return UnitCharge(officer=officer, unit=unit, start=start, start_precision=precision, end=end)


def _end_charge(record: Record, ledger: Ledger, row: UnitCharge, day: date) -> None:
    """A charge from before ends; one of that very day was a mistake."""
    if row.start < day:
        ledger.change(row, end=day)
    elif row.start == day:
        ledger.remove(row)
        record.charges.remove(row)
    else:
        raise DomainError(
            _("unit “%(code)s” is in the officer's charge only from %(day)s")
            % {"code": row.unit.code, "day": show_date(row.start)},
            "charges",
        )


def _codes(units: Iterable[Unit]) -> str:
    return "; ".join(sorted(unit.code for unit in units))


def _show_secondment(row: Posting) -> str:
    if row.end is None:
        return str(row.unit.code)
    return _("%(unit)s until %(day)s") % {"unit": row.unit.code, "day": show_date(row.end)}


def _show_step(row: SalaryStep) -> str:
    coefficient = "" if row.coefficient is None else f" ({row.coefficient.normalize():f})".replace(".", ",")
    return f"{row.step}{coefficient}"


def _show_qualification(row: Qualification) -> str:
    return f"{row.title} ({row.specialty})" if row.specialty else row.title


def _label(name: str) -> str:
    return label_of(Officer, {"birth_precision": "birth_date"}.get(name, name.removesuffix("_precision")))


def _shown_value(name: str, value: object) -> str:
    if name == _MASKED:
        return mask(str(value))
    if name.endswith("_precision"):
        return str(Precision(str(value)).label)
    if name == "sex":
        return str(Sex(str(value)).label)
    return show_date(value) if isinstance(value, date) else str(value or "")


def mask(value: str) -> str:
    """A masked field: its last three signs only."""
    return "•" * max(len(value) - 3, 0) + value[-3:]
