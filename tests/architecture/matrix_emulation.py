"""The addresses of emulation and awards in the scope matrix, and the rows of office B they are asked about."""

from datetime import date

from evaluation.models import AwardProposal, CouncilSession, Initiative, YearRating
from evaluation.selectors.emulation.types import type_on
from evaluation.services.emulation.types import install_award_types
from tests.architecture.matrix_model import MANAGE, NOBODY, OWNER, SEE, SIGNED_IN, Expected
from tests.conftest import Cast

_YEAR = 2026
_YEARLY = {"year": str(_YEAR)}
_TITLE = _YEARLY | {"code": "LDTT"}
_PERSON = {"pk": "@emulation:person", **_YEARLY, "code": "CSTDCS"}
_UNIT = {"pk": "@unit", **_YEARLY, "code": "TTLDTT"}
_PROPOSAL = {"pk": "@emulation:proposal"}
_INITIATIVE = {"pk": "@emulation:initiative"}
_SESSION = {"pk": "@emulation:session"}
SEE_OWN = SEE | OWNER
# Who leads or keeps some unit: of people without one there are no candidates.
LEADERS = frozenset({"right unit", "wrong unit", "parent unit", "auditor"})
# The session is the province's: the heads of its offices do not see it.
COUNCIL = frozenset({"parent unit", "auditor"})
# Who holds the verb to see sessions at all.
ASKING = LEADERS | {"verb without reach"}

EMULATION: dict[str, Expected] = {
    "evaluation:emulation": Expected(SIGNED_IN, sees=NOBODY),
    "evaluation:emulation_year": Expected(SIGNED_IN, sees=SEE_OWN, arguments=_YEARLY),
    "evaluation:emulation_year_xlsx": Expected(LEADERS, arguments=_YEARLY),
    "evaluation:award_types": Expected(SIGNED_IN, sees=NOBODY),
    "evaluation:award_types_xlsx": Expected(SIGNED_IN, sees=NOBODY),
    "evaluation:initiatives": Expected(SIGNED_IN, sees=SEE_OWN),
    "evaluation:initiatives_xlsx": Expected(SIGNED_IN, sees=SEE_OWN),
    "evaluation:initiative_new": Expected(MANAGE, sees=NOBODY),
    "evaluation:initiative_edit": Expected(MANAGE, sees=MANAGE, arguments=_INITIATIVE),
    "evaluation:emulation_candidates": Expected(LEADERS, arguments=_TITLE),
    "evaluation:emulation_candidates_xlsx": Expected(LEADERS, arguments=_TITLE),
    "evaluation:emulation_propose": Expected(
        MANAGE, sees=NOBODY, arguments=_TITLE, method="post", data={"pk": "1"}
    ),
    "evaluation:emulation_propose_person": Expected(MANAGE, sees=MANAGE, arguments=_PERSON),
    "evaluation:emulation_propose_unit": Expected(MANAGE, sees=MANAGE, arguments=_UNIT),
    "evaluation:award_proposals": Expected(SIGNED_IN, sees=SEE_OWN, arguments=_YEARLY),
    "evaluation:award_proposals_xlsx": Expected(SIGNED_IN, sees=SEE_OWN, arguments=_YEARLY),
    "evaluation:award_proposals_pdf": Expected(LEADERS, arguments=_YEARLY),
    "evaluation:award_proposal": Expected(SEE_OWN, sees=SEE_OWN, arguments=_PROPOSAL),
    "evaluation:award_proposal_withdraw": Expected(MANAGE, sees=MANAGE, arguments=_PROPOSAL),
    "evaluation:award_proposal_refuse": Expected(MANAGE, sees=MANAGE, arguments=_PROPOSAL),
    "evaluation:council_sessions": Expected(ASKING, sees=COUNCIL, arguments=_YEARLY),
    "evaluation:council_sessions_xlsx": Expected(ASKING, sees=COUNCIL, arguments=_YEARLY),
    "evaluation:council_session_new": Expected(MANAGE, sees=NOBODY, arguments=_YEARLY),
    "evaluation:council_session": Expected(COUNCIL, sees=COUNCIL, arguments=_SESSION),
    "evaluation:council_session_edit": Expected(MANAGE, sees=MANAGE, arguments=_SESSION),
    "evaluation:council_session_close": Expected(MANAGE, sees=NOBODY, arguments=_SESSION, method="post"),
    "evaluation:council_minutes": Expected(COUNCIL, sees=COUNCIL, arguments=_SESSION),
    "evaluation:award_decision": Expected(MANAGE, sees=MANAGE, arguments=_YEARLY),
}


def make_emulation(cast: Cast) -> None:
    """B's officer has an initiative, a rating, a proposal and votes that would give him away."""
    install_award_types()
    bao = cast.officer("bao")
    YearRating.objects.update_or_create(
        officer=bao,
        year=_YEAR,
        current=True,
        defaults={
            "unit": cast.b,
            "agency": cast.t,
            "seat": "staff",
            "rule_set": "nd335",
            "state": "signed",
            "band": "tot",
        },
    )
    Initiative.objects.create(
        officer=bao,
        unit=cast.b,
        year=_YEAR,
        title="loi-rieng-cua-b",
        level="co_so",
        decision="7/QĐ",
        decision_date=date(_YEAR, 10, 1),
    )
    session = CouncilSession.objects.create(
        unit=cast.t,
        year=_YEAR,
        held_on=date(_YEAR, 11, 2),
        chair="loi-rieng-cua-b",
        members=9,
        present=7,
        course="loi-rieng-cua-b",
    )
    AwardProposal.objects.create(
        award=type_on("LDTT", date(_YEAR, 11, 2)),
        year=_YEAR,
        officer=bao,
        unit=cast.b,
        stage="proposed",
        achievements="loi-rieng-cua-b",
        reason="loi-rieng-cua-b",
        proposed_by=cast.mai,
        session=session,
        votes_for=6,
    )
    AwardProposal.objects.create(
        award=type_on("GK", date(_YEAR, 11, 2)),
        year=_YEAR,
        officer=bao,
        unit=cast.b,
        stage="passed",
        proposed_by=cast.mai,
        session=session,
        votes_for=7,
    )


def emulation_pk(reference: str) -> str:
    """The primary key behind `@emulation:…`."""
    proposal = AwardProposal.objects.get(award__code="LDTT", officer__number="CC-bao")
    found = {
        "proposal": proposal.pk,
        "person": proposal.officer_id,
        "session": proposal.session_id,
        "initiative": Initiative.objects.get(officer__number="CC-bao").pk,
    }
    return str(found[reference.partition(":")[2]])
