"""Forms of the steering committee, its members, meetings and conclusions."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cms.enums import CommitteeRole
from cms.forms.governance import DocumentField, Line, Paragraphs, choose
from cms.models import Committee, CommitteeMeeting, CommitteeMember, Conclusion
from cms.selectors.governance import Choices
from cms.services.committees import CommitteeFacts, MemberFacts
from cms.services.committees_meetings import MOST_CONCLUSIONS, MeetingFacts
from staff.forms.days import DayField
from staff.models import Officer


class CommitteeForm(forms.Form):
    """The committee of a province; the agency is chosen when it is entered."""

    unit = forms.TypedChoiceField(label=_("Standing agency"), coerce=int)
    name = Line(label=_("Name"), max_length=200)
    decision = Line(label=_("Founding decision"), max_length=80)
    start = DayField(label=_("Since"))
    end = DayField(
        label=_("No longer since"), required=False, help_text=_("Whoever is a member then leaves with it.")
    )
    rules_symbol = Line(label=_("Rules of procedure"), max_length=80, required=False)

    def __init__(self, *args: Any, units: Choices | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units is None:
            del self.fields["unit"]
        else:
            choose(self, "unit", units)

    def facts(self) -> CommitteeFacts:
        """What was typed, once valid."""
        return CommitteeFacts(**{k: v for k, v in self.cleaned_data.items() if k != "unit"})

    @staticmethod
    def initial_of(row: Committee) -> dict[str, Any]:
        """A stored committee, to correct."""
        return {name: getattr(row, name) for name in CommitteeFacts.__dataclass_fields__}


class MemberForm(forms.Form):
    """Who sits in which seat. Our own people are chosen, others named with their position."""

    role = forms.ChoiceField(label=_("Seat"), choices=CommitteeRole.choices, initial=CommitteeRole.MEMBER)
    officer = forms.ChoiceField(
        label=_("Officer of ours"),
        required=False,
        help_text=_("For our own people; the deputy is the head of our provincial agency."),
    )
    name = Line(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Left empty, the name of the officer chosen above."),
    )
    position = Line(label=_("Position and agency"), max_length=300)
    start = DayField(label=_("Since"), initial=localdate)
    end = DayField(label=_("No longer since"), required=False)
    instead_of = forms.ChoiceField(
        label=_("Instead of"),
        required=False,
        help_text=_("Leaves the seat on the first day of the new member."),
    )

    def __init__(
        self, *args: Any, officers: Choices, seated: list[CommitteeMember] | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "officer", officers)
        if seated is None:
            del self.fields["instead_of"]
        else:
            listed = [(m.pk, f"{m.get_role_display()}: {m.name}") for m in seated]
            choose(self, "instead_of", [("", _("Nobody")), *listed])

    def facts(self, officer: Officer | None) -> MemberFacts:
        """What was typed, once valid."""
        typed = self.cleaned_data
        name = typed["name"] or (officer.full_name if officer else "")
        names = ("role", "position", "start", "end")
        return MemberFacts(name=name, officer=officer, **{key: typed[key] for key in names})

    @staticmethod
    def initial_of(row: CommitteeMember) -> dict[str, Any]:
        """A stored member, to correct."""
        names = ("role", "name", "position", "start", "end")
        return {name: getattr(row, name) for name in names} | {"officer": row.officer_id or ""}


class LeaveForm(forms.Form):
    """From when a seat is empty."""

    end = DayField(
        label=_("No longer since"), initial=localdate, help_text=_("First day no longer a member.")
    )


class MeetingForm(forms.Form):
    """When, what about, who led it, and how the conclusions were made known."""

    held_on = DayField(label=_("Held on"), initial=localdate)
    subject = Line(label=_("What it is about"), max_length=300)
    chair = Line(label=_("Chaired by"), max_length=160, required=False)
    notice_symbol = Line(label=_("Notice of conclusions"), max_length=80, required=False)
    file = DocumentField(label=_("Minutes"))

    def facts(self) -> MeetingFacts:
        """What was typed, once valid."""
        return MeetingFacts(**{k: v for k, v in self.cleaned_data.items() if k != "file"})

    @staticmethod
    def initial_of(row: CommitteeMeeting) -> dict[str, Any]:
        """A stored meeting, to correct."""
        return {name: getattr(row, name) for name in MeetingFacts.__dataclass_fields__}


class ConclusionForm(forms.Form):
    """A numbered conclusion."""

    number = forms.IntegerField(
        label=_("Number"),
        min_value=1,
        max_value=MOST_CONCLUSIONS,
        required=False,
        help_text=_("Left empty, the next one."),
    )
    text = Paragraphs(label=_("Conclusion"))

    @staticmethod
    def initial_of(row: Conclusion) -> dict[str, Any]:
        """A stored conclusion, to correct."""
        return {"number": row.number, "text": row.text}
