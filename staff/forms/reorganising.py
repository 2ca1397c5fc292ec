"""Forms of a planned reorganisation: its frame, one form a kind of step, and the choices of the preview."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from staff.enums import PlanState, StepKind, UnitKind
from staff.forms.records import UnitChoiceField
from staff.models import MAX_QUOTA, ReorganisationPlan, Unit
from staff.rules.reorganising import LONGEST_CODE, Below, Choices, Step, Target
from staff.selectors.reorganisation.checks import Problem
from staff.selectors.reorganisation.lists import UnitLists

PARTS: Final = 4
_NEW, _THERE = "new", "existing"


class PlanFilterForm(forms.Form):
    """Filter of the list of plans."""

    q = forms.CharField(
        label=_("Title, unit or decision"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *PlanState.choices]
    )


class PlanForm(forms.Form):
    """What the plan is called, where and when it happens."""

    title = forms.CharField(
        label=_("Title of the plan"),
        max_length=200,
        help_text=_("For instance: Sáp nhập Phòng THADS khu vực 8 và khu vực 9."),
    )
    unit = UnitChoiceField(
        queryset=Unit.objects.none(),
        label=_("Within unit"),
        help_text=_("All units of the plan lie below this one, which itself stays."),
    )
    day = forms.DateField(
        label=_("Day of the reorganisation"),
        help_text=_(
            "dd/mm/yyyy. The old units are there until the day before; the new ones open on this day. "
            "Days gone by and days to come are both possible."
        ),
    )
    decision = forms.CharField(label=_("Decision number"), max_length=80, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        field.queryset = units  # type: ignore[attr-defined]

    @property
    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in ("title", "unit", "day", "decision")}


def first_values(plan: ReorganisationPlan) -> dict[str, Any]:
    """The frame of a plan as the form begins."""
    day: date = plan.day
    return {"title": plan.title, "unit": plan.unit_id, "day": day, "decision": plan.decision}


class StepForm(forms.Form):
    """What all steps share. `take` puts the reasons of a refusal at their fields."""

    kind: StepKind
    reason = forms.CharField(
        label=_("Why the quotas do not add up"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where the quotas before and after differ; it is kept with the plan."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, lists: UnitLists, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lists = lists
        self.build()

    def build(self) -> None:
        """Give the fields their units."""
        raise NotImplementedError

    def step(self) -> Step:
        """The step as typed."""
        raise NotImplementedError

    def take(self, problems: Iterable[Problem]) -> None:
        """Say each reason at its field; of several at one field all are said."""
        for problem in problems:
            name = self.field_of(problem)
            self.add_error(name if name in self.fields else None, problem.text)

    def field_of(self, problem: Problem) -> str:
        """The field a reason belongs to."""
        return problem.field

    def _reason(self) -> str:
        return str(self.cleaned_data.get("reason", "")).strip()


class MergeForm(StepForm):
    """Several units into one, new or there already."""

    kind = StepKind.MERGE
    sources = forms.MultipleChoiceField(
        label=_("Units that close"), widget=forms.CheckboxSelectMultiple, required=False
    )
    into = forms.ChoiceField(
        label=_("They merge into"),
        choices=[(_NEW, _("a new unit")), (_THERE, _("a unit that stays"))],
        widget=forms.RadioSelect,
        initial=_NEW,
    )
    existing = forms.ChoiceField(label=_("Unit that stays"), required=False)
    seats = forms.IntegerField(
        label=_("Quota from the day on"),
        required=False,
        min_value=0,
        max_value=MAX_QUOTA,
        help_text=_("Leave empty for the sum of the quotas in force."),
    )
    field_order = ("sources", "into", "existing", "code", "name", "kind", "parent", "seats", "reason")

    def build(self) -> None:
        """Units to choose, and the fields of a new one."""
        _choices(self, "sources", self.lists.closing)
        _choices(self, "existing", [("", "—"), *self.lists.closing])
        self.fields.update(_new_unit_fields(self.lists))
        self.order_fields(self.field_order)

    def step(self) -> Step:
        """The merge as typed."""
        typed = self.cleaned_data
        target = (
            Target(typed["existing"], existing=True, seats=typed["seats"])
            if typed["into"] == _THERE
            else _new_target(typed, "", typed["seats"])
        )
        return Step(self.kind.value, tuple(typed["sources"]), (target,), self._reason())


class SplitForm(StepForm):
    """One unit into several."""

    kind = StepKind.SPLIT
    source = forms.ChoiceField(label=_("Unit that closes"), required=False)

    def build(self) -> None:
        """Four blocks of fields, of which two or more are filled in."""
        _choices(self, "source", [("", "—"), *self.lists.closing])
        for number in range(1, PARTS + 1):
            self.fields[f"existing_{number}"] = forms.ChoiceField(
                label=_("Unit that stays"),
                required=False,
                choices=[("", _("none: a new unit")), *self.lists.closing],
            )
            self.fields.update(_new_unit_fields(self.lists, f"_{number}"))
            self.fields[f"seats_{number}"] = forms.IntegerField(
                label=_("Quota from the day on"), required=False, min_value=0, max_value=MAX_QUOTA
            )

    @property
    def blocks(self) -> list[list[forms.BoundField]]:
        """The fields of each successor."""
        names = ("existing", "code", "name", "kind", "parent", "seats")
        return [[self[f"{name}_{number}"] for name in names] for number in range(1, PARTS + 1)]

    def step(self) -> Step:
        """The split as typed; blocks left empty do not count."""
        typed, source = self.cleaned_data, self.cleaned_data["source"]
        targets = tuple(_block(typed, number) for number in self._filled())
        return Step(self.kind.value, (source,) if source else (), targets, self._reason())

    def field_of(self, problem: Problem) -> str:
        """Reasons about a successor stand in its block."""
        if problem.field == "sources":
            return "source"
        filled = self._filled()
        number = filled[problem.target] if problem.target < len(filled) else len(filled) + 1
        return f"{problem.field}_{number}" if problem.field != "reason" else "reason"

    def _filled(self) -> list[int]:
        names = ("existing", "code", "name")
        return [
            number
            for number in range(1, PARTS + 1)
            if any(self.cleaned_data.get(f"{name}_{number}") for name in names)
        ]


class RenameForm(StepForm):
    """One unit under another name, kind or code; its people and quota go along."""

    kind = StepKind.RENAME
    source = forms.ChoiceField(label=_("Unit that closes"), required=False)
    field_order = ("source", "code", "name", "kind", "parent")

    def build(self) -> None:
        """Units to choose, and the fields of the new one."""
        del self.fields["reason"]
        _choices(self, "source", [("", "—"), *self.lists.closing])
        self.fields.update(_new_unit_fields(self.lists))
        self.order_fields(self.field_order)

    def step(self) -> Step:
        """The renaming as typed."""
        source = self.cleaned_data["source"]
        target = _new_target(self.cleaned_data, "", None)
        return Step(self.kind.value, (source,) if source else (), (target,))

    def field_of(self, problem: Problem) -> str:
        """The one unit that closes is a field of its own."""
        return "source" if problem.field == "sources" else problem.field


STEP_FORMS: Final[dict[str, type[StepForm]]] = {"gop": MergeForm, "tach": SplitForm, "doi-ten": RenameForm}


def slug_of(step: Step) -> str:
    """The address of a step's form."""
    return next(slug for slug, form in STEP_FORMS.items() if form.kind.value == step.kind)


def typed_before(step: Step) -> dict[str, Any]:
    """A stored step as its form begins."""
    first = step.targets[0]
    values: dict[str, Any] = {"sources": list(step.sources), "source": step.sources[0], "reason": step.reason}
    if step.kind == StepKind.SPLIT:
        for number, target in enumerate(step.targets, start=1):
            values |= _typed_target(target, f"_{number}")
    else:
        values |= _typed_target(first, "") | {"into": _THERE if first.existing else _NEW}
    return values


def read_choices(data: QueryDict) -> Choices:
    """The choices of a preview as sent; what cannot be read is left out and keeps its default."""
    below: dict[str, Below] = {}
    people: dict[str, str] = {}
    posts: dict[int, int] = {}
    stand_ins: dict[int, bool] = {}
    for name, value in data.items():
        what, _dot, key = name.partition(".")
        if what == "below":
            below[key] = _below(key, str(value), data.get(f"code.{key}", ""))
        elif what == "person":
            people[key] = str(value)[:LONGEST_CODE]
        elif what == "post" and _is_id(key) and _is_id(str(value)):
            posts[int(key)] = int(str(value))
        elif what == "standin" and _is_id(key):
            stand_ins[int(key)] = value == "1"
    ticked = set(data.getlist("grant"))
    grants = {key: key in ticked for key in data.getlist("grant-shown")}
    return Choices(below, people, posts, stand_ins, grants)


def _below(code: str, value: str, typed: str) -> Below:
    """ "mo:X" opens again below X under the code typed, "nhap:X" is dissolved into X."""
    how, _colon, into = value.partition(":")
    if how == "nhap":
        return Below(into)
    return Below(into, typed.strip() or f"{into}-{code}"[:LONGEST_CODE])


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 15


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def _new_unit_fields(lists: UnitLists, suffix: str = "") -> dict[str, forms.Field]:
    """Code, name, kind and parent of a unit that opens; the service says what is missing."""
    fields: dict[str, forms.Field] = {
        "code": forms.CharField(label=_("Code of the new unit"), required=False, max_length=LONGEST_CODE),
        "name": forms.CharField(label=_("Name of the new unit"), required=False, max_length=200),
        "kind": forms.ChoiceField(
            label=_("Kind of unit"), required=False, choices=[("", "—"), *UnitKind.choices]
        ),
        "parent": forms.ChoiceField(label=_("Parent unit"), required=False, choices=lists.parents),
    }
    return {f"{name}{suffix}": field for name, field in fields.items()}


def _new_target(typed: dict[str, Any], suffix: str, seats: int | None) -> Target:
    code, name, kind, parent = (
        str(typed.get(f"{field}{suffix}") or "").strip() for field in ("code", "name", "kind", "parent")
    )
    return Target(code, name, kind, parent, seats=seats)


def _block(typed: dict[str, Any], number: int) -> Target:
    seats, existing = typed.get(f"seats_{number}"), typed.get(f"existing_{number}")
    if existing:
        return Target(existing, existing=True, seats=seats)
    return _new_target(typed, f"_{number}", seats)


def _typed_target(target: Target, suffix: str) -> dict[str, Any]:
    if target.existing:
        return {f"existing{suffix}": target.code, f"seats{suffix}": target.seats}
    return {f"{name}{suffix}": getattr(target, name) for name in ("code", "name", "kind", "parent", "seats")}
