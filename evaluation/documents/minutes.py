"""Minutes of the meeting that comments on officers (art. 21.1.b, 21.2.b), laid out by Decree 30/2020."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from evaluation.documents.parts import Signature
from evaluation.models import Meeting, YearRating
from evaluation.selectors.form_facts import FormFacts
from evaluation.selectors.years.facts import title_of, year_facts
from hrm.kernel.pdf import agency_heading, render_pdf
from staff.models import Officer


@dataclass(frozen=True)
class _Line:
    number: int
    name: str
    title: str
    self_band: str
    comments: str


def minutes_html(meeting: Meeting, *, start_page: int | None = None) -> str:
    """The minutes as HTML for the PDF renderer."""
    ratings = list(
        meeting.ratings.select_related("officer", "post", "unit").order_by(
            "officer__name_key", "officer__number", "-version"
        )
    )
    shown = {rating.officer_id: rating for rating in reversed(ratings)}
    listed = [rating for rating in ratings if shown[rating.officer_id] == rating]
    facts = year_facts(listed, meeting.held_on, [meeting.chair_id, meeting.secretary_id or 0])
    context = {
        "meeting": meeting,
        "heading": agency_heading(facts.agency_parent(meeting.unit_id), meeting.unit.name),
        "day": f"ngày {meeting.held_on:%d} tháng {_month(meeting)} năm {meeting.held_on.year}",
        "chair": _person(meeting.chair, facts),
        "secretary": _person(meeting.secretary, facts) if meeting.secretary else "",
        "missing": meeting.summoned - meeting.present,
        "lines": [_line(number, rating, facts) for number, rating in enumerate(listed, start=1)],
        "signatures": [
            Signature("", ["THƯ KÝ"], "", meeting.secretary.full_name if meeting.secretary else ""),
            Signature("", ["CHỦ TỌA"], "", meeting.chair.full_name),
        ],
        "start_page": start_page,
    }
    return render_to_string("evaluation/years/pdf/minutes.html", context)


def minutes_pdf(meeting: Meeting, *, start_page: int | None = None) -> bytes:
    """The minutes as PDF; raises hrm.kernel.pdf.PdfError."""
    return render_pdf(minutes_html(meeting, start_page=start_page))


def _month(meeting: Meeting) -> str:
    return f"{meeting.held_on.month:02d}" if meeting.held_on.month < 3 else str(meeting.held_on.month)


def _person(officer: Officer, facts: FormFacts) -> str:
    title = facts.title(officer.pk)
    return f"{officer.full_name}, {title}" if title else officer.full_name


def _line(number: int, rating: YearRating, facts: FormFacts) -> _Line:
    return _Line(
        number,
        rating.officer.full_name,
        title_of(rating, facts),
        rating.get_self_band_display(),
        rating.comments,
    )
