"""What a reorganisation does to directives: successors are addressed too, and keep what a closing unit kept."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cms.models import Directive, DirectiveTarget
from staff.models import Reorganisation, User
from staff.registries import Foreseen, Reorganised


def foresee_directives(told: Reorganised) -> Foreseen:
    """How many directives get new addressees and how many a new keeper."""
    addressed = _targets(told).values("directive").distinct().count()
    kept = Directive.objects.filter(unit__in=told.closing).count()
    lines = []
    if addressed:
        text = _("%(number)s directives addressed to closing units are addressed to their successors too.")
        lines.append(text % {"number": addressed})
    if kept:
        lines.append(_("%(number)s directives are kept by the successor from then on.") % {"number": kept})
    return Foreseen(tuple(lines), (f"{addressed} {kept}",) if lines else ())


@transaction.atomic
def follow_directives(told: Reorganised, actor: User) -> int:
    """Address the successors, and hand over what closing units keep; gives how many directives changed."""
    successors = _successors(told)
    changed = {target.directive_id for target in _targets(told) if _address(target, successors)}
    kept = Directive.objects.filter(unit__in=told.closing).select_for_update(of=("self",))
    for row in kept:
        heirs = successors.get(row.unit_id)
        if heirs:
            # Of several successors the first by code: there is one keeper, and it can be corrected.
            handed: Any = row
            handed.unit_id, handed._history_user = heirs[0], actor
            handed.save()
            changed.add(row.pk)
    return len(changed)


def _targets(told: Reorganised) -> Any:
    return DirectiveTarget.objects.filter(unit__in=told.closing).order_by("pk")


def _successors(told: Reorganised) -> dict[int, list[int]]:
    """Closing unit → its successors by code, as the reorganisation of the day stored them."""
    rows = Reorganisation.objects.filter(day=told.day, predecessor__in=told.closing)
    found: dict[int, list[int]] = defaultdict(list)
    for closing, heir in rows.order_by("successor__code").values_list("predecessor_id", "successor_id"):
        found[closing].append(heir)
    return found


def _address(target: Any, successors: dict[int, list[int]]) -> bool:
    """Give a target's successors the same target, each once; whether there was anything to give."""
    given = False
    for heir in successors.get(target.unit_id, ()):
        same = {"unit_id": heir, "with_below": target.with_below, "level": target.level}
        _row, made = DirectiveTarget.objects.get_or_create(directive_id=target.directive_id, **same)
        given = given or made
    return given
