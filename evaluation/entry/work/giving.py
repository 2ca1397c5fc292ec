"""Giving, changing, taking back, handing over, sharing, reporting; and what went wrong."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from evaluation.entry.work.fields import QuantityField, officer_choices, product_choices, reason_field
from evaluation.enums import InstanceKind
from evaluation.models import Product
from evaluation.rules.quantities import parse_quantity
from evaluation.selectors.roster import Member
from evaluation.selectors.target_shares import Suggestion
from evaluation.selectors.work_lines import ItemLine
from hrm.kernel.numbers import NumberError
from staff.forms.days import DayField

PARTS = 8
_HUNDRED = Decimal(100)


class WorkFilterForm(forms.Form):
    """Who to show of a period."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=120)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    without = forms.BooleanField(label=_("Only who has no work yet"), required=False)

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ChoiceField(
            label=_("Unit"), required=False, choices=[("", _("All units")), *units]
        )
        self.fields["q"].widget.attrs["type"] = "search"


class GiveForm(forms.Form):
    """A product of the catalogue for one officer."""

    officer = forms.ChoiceField(label=_("Officer who does it"))
    product = forms.ChoiceField(label=_("Product"), help_text=_("The number in brackets is the coefficient."))
    quantity = QuantityField(label=_("Quantity assigned"))
    unplanned = forms.BooleanField(
        label=_("Outside the plan"),
        required=False,
        help_text=_(
            "Unplanned or new work: outside the assigned total, adds to the result (article 18.1.d)."
        ),
    )

    def __init__(
        self, *args: Any, members: Iterable[Member], products: Sequence[Product], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"] = forms.ChoiceField(
            label=_("Officer who does it"), choices=officer_choices(members)
        )
        self.fields["product"] = forms.ChoiceField(
            label=_("Product"),
            choices=product_choices(products),
            help_text=self.fields["product"].help_text,
        )


class QuantityForm(forms.Form):
    """A new quantity with its reason."""

    quantity = QuantityField(label=_("Quantity assigned"))
    reason = reason_field(_("Reason for the change"))


class TakeBackForm(forms.Form):
    """Why work is removed that was given by mistake."""

    reason = reason_field(_("Reason for the removal"))


class WithdrawForm(forms.Form):
    """Why something entered by mistake is withdrawn."""

    reason = reason_field(_("Reason for the withdrawal"))


class CorrectForm(forms.Form):
    """What was done, corrected by the one who gave the work."""

    done = QuantityField(label=_("Quantity done"), required=False, help_text=_("Empty: not reported yet."))
    reason = reason_field(_("Reason for the correction"))


class HandOverForm(forms.Form):
    """Which part of an item goes to whom."""

    officer = forms.ChoiceField(label=_("Taken over by"))
    quantity = QuantityField(label=_("Quantity handed over"))
    day = DayField(label=_("Day"))
    reason = reason_field(_("Reason"))

    def __init__(self, *args: Any, members: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"] = forms.ChoiceField(label=_("Taken over by"), choices=officer_choices(members))


class InstanceForm(forms.Form):
    """One defect or delay."""

    kind = forms.ChoiceField(label=_("Kind"), choices=InstanceKind.choices)
    day = DayField(label=_("Day"))
    reason = reason_field(_("What went wrong"))


class ClaimForm(forms.Form):
    """The objective cause an officer claims."""

    claim = reason_field(_("Objective cause"), help_text=_("What happened that was not in your hands."))


class DoneForm(forms.Form):
    """The quantities done of the own work, a line for each product the caseload does not count."""

    def __init__(self, *args: Any, lines: Iterable[ItemLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            if not line.fed:
                name = f"d{line.item.pk}"
                label = f"{line.item.product.code} {line.item.product.name}"
                # With what the page showed, so that a line nobody touched overwrites nobody's correction.
                self.fields[name] = QuantityField(
                    label=label, required=False, initial=line.item.done, show_hidden_initial=True
                )
                self.fields[name].widget.attrs["aria-label"] = label

    def rows(self) -> list[tuple[ItemLine, BoundField | None]]:
        """Each line with its input; none for what the caseload counts."""
        return [(line, None if line.fed else self[f"d{line.item.pk}"]) for line in self.lines]

    def done(self) -> dict[Any, Decimal | None]:
        """Item → quantity of the lines that were changed, once valid."""
        touched = set(self.changed_data)
        return {
            line.item: self.cleaned_data[name]
            for line in self.lines
            if (name := f"d{line.item.pk}") in touched
        }


class JointForm(forms.Form):
    """A joint product and the shares of up to eight people."""

    unit = forms.ChoiceField(label=_("Unit"))
    title = forms.CharField(label=_("What is made"), max_length=300)
    product = forms.ChoiceField(label=_("Product"))
    quantity = QuantityField(label=_("Quantity assigned"))

    def __init__(
        self,
        *args: Any,
        units: Iterable[tuple[str, str]],
        members: Iterable[Member],
        products: Sequence[Product],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=list(units))
        shareable = [product for product in products if not product.source]
        self.fields["product"] = forms.ChoiceField(label=_("Product"), choices=product_choices(shareable))
        people = officer_choices(members)
        for n in range(1, PARTS + 1):
            self.fields[f"officer{n}"] = forms.ChoiceField(
                label=_("Officer %(n)s") % {"n": n}, choices=people, required=False
            )
            self.fields[f"share{n}"] = QuantityField(label=_("Share %(n)s") % {"n": n}, required=False)

    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        """Inputs of the shares."""
        return [(self[f"officer{n}"], self[f"share{n}"]) for n in range(1, PARTS + 1)]

    def clean(self) -> dict[str, Any]:
        """A share needs its officer, an officer a share."""
        facts = super().clean() or {}
        for n in range(1, PARTS + 1):
            officer, share = facts.get(f"officer{n}"), facts.get(f"share{n}")
            if officer and share is None and f"share{n}" not in self.errors:
                self.add_error(f"share{n}", _now("Write the share of this officer."))
            if share is not None and not officer:
                self.add_error(f"officer{n}", _now("Choose whose share this is."))
        return facts

    def shares(self) -> list[tuple[str, Decimal]]:
        """Personnel number and share, once valid."""
        facts = self.cleaned_data
        named = range(1, PARTS + 1)
        return [(facts[f"officer{n}"], facts[f"share{n}"]) for n in named if facts.get(f"officer{n}")]


class TargetForm(forms.Form):
    """For which unit to propose, and the target of whoever was given none."""

    unit = forms.ChoiceField(label=_("Unit"))
    percent = forms.CharField(
        label=_("Target (%) where none was decided"), required=False, max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=list(units))

    def clean_percent(self) -> Decimal | None:
        """Above 0, at most 100."""
        text = self.cleaned_data["percent"].strip()
        if not text:
            return None
        try:
            value = parse_quantity(text)
        except NumberError:
            value = Decimal(0)
        if not 0 < value <= _HUNDRED:
            raise ValidationError(_now("Expected per cent above 0 and at most 100, for example 86,5."))
        return value


class SuggestedForm(forms.Form):
    """Suggested quantities, to change and to give; an empty line or 0 is not given."""

    def __init__(self, *args: Any, suggestions: Iterable[Suggestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestions = list(suggestions)
        for each in self.open:
            label = f"{each.member.name}, {each.product.code}"
            field = QuantityField(
                label=label, required=False, initial=Decimal(each.share.quantity) if each.share else None
            )
            field.widget.attrs["aria-label"] = label
            self.fields[each.key] = field

    @property
    def open(self) -> list[Suggestion]:
        """Those not given yet."""
        return [each for each in self.suggestions if each.given is None]

    def rows(self) -> list[tuple[Suggestion, BoundField | None]]:
        """Each suggestion with its input; none for what was given before."""
        return [(each, self[each.key] if each.given is None else None) for each in self.suggestions]

    def chosen(self) -> list[tuple[Suggestion, Decimal]]:
        """What is to be given, once valid."""
        facts = self.cleaned_data
        return [(each, facts[each.key]) for each in self.open if facts.get(each.key)]
