"""Bảng tổng hợp kết quả xếp loại: people of a unit by band and the organisation's band, as PDF."""

from datetime import date

from django.template.loader import render_to_string

from evaluation.documents.unit_sheet import date_line
from evaluation.selectors.form_facts import facts_for
from evaluation.selectors.organisations.summary import unit_summary
from hrm.kernel.numbers import show_decimal
from hrm.kernel.pdf import agency_heading, render_pdf
from staff.access.gate import Asker
from staff.models import Unit

_DECREES = {True: "Nghị định 335/2025/NĐ-CP", False: "Nghị định 90/2020/NĐ-CP"}


def unit_summary_pdf(unit: Unit, year: int, user: Asker, day: date | None = None) -> bytes:
    """People of the unit and everything below it, as far as `user` sees their ratings; raises PdfError."""
    summary = unit_summary(unit, year, user)
    facts = facts_for([], date(year, 12, 31))
    counts = [
        (
            count.label,
            count.number,
            f"{show_decimal(count.percent, 1)}%" if count.percent is not None else "–",
        )
        for count in summary.counts
    ]
    context = {
        "summary": summary,
        "counts": counts,
        "total": len(summary.people),
        "heading": agency_heading(facts.agency_parent(unit.pk), unit.name),
        "decree": _DECREES[year >= 2026],
        "place_line": date_line(facts.place(unit.pk), day),
    }
    return render_pdf(render_to_string("evaluation/organisations/pdf/unit_summary.html", context))
