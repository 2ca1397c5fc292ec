"""What officers may propose to correct in the own record, and proposals as people read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    Field,
    ForeignKey,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hrm.kernel.dates import PartialDate, parse_date, show_date, show_partial
from hrm.kernel.numbers import row_key
from staff.access import rows_for
from staff.enums import CorrectionState
from staff.kinds import Kind, kind_by_slug
from staff.models import CorrectionRequest, Officer, Posting, Profile, Unit, User
from staff.rules.masking import is_masked, veiled
from staff.selectors.masked import CITIZEN_ID, CONTACT, HEALTH, RELATIONS, MaskedGroup
from staff.selectors.profiles import PROFILE_FIELDS

OFFICER: Final = "officer"
PROFILE: Final = "profile"
# What a person may say about themselves. Number, service and notes are the agency's.
OFFICER_FIELDS: Final = ("full_name", "birth_date", "sex", "ethnicity", CITIZEN_ID.key, "party_joined")
DECISION_FIELDS: Final = ("decision", "decision_date", "issuer", "signer")
# Whom somebody stands in for is another person: personnel say it.
_NOT_PROPOSED: Final = frozenset({"instead_of"})

_LABELS: Final = {
    "start": _("from"),
    "end": _("until (exclusive)"),
}


@dataclass(frozen=True)
class Target:
    """A part of the record that a proposal speaks of: the person, the profile, or a kind of history."""

    key: str
    label: str
    model: Any
    fields: tuple[str, ...]
    kind: Kind | None = None

    @property
    def table(self) -> str:
        """The name of its table, as masks know it."""
        return str(self.model._meta.model_name)

    def field(self, name: str) -> Field[Any, Any]:
        """A column by its name."""
        return cast("Field[Any, Any]", self.model._meta.get_field(name))

    def label_of(self, name: str) -> str:
        """What people call a field."""
        label = str(_LABELS.get(name) or self.field(name).verbose_name)
        return label[:1].upper() + label[1:]


def target_of(key: str) -> Target | None:
    """The part of the record behind an address or a stored proposal; None for anything else."""
    if key == OFFICER:
        return Target(key, _now("Identity and service"), Officer, OFFICER_FIELDS)
    if key == PROFILE:
        return Target(key, _now("Curriculum vitae"), Profile, PROFILE_FIELDS)
    kind = kind_by_slug(key)
    if kind is None:
        return None
    names = tuple(name for name in kind.fields if name not in _NOT_PROPOSED)
    return Target(key, kind.heading, kind.model, (*names, "start", "end", *DECISION_FIELDS), kind)


def row_of(target: Target, officer: Officer, pk: int | None) -> Any:
    """The row a proposal is about as it stands now; None for a new one and for one that is gone."""
    if target.key == OFFICER:
        return Officer.objects.filter(pk=officer.pk).first()
    if target.key == PROFILE:
        return Profile.objects.filter(officer=officer).first()
    if target.kind is None or pk is None:
        return None
    rows = target.model.objects.filter(target.kind.condition, officer=officer, pk=pk)
    return rows.first()


def text_of(target: Target, row: Any, name: str) -> str:
    """A stored field as a proposal keeps it; "" without a row."""
    if row is None:
        return ""
    if name == "start":
        return show_partial(row.start, row.start_precision)
    return as_text(target.field(name), getattr(row, target.field(name).attname))


def as_text(field: Field[Any, Any], value: Any) -> str:
    """A value in a form that `value_of` reads back: days as dd/mm/yyyy, rows by their number."""
    if value is None or value == "" or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, PartialDate):
        return show_partial(value.value, value.precision)
    if isinstance(field, DateField):
        return show_date(value)
    if isinstance(field, ForeignKey):
        return str(getattr(value, "pk", value))
    return str(value)


def value_of(target: Target, name: str, text: str) -> Any:
    """What the record stores for a text; ValueError for a row that is gone or a text that is none."""
    field = target.field(name)
    if name == "start":
        return parse_date(text)
    if isinstance(field, BooleanField):
        return text == "1"
    if not text:
        return None if field.null else ""
    if isinstance(field, DateField):
        return parse_date(text).value
    if isinstance(field, ForeignKey):
        found = field.related_model._default_manager.filter(pk=text).first()
        if found is None:
            raise ValueError(f"{name}: {text!r} is gone")
        return found
    return field.to_python(text)


@dataclass(frozen=True)
class Line:
    """One field of a proposal. `moved`: the record changed after it was proposed; `done`: it says so now."""

    label: str
    old: str
    now: str
    new: str
    moved: bool
    done: bool
    masked: bool


@dataclass(frozen=True)
class Proposal:
    """A proposal against what is stored now. `gone`: the row it wants to correct does not exist any more."""

    request: CorrectionRequest
    target: Target
    row: Any
    lines: list[Line]
    gone: bool

    @property
    def moved(self) -> list[Line]:
        """Fields that somebody else changed since."""
        return [line for line in self.lines if line.moved]

    @property
    def masked(self) -> bool:
        """Whether it shows masked fields."""
        return any(line.masked for line in self.lines)


def proposal_of(request: CorrectionRequest, *, in_full: bool = False) -> Proposal | None:
    """A proposal as people read it; None for one about something this version does not know."""
    target = target_of(request.target)
    if target is None:
        return None
    row = row_of(target, request.officer, request.row)
    lines = difference(target, row, request.old, request.new, in_full=in_full)
    return Proposal(request, target, row, lines, request.row is not None and row is None)


def difference(
    target: Target, row: Any, old: Mapping[str, str], new: Mapping[str, str], *, in_full: bool = False
) -> list[Line]:
    """Old, stored now and proposed, field by field."""
    names = _names(target, (old, new), row)
    found = []
    for name in target.fields:
        if name in new:
            now = text_of(target, row, name)
            before, wanted = old.get(name, ""), new[name]
            before_shown, now_shown, wanted_shown = (
                shown(target, name, text, names, in_full=in_full) for text in (before, now, wanted)
            )
            found.append(
                Line(
                    label=target.label_of(name),
                    old=before_shown,
                    now=now_shown,
                    new=wanted_shown,
                    moved=now != before,
                    done=now == wanted,
                    masked=is_masked(target.table, name),
                )
            )
    return found


def shown(
    target: Target, name: str, text: str, names: Mapping[tuple[str, str], str], *, in_full: bool
) -> str:
    """The text of a field as people read it."""
    field = target.field(name)
    if not text:
        return ""
    if isinstance(field, ForeignKey):
        return names.get((name, text), text)
    if isinstance(field, BooleanField):
        return _now("yes")
    if field.choices:
        return str(dict(field.flatchoices).get(text, text))
    written = text.replace(".", ",") if field.get_internal_type() == "DecimalField" else text
    return written if in_full else veiled(target.table, name, written)


def groups_of(target: Target, fields: Iterable[str]) -> set[MaskedGroup]:
    """What someone sees in full who sees these fields."""
    masked = {name for name in fields if is_masked(target.table, name)}
    if target.table == "relation":
        return {RELATIONS} if masked else set()
    if target.key == OFFICER:
        return {CITIZEN_ID} if masked else set()
    return {group for group in (CONTACT, HEALTH) if masked & set(group.fields)}


def part_label(key: str) -> str:
    """What people call a part of the record; its address where this version does not know it."""
    target = target_of(key)
    return target.label if target is not None else key


def corrections_in_reach(user: User, at: date) -> QuerySet[Any]:
    """Proposals that the asker may see with the home unit of a day; those that wait first, then the newest."""
    rows = rows_for(user, CorrectionRequest, "view").select_related("officer", "decided_by__officer")
    waiting = Case(
        When(state=CorrectionState.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    homes = Posting.objects.primary().at(at).filter(officer=OuterRef("officer"))
    named = rows.annotate(turn=waiting, home_unit=Subquery(homes.values("unit__name")[:1]))
    return cast("QuerySet[Any]", named.order_by("turn", "-asked_at", "-pk"))


def _names(target: Target, texts: Iterable[Mapping[str, str]], row: Any) -> dict[tuple[str, str], str]:
    """Names of the rows that texts refer to; one query for each such field."""
    found: dict[tuple[str, str], str] = {}
    for name in target.fields:
        field = target.field(name)
        if isinstance(field, ForeignKey):
            wanted = {each[name] for each in texts if each.get(name)} | {text_of(target, row, name)}
            ids = [key for text in wanted if (key := row_key(text)) is not None]
            for related in field.related_model._default_manager.filter(pk__in=ids):
                label = related.name if isinstance(related, Unit) else str(related)
                found[(name, str(related.pk))] = label
    return found
