"""The console's forms for units, quotas and officers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm.kernel.dates import show_date
from staff.access import reach_for
from staff.console import ScopedModelForm
from staff.enums import Engagement
from staff.models import Officer, Post, Rank, Unit, UnitQuota, User
from staff.services import amendments, officers, units
from staff.services.amendments import day


class UnitChoiceField(forms.ModelChoiceField):
    """Units by code, closed ones marked."""

    def label_from_instance(self, unit: Unit) -> str:
        """Code first, because people know units by it."""
        label = f"{unit.code} · {unit.name}"
        closed = _("closed on %(day)s") % {"day": show_date(unit.end)} if unit.end else ""
        return f"{label} ({closed})" if closed else label


def _any_unit(label: Any, **options: Any) -> UnitChoiceField:
    return UnitChoiceField(queryset=Unit.objects.order_by("code"), label=label, **options)


class NewUnitForm(ScopedModelForm):
    """A unit that opens. Only whoever reaches everything may open one without a parent."""

    parent = _any_unit(_("Parent unit"), required=False)
    start = forms.DateField(
        label=_("Opens on"),
        required=False,
        help_text=_("Leave empty for a unit that has always been there."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].required = not reach_for(self.for_user, Unit, "add").everything

    def apply(self, *, actor: User) -> Unit:
        """Open the unit."""
        facts = {**self.cleaned_data}
        start = facts.pop("start")
        return units.open_unit(actor=actor, start=day(start) if start else None, **facts)


class UnitForm(ScopedModelForm):
    """What may be corrected of a unit; its code stays."""

    parent = _any_unit(_("Parent unit"), required=False)
    end = forms.DateField(
        label=_("Closed from"),
        required=False,
        help_text=_("First day the unit is no longer open. Nobody may still be at home there."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reach = reach_for(self.for_user, Unit, "change")
        above = self.instance.parent_id
        field = self.fields["parent"]
        # Moving a unit changes who reaches it: both places have to be one's own.
        field.disabled = not (reach.everything or above in reach.unit_ids)
        field.required = not (reach.everything or field.disabled)

    def apply(self, *, actor: User) -> Unit:
        """Correct or close the unit."""
        return amendments.amend_unit(actor=actor, unit=self.instance, **self.cleaned_data)


class NewQuotaForm(ScopedModelForm):
    """Seats given to a unit itself from a day on."""

    unit = _any_unit(_("Unit"))

    def apply(self, *, actor: User) -> UnitQuota:
        """Give the quota."""
        return amendments.give_quota(actor=actor, **self.cleaned_data)


class QuotaForm(ScopedModelForm):
    """What may be corrected of a quota."""

    def apply(self, *, actor: User) -> UnitQuota:
        """Correct the quota."""
        return amendments.amend_quota(actor=actor, quota=self.instance, **self.cleaned_data)


class NewOfficerForm(ScopedModelForm):
    """Someone who enters service, with the first posting and the first rank."""

    unit = _any_unit(_("Unit"))
    post = forms.ModelChoiceField(
        queryset=Post.objects.all(), label=_("Post"), required=False, empty_label=_("No leading post")
    )
    rank = forms.ModelChoiceField(queryset=Rank.objects.all(), label=_("Rank"))
    engagement = forms.ChoiceField(choices=Engagement.choices, label=_("Engagement"))

    def apply(self, *, actor: User) -> Officer:
        """Take the person into service."""
        typed = {**self.cleaned_data}
        birth, start = day(typed.pop("birth_date")), day(typed.pop("service_start"))
        return officers.recruit(actor=actor, birth_date=birth, service_start=start, **typed)


class OfficerForm(ScopedModelForm):
    """Facts of a person that have no date of their own."""

    def apply(self, *, actor: User) -> Officer:
        """Correct the record; the form's own copy already carries what was typed."""
        stored = Officer.objects.get(pk=self.instance.pk)
        return amendments.amend_officer(actor=actor, officer=stored, **self.cleaned_data)
