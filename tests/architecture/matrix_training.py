"""The training addresses of the scope matrix, and the rows of office B they are asked about."""

from datetime import date

from django.utils import timezone

from tests.architecture.matrix_model import (
    LEADING,
    MANAGE,
    NOBODY,
    OWNER,
    SEE,
    SIGNED_IN,
    Expected,
)
from tests.conftest import Cast
from tests.training.building import place, session
from training.models import Enrolment, StudyCommitment

SEE_OWN = SEE | OWNER
SESSION = {"pk": "@training:session"}
COURSE = {"pk": "@training:course"}
PROGRAMME = {"pk": "@training:programme"}
PLACE = {"pk": "@training:place"}
COMMITMENT = {"pk": "@training:commitment"}
# Programmes belong to no unit: whoever holds the verb keeps them.
KEEP_PROGRAMMES = MANAGE | {"verb without reach"}

TRAINING: dict[str, Expected] = {
    "training:sessions": Expected(SIGNED_IN, sees=NOBODY),
    "training:sessions_xlsx": Expected(SIGNED_IN, sees=NOBODY),
    "training:programmes": Expected(SIGNED_IN, sees=NOBODY),
    "training:programme_new": Expected(KEEP_PROGRAMMES, sees=NOBODY),
    "training:programme_edit": Expected(KEEP_PROGRAMMES, sees=NOBODY, arguments=PROGRAMME),
    "training:course_new": Expected(MANAGE),
    "training:course_edit": Expected(MANAGE, arguments=COURSE),
    "training:session_new": Expected(MANAGE, arguments=COURSE),
    "training:session": Expected(SIGNED_IN, sees=SEE_OWN, arguments=SESSION),
    "training:session_xlsx": Expected(SIGNED_IN, sees=SEE_OWN, arguments=SESSION),
    "training:session_edit": Expected(MANAGE, arguments=SESSION),
    "training:session_cancel": Expected(MANAGE, arguments=SESSION),
    "training:propose": Expected(SIGNED_IN, sees=NOBODY, arguments=SESSION, method="post"),
    "training:enrol": Expected(MANAGE, arguments=SESSION),
    "training:attendance": Expected(MANAGE, arguments=SESSION),
    "training:results": Expected(MANAGE, arguments=SESSION),
    "training:accept": Expected(MANAGE, arguments=PLACE, method="post"),
    "training:refuse": Expected(MANAGE, arguments=PLACE),
    "training:withdraw": Expected(MANAGE, arguments=PLACE),
    "training:give_back": Expected(OWNER, arguments=PLACE, method="post"),
    "training:mine": Expected(SIGNED_IN, sees=OWNER),
    "training:needs": Expected(LEADING),
    "training:needs_xlsx": Expected(LEADING),
    "training:needs_people": Expected(LEADING),
    "training:needs_people_xlsx": Expected(LEADING),
    "training:hours": Expected(LEADING),
    "training:hours_xlsx": Expected(LEADING),
    "training:hours_people": Expected(LEADING),
    "training:hours_people_xlsx": Expected(LEADING),
    "training:commitments": Expected(SIGNED_IN, sees=SEE_OWN),
    "training:commitments_xlsx": Expected(SIGNED_IN, sees=SEE_OWN),
    "training:commitment_new": Expected(MANAGE),
    "training:commitment": Expected(SEE_OWN, sees=SEE_OWN, arguments=COMMITMENT),
}


def make_training(cast: Cast) -> None:
    """B's officer has a place in a session of T, with a reason that would give it away, and a commitment."""
    bao = cast.officer("bao")
    place(
        session(cast.t, start=-2), bao, decided_by=cast.mai, asked_at=timezone.now(), reason="loi-rieng-cua-b"
    )
    StudyCommitment.objects.create(
        officer=bao,
        degree="master",
        subject="loi-rieng-cua-b",
        school="Trường",
        start=date(2022, 9, 5),
        end=date(2024, 9, 5),
        cost=1,
        months_to_serve=72,
    )


def training_pk(reference: str) -> str:
    """The primary key behind `@training:…`."""
    row = Enrolment.objects.select_related("session__course").get(officer__number="CC-bao")
    found = {
        "place": row.pk,
        "session": row.session_id,
        "course": row.session.course_id,
        "programme": row.session.course.programme_id,
        "commitment": StudyCommitment.objects.get(officer__number="CC-bao").pk,
    }
    return str(found[reference.partition(":")[2]])
