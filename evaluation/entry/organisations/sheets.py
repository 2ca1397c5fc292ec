"""Forms of one sheet: self-assessment, recognition, sending back, letters; and recognising several."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from evaluation.entry.organisations.fields import SheetLine, SheetPoints, SheetText, TaskCount
from evaluation.enums import Band
from evaluation.models import UnitRating
from evaluation.rules.organisation335 import Tasks, task_fault
from evaluation.selectors.organisations.criteria import PART_TITLES, CriterionLine
from evaluation.selectors.organisations.facts import points_given
from evaluation.services.organisations.recognition import Decision, Given
from evaluation.services.organisations.self_rating import SelfRating, check_tasks_message
from staff.forms.days import DayField

Row = tuple[CriterionLine, Decimal | None, BoundField]
_TASKS = ("given", "done", "late", "beyond")
_BANDS = [("", _("Choose a band")), *Band.choices]


class _Points(forms.Form):
    """An input for each criterion in force, grouped by part."""

    def __init__(self, *args: Any, lines: Sequence[CriterionLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.own = list(lines), dict[str, Decimal]()
        for place, line in enumerate(self.lines):
            self.fields[f"p_{place}"] = SheetPoints(line)

    def parts(self) -> list[tuple[int, str, Decimal, list[Row]]]:
        """Part, title, maximum and the rows: criterion, the head's points, input."""
        found = []
        for part, title in PART_TITLES.items():
            rows = [
                (line, self.own.get(line.code), self[f"p_{place}"])
                for place, line in enumerate(self.lines)
                if line.part == part
            ]
            found.append((part, title, sum((row[0].maximum for row in rows), Decimal(0)), rows))
        return found

    def points(self) -> dict[str, Decimal]:
        """Criterion → points, once valid."""
        return {line.code: self.cleaned_data[f"p_{place}"] for place, line in enumerate(self.lines)}

    def field_for(self, name: str) -> str | None:
        """The input a refusal of a service is about; None for the form as a whole."""
        by_code = {line.code: f"p_{place}" for place, line in enumerate(self.lines)}
        field = by_code.get(name, name)
        return field if field in self.fields else None


class SelfRatingForm(_Points):
    """The head's points, task figures, report and proposed band (art. 9.2.a)."""

    tasks_given = TaskCount(label="Nhiệm vụ được giao")
    tasks_done = TaskCount(label="Nhiệm vụ hoàn thành")
    tasks_late = TaskCount(label="Trong đó: chậm tiến độ")
    tasks_beyond = TaskCount(label="Trong đó: vượt mức yêu cầu")
    quality_met = forms.BooleanField(label="Bảo đảm chất lượng, hiệu quả", required=False)
    shortcomings_mended = forms.BooleanField(
        label="Đã khắc phục toàn bộ hạn chế, khuyết điểm kỳ trước (hoặc không có)", required=False
    )
    wrongdoing = SheetText(
        label="Sai phạm được cấp có thẩm quyền kết luận (Điều 8.4.a)",
        max_length=500,
        rows=2,
        required=False,
        help_text=_("Leave empty if there is none."),
    )
    force_majeure = SheetText(
        label="Lý do bất khả kháng, nếu hoàn thành dưới 70% (Điều 8.4.b)",
        max_length=500,
        rows=2,
        required=False,
        help_text=_("Leave empty if there is none."),
    )
    self_text = SheetText(label="Báo cáo tự đánh giá", max_length=8000, rows=8)
    self_band = forms.ChoiceField(label="Đề xuất mức xếp loại", choices=_BANDS)

    def task_fields(self) -> list[BoundField]:
        """The four figures in order."""
        return [self[f"tasks_{name}"] for name in _TASKS]

    def clean(self) -> dict[str, Any]:
        """Point at the figure that breaks an identity."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        figures = [data[f"tasks_{name}"] for name in _TASKS if isinstance(data.get(f"tasks_{name}"), int)]
        if len(figures) == len(_TASKS) and (fault := task_fault(Tasks(*figures))):
            self.add_error(f"tasks_{fault}", check_tasks_message(fault))
        return data

    def entry(self) -> SelfRating:
        """What the service takes."""
        data = self.cleaned_data
        return SelfRating(
            points=self.points(),
            tasks=Tasks(*(data[f"tasks_{name}"] for name in _TASKS)),
            quality_met=data["quality_met"],
            mended=data["shortcomings_mended"],
            text=data["self_text"],
            band=data["self_band"],
            wrongdoing=data["wrongdoing"],
            force_majeure=data["force_majeure"],
        )


class GivenForm(_Points):
    """What who recognises gives: points, answers, outstanding achievement, band with its reason."""

    quality_met = forms.BooleanField(label="Bảo đảm chất lượng, hiệu quả", required=False)
    shortcomings_mended = forms.BooleanField(
        label="Đã khắc phục toàn bộ hạn chế, khuyết điểm kỳ trước (hoặc không có)", required=False
    )
    wrongdoing = SheetText(
        label="Sai phạm được cấp có thẩm quyền kết luận (Điều 8.4.a)",
        max_length=500,
        rows=2,
        required=False,
    )
    force_majeure = SheetText(
        label="Lý do bất khả kháng được xem xét (Điều 8.4.b)", max_length=500, rows=2, required=False
    )
    outstanding = forms.BooleanField(
        label="Có thành tích xuất sắc, nổi trội (Điều 8.5.b, 20.5.b)", required=False
    )
    outstanding_grounds = SheetText(
        label="Căn cứ của thành tích",
        max_length=1000,
        rows=2,
        required=False,
        help_text=_("With the document that shows it; lets the cap be 25 per cent."),
    )
    band = forms.ChoiceField(label="Mức xếp loại", choices=_BANDS)
    move_reason = SheetText(
        label="Lý do xếp khác mức theo điểm và điều kiện",
        max_length=1000,
        rows=2,
        required=False,
        help_text=_("Needed where the band is not the one that points and conditions give."),
    )

    def given(self) -> Given:
        """What the service takes."""
        data = self.cleaned_data
        names = ("band", "quality_met", "wrongdoing", "force_majeure", "outstanding")
        rest = ("outstanding_grounds", "move_reason")
        return Given(
            points=self.points(),
            mended=data["shortcomings_mended"],
            **{name: data[name] for name in (*names, *rest)},
        )


class RecogniseForm(GivenForm):
    """Points and the decision; the decision may wait (keep only)."""

    decision = SheetLine(label=_("Decision number"), max_length=80, required=False)
    decision_date = DayField(label=_("Date of the decision"), required=False)

    def __init__(self, *args: Any, signing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("decision", "decision_date"):
            self.fields[name].required = signing

    def decided(self) -> Decision:
        """The decision, once valid."""
        return Decision(self.cleaned_data["decision"], self.cleaned_data["decision_date"])


class ReplaceForm(RecogniseForm):
    """A new decision in the place of a recognised rating."""

    reason = SheetText(
        label=_("Reason for the new rating"),
        max_length=1000,
        rows=2,
        help_text=_("Stays with the new version, and is printed on it."),
    )


class SendBackForm(forms.Form):
    """Why a sheet goes back to its head."""

    reason = SheetText(label=_("What is to be corrected"), max_length=1000)


class LetterForm(forms.Form):
    """A complaint, denunciation or sign of disunity about the organisation (art. 9.2.a)."""

    text = SheetText(label=_("What the letter or sign is about"), max_length=1000)


class VerifyForm(forms.Form):
    """What the verification found."""

    number = forms.IntegerField(min_value=1, max_value=999, widget=forms.HiddenInput)
    outcome = SheetText(label=_("What the verification found"), max_length=1000, rows=2)


class BatchForm(forms.Form):
    """Several prepared sheets recognised by one decision."""

    ratings = forms.TypedMultipleChoiceField(
        coerce=int,
        label=_("Organisations"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one organisation.")},
    )
    decision = SheetLine(label=_("Decision number"), max_length=80)
    decision_date = DayField(label=_("Date of the decision"))

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ratings"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101  for the type checker
        field.choices = choices
        self.initial.setdefault("ratings", [value for value, _label in choices])


def started(rating: UnitRating, lines: Sequence[CriterionLine], *kinds: str) -> dict[str, Any]:
    """What the inputs begin with: of each line the first kind of points there is."""
    initial: dict[str, Any] = {
        name: getattr(rating, name)
        for name in (
            *(f"tasks_{task}" for task in _TASKS),
            "quality_met",
            "shortcomings_mended",
            "wrongdoing",
            "force_majeure",
            "outstanding",
            "outstanding_grounds",
            "move_reason",
            "self_text",
            "self_band",
        )
    }
    by_kind = [points_given(rating, "given" if kind == "given" else "self") for kind in kinds]
    for place, line in enumerate(lines):
        value = next((points[line.code] for points in by_kind if line.code in points), None)
        initial[f"p_{place}"] = value
    return initial
