"""The copy of a pledge that a person confirmed in the system, laid out by Decree 30/2020."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string

from hrm.kernel.pdf import AgencyHeading, agency_heading, render_pdf
from staff.documents.layout import date_line
from staff.selectors.reports.agency import Agency


@dataclass(frozen=True)
class PledgePaper:
    """What the copy says. `moment`: local time of the confirmation; `sha256`: of the text confirmed."""

    agency: Agency
    plan: str
    decision: str
    year: int
    version: int
    body: str
    sha256: str
    name: str
    number: str
    post: str
    unit: str
    moment: datetime

    @property
    def heading(self) -> AgencyHeading:
        """The agency block."""
        return agency_heading(self.agency.parent, self.agency.name)

    @property
    def paragraphs(self) -> list[str]:
        """The text, a paragraph a line."""
        return [line.strip() for line in self.body.splitlines() if line.strip()]

    @property
    def date_line(self) -> str:
        """Place and day of the confirmation."""
        return date_line(self.agency.place, self.moment.date())

    @property
    def time(self) -> str:
        """When on that day it was confirmed: hours, minutes, seconds."""
        return f"{self.moment:%H:%M:%S}"

    @property
    def day(self) -> str:
        """The day of the confirmation."""
        return f"{self.moment:%d/%m/%Y}"


def pledge_pdf(paper: PledgePaper) -> bytes:
    """The copy as PDF; raises hrm.kernel.pdf.PdfError."""
    return render_pdf(render_to_string("staff/pdf/pledge.html", {"paper": paper}))
