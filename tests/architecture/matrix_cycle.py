"""The addresses of the cycle of a period in the scope matrix, and the rows of office B they are asked about."""

from datetime import date

from django.utils import timezone

from evaluation.models import Complaint, Evaluation, Period, PeriodOpening
from tests.architecture.matrix_model import (
    MANAGE,
    NOBODY,
    OWNER,
    SCORER,
    SEE_AND_OWNER,
    SIGNED_IN,
    Expected,
)
from tests.conftest import Cast

_Q3 = {"code": "2026-Q3"}
_FORM = {"pk": "@evaluation"}
_CONFIRMED = {"pk": "@cycle:form"}
_COMPLAINT = {"pk": "@cycle:complaint"}

CYCLE: dict[str, Expected] = {
    "evaluation:open_units": Expected(MANAGE),
    "evaluation:deadlines": Expected(MANAGE, arguments=_Q3 | {"pk": "@cycle:opening"}),
    "evaluation:opening_withdraw": Expected(MANAGE, arguments=_Q3 | {"pk": "@cycle:opening"}),
    "evaluation:progress": Expected(SIGNED_IN, sees=SEE_AND_OWNER, arguments=_Q3),
    "evaluation:progress_workbook": Expected(SIGNED_IN, sees=SEE_AND_OWNER, arguments=_Q3),
    "evaluation:remind": Expected(MANAGE, arguments=_Q3, method="post"),
    "evaluation:autosave": Expected(
        OWNER, sees=OWNER, arguments=_FORM, method="post", data={"field": "p_I_1", "p_I_1": "4", "seen": "x"}
    ),
    "evaluation:versions": Expected(SEE_AND_OWNER, sees=SEE_AND_OWNER, arguments=_CONFIRMED),
    "evaluation:complain": Expected(OWNER, sees=OWNER, arguments=_CONFIRMED),
    "evaluation:complaints": Expected(SIGNED_IN, sees=SEE_AND_OWNER),
    "evaluation:complaints_workbook": Expected(SIGNED_IN, sees=SEE_AND_OWNER),
    "evaluation:complaint": Expected(SEE_AND_OWNER, sees=SEE_AND_OWNER, arguments=_COMPLAINT),
    "evaluation:complaint_answer": Expected(SCORER, arguments=_COMPLAINT),
    "evaluation:own_results": Expected(SIGNED_IN, sees=NOBODY),
    "evaluation:personal_results": Expected(
        SEE_AND_OWNER, sees=SEE_AND_OWNER, arguments={"number": "CC-bao"}
    ),
}


def make_cycle(cast: Cast) -> None:
    """B's officer has a confirmed form of the quarter before with a complaint; the period is open for B."""
    bao = cast.officer("bao")
    before, _new = Period.objects.get_or_create(
        code="2026-Q2",
        defaults={"start": date(2026, 4, 1), "end": date(2026, 7, 1), "rule_set": "nd335"},
    )
    form = Evaluation.objects.create(
        officer=bao,
        period=before,
        unit=cast.b,
        seat="staff",
        scorer=cast.officer("binh"),
        rule_set="nd335",
        state="confirmed",
        total=80,
        band="tot",
        opinion="loi-rieng-cua-b",
        confirmed_at=timezone.now(),
    )
    Complaint.objects.create(
        officer=bao,
        unit=cast.b,
        evaluation=form,
        answerer=cast.officer("binh"),
        text="loi-rieng-cua-b",
        received_on=date(2026, 7, 10),
        due=date(2026, 7, 21),
    )
    PeriodOpening.objects.create(
        period=Period.objects.get(code="2026-Q3"),
        unit=cast.b,
        self_score_by=date(2026, 10, 5),
        confirm_by=date(2026, 10, 10),
    )


def cycle_pk(reference: str) -> str:
    """The primary key behind `@cycle:…`."""
    complaint = Complaint.objects.get(officer__number="CC-bao")
    found = {
        "form": complaint.evaluation_id,
        "complaint": complaint.pk,
        "opening": PeriodOpening.objects.get().pk,
    }
    return str(found[reference.partition(":")[2]])
