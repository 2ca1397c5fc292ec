"""Confirming guidance."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ConfirmForm(forms.Form):
    """Until when the text holds."""

    next_review = forms.DateField(label=_("Next review"))
