"""What each of our addresses does when it is asked about office B: one line each."""

from tests.architecture.matrix_model import (
    CLERK,
    IMPORTING,
    LEADING,
    MANAGE,
    NOBODY,
    OWNER,
    SCORER,
    SEE,
    SEE_AND_OWNER,
    SIGNED_IN,
    Expected,
)

B = {"code": "T-B"}
QUARTER = {"code": "2026-Q3"}
FORM = {"pk": "@evaluation"}
RUN = {"run_id": "@run"}
ALL_B = SEE | OWNER | CLERK


def console(name: str, pk: str, *, see: frozenset[str], edit: frozenset[str]) -> dict[str, Expected]:
    """The screens of one viewset that can be edited."""
    admins = frozenset({"parent unit", "auditor"}) & see
    listed = Expected(admins, sees=see)
    one = Expected(admins, sees=see, arguments={"pk": pk})
    change = Expected(edit, sees=see, arguments={"pk": pk})
    return {
        f"{name}:index": listed,
        f"{name}:index_results": listed,
        f"{name}:add": Expected(edit, sees=see),
        f"{name}:edit": change,
        f"{name}:history": change,
        f"{name}:history_results": change,
        f"{name}:inspect": one,
    }


def read_only(name: str, pk: str) -> dict[str, Expected]:
    """The screens of one viewset that only shows."""
    screens = console(name, pk, see=SEE, edit=NOBODY)
    return {key: screens[key] for key in (f"{name}:index", f"{name}:index_results", f"{name}:inspect")}


OURS: dict[str, Expected] = {
    # Personnel
    "staff:staffing": Expected(LEADING | CLERK),
    "staff:staffing_xlsx": Expected(LEADING | CLERK),
    "staff:staffing_people": Expected(SEE | CLERK, sees=ALL_B, arguments=B),
    "staff:quality": Expected(LEADING | CLERK),
    "staff:quality_chart": Expected(LEADING | CLERK),
    "staff:my_record": Expected(SIGNED_IN, sees=OWNER),
    "staff:officers": Expected(SIGNED_IN, sees=ALL_B),
    "staff:officers_xlsx": Expected(SIGNED_IN, sees=ALL_B),
    "staff:officer": Expected(SEE_AND_OWNER | CLERK, sees=ALL_B, arguments={"number": "CC-bao"}),
    "staff:officer_citizen_id": Expected(
        MANAGE | OWNER, sees=ALL_B, arguments={"number": "CC-bao"}, method="post"
    ),
    # Workbooks: a run belongs to the person who brought it
    "staff:imports": Expected(IMPORTING | {"verb without reach", "auditor"}),
    "staff:import_upload": Expected(MANAGE, arguments={"kind": "staff"}),
    "staff:import_blank": Expected(MANAGE, arguments={"kind": "staff"}),
    "staff:import_run": Expected(MANAGE, arguments=RUN),
    "staff:import_confirm": Expected(MANAGE, arguments=RUN, method="post"),
    "staff:import_discard": Expected(MANAGE, arguments=RUN, method="post"),
    "staff:import_errors": Expected(MANAGE, arguments=RUN),
    # Evaluation
    "evaluation:periods": Expected(SIGNED_IN, sees=SEE_AND_OWNER),
    "evaluation:open": Expected(MANAGE, method="post", data={"quarter": "2026-Q3"}),
    "evaluation:period": Expected(SIGNED_IN, sees=SEE_AND_OWNER, arguments=QUARTER),
    "evaluation:refresh": Expected(MANAGE, arguments=QUARTER, method="post"),
    "evaluation:period_workbook": Expected(SIGNED_IN, sees=SEE_AND_OWNER, arguments=QUARTER),
    "evaluation:period_chart": Expected(SIGNED_IN, sees=SEE_AND_OWNER, arguments=QUARTER),
    "evaluation:booklet": Expected(
        SEE_AND_OWNER, sees=SEE_AND_OWNER, arguments={**QUARTER, "unit_code": "T-B"}
    ),
    "evaluation:form": Expected(SEE_AND_OWNER, sees=SEE_AND_OWNER, arguments=FORM),
    "evaluation:explanation": Expected(SEE_AND_OWNER, sees=SEE_AND_OWNER, arguments=FORM),
    "evaluation:form_pdf": Expected(SEE_AND_OWNER, sees=SEE_AND_OWNER, arguments=FORM),
    "evaluation:self_score": Expected(OWNER, sees=OWNER, arguments=FORM),
    "evaluation:confirm": Expected(SCORER, arguments=FORM),
    "evaluation:reopen": Expected(SCORER, arguments=FORM),
    "evaluation:caseload": Expected(SIGNED_IN, sees=ALL_B),
    "evaluation:officer_caseload": Expected(ALL_B, sees=ALL_B, arguments={"number": "CC-bao"}),
    # Site
    "cms:home": Expected(SIGNED_IN, sees=SEE_AND_OWNER),
    "cms:news": Expected(SIGNED_IN, sees=NOBODY),
    "cms:guidance": Expected(SIGNED_IN, sees=NOBODY),
    "cms:picture": Expected(NOBODY),
    "set_language": Expected(SIGNED_IN | {"anonymous"}, sees=NOBODY, method="post"),
    # Console
    **console("console_officers", "@officer", see=SEE, edit=MANAGE),
    **console("console_units", "@unit", see=SEE, edit=MANAGE),
    **console("console_quotas", "@quota", see=SEE, edit=MANAGE),
    **read_only("console_postings", "@posting"),
    **read_only("console_caseload", "@figure"),
    **read_only("console_work", "@item"),
    # The catalogue belongs to no unit: whoever holds the verb and enters the console sees it.
    **{
        key: Expected(expected.opens | {"verb without reach"}, arguments=expected.arguments)
        for key, expected in read_only("console_products", "@product").items()
    },
}
