"""What every document of ours shares: place and date, and tables with a width for every column."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.template.loader import render_to_string

from hrm.kernel.pdf import AgencyHeading, agency_heading, render_pdf
from staff.selectors.reports.agency import Agency

_LYING: Final = "a4 landscape"


@dataclass(frozen=True)
class Cell:
    """A cell: its text, and how it stands."""

    text: str
    kind: str = "number"  # number, text, strong, strong-number
    colspan: int = 1
    rowspan: int = 1
    width: str = ""
    indent: int = 0


@dataclass(frozen=True)
class PrintedTable:
    """A table of a report: headings (rows of cells), rows, and the width of each column in per cent."""

    title: str
    head: Sequence[Sequence[Cell]]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class PrintedReport:
    """A report on paper by Decree 30/2020: heading, title, tables, notes, two signatures."""

    agency: Agency
    title: str
    subtitle: str
    tables: Sequence[PrintedTable]
    notes: Sequence[str]
    signer: str = "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"

    @property
    def heading(self) -> AgencyHeading:
        """The agency block."""
        return agency_heading(self.agency.parent, self.agency.name)

    @property
    def date_line(self) -> str:
        """Place, and room for the date of the signature."""
        return date_line(self.agency.place, None)


def date_line(place: str, day: date | None) -> str:
    """Place and date by Decree 30/2020 (leading zero for days under 10 and months 1 and 2), or dots."""
    if day is None:
        return f"{place or '..........'}, ngày ..... tháng ..... năm ........."
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place or '..........'}, ngày {day.day:02d} tháng {month} năm {day.year}"


def widths(first: float, others: int) -> list[str]:
    """Per cent of the first column and of each of the others, together 100."""
    each = (100 - first) / others
    return [f"{first:.3f}%", *[f"{each:.3f}%"] * others]


def report_pdf(report: PrintedReport) -> bytes:
    """The report as PDF, A4 lying; raises hrm.kernel.pdf.PdfError."""
    return render_pdf(render_to_string("staff/pdf/report.html", {"report": report, "paper": _LYING}))
