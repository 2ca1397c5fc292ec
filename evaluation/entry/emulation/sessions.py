"""A session of the council and its votes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.entry.emulation.fields import PaperLine, PaperText, choose
from evaluation.models import AwardProposal, CouncilSession
from staff.forms.days import DayField

MOST_MEMBERS = 99


class SessionForm(forms.Form):
    """Day, people and course of a session; the agency is chosen when it is entered."""

    unit = forms.ChoiceField(label=_("Agency"))
    held_on = DayField(label=_("Held on"))
    chair = PaperLine(label=_("Chair"), max_length=120)
    secretary = PaperLine(label=_("Secretary"), max_length=120, required=False)
    members = forms.IntegerField(label=_("Members of the council"), min_value=1, max_value=MOST_MEMBERS)
    present = forms.IntegerField(label=_("Members present"), min_value=1, max_value=MOST_MEMBERS)
    course = PaperText(
        label=_("Course of the session"),
        rows=6,
        required=False,
        help_text=_("Stands in the minutes; needed to close the session."),
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units is None:
            del self.fields["unit"]
        else:
            choose(self, "unit", units)

    @staticmethod
    def initial_of(session: CouncilSession) -> dict[str, Any]:
        """A stored session, to correct."""
        names = ("held_on", "chair", "secretary", "members", "present", "course")
        return {name: getattr(session, name) for name in names}


class VotesForm(forms.Form):
    """Votes for each proposal on the agenda; empty: not put to the vote in this session."""

    def __init__(self, *args: Any, agenda: Iterable[AwardProposal], present: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agenda = list(agenda)
        for proposal in self.agenda:
            self.fields[f"vote-{proposal.pk}"] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=present,
                initial=proposal.votes_for,
                label=proposal.officer.full_name if proposal.officer else proposal.unit.name,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num", "maxlength": 3}),
            )

    def rows(self) -> list[tuple[AwardProposal, Any]]:
        """Each proposal with its input."""
        return [(proposal, self[f"vote-{proposal.pk}"]) for proposal in self.agenda]

    def votes(self) -> dict[int, int | None]:
        """Key → votes, once valid."""
        return {proposal.pk: self.cleaned_data[f"vote-{proposal.pk}"] for proposal in self.agenda}
