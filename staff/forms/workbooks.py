"""The form that takes a workbook."""

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hrm.kernel.workbook.limits import MAX_FILE_BYTES, MEGABYTE

ACCEPTED: Final = ".xlsx,.xls,.ods,.csv"


class WorkbookForm(forms.Form):
    """One file. `too_long`: the request was longer than a file may be, so none of it was kept."""

    file = forms.FileField(
        label=gettext_lazy("Workbook"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        max_length=255,
        allow_empty_file=True,
        required=False,
    )

    def __init__(self, *args: Any, too_long: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._too_long = too_long
        self.fields["file"].help_text = _(
            ".xlsx, .xls, .ods or .csv (UTF-8), at most %(limit)s MB. Nothing is written before you confirm."
        ) % {"limit": MAX_FILE_BYTES // MEGABYTE}

    def clean_file(self) -> UploadedFile:
        """A file within the limit; its content is the importer's business."""
        upload: UploadedFile | None = self.cleaned_data["file"]
        if self._too_long or (upload is not None and (upload.size or 0) > MAX_FILE_BYTES):
            message = _("the file is larger than %(limit)s MB; split it into several files")
            raise forms.ValidationError(message % {"limit": MAX_FILE_BYTES // MEGABYTE})
        if upload is None:
            raise forms.ValidationError(_("Choose a file."))
        return upload
