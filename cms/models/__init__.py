"""Tables of the internal site: pages, directives and what follows from them, the directory."""

from cms.models.directives import (
    Acknowledgement,
    Directive,
    DirectiveTarget,
    DirectiveVersion,
    Issuer,
    Replacement,
)
from cms.models.followup import ActionPlan, Attendance, Dissemination, Review, Task, TaskReport
from cms.models.governance import (
    Committee,
    CommitteeMeeting,
    CommitteeMember,
    Conclusion,
    CoordinationDuty,
    CoordinationMeeting,
    CoordinationRule,
    Finding,
    Inspection,
    InspectionPlan,
    Partner,
)
from cms.models.guidance import GuidanceChange, GuidanceIndexPage, GuidancePage
from cms.models.home import HomePage
from cms.models.kept import KeptFile, TargetFields
from cms.models.moderation import ReachApprovalTask
from cms.models.news import Byline, NewsAttachment, NewsIndexPage, NewsPage, RelatedPage, Topic
from cms.models.people import Colleague, ContactCard
from cms.models.search import SearchText
from cms.models.targets import PageTarget, TargetedPage

__all__ = [
    "Acknowledgement",
    "ActionPlan",
    "Attendance",
    "Byline",
    "Colleague",
    "Committee",
    "CommitteeMeeting",
    "CommitteeMember",
    "Conclusion",
    "ContactCard",
    "CoordinationDuty",
    "CoordinationMeeting",
    "CoordinationRule",
    "Directive",
    "DirectiveTarget",
    "DirectiveVersion",
    "Dissemination",
    "Finding",
    "GuidanceChange",
    "GuidanceIndexPage",
    "GuidancePage",
    "HomePage",
    "Inspection",
    "InspectionPlan",
    "Issuer",
    "KeptFile",
    "NewsAttachment",
    "NewsIndexPage",
    "NewsPage",
    "PageTarget",
    "Partner",
    "ReachApprovalTask",
    "RelatedPage",
    "Replacement",
    "Review",
    "SearchText",
    "TargetFields",
    "TargetedPage",
    "Task",
    "TaskReport",
    "Topic",
]
