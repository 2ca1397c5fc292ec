"""The addresses of ratings of the year in the scope matrix, and the rows of office B they are asked about."""

from datetime import date

from django.utils import timezone

from evaluation.models import Meeting, YearRating
from evaluation.services.years.drafts import open_year
from evaluation.services.years.reference import install_duty_groups
from tests.architecture.matrix_model import (
    MANAGE,
    NOBODY,
    OWNER,
    SCORER,
    SEE,
    SEE_AND_OWNER,
    SIGNED_IN,
    Expected,
)
from tests.conftest import Cast

RATING = {"pk": "@years:rating"}
MEETING = {"pk": "@years:meeting"}
YEAR = {"year": "2026"}
RATING_ROLE = frozenset({"right unit", "wrong unit"})
MEETING_ROLE = frozenset({"right unit", "wrong unit", "parent unit", "verb without reach"})
WHOLE_AGENCY = frozenset({"parent unit", "auditor"})

YEARS: dict[str, Expected] = {
    "evaluation:years": Expected(SIGNED_IN, sees=NOBODY),
    "evaluation:year_open": Expected(MANAGE, sees=NOBODY, method="post", data={"year": "2026"}),
    "evaluation:year": Expected(SIGNED_IN, sees=SEE_AND_OWNER, arguments=YEAR),
    "evaluation:year_xlsx": Expected(SIGNED_IN, sees=NOBODY, arguments=YEAR),
    "evaluation:year_calibration": Expected(SIGNED_IN, sees=WHOLE_AGENCY, arguments=YEAR),
    "evaluation:year_calibration_xlsx": Expected(SIGNED_IN, sees=NOBODY, arguments=YEAR),
    "evaluation:year_sign": Expected(RATING_ROLE, sees=SCORER, arguments=YEAR),
    "evaluation:year_proposals": Expected(MANAGE, sees=MANAGE, arguments=YEAR | {"unit_code": "T-B"}),
    "evaluation:year_rating": Expected(SEE_AND_OWNER, sees=SEE_AND_OWNER, arguments=RATING),
    "evaluation:year_self_rate": Expected(OWNER, sees=OWNER, arguments=RATING),
    "evaluation:year_opinions": Expected(MANAGE, sees=MANAGE, arguments=RATING),
    "evaluation:complain_rating": Expected(OWNER, sees=OWNER, arguments=RATING),
    "evaluation:year_rerate": Expected(SCORER, sees=SCORER, arguments=RATING),
    "evaluation:year_form_pdf": Expected(SEE_AND_OWNER, sees=NOBODY, arguments=RATING),
    "evaluation:year_notice_pdf": Expected(SEE_AND_OWNER, sees=NOBODY, arguments=RATING),
    "evaluation:meeting_new": Expected(MEETING_ROLE, sees=NOBODY, arguments=YEAR),
    "evaluation:meeting": Expected(SEE, sees=SEE, arguments=MEETING),
    "evaluation:meeting_edit": Expected(SCORER | MANAGE, sees=SCORER | MANAGE, arguments=MEETING),
    "evaluation:meeting_pdf": Expected(SEE, sees=NOBODY, arguments=MEETING),
}


def make_years(cast: Cast) -> None:
    """B's officer has a rating that Bình decides, with a report, and stands in the minutes of a meeting."""
    install_duty_groups()
    open_year(year=2026, unit_ids=None, actor=None, today=date(2026, 11, 20))
    bao, binh = cast.officer("bao"), cast.officer("binh")
    held = Meeting.objects.create(
        unit=cast.b,
        year=2026,
        held_on=date(2026, 11, 10),
        chair=binh,
        secretary=bao,
        summoned=2,
        present=2,
        course="loi-rieng-cua-b",
    )
    YearRating.objects.filter(officer=bao).update(
        rater=binh,
        meeting=held,
        comments="loi-rieng-cua-b",
        self_text="loi-rieng-cua-b",
        self_band="tot",
        self_rated_at=timezone.now(),
    )


def years_pk(reference: str) -> str:
    """The primary key behind `@years:…`."""
    rating = YearRating.objects.get(officer__number="CC-bao", year=2026, current=True)
    found = {"rating": rating.pk, "meeting": rating.meeting_id}
    return str(found[reference.partition(":")[2]])
