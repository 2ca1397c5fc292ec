"""Who may do what. Screens, files, exports, imports and tasks all start from `rows_for`."""

from staff.access.declarations import Declaration, declare, declared_models
from staff.access.gate import (
    Forbidden,
    held_reach,
    may,
    reach_for,
    require,
    row_for,
    rows_for,
    unit_ids_for,
)
from staff.access.grants import Held, grant, grants_on, revoke
from staff.access.keepers import keepers_of
from staff.access.perms import GROUPS, ReachCode, Role
from staff.access.serving import serving_in, serving_of

__all__ = [
    "GROUPS",
    "Declaration",
    "Forbidden",
    "Held",
    "ReachCode",
    "Role",
    "declare",
    "declared_models",
    "grant",
    "grants_on",
    "held_reach",
    "keepers_of",
    "may",
    "reach_for",
    "require",
    "revoke",
    "row_for",
    "rows_for",
    "serving_in",
    "serving_of",
    "unit_ids_for",
]
