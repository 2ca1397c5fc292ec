"""What a plan does not settle: sentences for the preview that do not stand in the way."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from staff.enums import PostRole, StandInKind
from staff.rules.reorganising import Fate, fate
from staff.selectors.reorganisation.changes import (
    Act,
    Changes,
    Why,
    sources_of,
    spans_of,
    successors,
    target_of,
)
from staff.selectors.reorganisation.checks import heads_of
from staff.selectors.reorganisation.situation import Situation


def warnings_in(situation: Situation, changes: Changes) -> list[str]:
    """In the order in which one would look after them."""
    return [
        *_heads(situation, changes),
        *_seats(situation, changes),
        *_records(changes),
        *_left_behind(situation),
    ]


def _heads(situation: Situation, changes: Changes) -> Iterator[str]:
    for code in successors(situation):
        heads, acting = set(heads_of(situation, changes, code)), _acting(situation, changes, code)
        values = {"unit": situation.name_of(code)}
        if not heads and not acting:
            yield _("%(unit)s has no head from that day; appoint one or put someone in charge.") % values
        elif len(acting - heads) + len(heads) > 1 and acting:
            yield _("%(unit)s has more than one person who leads it, acting heads included.") % values


def _acting(situation: Situation, changes: Changes, code: str) -> set[int]:
    """Officers who act as head of a successor on the day."""
    deputies = [
        change.row
        for change in changes.postings
        if change.act == Act.CARRY and code in change.to and change.keeps_post
    ]
    deputies += [row for row in situation.there if row.unit.code == code and row.start <= situation.day]
    found = {
        row.officer_id
        for row in deputies
        if row.acting and row.post_id and situation.posts[row.post_id].role == PostRole.DEPUTY
    }
    stand_ins = [change.row for change in changes.stand_ins if change.goes_on and code in change.to]
    stand_ins += [row for row in situation.standing_there if row.unit.code == code]
    return found | {
        row.officer_id
        for row in stand_ins
        if row.kind == StandInKind.ACTING_HEAD and row.start <= situation.day
    }


def _seats(situation: Situation, changes: Changes) -> Iterator[str]:
    for code in successors(situation):
        sources = [*sources_of(situation, code), code]
        with_quota = {row.unit.code for row in situation.quotas}
        values = {"unit": situation.name_of(code)}
        if not changes.quotas.get(code):
            yield _("%(unit)s gets no quota, because none is in force.") % values
        elif len(sources) > 2 and not with_quota >= set(sources_of(situation, code)):
            yield _("Not every predecessor of %(unit)s has a quota; those without count nothing.") % values
        later = [span for span in spans_of(situation, sources) if span[0] > situation.day]
        target = target_of(situation, code)
        if later and target is not None and len(changes.quotas[code]) == 1:
            yield _("%(unit)s gets one quota; the later quotas of its predecessors no longer hold.") % values


def _records(changes: Changes) -> Iterator[str]:
    ended = [change for change in changes.postings if change.why in (Why.AT_HOME, Why.TWICE)]
    if ended:
        yield ngettext(
            "%(number)s secondment or concurrent post ends, because its unit becomes the person's own.",
            "%(number)s secondments or concurrent posts end, because their unit becomes the person's own.",
            len(ended),
        ) % {"number": len(ended)}
    terms = [change for change in changes.terms if change.why == Why.POST]
    if terms:
        yield ngettext(
            "%(number)s leadership term ends with its post; the term of a new post begins by its own decision.",
            "%(number)s leadership terms end with their posts; "
            "the term of a new post begins by its own decision.",
            len(terms),
        ) % {"number": len(terms)}


def _left_behind(situation: Situation) -> Iterator[str]:
    left = situation.left_behind
    if left.get("planning"):
        text = _(
            "Planning (quy hoạch) for posts of the closing units is not carried: %(number)s. Approve it anew."
        )
        yield text % {"number": left["planning"]}
    if left.get("pledges"):
        text = _("Pledge plans of the closing units that still run stay with them: %(number)s.")
        yield text % {"number": left["pledges"]}
    if left.get("campaigns"):
        text = _("Data quality campaigns of the closing units that still run stay with them: %(number)s.")
        yield text % {"number": left["campaigns"]}
    moved = [row for row in situation.postings if fate(row.start, row.end, situation.day) == Fate.MOVES]
    if moved:
        text = _("Postings entered ahead for the closing units are entered for the successors: %(number)s.")
        yield text % {"number": len(moved)}
