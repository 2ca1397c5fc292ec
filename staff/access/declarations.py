"""Each app declares its scoped tables here: which reach each action needs, and what is one's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Model

from staff.access.perms import ReachCode


@dataclass(frozen=True)
class Declaration:
    """How the gate treats one table.

    `common`: reference data of no unit; whoever holds the verb may touch every row.
    `common_for`: actions for which the table is common, while the others need reach (everyone may see
    which courses there are, their unit alone changes them).
    `reach`: action → codename granted on units. `own`: action → fields that name the officer who may
    act without any grant; `own_verb` is the permission that is enough for those, where the table's own
    verb would open other people's rows as well (whoever sees people's names need not see their
    disciplines). `addressed`: actions that whoever holds the verb may do to rows addressed to the units
    where the person serves; the manager then offers `addressed_to(Serving)` too. The table's manager offers
    `within(Reach)`.
    """

    reach: Mapping[str, ReachCode] = field(default_factory=dict)
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    common: bool = False
    common_for: frozenset[str] = frozenset()
    own_verb: str = ""
    addressed: frozenset[str] = frozenset()


_declared: dict[type[Model], Declaration] = {}


def declare(model: type[Model], declaration: Declaration) -> None:
    """Put a table behind the gate; called once from the owning app's `ready()`."""
    _declared[model] = declaration


def declaration_of(model: type[Model]) -> Declaration:
    """The declaration of a table; a table nobody declared is an error of ours, not an open door."""
    try:
        return _declared[model]
    except KeyError:
        raise LookupError(f"{model.__name__} is not declared to staff.access") from None


def declared_models() -> tuple[type[Model], ...]:
    """Every table behind the gate (the architecture tests walk them)."""
    return tuple(_declared)
