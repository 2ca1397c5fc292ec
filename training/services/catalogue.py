"""The verbs of the catalogue: keep programmes, plan courses."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hrm.kernel.text import fold
from staff.models import Unit, User
from staff.rules.levels import level_of, levels_of
from staff.services.errors import DomainError
from staff.services.unit_book import is_open, not_open
from training.models import Course, Programme
from training.services.saving import keep


@transaction.atomic
def keep_programme(
    *,
    actor: User | None,
    programme: Programme | None = None,
    code: str,
    title: str,
    periods: int,
    start: date,
    end: date | None = None,
    kind: str = "",
    level: str = "",
    basis: str = "",
) -> Programme:
    """Add a programme or change one; a programme that gives a qualification must name a level that exists."""
    _require_free(Programme, "code", code, programme)
    if end is not None and end <= start:
        raise DomainError(_("the end comes before the beginning"), "end")
    row = programme or Programme()
    values = {"code": code, "title": title, "periods": periods, "start": start, "end": end}
    return keep(row, actor, **values, kind=kind, level=_level(kind, level), basis=basis)


@transaction.atomic
def keep_course(
    *,
    actor: User | None,
    course: Course | None = None,
    programme: Programme,
    code: str,
    title: str,
    year: int,
    unit: Unit,
    organiser: str = "",
) -> Course:
    """Plan a course of a programme for a unit and year, or change one."""
    _require_free(Course, "code", code, course)
    if not _valid_in(programme, year):
        raise DomainError(_("the programme is not valid in %(year)s") % {"year": year}, "programme")
    if course is None and not is_open(unit, date(year, 12, 31)):
        raise DomainError(not_open(unit, date(year, 12, 31)), "unit")
    row = course or Course()
    values = {"programme": programme, "code": code, "title": title, "year": year}
    return keep(row, actor, **values, unit=unit, organiser=organiser, folded=fold(f"{code} {title}"))


def _valid_in(programme: Programme, year: int) -> bool:
    """Whether the programme is valid on at least one day of a year."""
    return programme.start <= date(year, 12, 31) and (
        programme.end is None or programme.end > date(year, 1, 1)
    )


def _level(kind: str, level: str) -> str:
    """The level a programme gives, spelled as the record spells it."""
    if not kind:
        return ""
    if not level:
        raise DomainError(_("name the level that the programme gives"), "level")
    code = level_of(kind, level)
    if code is None:
        known = ", ".join(levels_of(kind).values())
        raise DomainError(_("no such level; expected one of: %(levels)s") % {"levels": known}, "level")
    return levels_of(kind).get(code, level)


def _require_free(model: Any, field: str, value: str, row: Any) -> None:
    taken = model.objects.filter(**{field: value})
    if row is not None:
        taken = taken.exclude(pk=row.pk)
    if taken.exists():
        raise DomainError(_("“%(value)s” is taken; choose another") % {"value": value}, field)
