"""The addresses of ratings of organisations in the scope matrix, and the rows of office B they are asked about."""

from datetime import date

from django.utils import timezone

from evaluation.models import UnitRating, YearRating
from tests.architecture.matrix_model import MANAGE, NOBODY, OWNER, SEE, SIGNED_IN, Expected
from tests.conftest import Cast

SHEET = {"pk": "@organisations:sheet"}
PAST = {"pk": "@organisations:past"}
HEAD = frozenset({"right unit"})
# Everyone with an officer's verb has a list, of the own organisation or of nobody; editor and clerk too.
SEE_OWN = SEE | OWNER

ORGANISATIONS: dict[str, Expected] = {
    "evaluation:unit_ratings": Expected(SIGNED_IN),
    "evaluation:unit_ratings_xlsx": Expected(SIGNED_IN),
    "evaluation:unit_year_open": Expected(MANAGE, sees=NOBODY, method="post"),
    "evaluation:unit_calibration": Expected(SIGNED_IN),
    "evaluation:unit_criteria": Expected(SIGNED_IN, sees=NOBODY),
    "evaluation:unit_criteria_xlsx": Expected(SIGNED_IN, sees=NOBODY),
    "evaluation:unit_criteria_decide": Expected(MANAGE | {"verb without reach"}, sees=NOBODY),
    "evaluation:unit_summary": Expected(SEE, arguments={"year": "2024", "unit_code": "T-B"}),
    "evaluation:unit_rating": Expected(SEE, arguments=SHEET),
    "evaluation:unit_self_rate": Expected(HEAD, arguments=SHEET),
    "evaluation:unit_recognise": Expected(HEAD, arguments=SHEET),
    # The head who recognises B has an account here, so nothing is decided outside.
    "evaluation:unit_record": Expected(NOBODY, arguments=SHEET),
    "evaluation:unit_replace": Expected(HEAD, arguments=SHEET),
    "evaluation:unit_send_back": Expected(HEAD, arguments=SHEET),
    "evaluation:unit_letter": Expected(HEAD, arguments=SHEET),
    "evaluation:unit_verify": Expected(HEAD, arguments=SHEET, method="post"),
    "evaluation:unit_sheet": Expected(SEE, arguments=SHEET),
    "evaluation:past_ratings": Expected(SIGNED_IN, sees=SEE_OWN),
    "evaluation:past_ratings_xlsx": Expected(SIGNED_IN, sees=SEE_OWN),
    "evaluation:past_rating_new": Expected(MANAGE | {"verb without reach"}, sees=NOBODY),
    "evaluation:past_re_rate": Expected(MANAGE, arguments=PAST),
}


def make_organisations(cast: Cast) -> None:
    """B's sheet, headed and recognised by its own head, with a report; and a past rating of B's officer."""
    binh = cast.officer("binh")
    UnitRating.objects.create(
        unit=cast.b,
        year=2026,
        head=binh,
        recogniser=binh,
        rule_set="nd335",
        state="self_rated",
        self_rated_at=timezone.now(),
        self_text="loi-rieng-cua-b",
        self_band="tot",
    )
    YearRating.objects.create(
        officer=cast.officer("bao"),
        year=2024,
        unit=cast.b,
        agency=cast.t,
        seat="staff",
        rule_set="nd90",
        state="signed",
        band="tot",
        decision="loi-rieng-cua-b",
        decision_date=date(2024, 12, 10),
    )


def organisations_pk(reference: str) -> str:
    """The primary key behind `@organisations:…`."""
    if reference.partition(":")[2] == "sheet":
        return str(UnitRating.objects.get(unit__code="T-B").pk)
    return str(YearRating.objects.get(officer__number="CC-bao", rule_set="nd90").pk)
