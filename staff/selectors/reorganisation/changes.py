"""What happens to every row: the one list that the preview shows and the service carries out."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from staff.access import Held
from staff.enums import PostingKind, PostRole
from staff.models import Officer, Posting
from staff.rules.reorganising import Fate, Span, Target, fate, seats_from, seats_on
from staff.selectors.reorganisation.situation import Situation


class Act(StrEnum):
    """What is done to a row."""

    END = "end"  # it ends on the day
    CARRY = "carry"  # it ends on the day and goes on in the successor
    MOVE = "move"  # it begins later: it is entered for the successor from its first day
    REMOVE = "remove"  # it would begin later, but has no sense in the successor


class Why(StrEnum):
    """Why a row does not go on."""

    AT_HOME = "at_home"  # the successor is the person's own unit now
    TWICE = "twice"  # another row says the same of the successor
    POST = "post"  # the post it belongs to is given up
    CHOICE = "choice"


@dataclass
class Change:
    """One row of a record. `to`: codes of the units it goes on in; `post_id`: of postings, from the day on."""

    row: Any
    act: Act
    to: tuple[str, ...]
    post_id: int | None = None
    why: Why | None = None

    @property
    def goes_on(self) -> bool:
        """Whether the person has this in the successor."""
        return self.act in (Act.CARRY, Act.MOVE)

    @property
    def keeps_post(self) -> bool:
        """Whether a posting goes on with the post it has."""
        return self.goes_on and self.post_id == self.row.post_id

    def drop(self, why: Why) -> None:
        """Let the row end here."""
        self.act, self.why = (Act.REMOVE if self.act == Act.MOVE else Act.END), why

    def line(self) -> str:
        """Everything about the change, for the fingerprint."""
        row = self.row
        facts = [type(row).__name__, row.pk, row.unit_id, row.start, row.end, getattr(row, "post_id", "")]
        facts += [self.act.value, ",".join(self.to), self.post_id, getattr(row, "acting", "")]
        return " ".join(str(fact) for fact in facts)


@dataclass(frozen=True)
class GrantCopy:
    """A grant on a closing unit, to be given on the successor as well or not."""

    key: str
    held: Held
    source: str
    to: str
    copied: bool


@dataclass
class Changes:
    """All of it, table by table; `quotas`: spans of seats by successor, from the day on."""

    postings: list[Change] = field(default_factory=list)
    charges: list[Change] = field(default_factory=list)
    terms: list[Change] = field(default_factory=list)
    stand_ins: list[Change] = field(default_factory=list)
    duties: list[Change] = field(default_factory=list)
    quotas: dict[str, list[Span]] = field(default_factory=dict)
    grants: list[GrantCopy] = field(default_factory=list)

    @property
    def rows(self) -> list[Change]:
        """Every row of a record that changes."""
        return [*self.postings, *self.charges, *self.terms, *self.stand_ins, *self.duties]

    @property
    def homes(self) -> dict[int, str]:
        """Officer id → code of the home from the day on."""
        primary = [c for c in self.postings if c.row.kind == PostingKind.PRIMARY and c.goes_on]
        later_first = sorted(primary, key=lambda change: change.act == Act.CARRY)
        return {change.row.officer_id: change.to[0] for change in later_first}


def changes_in(situation: Situation) -> Changes:
    """Work the plan out; no query."""
    found = Changes(postings=_postings(situation))
    without_post = _give_up_leading(situation, found.postings)
    found.charges = _charges(situation, without_post)
    found.terms = _terms(situation, found.postings)
    found.stand_ins = _stand_ins(situation)
    found.duties = [_change(situation, row) for row in situation.duties]
    _once(found.duties, (), lambda row: (row.officer_id, row.position_id), situation)
    found.quotas = {code: _seats(situation, code) for code in successors(situation)}
    found.grants = _grants(situation, found.homes, without_post)
    return found


def successors(situation: Situation) -> list[str]:
    """Codes of every unit that follows another, each once, in the order of the plan."""
    return list(dict.fromkeys(code for codes in situation.outline.closings.values() for code in codes))


def sources_of(situation: Situation, code: str) -> list[str]:
    """Units that close in favour of this one alone."""
    return [source for source, codes in situation.outline.closings.items() if codes == (code,)]


def spans_of(situation: Situation, codes: Iterable[str]) -> list[Span]:
    """Seats given to these units, as far as they hold on the day or later."""
    wanted = set(codes)
    return [(row.start, row.end, row.seats) for row in situation.quotas if row.unit.code in wanted]


def target_of(situation: Situation, code: str) -> Target | None:
    """What the plan says of a successor; nothing for one that only follows its parent unit."""
    targets = (target for step in situation.scheme.steps for target in step.targets)
    return next((target for target in targets if target.code == code), None)


def goes_to(situation: Situation, officer_id: int, code: str) -> str:
    """Where an officer goes from a unit that closes: the only successor, the one chosen, or the first."""
    options = situation.outline.closings[code]
    chosen = situation.scheme.choices.people.get(f"{officer_id}:{code}", "")
    return chosen if chosen in options else options[0]


def _change(situation: Situation, row: Any) -> Change:
    act = Act.MOVE if fate(row.start, row.end, situation.day) == Fate.MOVES else Act.CARRY
    return Change(row, act, (goes_to(situation, row.officer_id, row.unit.code),))


def _postings(situation: Situation) -> list[Change]:
    found = []
    for row in situation.postings:
        change = _change(situation, row)
        change.post_id = row.post_id
        if row.post_id is not None and change.act == Act.CARRY:
            chosen = situation.scheme.choices.posts.get(row.pk, row.post_id)
            change.post_id = chosen if chosen in situation.posts else None
        found.append(change)
    _absorb(found, situation)
    _once(found, situation.there, lambda row: (row.officer_id, row.kind), situation)
    return found


def _absorb(found: list[Change], situation: Situation) -> None:
    """Nobody is on loan to the own unit, nor holds it beside itself."""
    homes = [(c.row, c.to[0]) for c in found if c.row.kind == PostingKind.PRIMARY]
    homes += [(row, row.unit.code) for row in situation.there if row.kind == PostingKind.PRIMARY]
    for change in found:
        row = change.row
        if row.kind == PostingKind.PRIMARY:
            continue
        day = max(row.start, situation.day)
        if any(
            home.officer_id == row.officer_id and code == change.to[0] and _lasts(home, day)
            for home, code in homes
        ):
            change.drop(Why.AT_HOME)


def _lasts(row: Posting, day: Any) -> bool:
    return bool(row.start <= day and (row.end is None or row.end > day))


def _once(
    found: list[Change], there: Iterable[Any], of: Callable[[Any], Hashable], situation: Situation
) -> None:
    """Two rows that would say the same of the successor become one; those with a post come first."""
    taken = {(of(row), row.unit.code, max(row.start, situation.day)) for row in there}
    for change in sorted(found, key=lambda change: (change.post_id is None, change.row.start)):
        if not change.goes_on:
            continue
        keys = {(of(change.row), code, max(change.row.start, situation.day)): code for code in change.to}
        left = tuple(code for key, code in keys.items() if key not in taken)
        if left:
            change.to = left
            taken.update(keys)
        else:
            change.drop(Why.TWICE)


def leads(situation: Situation, post_id: int | None) -> bool:
    """Whether a post leads a unit."""
    return post_id is not None and situation.posts[post_id].role != PostRole.NONE


def _give_up_leading(situation: Situation, postings: list[Change]) -> set[int]:
    """Officers who led in their home until the day and no longer do."""
    return {
        change.row.officer_id
        for change in postings
        if change.row.kind == PostingKind.PRIMARY
        and change.act == Act.CARRY
        and leads(situation, change.row.post_id)
        and not leads(situation, change.post_id)
    }


def _charges(situation: Situation, without_post: set[int]) -> list[Change]:
    """Who was in charge of a unit is in charge of all its successors."""
    found = []
    for row in situation.charges:
        change = _change(situation, row)
        change.to = situation.outline.closings[row.unit.code]
        if row.officer_id in without_post:
            change.drop(Why.POST)
        found.append(change)
    _once(found, situation.charged_there, lambda row: row.officer_id, situation)
    return found


def _terms(situation: Situation, postings: list[Change]) -> list[Change]:
    """A term goes on with the post it belongs to; another post begins a term by its own decision."""
    of_post = {
        (change.row.officer_id, change.row.unit_id, change.row.post_id): change
        for change in postings
        if change.act != Act.MOVE
    }
    found = []
    for row in situation.terms:
        change = _change(situation, row)
        posting = of_post.get((row.officer_id, row.unit_id, row.post_id))
        if posting is not None:
            change.to = posting.to
            if not posting.keeps_post:
                change.drop(Why.POST)
        found.append(change)
    _once(found, (), lambda row: (row.officer_id, row.post_id), situation)
    return found


def _stand_ins(situation: Situation) -> list[Change]:
    found = []
    for row in situation.stand_ins:
        change = _change(situation, row)
        if not situation.scheme.choices.stand_ins.get(row.pk, True):
            change.drop(Why.CHOICE)
        found.append(change)
    _once(
        found,
        situation.standing_there,
        lambda row: (row.officer_id, row.kind, row.instead_of_id),
        situation,
    )
    return found


def _seats(situation: Situation, code: str) -> list[Span]:
    """The seats typed for a successor; else what its predecessors and itself have, change by change."""
    summed = seats_from(spans_of(situation, [code, *sources_of(situation, code)]), situation.day)
    target = target_of(situation, code)
    if target is None or target.seats is None or target.seats == seats_on(summed, situation.day):
        return summed
    return [(situation.day, None, target.seats)]


def _grants(situation: Situation, homes: dict[int, str], without_post: set[int]) -> list[GrantCopy]:
    codes = {unit.pk: unit.code for unit in (*situation.closing, *situation.receiving)}
    given = {(_holder(held), held.code, codes[held.unit_id]) for held in situation.granted_there}
    found = []
    for held in situation.grants:
        officer = _officer(situation, held)
        source = codes[held.unit_id]
        for code in _reached(situation, officer, homes, source):
            if (_holder(held), held.code, code) not in given:
                given.add((_holder(held), held.code, code))
                key = f"{_holder(held)}:{held.code}:{source}:{code}"
                default = officer is None or officer.pk not in without_post
                copied = situation.scheme.choices.grants.get(key, default)
                found.append(GrantCopy(key, held, source, code, copied))
    return found


def _reached(
    situation: Situation, officer: Officer | None, homes: dict[int, str], source: str
) -> tuple[str, ...]:
    """Of the successors of a split, whoever goes to one of them reaches that one."""
    options = situation.outline.closings[source]
    home = homes.get(officer.pk) if officer is not None else None
    return (home,) if home in options else options


def _holder(held: Held) -> str:
    return f"{'u' if hasattr(held.holder, 'username') else 'g'}{held.holder.pk}"


def _officer(situation: Situation, held: Held) -> Officer | None:
    return situation.officer_of.get(held.holder.pk) if hasattr(held.holder, "username") else None
