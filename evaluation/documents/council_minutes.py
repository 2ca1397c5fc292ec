"""Minutes of a session of the council for emulation and awards, laid out by Decree 30/2020."""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string

from evaluation.models import AwardProposal, CouncilSession
from evaluation.rules.emulation import passes
from evaluation.selectors.emulation.proposals import agenda, verdict_kept, vote_percent
from hrm.kernel.numbers import rate, show_decimal
from hrm.kernel.pdf import AgencyHeading, agency_heading, render_pdf
from staff.documents.layout import date_line
from staff.selectors.reports.agency import Agency, agency_of
from staff.selectors.tree import load_tree

_PASSED, _NOT_PASSED = "Thông qua", "Không thông qua"
_SIGN: Final = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True)
class VoteLine:
    """One proposal as the minutes print it: votes for, their share of all members, the share that is needed."""

    name: str
    unit: str
    award: str
    votes: str
    share: str
    result: str
    reason: str


@dataclass(frozen=True)
class Minutes:
    """What the minutes say."""

    agency: Agency
    session: CouncilSession
    lines: list[VoteLine]
    thresholds: list[tuple[str, int]]

    @property
    def heading(self) -> AgencyHeading:
        """The agency block."""
        return agency_heading(self.agency.parent, self.agency.name)

    @property
    def date_line(self) -> str:
        """Place and day of the session."""
        return date_line(self.agency.place, self.session.held_on)

    @property
    def course(self) -> list[str]:
        """The course of the session, a paragraph a line."""
        return [line.strip() for line in self.session.course.splitlines() if line.strip()]

    @property
    def is_open(self) -> bool:
        """Whether votes may still change: then it is a draft."""
        return self.session.closed_at is None

    @property
    def absent(self) -> int:
        """Members who were not there."""
        return self.session.members - self.session.present

    @property
    def quorum(self) -> str:
        """The part of the members that must be present."""
        part, whole = settings.AWARD_QUORUM
        return f"{part}/{whole}"

    @property
    def passed(self) -> int:
        """How many proposals carried."""
        return sum(line.result == _PASSED for line in self.lines)

    @property
    def signatures(self) -> list[dict[str, Any]]:
        """Secretary and chair; no drawn image ever stands in for a signature."""
        return [
            {"date_line": "", "authority": ["THƯ KÝ"], "post": "", "name": self.session.secretary},
            {"date_line": "", "authority": ["CHỦ TRÌ"], "post": "", "name": self.session.chair},
        ]


def council_minutes_pdf(session: CouncilSession) -> bytes:
    """The minutes as PDF, those of an open session marked as a draft; raises hrm.kernel.pdf.PdfError."""
    rows = [row for row in agenda(session, load_tree()) if row.votes_for is not None]
    lines = [_line(row, session) for row in rows]
    needed = {row.award.name: vote_percent(row.award.code) for row in rows}
    minutes = Minutes(agency_of(session.unit), session, lines, list(needed.items()))
    return render_pdf(render_to_string("evaluation/pdf/council_minutes.html", {"minutes": minutes}))


def _line(row: AwardProposal, session: CouncilSession) -> VoteLine:
    votes = row.votes_for or 0
    share = rate(votes, session.members, 2)
    carried = passes(votes, session.members, vote_percent(row.award.code))
    opposing = "; ".join(reason.found for reason in verdict_kept(row).opposing)
    return VoteLine(
        name=row.officer.full_name if row.officer else row.unit.name,
        unit=row.unit.name if row.officer else "Tập thể",
        award=row.award.name,
        votes=f"{votes}/{session.members}",
        share=f"{show_decimal(share, 2)}%" if share is not None else "",
        result=_PASSED if carried else _NOT_PASSED,
        reason=f"{row.reason} (hệ thống đối chiếu: {opposing})" if row.reason else "",
    )
