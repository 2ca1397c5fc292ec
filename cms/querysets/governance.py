"""Filters of rows that hang on coordination rules, inspections and committees."""

from cms.querysets.scoped import HangingQuerySet


class DutyQuerySet(HangingQuerySet):
    """Duties; they follow their rules."""

    PATH = "rule__unit_id"


class RuleMeetingQuerySet(HangingQuerySet):
    """Meetings on coordination; they follow their rules."""

    PATH = "rule__unit_id"


class FindingQuerySet(HangingQuerySet):
    """Findings; they follow the unit inspected."""

    PATH = "inspection__unit_id"


class MemberQuerySet(HangingQuerySet):
    """Members; they follow their committee."""

    PATH = "committee__unit_id"


class MeetingQuerySet(HangingQuerySet):
    """Meetings; they follow their committee."""

    PATH = "committee__unit_id"


class ConclusionQuerySet(HangingQuerySet):
    """Conclusions; they follow their committee."""

    PATH = "meeting__committee__unit_id"
