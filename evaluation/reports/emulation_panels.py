"""What emulation puts into the navigation and on the officer page; each starts at the gate."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from evaluation.models import AwardProposal, Initiative
from evaluation.selectors.emulation.proposals import officer_awards
from staff.access import may, rows_for
from staff.models import Officer


def sees_emulation(request: HttpRequest) -> bool:
    """Whether the entry of the navigation leads anywhere for this person."""
    return may(request.user, AwardProposal, "view")


def has_emulation(request: HttpRequest, officer: Officer) -> bool:
    """Whether the asker may see proposals or initiatives of this officer, and there are any."""
    proposals = rows_for(request.user, AwardProposal, "view").filter(officer=officer).order_by()
    initiatives = rows_for(request.user, Initiative, "view").filter(officer=officer).order_by()
    # One query: keys alone, so that the two tables can stand together.
    return bool(proposals.values("pk").union(initiatives.values("pk"), all=True)[:1])


def emulation_tab(request: HttpRequest, officer: Officer) -> str:
    """Proposals, initiatives, titles held."""
    mine = officer_awards(request.user, officer)
    if not mine:
        return ""
    return render_to_string("evaluation/emulation/tab.html", {"mine": mine}, request=request)
