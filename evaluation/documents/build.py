"""From stored evaluations to Mẫu số 01: one form, its PDF, and the booklet of a unit."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.documents.form01 import Form01, Form01Group, Form01Line, booklet_pdf, form01_pdf
from evaluation.models import Evaluation, Period, YearRating
from evaluation.rules.criteria import CRITERIA, GROUPS
from evaluation.rules.periods import parse_period
from evaluation.selectors.form_facts import FormFacts, facts_for
from staff.models import Unit
from staff.services.errors import DomainError

# Words of the printed document, which is Vietnamese in every language of the interface.
_DRAFT = "DỰ THẢO: phiếu chưa được cấp có thẩm quyền xác nhận, điểm có thể thay đổi."
_VERSION = "Phiếu lập lại lần {number}. Lý do: {reason}"
_COPY = "Bản in lại trong tập phiếu. Bản chính là tệp PDF đã xác nhận ngày {day}, SHA-256: {hash}"
_PAPER = (
    "Cột (4): điểm đã được cấp có thẩm quyền xác nhận; phiếu tự chấm của công chức được thu bằng bản giấy."
)
_BOOKLET = "TẬP PHIẾU THEO DÕI, ĐÁNH GIÁ CÔNG CHỨC"


def form_of(evaluation: Evaluation, facts: FormFacts | None = None) -> Form01:
    """The form as Appendix II prints it; points come from the trace, so a frozen form keeps its own."""
    quarter = parse_period(evaluation.period.code)
    facts = facts or facts_for([evaluation], quarter.last_day)
    unit_id, scorer_id = evaluation.unit_id, evaluation.scorer_id
    signed = evaluation.is_frozen and scorer_id is not None
    return Form01(
        agency_parent=facts.agency_parent(unit_id),
        agency=evaluation.unit.name,
        period_title=quarter.title,
        officer_name=evaluation.officer.full_name,
        post_title=_post_title(evaluation, facts),
        unit_name=evaluation.unit.name,
        groups=_groups(evaluation),
        general=evaluation.general,
        result=evaluation.result,
        total=evaluation.total,
        strengths=evaluation.strengths,
        weaknesses=evaluation.weaknesses,
        opinion=evaluation.opinion,
        place=facts.place(unit_id),
        self_date=_day(evaluation.self_scored_at),
        officer_signed_name=evaluation.officer.full_name if evaluation.self_scored_at else "",
        confirm_date=_day(evaluation.confirmed_at) if signed else None,
        scorer_title=facts.title(scorer_id) if signed and scorer_id else "",
        scorer_name=evaluation.scorer.full_name if signed and evaluation.scorer else "",
        note=_note(evaluation),
    )


def render_form(evaluation: Evaluation, facts: FormFacts | None = None) -> bytes:
    """Make the PDF now; what `confirm` keeps. Raises hrm.kernel.pdf.PdfError."""
    return form01_pdf(form_of(evaluation, facts))


def evaluation_pdf(evaluation: Evaluation, facts: FormFacts | None = None) -> bytes:
    """The kept file of a confirmed form, byte for byte; a draft is rendered now and says so.

    For many forms read `facts_for` once and pass it.

    Raises hrm.kernel.pdf.PdfError, and DomainError when the kept file is not what was confirmed.
    """
    if not (evaluation.is_frozen and evaluation.pdf):
        return render_form(evaluation, facts)
    return kept_pdf(evaluation)


def kept_pdf(row: Evaluation | YearRating) -> bytes:
    """The file kept when a form was confirmed or a rating signed; DomainError when it is not what was kept."""
    try:
        with row.pdf.open("rb") as kept:
            content: bytes = kept.read()
    except OSError:
        raise DomainError(
            _("The kept file of this form cannot be read; restore it from the backup.")
        ) from None
    if hashlib.sha256(content).hexdigest() != row.pdf_sha256:
        raise DomainError(_("The kept file of this form was altered: its hash no longer matches."))
    return content


def unit_booklet(evaluations: Sequence[Evaluation], unit: Unit, period: Period) -> bytes:
    """One PDF of the unit's forms in the given order, with a cover; raises PdfError."""
    quarter = parse_period(period.code)
    facts = facts_for(evaluations, quarter.last_day)
    parent = facts.agency_parent(unit.pk)
    title = [*([parent.upper()] if parent else []), unit.name.upper(), _BOOKLET, quarter.title]
    return booklet_pdf(title, [_copy(evaluation, facts) for evaluation in evaluations])


def _copy(evaluation: Evaluation, facts: FormFacts) -> Form01:
    form = form_of(evaluation, facts)
    if not evaluation.is_frozen:
        return form
    day = _day(evaluation.confirmed_at)
    note = _COPY.format(day=f"{day:%d/%m/%Y}" if day else "…", hash=evaluation.pdf_sha256)
    return replace(form, note=" ".join(part for part in (form.note, note) if part))


def _post_title(evaluation: Evaluation, facts: FormFacts) -> str:
    return evaluation.post.name if evaluation.post else facts.ranks.get(evaluation.officer_id, "")


def _groups(evaluation: Evaluation) -> list[Form01Group]:
    points, column = _points(evaluation), _column(evaluation)
    return [
        Form01Group(
            group.code,
            group.text,
            group.maximum,
            [
                Form01Line(line.number, line.text, line.maximum, _points_of(points, line.code, column))
                for line in CRITERIA
                if line.group == group.code
            ],
        )
        for group in GROUPS
    ]


def _points(evaluation: Evaluation) -> dict[str, dict[str, str | None]]:
    found: dict[str, dict[str, str | None]] = evaluation.trace.get("general", {}).get("points", {})
    return found


def _column(evaluation: Evaluation) -> str:
    """Whose points column (4) prints: the own ones; where they stayed on paper, the confirmed ones."""
    lines = _points(evaluation).values()
    return "self" if any(line.get("self") is not None for line in lines) else "confirmed"


def _points_of(points: dict[str, dict[str, str | None]], code: str, column: str) -> Decimal | None:
    text = points.get(code, {}).get(column)
    return None if text is None else Decimal(text)


def _note(evaluation: Evaluation) -> str:
    notes = [] if evaluation.is_frozen else [_DRAFT]
    if evaluation.general is not None and _column(evaluation) == "confirmed":
        notes.append(_PAPER)
    if evaluation.version > 1:
        notes.append(_VERSION.format(number=evaluation.version, reason=evaluation.reopen_reason))
    return " ".join(notes)


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
