"""The preview of a planned reorganisation: units, people, reach, warnings, and its fingerprint."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from staff.enums import PostingKind
from staff.models import Officer, ReorganisationPlan, Unit
from staff.registries import Foreseen, Reorganised, reorganisation_followers
from staff.rules.reorganising import Scheme, digest, fingerprint, seats_on
from staff.selectors.reorganisation.changes import Change, Changes, changes_in, spans_of, successors
from staff.selectors.reorganisation.checks import Problem, problems_in
from staff.selectors.reorganisation.situation import Situation, read_situation
from staff.selectors.reorganisation.warnings import warnings_in


@dataclass(frozen=True)
class Count:
    """Seats and people of a unit on the day; contract staff apart, as on the gap board."""

    seats: int | None = None
    servants: int = 0
    contract: int = 0


@dataclass(frozen=True)
class UnitLine:
    """One unit that closes, opens or takes others in."""

    code: str
    name: str
    kind: str
    parent: str
    state: str  # "closes", "opens", "stays"
    others: tuple[str, ...]  # successors of one that closes, predecessors of the others
    before: Count
    after: Count


@dataclass(frozen=True)
class BelowLine:
    """A sub-unit that no step names, with what may become of it."""

    code: str
    name: str
    above: str
    into: str
    new_code: str
    options: tuple[tuple[str, str], ...]
    error: str = ""


@dataclass(frozen=True)
class PersonLine:
    """One officer and what changes; without a name where the officer is out of the asker's reach."""

    officer_id: int
    number: str
    name: str
    changes: tuple[Change, ...]
    homes: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]  # key, chosen, options: where units split


@dataclass(frozen=True)
class Preview:
    """All of it. `lines`: what each unit, person and grant comes to, for the fingerprint."""

    situation: Situation
    changes: Changes
    units: list[UnitLine]
    below: list[BelowLine]
    people: list[PersonLine]
    hidden: int
    foreseen: list[tuple[str, Foreseen]]
    warnings: list[str]
    problems: list[Problem]
    lines: dict[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Changes whenever anything the preview says does."""
        return fingerprint(self.lines)

    @property
    def marks(self) -> str:
        """A mark for each line, so that a later preview can say what is different."""
        return " ".join(f"{key}={digest(text)}" for key, text in sorted(self.lines.items()))

    @property
    def total_before(self) -> Count:
        """All units of the plan as they are on the day."""
        return _total(line.before for line in self.units)

    @property
    def total_after(self) -> Count:
        """The same units and people as they will be."""
        return _total(line.after for line in self.units)

    @property
    def people_balance(self) -> bool:
        """Whether nobody is lost and nobody counted twice."""
        before, after = self.total_before, self.total_after
        return (before.servants, before.contract) == (after.servants, after.contract)


def preview_of(
    plan: ReorganisationPlan, among: QuerySet[Officer] | None = None, scheme: Scheme | None = None
) -> Preview:
    """Work a plan out and show it; names only of officers `among` those the asker may see (None = all)."""
    situation = read_situation(plan, scheme)
    changes = changes_in(situation)
    problems = problems_in(situation, changes)
    people = _people(situation, changes)
    known = _known(people, among)
    foreseen = _foreseen(situation, changes)
    counts = headcount(situation, changes)
    units = [_unit_line(situation, changes, line, counts) for line in _states(situation)]
    return Preview(
        situation=situation,
        changes=changes,
        units=units,
        below=_below(situation, problems),
        people=[line for line in people if line.officer_id in known],
        hidden=len(people) - len(known),
        foreseen=foreseen,
        warnings=warnings_in(situation, changes),
        problems=problems,
        lines=_lines(situation, changes, people, units, foreseen),
    )


def reorganised(situation: Situation, changes: Changes, units: Iterable[Unit] = ()) -> Reorganised:
    """What apps above are told; `units`: those that opened by now."""
    known = {code: situation.units[code].pk for code in successors(situation) if code in situation.units}
    return Reorganised(
        day=situation.day,
        closing=frozenset(unit.pk for unit in situation.closing),
        homes=changes.homes,
        unit_ids=known | {unit.code: unit.pk for unit in units},
    )


def headcount(situation: Situation, changes: Changes) -> dict[str, Count]:
    """People at home in each successor on the day, as the plan leaves them."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in situation.there:
        if row.kind == PostingKind.PRIMARY and row.start <= situation.day:
            found[row.unit.code].append(row.engagement)
    for change in changes.postings:
        primary = change.row.kind == PostingKind.PRIMARY and change.goes_on
        if primary and change.row.start <= situation.day:
            found[change.to[0]].append(change.row.engagement)
    return {code: _count(None, engagements) for code, engagements in found.items()}


def differences(before: str, now: Preview, names: dict[str, str]) -> list[str]:
    """Which lines of a preview differ from the marks of an earlier one; `names`: key → what to call it."""
    seen = dict(mark.rpartition("=")[::2] for mark in before.split() if "=" in mark)
    marks = dict(mark.rpartition("=")[::2] for mark in now.marks.split())
    keys = sorted(key for key in seen.keys() | marks.keys() if seen.get(key) != marks.get(key))
    return list(dict.fromkeys(names[key] for key in keys if key in names))


def _states(situation: Situation) -> list[tuple[str, str]]:
    """Codes of all units of the plan with their state, closing ones first."""
    closing = [(code, "closes") for code in situation.outline.closings if code in situation.units]
    staying = {unit.code for unit in situation.receiving}
    return [
        *closing,
        *((code, "stays" if code in staying else "opens") for code in successors(situation)),
    ]


def _unit_line(
    situation: Situation, changes: Changes, line: tuple[str, str], counts: dict[str, Count]
) -> UnitLine:
    code, state = line
    unit = situation.units.get(code) if state != "opens" else None
    opening = next((o for o in situation.outline.openings if o.code == code), None)
    parent = (unit.parent.code if unit.parent else "") if unit else (opening.parent if opening else "")
    closings = situation.outline.closings
    others = closings[code] if state == "closes" else tuple(c for c, to in closings.items() if code in to)
    after = counts.get(code, Count()) if state != "closes" else Count()
    seats = seats_on(changes.quotas.get(code, []), situation.day) if state != "closes" else None
    return UnitLine(
        code=code,
        name=situation.name_of(code),
        kind=unit.get_kind_display() if unit else _kind(opening.kind if opening else ""),
        parent=parent,
        state=state,
        others=others,
        before=Count() if unit is None else _now(situation, unit),
        after=Count(seats, after.servants, after.contract),
    )


def _kind(kind: str) -> str:
    labels = dict(Unit._meta.get_field("kind").flatchoices)
    return str(labels.get(kind, kind))


def _now(situation: Situation, unit: Unit) -> Count:
    rows = [*situation.postings, *situation.there]
    home = [
        row.engagement
        for row in rows
        if row.unit_id == unit.pk and row.kind == PostingKind.PRIMARY and row.start <= situation.day
    ]
    return _count(seats_on(spans_of(situation, [unit.code]), situation.day), home)


def _count(seats: int | None, engagements: list[str]) -> Count:
    contract = sum(engagement == "contract" for engagement in engagements)
    return Count(seats, len(engagements) - contract, contract)


def _total(counts: Iterable[Count]) -> Count:
    rows = list(counts)
    known = [row.seats for row in rows if row.seats is not None]
    return Count(
        sum(known) if known else None, sum(row.servants for row in rows), sum(row.contract for row in rows)
    )


def _below(situation: Situation, problems: list[Problem]) -> list[BelowLine]:
    errors = {problem.field: problem.text for problem in problems if problem.field.startswith("below:")}
    return [
        BelowLine(
            code=code,
            name=situation.units[code].name,
            above=above.code if (above := situation.units[code].parent) else "",
            into=chosen.into,
            new_code=chosen.code,
            options=tuple((option, situation.name_of(option)) for option in situation.outline.options[code]),
            error=errors.get(f"below:{code}", ""),
        )
        for code, chosen in situation.outline.below.items()
    ]


def _people(situation: Situation, changes: Changes) -> list[PersonLine]:
    by_officer: dict[int, list[Change]] = defaultdict(list)
    for change in changes.rows:
        by_officer[change.row.officer_id].append(change)
    return sorted(
        (_person(situation, officer_id, found) for officer_id, found in by_officer.items()),
        key=lambda line: (line.changes[0].row.officer.name_key, line.number),
    )


def _person(situation: Situation, officer_id: int, found: list[Change]) -> PersonLine:
    officer = found[0].row.officer
    split = {
        change.row.unit.code: change.to[0]
        for change in found
        if len(situation.outline.closings[change.row.unit.code]) > 1
        and type(change.row)._meta.model_name != "unitcharge"
    }
    homes = tuple(
        (
            f"{officer_id}:{code}",
            chosen,
            tuple((option, situation.name_of(option)) for option in situation.outline.closings[code]),
        )
        for code, chosen in split.items()
    )
    return PersonLine(officer_id, officer.number, officer.full_name, tuple(found), homes)


def _known(people: list[PersonLine], among: QuerySet[Officer] | None) -> set[int]:
    ids = {line.officer_id for line in people}
    if among is None or not ids:
        return ids
    # All ids in reach are fewer conditions than one for every person.
    return ids & set(among.values_list("pk", flat=True))


def _foreseen(situation: Situation, changes: Changes) -> list[tuple[str, Foreseen]]:
    told = reorganised(situation, changes)
    return [(follower.key, follower.foresee(told)) for follower in reorganisation_followers]


def _lines(
    situation: Situation,
    changes: Changes,
    people: list[PersonLine],
    units: list[UnitLine],
    foreseen: list[tuple[str, Foreseen]],
) -> dict[str, str]:
    plan = situation.plan
    lines = {"plan": f"{plan.unit_id} {plan.day} {plan.decision}"}
    for unit in units:
        quotas = changes.quotas.get(unit.code, []) if unit.state != "closes" else []
        lines[f"unit:{unit.code}"] = f"{unit} {[(str(a), str(b), seats) for a, b, seats in quotas]}"
    for person in people:
        lines[f"person:{person.officer_id}"] = "; ".join(sorted(change.line() for change in person.changes))
    lines |= {f"grant:{grant.key}": str(grant.copied) for grant in changes.grants}
    lines |= {f"app:{key}": "; ".join((*told.lines, *told.facts)) for key, told in foreseen}
    return lines


def names_of_lines(preview: Preview, among: QuerySet[Officer], before: str) -> dict[str, Any]:
    """What to call each line in a list of differences, also those that are gone by now."""
    from_before = {mark.rpartition("=")[0] for mark in before.split()}
    keys = from_before | preview.lines.keys()
    numbers = {key.removeprefix("person:") for key in keys if key.startswith("person:")}
    ids = [int(number) for number in numbers if number.isdecimal() and len(number) < 15]
    officers = among.filter(pk__in=ids[:5_000]) if ids else among.none()
    names: dict[str, Any] = {f"person:{officer.pk}": str(officer) for officer in officers}
    for key in keys:
        kind, _sep, rest = key.partition(":")
        if kind == "unit":
            names[key] = preview.situation.name_of(rest)
    return names
