"""Tables of the personnel record."""

from staff.models.career import (
    Absence,
    Allowance,
    Card,
    Hindrance,
    LabourContract,
    LeadershipTerm,
    PriorWork,
    RotationDuty,
    StandIn,
)
from staff.models.dated import Dated
from staff.models.decided import Decided, OfficerFact
from staff.models.files import RecordFile
from staff.models.imports import ImportRun, private_storage
from staff.models.integrity import AssetDuty, AwardHeld, Conclusion, Discipline, Relation
from staff.models.notices import Notice
from staff.models.party import PartyMembership, PartyPost, Planning
from staff.models.people import Disclosure, Officer, User
from staff.models.planning import CampaignStanding, QualityCampaign, ReorganisationPlan
from staff.models.pledges import Pledge, PledgePlan, PledgeText
from staff.models.profile import CorrectionRequest, Profile
from staff.models.records import (
    SINGLE_LEVELS,
    Posting,
    Qualification,
    RankHolding,
    SalaryStep,
    UnitCharge,
)
from staff.models.reference import Post, Rank, RotationPosition
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
    "SINGLE_LEVELS",
    "Absence",
    "Allowance",
    "AssetDuty",
    "AwardHeld",
    "CampaignStanding",
    "Card",
    "Conclusion",
    "CorrectionRequest",
    "Dated",
    "Decided",
    "Discipline",
    "Disclosure",
    "Hindrance",
    "ImportRun",
    "LabourContract",
    "LeadershipTerm",
    "Notice",
    "Officer",
    "OfficerFact",
    "PartyMembership",
    "PartyPost",
    "Planning",
    "Pledge",
    "PledgePlan",
    "PledgeText",
    "Post",
    "Posting",
    "PriorWork",
    "Profile",
    "Qualification",
    "QualityCampaign",
    "Rank",
    "RankHolding",
    "RecordFile",
    "Relation",
    "Reorganisation",
    "ReorganisationPlan",
    "RotationDuty",
    "RotationPosition",
    "SalaryStep",
    "StandIn",
    "Unit",
    "UnitCharge",
    "UnitGroupObjectPermission",
    "UnitQuota",
    "UnitUserObjectPermission",
    "User",
    "private_storage",
]
