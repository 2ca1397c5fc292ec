"""Who may do what. Screens, files, exports, imports and tasks all start from `rows_for`."""

from staff.access.declarations import Declaration, declare, declared_models
from staff.access.gate import (
    Forbidden,
    may,
    reach_for,
    require,
    row_for,
    rows_for,
    unit_ids_for,
)
from staff.access.grants import grant, revoke
from staff.access.perms import GROUPS, ReachCode, Role

__all__ = [
    "GROUPS",
    "Declaration",
    "Forbidden",
    "ReachCode",
    "Role",
    "declare",
    "declared_models",
    "grant",
    "may",
    "reach_for",
    "require",
    "revoke",
    "row_for",
    "rows_for",
    "unit_ids_for",
]
