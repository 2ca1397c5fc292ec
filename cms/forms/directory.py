"""The filter of the directory and the form of a contact card."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.models import ContactCard
from hrm.kernel.text import fold, nfc
from staff.filters import PeopleFilter
from staff.forms.spelling import one_spelling
from staff.models import Posting
from staff.selectors.tree import subtree_of


class DirectoryFilter(PeopleFilter):
    """Over home postings: by name, number or duties, and by unit with all below it."""

    q = django_filters.CharFilter(label=_("Name, number or duties"), method="by_text", max_length=200)

    class Meta:
        model = Posting
        fields = ()

    def by_text(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Every word without diacritics, in the name or the duties; or any part of the number."""
        wanted = Q()
        for word in fold(value).split():
            duties = Q(officer__contact_card__folded__contains=word)
            wanted &= Q(officer__folded_name__contains=word) | duties
        return rows.filter(wanted | Q(officer__number__icontains=nfc(value)))

    def by_unit(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The unit and everything below it."""
        return rows.filter(unit_id__in=subtree_of(value))


class ContactForm(forms.ModelForm):
    """How colleagues reach an officer; every line may stay empty."""

    class Meta:
        model = ContactCard
        fields = ("office_phone", "work_mobile", "email", "room", "duties")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("office_phone", "work_mobile"):
            self.fields[name].widget.input_type = "tel"

    def clean(self) -> dict[str, Any]:
        """One spelling of every line."""
        super().clean()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = one_spelling(self.fields[name], value)
        return dict(self.cleaned_data)
