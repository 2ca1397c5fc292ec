"""What people fill in about the year: the year to open, the self-rating, opinions, proposals, signing."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.enums import Band
from evaluation.models import YearRating
from hrm.kernel.dates import parse_date
from hrm.kernel.pdf import unprintable
from staff.forms.days import DayField

# Art. 23.3: what the result of the year is used for. Words of the decree, printed on Mẫu số 02.
HANDLINGS: Final = (
    "Làm căn cứ đánh giá, xếp loại chất lượng đảng viên (điểm a khoản 3 Điều 23)",
    "Đề ra nhiệm vụ, giải pháp phát huy ưu điểm, khắc phục hạn chế, khuyết điểm (điểm b khoản 3 Điều 23)",
    "Xem xét bố trí, sử dụng, đào tạo, bồi dưỡng, quy hoạch, bổ nhiệm, điều động, luân chuyển, biệt phái, "
    "thi đua, khen thưởng (điểm c khoản 3 Điều 23)",
    "Xem xét bố trí vào vị trí việc làm cao hơn (điểm d khoản 3 Điều 23)",
    "Xem xét bố trí vào vị trí việc làm thấp hơn hoặc cho thôi việc (điểm đ khoản 3 Điều 23)",
    "Làm căn cứ xác định tiền thu nhập tăng thêm, tiền thưởng (điểm e khoản 3 Điều 23)",
)
_LONGEST = 8000
_NO_BAND = [("", gettext_lazy("Choose a band"))]


class PrintedArea(forms.CharField):
    """Text that will stand on a printed paper: every character must have a shape in its font."""

    def __init__(self, rows: int = 4, max_length: int = _LONGEST, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def validate(self, value: Any) -> None:
        """Name the characters that cannot be printed."""
        super().validate(value)
        refuse_unprintable(value or "")


class PrintedLine(forms.CharField):
    """The same in one line."""

    def validate(self, value: Any) -> None:
        """Name the characters that cannot be printed."""
        super().validate(value)
        refuse_unprintable(value or "")


def refuse_unprintable(value: str) -> None:
    """ValidationError that names the signs the document font lacks."""
    signs = unprintable(value)
    if signs:
        listed = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in signs[:10])
        raise ValidationError(
            _("These characters cannot be printed on the form, please remove them: %(signs)s.")
            % {"signs": listed}
        )


class OpenYearForm(forms.Form):
    """Which year to open."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2200)


class SelfRatingForm(forms.Form):
    """The officer's own rating and report (art. 21.1.a, 21.2.a)."""

    band = forms.ChoiceField(
        label=gettext_lazy("Your own rating"), choices=Band.choices, widget=forms.RadioSelect
    )
    text = PrintedArea(
        label="Báo cáo tự đánh giá kết quả công tác",
        rows=10,
        help_text=gettext_lazy("You present it at the meeting (art. 21)."),
    )


class OpinionsForm(forms.Form):
    """Comments of the meeting, the party committee's opinion, handling by art. 23, acts used (11.3.b)."""

    comments = PrintedArea(label=gettext_lazy("Comments at the meeting"), required=False)
    party_opinion = PrintedArea(
        label=gettext_lazy("Opinion of the party committee"),
        required=False,
        help_text=gettext_lazy("Needed for heads and deputies before signing (art. 21.1.c, 21.2.c)."),
    )
    handlings = forms.MultipleChoiceField(
        label=gettext_lazy("Handling proposed (art. 23.3)"),
        required=False,
        choices=[(str(number), text) for number, text in enumerate(HANDLINGS)],
        widget=forms.CheckboxSelectMultiple,
    )
    handling = PrintedArea(label=gettext_lazy("Handling, in words"), required=False, rows=3)
    act_days = forms.CharField(
        label=gettext_lazy("Days of breaches this rating rests on"),
        required=False,
        max_length=200,
        help_text=gettext_lazy(
            "Only when a breach is used before it is disciplined (art. 11.3.b): dd/mm/yyyy, several with commas."
        ),
    )

    def __init__(self, *args: Any, leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not leads:
            del self.fields["party_opinion"]

    def clean_act_days(self) -> list[date]:
        """The days, each whole."""
        days = []
        for part in filter(None, (part.strip() for part in self.cleaned_data["act_days"].split(","))):
            try:
                found = parse_date(part)
            except ValueError:
                found = None
            if found is None or found.precision != "day":
                raise ValidationError(_("“%(value)s” is not a day; write dd/mm/yyyy.") % {"value": part})
            days.append(found.value)
        return days

    def handling_text(self) -> str:
        """The choices as lines, then what was written."""
        lines = [f"- {HANDLINGS[int(number)]};" for number in self.cleaned_data["handlings"]]
        return "\n".join([*lines, self.cleaned_data["handling"].strip()]).strip()


def handling_initial(text: str) -> dict[str, Any]:
    """The choices and the words back from the stored text."""
    lines = [line.strip() for line in text.splitlines()]
    chosen = [str(number) for number, words in enumerate(HANDLINGS) if f"- {words};" in lines]
    rest = [line for line in lines if line not in {f"- {words};" for words in HANDLINGS}]
    return {"handlings": chosen, "handling": "\n".join(rest).strip()}


class _BandRows(forms.Form):
    """A band and a reason for each of several ratings."""

    def __init__(self, *args: Any, ratings: Sequence[YearRating], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ratings = list(ratings)
        for rating in self.ratings:
            name = rating.officer.full_name
            self.fields[f"b_{rating.pk}"] = forms.ChoiceField(
                label=_("Rating of %(name)s") % {"name": name},
                required=False,
                choices=[*_NO_BAND, *Band.choices],
                widget=forms.Select(attrs={"aria-label": _("Rating of %(name)s") % {"name": name}}),
            )
            self.fields[f"r_{rating.pk}"] = PrintedLine(
                label=_("Reason for %(name)s") % {"name": name},
                required=False,
                max_length=1000,
                widget=forms.TextInput(attrs={"aria-label": _("Reason for %(name)s") % {"name": name}}),
            )

    def rows(self) -> list[tuple[YearRating, BoundField, BoundField]]:
        """Each rating with its inputs."""
        return [(rating, self[f"b_{rating.pk}"], self[f"r_{rating.pk}"]) for rating in self.ratings]


class ProposalsForm(_BandRows):
    """Proposals for the officers of a unit in one table (art. 21.1.d)."""

    def __init__(self, *args: Any, ratings: Sequence[YearRating], **kwargs: Any) -> None:
        initial = {f"b_{rating.pk}": rating.proposed for rating in ratings}
        initial |= {f"r_{rating.pk}": rating.move_reason for rating in ratings}
        super().__init__(*args, ratings=ratings, initial=initial, **kwargs)

    def proposals(self) -> dict[int, tuple[str, str]]:
        """Rating → band and reason, once valid."""
        data = self.cleaned_data
        return {rating.pk: (data[f"b_{rating.pk}"], data[f"r_{rating.pk}"]) for rating in self.ratings}


class DecisionForm(forms.Form):
    """Number and day of the decision."""

    number = PrintedLine(label=gettext_lazy("Decision number"), max_length=80)
    day = DayField(label=gettext_lazy("Date of the decision"))


class SigningForm(_BandRows):
    """Whom to sign, with which band, by which decision (art. 20, 21)."""

    number = PrintedLine(label=gettext_lazy("Decision number"), max_length=80)
    day = DayField(label=gettext_lazy("Date of the decision"))
    open_ground = PrintedArea(
        label=gettext_lazy("Ground for rating although a period is not scored"),
        required=False,
        rows=2,
        max_length=1000,
        help_text=gettext_lazy("Printed on every form of this decision that needs it."),
    )

    def __init__(self, *args: Any, ratings: Sequence[YearRating], **kwargs: Any) -> None:
        initial = {f"b_{rating.pk}": rating.proposed or rating.earned for rating in ratings}
        initial |= {f"r_{rating.pk}": rating.move_reason for rating in ratings}
        super().__init__(*args, ratings=ratings, initial=initial | kwargs.pop("initial", {}), **kwargs)
        for rating in self.ratings:
            self.fields[f"s_{rating.pk}"] = forms.BooleanField(
                label=rating.officer.full_name,
                required=False,
                widget=forms.CheckboxInput(
                    attrs={"aria-label": _("Sign %(name)s") % {"name": rating.officer.full_name}}
                ),
            )

    def ticks(self) -> Iterable[tuple[YearRating, BoundField, BoundField, BoundField]]:
        """Each rating with its tick, band and reason."""
        return [(rating, self[f"s_{rating.pk}"], band, reason) for rating, band, reason in self.rows()]

    def rulings(self) -> list[tuple[int, str, str]]:
        """Rating, band, reason of those ticked, once valid."""
        data = self.cleaned_data
        return [
            (rating.pk, data[f"b_{rating.pk}"], data[f"r_{rating.pk}"])
            for rating in self.ratings
            if data[f"s_{rating.pk}"]
        ]

    def clean(self) -> dict[str, Any]:
        """At least one ticked."""
        data = super().clean() or {}
        if not any(data.get(f"s_{rating.pk}") for rating in self.ratings):
            raise ValidationError(_("Tick whom to sign."))
        return data


class RerateForm(forms.Form):
    """A new decision that replaces a wrong one (art. 21.3)."""

    band = forms.ChoiceField(label=gettext_lazy("New rating"), choices=[*_NO_BAND, *Band.choices])
    why = PrintedArea(
        label=gettext_lazy("What was found"),
        rows=3,
        max_length=1000,
        help_text=gettext_lazy("A shortcoming, a rule not kept, or dishonesty that made the result wrong."),
    )
    reason = PrintedLine(
        label=gettext_lazy("Reason where the rating differs from the points"), required=False, max_length=1000
    )
    number = PrintedLine(label=gettext_lazy("Decision number"), max_length=80)
    day = DayField(label=gettext_lazy("Date of the decision"))
    open_ground = PrintedArea(
        label=gettext_lazy("Ground for rating although a period is not scored"),
        required=False,
        rows=2,
        max_length=1000,
    )


class MeetingForm(forms.Form):
    """The minutes, and a comment on each officer that the meeting spoke about."""

    held_on = DayField(label=gettext_lazy("Held on"))
    place = PrintedLine(label=gettext_lazy("Place"), max_length=160, required=False)
    chair = forms.ChoiceField(label=gettext_lazy("Chair"))
    secretary = forms.ChoiceField(label=gettext_lazy("Secretary"), required=False)
    summoned = forms.IntegerField(label=gettext_lazy("Summoned"), min_value=1, max_value=5000)
    present = forms.IntegerField(label=gettext_lazy("Present"), min_value=1, max_value=5000)
    absent = PrintedLine(label=gettext_lazy("Absent, with reasons"), max_length=1000, required=False)
    course = PrintedArea(label=gettext_lazy("Course of the meeting"), rows=6)
    conclusion = PrintedArea(label=gettext_lazy("Conclusion"), required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[str, str]],
        ratings: Sequence[YearRating],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ratings = list(ratings)
        for name, empty in (("chair", _("Choose a person")), ("secretary", _("Nobody"))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
            field.choices = [("", empty), *people]
        for rating in self.ratings:
            name = rating.officer.full_name
            self.fields[f"on_{rating.pk}"] = forms.BooleanField(
                label=name, required=False, widget=forms.CheckboxInput(attrs={"aria-label": name})
            )
            self.fields[f"c_{rating.pk}"] = PrintedArea(
                label=_("Comments on %(name)s") % {"name": name}, required=False, rows=2, max_length=2000
            )

    def rows(self) -> list[tuple[YearRating, BoundField, BoundField]]:
        """Each rating with its tick and its comment."""
        return [(rating, self[f"on_{rating.pk}"], self[f"c_{rating.pk}"]) for rating in self.ratings]

    def comments(self) -> dict[int, str]:
        """Rating → comment, of those the meeting spoke about."""
        data = self.cleaned_data
        return {
            rating.pk: data[f"c_{rating.pk}"]
            for rating in self.ratings
            if data[f"on_{rating.pk}"] or data[f"c_{rating.pk}"]
        }
