"""The verbs of a planned reorganisation: draft, change its steps and choices, drop it, carry it out."""

from staff.services.reorganising.carrying_out import DataChanged, carry_out
from staff.services.reorganising.plans import (
    amend_plan,
    choose,
    draft_plan,
    drop_plan,
    put_step,
    remove_step,
    seen_mark,
)

__all__ = [
    "DataChanged",
    "amend_plan",
    "carry_out",
    "choose",
    "draft_plan",
    "drop_plan",
    "put_step",
    "remove_step",
    "seen_mark",
]
