"""The field that takes a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _


class ChosenFile(forms.FileField):
    """A file somebody must choose; what is in it, a service looks.

    Not `required`, so that the browser does not stop a form whose other fields have something to say too;
    empty files are let through to the service, which says more than "empty".
    """

    def __init__(self, *, accept: str, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": accept})
        super().__init__(required=False, max_length=255, allow_empty_file=True, widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        """The upload."""
        upload: UploadedFile | None = super().clean(data, initial)
        if upload is None:
            raise ValidationError(_("Choose a file."))
        return upload
