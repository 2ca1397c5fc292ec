"""The addresses of search, the directory and the organisation chart in the scope matrix, and rows of B."""

from datetime import date

from django.utils import timezone

from cms.models import Directive, DirectiveTarget, Issuer
from cms.services.directory import keep_contact
from staff.models import Absence
from tests.architecture.matrix_model import CLERK, MANAGE, OWNER, SEE, SIGNED_IN, Expected
from tests.conftest import Cast

SECRET = "loi-rieng-cua-b"
BAO = {"number": "CC-bao"}
# The directory is open: B's people are in it for everyone. That nothing else of them is, tests/cms/directory shows.
LEADS = SEE | CLERK | {"wrong unit"}
# Whom B's directive is meant for: B's people. Who has reach over T's documents keeps it.
ADDRESSED = OWNER | MANAGE | {"right unit", "editor"}

SEARCH: dict[str, Expected] = {
    # Asked for the symbol of B's directive, so that no mark parts what would tell.
    "cms:search": Expected(SIGNED_IN, sees=ADDRESSED, data={"q": "91-CT/TU"}),
    "cms:directory": Expected(SIGNED_IN, sees=SIGNED_IN),
    "cms:directory_xlsx": Expected(LEADS, sees=LEADS),
    "cms:orgchart": Expected(SIGNED_IN, sees=SIGNED_IN),
    "cms:unit": Expected(SIGNED_IN, sees=SIGNED_IN, arguments={"code": "T-B"}),
    "cms:colleague": Expected(SIGNED_IN, sees=SIGNED_IN, arguments=BAO),
    "cms:my_contact": Expected(SIGNED_IN, sees=OWNER),
    "cms:contact_edit": Expected(MANAGE | OWNER, sees=MANAGE | OWNER, arguments=BAO),
}


def make_search(cast: Cast) -> None:
    """B's officer is away with a place that tells why, and has a card; a directive is meant for B alone."""
    bao = cast.officer("bao")
    Absence.objects.create(officer=bao, kind="sick", place=SECRET, start=date(2020, 1, 1))
    keep_contact(actor=cast.mai, officer=bao, seen=None, room="P.1")
    issuer = Issuer.objects.create(name="Tỉnh ủy T (B)", body="TU", side="party")
    directive = Directive.objects.create(
        symbol="91-CT/TU",
        symbol_key="91-CT/TU",
        kind="CT",
        issuer=issuer,
        issued_on=date(2026, 9, 1),
        title=f"Về {SECRET}",
        summary=SECRET,
        unit=cast.t,
        published_at=timezone.now(),
    )
    DirectiveTarget.objects.create(directive=directive, unit=cast.b)


def search_pk(reference: str) -> str:
    """The primary key behind `@search:…`."""
    raise KeyError(reference)
