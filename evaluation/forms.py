"""What people fill in: the quarter to open, the ten lines, the opinion, the reason."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.rules.criteria import BY_CODE, CRITERIA, GROUPS, Criterion, Group, check_points
from evaluation.rules.criteria_hints import HINTS
from evaluation.rules.periods import Quarter
from evaluation.services.judging import Judged
from hrm.kernel.numbers import NumberError, parse_decimal, show_decimal
from hrm.kernel.pdf import unprintable

_PLACES = 2
_LONGEST = 4000


class PointField(forms.CharField):
    """Points on one line of Mẫu số 01: comma or dot as decimal mark, 0 to the line's maximum."""

    def __init__(self, criterion: Criterion, **kwargs: Any) -> None:
        self.criterion = criterion
        widget = forms.TextInput(
            attrs={
                "inputmode": "decimal",
                "class": "num",
                "autocomplete": "off",
                "data-points": criterion.group,
                "data-maximum": str(criterion.maximum),
                "aria-label": f"{criterion.code}. {criterion.text}",
            }
        )
        super().__init__(
            label=criterion.text,
            max_length=12,
            widget=widget,
            help_text=HINTS.get(criterion.code, ""),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        """A Decimal within the line's range."""
        points = self.read(super().clean(value))
        if not check_points(self.criterion.code, points):
            raise ValidationError(
                _("0 to %(maximum)s points.") % {"maximum": written(self.criterion.maximum)}
            )
        return points

    def read(self, text: str) -> Decimal:
        """The number as it was written, whatever its range."""
        try:
            points = parse_decimal(text)
        except NumberError:
            raise ValidationError(
                _("“%(value)s” is not a number; write it like 2,5.") % {"value": text}
            ) from None
        if points != round(points, _PLACES):
            raise ValidationError(_("Two decimals at the most."))
        return points

    def prepare_value(self, value: Any) -> Any:
        """Stored points with a comma, without zeros at the end."""
        return written(value) if isinstance(value, Decimal) else value


class PrintedText(forms.CharField):
    """Text that will stand on the printed form: every character must have a shape in its font."""

    def __init__(self, max_length: int = _LONGEST, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def validate(self, value: Any) -> None:
        """Name the characters that cannot be printed."""
        super().validate(value)
        signs = unprintable(value or "")
        if signs:
            listed = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in signs[:10])
            raise ValidationError(
                _("These characters cannot be printed on the form, please remove them: %(signs)s.")
                % {"signs": listed}
            )


# Words of article 15.3.b and c.
_JUDGEMENTS: Final = {
    "organising": (
        "đ – Khả năng tổ chức triển khai thực hiện nhiệm vụ (điểm b khoản 3 Điều 15)",
        [
            (
                "100",
                "100%: hoàn thành đầy đủ nhiệm vụ đúng hạn, bảo đảm chất lượng, có sáng kiến hoặc giải pháp",
            ),
            ("50", "50%: có tồn tại, hạn chế, chậm trễ kéo dài"),
        ],
    ),
    "unity": (
        "e – Năng lực tập hợp, đoàn kết công chức (điểm c khoản 3 Điều 15)",
        [
            ("100", "100%: duy trì môi trường đoàn kết, phối hợp hiệu quả"),
            ("50", "50%: phát sinh phản ánh, khiếu nại về mất đoàn kết kéo dài"),
        ],
    ),
}


class OpenPeriodForm(forms.Form):
    """Which quarter to open."""

    def __init__(self, *args: Any, quarters: Iterable[Quarter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(quarter.code, quarter.title) for quarter in quarters]
        self.fields["quarter"] = forms.ChoiceField(label=gettext_lazy("Quarter"), choices=choices)


class _TenLines(forms.Form):
    """The ten general criteria, grouped as on Mẫu số 01."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in CRITERIA:
            self.fields[field_name(criterion.code)] = PointField(criterion)

    def groups(self) -> list[tuple[Group, list[tuple[Criterion, BoundField]]]]:
        """Groups with their lines and inputs, for the template."""
        return [
            (group, [(line, self[field_name(line.code)]) for line in CRITERIA if line.group == group.code])
            for group in GROUPS
        ]

    def points(self) -> dict[str, Decimal]:
        """Criterion → points, once valid."""
        return {line.code: self.cleaned_data[field_name(line.code)] for line in CRITERIA}


class SelfScoreForm(_TenLines):
    """The officer's own points with strengths and shortcomings (article 18.2)."""

    strengths = PrintedText(label="Ưu điểm", required=False)
    weaknesses = PrintedText(label="Hạn chế, khuyết điểm", required=False)
    # Which window this is and since when it is open: tells one that another has overtaken.
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def remarks(self) -> list[BoundField]:
        """The two texts, for the template."""
        return [self["strengths"], self["weaknesses"]]


class ConfirmForm(_TenLines):
    """The scorer's points and opinion (article 17.2)."""

    opinion = PrintedText(label="Ý kiến nhận xét của cấp có thẩm quyền", required=False)

    def __init__(
        self, *args: Any, own: Mapping[str, Decimal | None], leads: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own, self.leads = own, leads
        if leads:
            for name, (label, choices) in _JUDGEMENTS.items():
                self.fields[name] = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
            self.fields["grounds"] = PrintedText(
                label="Căn cứ (bắt buộc khi tính 50%)", required=False, max_length=1000
            )

    def judgements(self) -> list[BoundField]:
        """đ and e with their grounds; nothing for who holds no leading post."""
        return [self[name] for name in (*_JUDGEMENTS, "grounds")] if self.leads else []

    def judged(self) -> Judged | None:
        """What the scorer judged of a leader, once valid."""
        data = self.cleaned_data
        if not self.leads:
            return None
        return Judged(int(data["organising"]), int(data["unity"]), data["grounds"])

    def rows(self) -> list[tuple[Group, list[tuple[Criterion, Decimal | None, BoundField]]]]:
        """Groups with their lines, the officer's own points and the inputs."""
        return [
            (group, [(line, self.own.get(line.code), field) for line, field in lines])
            for group, lines in self.groups()
        ]


class ReopenForm(forms.Form):
    """Why a confirmed form is taken up again."""

    reason = PrintedText(
        label=gettext_lazy("Reason for reopening"),
        help_text=gettext_lazy("Stays with the new form, and is printed on it."),
        max_length=1000,
    )


def field_name(code: str) -> str:
    """Name of a line's input: I.1 → p_I_1."""
    return f"p_{code.replace('.', '_')}"


def initial_points(points: Mapping[str, Mapping[str, Decimal | None]], *kinds: str) -> dict[str, Decimal]:
    """What the inputs begin with: of each line the first kind that has points."""
    found = {}
    for code in BY_CODE:
        given = (points.get(code, {}).get(kind) for kind in kinds)
        value = next((value for value in given if value is not None), None)
        if value is not None:
            found[field_name(code)] = value
    return found


def written(value: Decimal) -> str:
    """2.50 → 2,5."""
    return show_decimal(value, _PLACES).rstrip("0").rstrip(",")
