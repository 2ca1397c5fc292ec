"""Forms of coordination rules."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cms.forms.governance import DocumentField, FilterForm, Line, Paragraphs, choose
from cms.models import CoordinationDuty, CoordinationRule, Partner
from cms.rules.coordination import MOST_MONTHS
from cms.selectors.coordination import ENDED, IN_FORCE, OVERDUE, SOON
from cms.selectors.governance import Choices
from cms.services.coordination import RuleFacts
from staff.forms.days import DayField


class RuleFilter(FilterForm):
    """Rules by partner, unit, in force or not, review overdue or near."""

    partner = forms.ChoiceField(label=_("Partner agency"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    force = forms.ChoiceField(
        label=_("In force?"),
        required=False,
        choices=[("", _("All")), (IN_FORCE, _("In force")), (ENDED, _("No longer in force"))],
    )
    review = forms.ChoiceField(
        label=_("Review"),
        required=False,
        choices=[("", _("All")), (OVERDUE, _("Review overdue")), (SOON, _("Due within 30 days or overdue"))],
    )

    def __init__(self, *args: Any, partners: Choices, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "partner", [("", _("All")), *partners])
        choose(self, "unit", [("", _("All")), *units])


class RuleForm(forms.Form):
    """What stands in coordination rules; the unit is chosen when they are entered."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    symbol = Line(label=_("Symbol"), max_length=80)
    title = Line(label=_("Title of the rules"), max_length=400)
    signed_on = DayField(label=_("Signed on"))
    partners = forms.MultipleChoiceField(
        label=_("Partner agencies"), required=False, widget=forms.CheckboxSelectMultiple
    )
    new_partners = Paragraphs(
        label=_("Other partner agencies"), rows=2, required=False, help_text=_("One a line.")
    )
    review_every_months = forms.IntegerField(
        label=_("Reviewed every (months)"), min_value=1, max_value=MOST_MONTHS, initial=12
    )
    next_review = DayField(
        label=_("Next review"),
        required=False,
        help_text=_("Leave empty to count it from the day of signing."),
    )
    file = DocumentField(label=_("File"))

    def __init__(self, *args: Any, units: Choices | None, partners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units is None:
            del self.fields["unit"]
        else:
            choose(self, "unit", units)
        choose(self, "partners", partners)
        if not partners:
            del self.fields["partners"]

    def facts(self) -> RuleFacts:
        """What was typed, once valid."""
        typed = self.cleaned_data
        return RuleFacts(
            symbol=typed["symbol"],
            title=typed["title"],
            signed_on=typed["signed_on"],
            review_every_months=typed["review_every_months"],
            partners=tuple(Partner.objects.filter(pk__in=typed.get("partners", []))),
            new_partners=tuple(typed["new_partners"].splitlines()),
            next_review=typed["next_review"],
        )

    @staticmethod
    def initial_of(rule: CoordinationRule) -> dict[str, Any]:
        """Stored rules, to correct."""
        names = ("symbol", "title", "signed_on", "review_every_months", "next_review")
        chosen = list(rule.partners.values_list("pk", flat=True))
        return {name: getattr(rule, name) for name in names} | {"partners": chosen}


class EndForm(forms.Form):
    """From when rules are no longer in force, and why."""

    ended_on = DayField(label=_("No longer in force from"), initial=localdate)
    reason = Line(label=_("Reason"), max_length=300)


class DutyForm(forms.Form):
    """What one party does."""

    partner = forms.ChoiceField(label=_("Who"), required=False)
    text = Paragraphs(label=_("Duty"), rows=3, max_length=500)
    basis = Line(label=_("Article of the rules"), max_length=80, required=False)

    def __init__(self, *args: Any, rule: CoordinationRule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = list(rule.partners.order_by("name").values_list("pk", "name"))
        choose(self, "partner", [("", rule.unit.name), *parties])

    def typed(self) -> dict[str, Any]:
        """What was typed, once valid."""
        key = self.cleaned_data["partner"]
        return {**self.cleaned_data, "partner": Partner.objects.get(pk=key) if key else None}

    @staticmethod
    def initial_of(duty: CoordinationDuty) -> dict[str, Any]:
        """A stored duty, to correct."""
        return {"partner": duty.partner_id or "", "text": duty.text, "basis": duty.basis}


class RuleMeetingForm(forms.Form):
    """A joint meeting: when, whether it reviewed the rules, what came of it."""

    held_on = DayField(label=_("Held on"), initial=localdate)
    is_review = forms.BooleanField(
        label=_("It reviewed the rules"),
        required=False,
        help_text=_("The next review moves on by the interval of the rules."),
    )
    outcome = Paragraphs(label=_("Outcome"))
    file = DocumentField(label=_("Minutes"))
