"""Proposing one person or collective, taking a proposal back, refusing it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.entry.emulation.fields import PaperText


class ProposeForm(forms.Form):
    """Achievements, and the written reason where the conditions are not known to be met."""

    achievements = PaperText(label=_("Summary of achievements"), required=False)
    reason = PaperText(
        label=_("Reason for proposing"),
        help_text=_("Kept with the proposal and printed on the list."),
        max_length=1000,
    )

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]


class WhyForm(forms.Form):
    """A reason that is kept."""

    reason = PaperText(label=_("Reason"), max_length=1000)
