"""The written notice of a rating to the officer (art. 21.1.đ, 21.2.đ), laid out by Decree 30/2020."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from evaluation.documents.form01 import date_line, score_text
from evaluation.models import YearRating
from evaluation.selectors.form_facts import FormFacts
from evaluation.selectors.years.facts import day_of, title_of, year_facts
from hrm.kernel.pdf import agency_heading, render_pdf
from staff.services.errors import DomainError


def result_notice_html(
    rating: YearRating, facts: FormFacts | None = None, *, start_page: int | None = None
) -> str:
    """The notice as HTML for the PDF renderer; DomainError while nothing is decided."""
    if not rating.is_frozen:
        raise DomainError(_("There is nothing to notify yet: the rating is not signed (art. 21)."))
    facts = facts or year_facts([rating], day_of(rating))
    context = {
        "rating": rating,
        "heading": agency_heading(facts.agency_parent(rating.agency_id), rating.agency.name),
        "day": date_line(facts.place(rating.agency_id) or facts.place(rating.unit_id), rating.decision_date),
        "title": title_of(rating, facts),
        "mean": score_text(rating.mean),
        "decided": f"{rating.decision_date:%d/%m/%Y}" if rating.decision_date else "…",
        "replaced": rating.predecessor,
        "complaint_days": f"{settings.COMPLAINT_WORKING_DAYS:02d}",
        "post": facts.title(rating.rater_id).upper() if rating.rater_id else "",
        "name": rating.rater.full_name if rating.rater else "",
        "start_page": start_page,
    }
    return render_to_string("evaluation/years/pdf/notice.html", context)


def result_notice_pdf(
    rating: YearRating, facts: FormFacts | None = None, *, start_page: int | None = None
) -> bytes:
    """The notice as PDF; raises hrm.kernel.pdf.PdfError, and DomainError while nothing is decided."""
    return render_pdf(result_notice_html(rating, facts, start_page=start_page))
