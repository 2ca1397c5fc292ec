"""The forms of the decisions that personnel work has a word for: one decision, filled in once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from staff.enums import DisciplineForm, DisciplineSide, PostRole, StepRaise
from staff.forms.days import DayField
from staff.forms.fact_fields import (
    DECISION_FIELDS,
    LineField,
    decision_fields,
    decision_of,
    reason_field,
    start_of,
    units_for,
)
from staff.forms.records import UnitChoiceField
from staff.kinds import Chapter
from staff.models import Discipline, Officer, Post, Posting, SalaryStep, User
from staff.services import career
from staff.services.proposals import Standing


@dataclass(frozen=True)
class Verb:
    """A decision by its word: address, name, fields of its own in their order, the service that carries it out."""

    slug: str
    label: str
    fields: tuple[str, ...]
    service: Callable[..., Any]
    chapter: Chapter
    table: str
    takes_reason: bool = True


def _word(text: Any) -> str:
    return cast(str, text)


# `table`: the one whose "add" verb the decision asks for.
_POSTING, _TERM = "posting", "leadershipterm"
VERBS: Final = (
    Verb(
        "bo-nhiem",
        _word(gettext_lazy("Appointment to a leading post")),
        ("unit", "post", "acting", "start"),
        career.appoint,
        Chapter.CAREER,
        _TERM,
    ),
    Verb(
        "bo-nhiem-lai",
        _word(gettext_lazy("Reappointment")),
        ("start",),
        career.reappoint,
        Chapter.CAREER,
        _TERM,
    ),
    Verb(
        "dieu-dong",
        _word(gettext_lazy("Transfer to another unit")),
        ("unit", "post", "start"),
        career.transfer_out,
        Chapter.CAREER,
        _POSTING,
    ),
    Verb(
        "luan-chuyen",
        _word(gettext_lazy("Rotation of a leader")),
        ("unit", "post", "start"),
        career.rotate,
        Chapter.CAREER,
        _POSTING,
    ),
    Verb(
        "biet-phai",
        _word(gettext_lazy("Secondment to another unit")),
        ("unit", "post", "start", "end"),
        career.second,
        Chapter.CAREER,
        _POSTING,
    ),
    Verb(
        "het-biet-phai",
        _word(gettext_lazy("End of the secondment")),
        ("day",),
        career.end_secondment,
        Chapter.CAREER,
        _POSTING,
        takes_reason=False,
    ),
    Verb(
        "thoi-giu-chuc-vu",
        _word(gettext_lazy("End of the leading post")),
        ("start",),
        career.dismiss,
        Chapter.CAREER,
        _POSTING,
    ),
    Verb(
        "nang-bac-luong",
        _word(gettext_lazy("Raise of the salary step")),
        ("raised", "step", "coefficient", "beyond_percent", "start"),
        career.raise_step,
        Chapter.PAY,
        "salarystep",
    ),
    Verb(
        "ky-luat",
        _word(gettext_lazy("Discipline")),
        ("side", "form", "act", "acted_on", "public_duty", "degradation", "start", "end"),
        career.discipline,
        Chapter.INTEGRITY,
        "discipline",
    ),
)
VERB_BY_SLUG: Final = {verb.slug: verb for verb in VERBS}


class VerbForm(forms.Form):
    """The fields of one verb, the decision behind it, a reason where one is asked for."""

    def __init__(
        self, data: Any = None, *, verb: Verb, officer: Officer, user: User, standing: Standing
    ) -> None:
        super().__init__(data, initial=proposed(verb, standing))
        self.verb = verb
        for name in verb.fields:
            self.fields[name] = _FIELDS[name](user, verb)
        self.fields |= decision_fields(user, officer)
        if verb.takes_reason:
            self.fields["reason"] = reason_field()
        self.asks_reason = "reason" in self.data

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """What is decided."""
        return [self[name] for name in self.verb.fields]

    @property
    def decision_fields(self) -> list[forms.BoundField]:
        """By which decision."""
        return [self[name] for name in DECISION_FIELDS]

    def facts(self) -> dict[str, Any]:
        """What was typed, as the verb's service takes it."""
        typed = {name: self.cleaned_data[name] for name in self.verb.fields}
        if "start" in typed:
            typed["start"] = start_of(typed["start"])
        if "beyond_percent" in typed:
            typed["beyond_percent"] = typed["beyond_percent"] or 0
        reason = {"reason": self.cleaned_data["reason"]} if self.verb.takes_reason else {}
        return {**typed, **reason, "decision": decision_of(self.cleaned_data)}


def proposed(verb: Verb, standing: Standing) -> dict[str, Any]:
    """What the fields of a verb begin with, from how the officer stands."""
    due, renewal, loan = standing.raise_due, standing.renewal, standing.loan
    if verb.slug == "bo-nhiem":
        return {"unit": standing.home.unit_id if standing.home else None}
    if verb.slug == "bo-nhiem-lai":
        return {"start": renewal[0] if renewal else None}
    if verb.slug == "het-biet-phai":
        return {"day": loan.end if loan else None}
    if verb.slug == "nang-bac-luong" and due is not None:
        raised = StepRaise.BEYOND if due.beyond_percent else StepRaise.REGULAR
        step = {"step": due.step, "coefficient": standing.coefficient, "start": due.day}
        return step | {"beyond_percent": due.beyond_percent, "raised": raised}
    return {"side": DisciplineSide.STATE} if verb.slug == "ky-luat" else {}


def _unit(user: User, verb: Verb) -> forms.Field:
    action = "view" if verb.slug == "biet-phai" else "change"
    return UnitChoiceField(queryset=units_for(user, action).filter(end=None), label=_("Unit"))


def _post(user: User, verb: Verb) -> forms.Field:
    if verb.slug == "bo-nhiem":
        leading = Post.objects.exclude(role=PostRole.NONE)
        return forms.ModelChoiceField(queryset=leading, label=_("Post"))
    posts = Post.objects.all()
    label = _("No leading post")
    return forms.ModelChoiceField(queryset=posts, label=_("Post"), required=False, empty_label=label)


def _start(user: User, verb: Verb) -> forms.Field:
    label = _("Day of the decision on discipline") if verb.slug == "ky-luat" else _("From day")
    return DayField(label=label)


def _end(user: User, verb: Verb) -> forms.Field:
    if verb.slug == "ky-luat":
        text = _("First day on which the discipline no longer has effect; may stay empty.")
        return DayField(label=_("Ends on (first day no longer)"), required=False, help_text=text)
    text = _("First day back at home; at most 3 years after the beginning.")
    return DayField(label=_("Ends on (first day no longer)"), help_text=text)


def _labelled(table: Any, name: str) -> str:
    label = str(table._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _flag(table: Any, name: str) -> Callable[[User, Verb], forms.Field]:
    return lambda user, verb: forms.BooleanField(label=_labelled(table, name), required=False)


def _one_of(table: Any, name: str, choices: Any) -> Callable[[User, Verb], forms.Field]:
    options = [("", "---------"), *choices]
    return lambda user, verb: forms.ChoiceField(label=_labelled(table, name), choices=options)


_FIELDS: Final[dict[str, Callable[[User, Verb], forms.Field]]] = {
    "unit": _unit,
    "post": _post,
    "start": _start,
    "end": _end,
    "acting": _flag(Posting, "acting"),
    "day": lambda user, verb: DayField(label=_("First day back in the home unit")),
    "raised": _one_of(SalaryStep, "raised", StepRaise.choices),
    "step": lambda user, verb: forms.IntegerField(
        label=_labelled(SalaryStep, "step"), min_value=1, max_value=20
    ),
    "coefficient": lambda user, verb: forms.DecimalField(
        label=_labelled(SalaryStep, "coefficient"),
        max_digits=5,
        decimal_places=3,
        min_value=0,
        required=False,
        localize=True,
        help_text=_("Empty: taken from the table of the rank."),
    ),
    "beyond_percent": lambda user, verb: forms.IntegerField(
        label=_labelled(SalaryStep, "beyond_percent"), min_value=0, max_value=100, required=False
    ),
    "side": _one_of(Discipline, "side", DisciplineSide.choices),
    "form": _one_of(Discipline, "form", DisciplineForm.choices),
    "act": lambda user, verb: LineField(
        label=_labelled(Discipline, "act"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    ),
    "acted_on": lambda user, verb: DayField(label=_labelled(Discipline, "acted_on"), required=False),
    "public_duty": _flag(Discipline, "public_duty"),
    "degradation": _flag(Discipline, "degradation"),
}
