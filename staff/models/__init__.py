"""Tables of the personnel record."""

from staff.models.dated import Dated
from staff.models.imports import ImportRun
from staff.models.people import Disclosure, Officer, User
from staff.models.records import Posting, Qualification, RankHolding, SalaryStep, UnitCharge
from staff.models.reference import Post, Rank
from staff.models.units import (
    MAX_QUOTA,
    Reorganisation,
    Unit,
    UnitGroupObjectPermission,
    UnitQuota,
    UnitUserObjectPermission,
)

__all__ = [
    "MAX_QUOTA",
    "Dated",
    "Disclosure",
    "ImportRun",
    "Officer",
    "Post",
    "Posting",
    "Qualification",
    "Rank",
    "RankHolding",
    "Reorganisation",
    "SalaryStep",
    "Unit",
    "UnitCharge",
    "UnitGroupObjectPermission",
    "UnitQuota",
    "UnitUserObjectPermission",
    "User",
]
