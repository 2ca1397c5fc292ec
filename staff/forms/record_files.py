"""Forms that take a file of the record, and take one out."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from staff.enums import FileKind
from staff.forms.uploads import ChosenFile
from staff.services.record_files import LONGEST_REASON

ACCEPTED: Final = ".pdf,.jpg,.jpeg,.png"


class RecordFileForm(forms.Form):
    """One photo or scan. What it is, its content says; the service looks."""

    kind = forms.ChoiceField(label=_("Kind of file"), choices=FileKind.choices)
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("What people look for, for example “Decision 12/QĐ on the appointment”."),
    )
    file = ChosenFile(
        accept=ACCEPTED,
        label=_("File"),
        help_text=_("Photo: JPG or PNG, at most 3 MB. Scan: PDF, JPG or PNG, at most 10 MB."),
    )

    def clean(self) -> dict[str, Any]:
        """Without a title the file is called as it was on the sender's disk; that name is used for no path."""
        super().clean()
        upload = self.cleaned_data.get("file")
        if upload is not None and not self.cleaned_data.get("title"):
            self.cleaned_data["title"] = str(upload.name or "")[:200]
        return dict(self.cleaned_data)


class RemoveFileForm(forms.Form):
    """Why a file leaves the record."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        help_text=_("Stays in the change history, with your name and the time."),
    )
