"""What stands against a plan: every reason as a sentence, with the field it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.enums import PostRole, StepKind, UnitKind
from staff.models import MAX_QUOTA, Unit
from staff.rules.reorganising import LONGEST_CODE, Step, Target, balances, seats_on
from staff.selectors.reorganisation.changes import (
    Act,
    Changes,
    changes_in,
    sources_of,
    spans_of,
    successors,
)
from staff.selectors.reorganisation.situation import Situation


@dataclass(frozen=True)
class Problem:
    """Why a plan cannot be carried out. `step` and `target` count from 0; None = the plan as a whole."""

    text: str
    field: str = ""
    step: int | None = None
    target: int = 0


def problems_in(situation: Situation, changes: Changes) -> list[Problem]:
    """Everything that has to be mended before the plan can be carried out."""
    found = [*_of_plan(situation), *problems_of_steps(situation)]
    return found or [*_of_units(situation), *_of_heads(situation, changes)]


def problems_of_steps(situation: Situation) -> list[Problem]:
    """What is wrong with the steps as typed; the units alone decide it."""
    found: list[Problem] = []
    for number, step in enumerate(situation.scheme.steps):
        shape = list(_of_shape(step, number))
        found += shape or [
            *_of_sources(situation, step, number),
            *_of_targets(situation, step, number),
        ]
    return found or list(_of_seats(situation))


def _of_plan(situation: Situation) -> Iterator[Problem]:
    plan = situation.plan
    if not situation.scheme.steps:
        yield Problem(_("The plan has no step yet."))
    if not _open_for_good(plan.unit, situation):
        yield Problem(_not_there(plan.unit, situation), "unit")


def _of_shape(step: Step, number: int) -> Iterator[Problem]:
    new = [target for target in step.targets if not target.existing]
    if step.kind == StepKind.MERGE:
        needed = 2 if new else 1
        if len(step.sources) < needed:
            yield Problem(
                _("Choose at least two units to merge, or one to merge into a unit that stays."),
                "sources",
                number,
            )
    elif len(step.sources) != 1:
        yield Problem(_("Choose a unit."), "sources", number)
    if step.kind == StepKind.SPLIT and len(step.targets) < 2:
        yield Problem(_("A unit is split into two successors or more."), "code", number, 1)
    if step.kind != StepKind.SPLIT and len(step.targets) != 1:
        yield Problem(_("Say which unit follows."), "code", number)


def _of_sources(situation: Situation, step: Step, number: int) -> Iterator[Problem]:
    for code in step.sources:
        unit = situation.units.get(code)
        if unit is None or unit.pk not in situation.inside or unit.pk == situation.plan.unit_id:
            text = _("unit “%(code)s” does not lie below “%(unit)s”")
            yield Problem(text % {"code": code, "unit": situation.plan.unit.name}, "sources", number)
        elif unit.start >= situation.day or unit.end is not None:
            yield Problem(_not_there(unit, situation), "sources", number)
        elif sum(code in other.sources for other in situation.scheme.steps) > 1:
            text = _("unit “%(code)s” stands in two steps of the plan")
            yield Problem(text % {"code": code}, "sources", number)


def _of_targets(situation: Situation, step: Step, number: int) -> Iterator[Problem]:
    for place, target in enumerate(step.targets):
        where = {"step": number, "target": place}
        named = [t.code for other in situation.scheme.steps for t in other.targets]
        if target.code and named.count(target.code) > 1:
            text = _("unit “%(code)s” is named twice as a successor; put its predecessors into one step")
            yield Problem(text % {"code": target.code}, "code", **where)
        elif target.existing:
            yield from _of_existing(situation, target, where)
        else:
            yield from _of_new(situation, target, where)
        if target.seats is not None and not 0 <= target.seats <= MAX_QUOTA:
            yield Problem(_("a quota is a whole number from 0 to 9.999"), "seats", **where)


def _of_existing(situation: Situation, target: Target, where: dict[str, int]) -> Iterator[Problem]:
    unit = situation.units.get(target.code)
    if unit is None or unit.pk not in situation.inside:
        text = _("unit “%(code)s” does not lie below “%(unit)s”")
        yield Problem(text % {"code": target.code, "unit": situation.plan.unit.name}, "existing", **where)
    elif unit.code in situation.outline.closings:
        text = _("unit “%(code)s” closes by this plan itself")
        yield Problem(text % {"code": unit.code}, "existing", **where)
    elif not _open_for_good(unit, situation):
        yield Problem(_not_there(unit, situation), "existing", **where)


def _of_new(situation: Situation, target: Target, where: dict[str, int]) -> Iterator[Problem]:
    if not target.code or len(target.code) > LONGEST_CODE:
        text = _("Give the new unit a code of at most %(number)s characters.")
        yield Problem(text % {"number": LONGEST_CODE}, "code", **where)
    elif target.code in situation.units:
        text = _("unit code “%(code)s” is taken; a code is never used again, so give a new one")
        yield Problem(text % {"code": target.code}, "code", **where)
    if not target.name:
        yield Problem(_("Give the new unit its name."), "name", **where)
    if target.kind not in UnitKind.values:
        yield Problem(_("Choose the kind of the new unit."), "kind", **where)
    parent = situation.units.get(target.parent)
    if parent is None or parent.pk not in situation.inside:
        yield Problem(_("Choose a unit within this plan's unit."), "parent", **where)
    elif parent.code in situation.outline.closings:
        text = _("unit “%(code)s” closes by this plan itself")
        yield Problem(text % {"code": parent.code}, "parent", **where)
    elif not _open_for_good(parent, situation):
        yield Problem(_not_there(parent, situation), "parent", **where)


def _of_seats(situation: Situation) -> Iterator[Problem]:
    """The seats that come out are those that went in, or a reason says why not."""
    changes = changes_in(situation)
    for number, step in enumerate(situation.scheme.steps):
        before, after = seats_of_step(situation, changes, step)
        missing = [place for place, target in enumerate(step.targets) if target.seats is None]
        if step.kind == StepKind.SPLIT and before is not None and missing:
            text = _("Type the quota of each successor: together %(number)s.") % {"number": before}
            yield from (Problem(text, "seats", number, place) for place in missing)
        elif not step.reason and not balances([before], [after]):
            text = _(
                "The quotas do not add up: %(before)s before, %(after)s after. Correct or give a reason."
            )
            yield Problem(text % {"before": before or 0, "after": after or 0}, "reason", number)


def seats_of_step(situation: Situation, changes: Changes, step: Step) -> tuple[int | None, int | None]:
    """Seats before and after, of a step with all that is dissolved into its successors."""
    targets = [target.code for target in step.targets]
    into = {source for code in targets for source in sources_of(situation, code)}
    before = seats_on(spans_of(situation, {*step.sources, *targets, *into}), situation.day)
    after = seats_on([span for code in targets for span in changes.quotas.get(code, [])], situation.day)
    return before, after


def _of_units(situation: Situation) -> Iterator[Problem]:
    """Sub-units that follow: their codes are free, and none opens below a unit that closes."""
    codes = [opening.code for opening in situation.outline.openings]
    for opening in situation.outline.openings:
        if opening.follows and (opening.code in situation.units or codes.count(opening.code) > 1):
            text = _("unit code “%(code)s” is taken; a code is never used again, so give a new one")
            yield Problem(text % {"code": opening.code}, f"below:{opening.follows}")
        elif opening.follows and len(opening.code) > LONGEST_CODE:
            text = _("Give the new unit a code of at most %(number)s characters.")
            yield Problem(text % {"number": LONGEST_CODE}, f"below:{opening.follows}")
    for code in situation.outline.below:
        unit = situation.units[code]
        if unit.start >= situation.day or unit.end is not None:
            yield Problem(_not_there(unit, situation), f"below:{code}")


def _of_heads(situation: Situation, changes: Changes) -> Iterator[Problem]:
    for code in successors(situation):
        heads = heads_of(situation, changes, code)
        if len(set(heads)) > 1:
            text = _(
                "%(unit)s would have %(number)s heads from %(day)s: let one keep the post "
                "and choose another for the rest."
            )
            values = {"unit": situation.name_of(code), "number": len(set(heads))}
            yield Problem(text % {**values, "day": show_date(situation.day)}, f"head:{code}")


def heads_of(situation: Situation, changes: Changes, code: str) -> list[int]:
    """Officers who hold the post of head of a successor on the day."""
    carried = [
        change.row.officer_id
        for change in changes.postings
        if change.act == Act.CARRY and code in change.to and _is_head(situation, change.post_id)
    ]
    stay = [
        row.officer_id
        for row in situation.there
        if row.unit.code == code and row.start <= situation.day and _is_head(situation, row.post_id)
    ]
    return [*stay, *carried]


def _is_head(situation: Situation, post_id: int | None) -> bool:
    return post_id is not None and situation.posts[post_id].role == PostRole.HEAD


def _open_for_good(unit: Unit, situation: Situation) -> bool:
    return unit.start <= situation.day and unit.end is None


def _not_there(unit: Unit, situation: Situation) -> str:
    if unit.end is not None:
        text = _("unit “%(code)s” closes on %(day)s already")
        return text % {"code": unit.code, "day": show_date(unit.end)}
    text = _("unit “%(code)s” opens on %(day)s, not before this plan's day")
    return text % {"code": unit.code, "day": show_date(unit.start)}
