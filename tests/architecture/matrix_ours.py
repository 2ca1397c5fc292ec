"""What each of our addresses does when it is asked about office B: one line each."""

from tests.architecture.matrix_boards import BOARDS
from tests.architecture.matrix_books import BOOKS
from tests.architecture.matrix_cycle import CYCLE
from tests.architecture.matrix_directives import DIRECTIVES
from tests.architecture.matrix_emulation import EMULATION
from tests.architecture.matrix_followup import FOLLOWUP
from tests.architecture.matrix_governance import GOVERNANCE
from tests.architecture.matrix_integrity import INTEGRITY
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
from tests.architecture.matrix_organisations import ORGANISATIONS
from tests.architecture.matrix_papers import PAPERS
from tests.architecture.matrix_search import SEARCH
from tests.architecture.matrix_site import SITE
from tests.architecture.matrix_training import TRAINING
from tests.architecture.matrix_work import WORK
from tests.architecture.matrix_years import YEARS

B = {"code": "T-B"}
QUARTER = {"code": "2026-Q3"}
FORM = {"pk": "@evaluation"}
FACT = {"slug": "vi-tri", "pk": "@posting"}
RUN = {"run_id": "@run"}
PLAN = {"pk": "@plan"}
PLANNERS = frozenset({"parent unit", "auditor"})
FILE = {"pk": "@file"}
ASKED = {"pk": "@correction"}
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
    "staff:staffing_pdf": Expected(LEADING | CLERK),
    "staff:staffing_chart": Expected(LEADING | CLERK, arguments={"chart": "nghi"}),
    "staff:staffing_whatif": Expected(LEADING | CLERK),
    "staff:pressure": Expected(LEADING | CLERK),
    "staff:pressure_xlsx": Expected(LEADING | CLERK),
    "staff:pressure_pdf": Expected(LEADING | CLERK),
    "staff:pressure_picture": Expected(LEADING | CLERK),
    "staff:staffing_people": Expected(SEE | CLERK, sees=ALL_B, arguments=B),
    "staff:quality": Expected(LEADING | CLERK),
    "staff:quality_chart": Expected(LEADING | CLERK),
    "staff:my_record": Expected(SIGNED_IN, sees=OWNER),
    "staff:officers": Expected(SIGNED_IN, sees=ALL_B),
    "staff:officers_xlsx": Expected(SIGNED_IN, sees=ALL_B),
    "staff:officers_export": Expected(SIGNED_IN, sees=NOBODY),
    "staff:officers_export_file": Expected(SIGNED_IN, sees=ALL_B),
    "staff:officer_cv": Expected(SEE_AND_OWNER | CLERK, sees=ALL_B, arguments={"number": "CC-bao"}),
    "staff:officer_cv_pdf": Expected(SEE_AND_OWNER | CLERK, sees=ALL_B, arguments={"number": "CC-bao"}),
    # Reports: figures of one's units, and the names behind them
    "staff:reports": Expected(SIGNED_IN, sees=NOBODY),
    "staff:report_quality": Expected(LEADING | CLERK, sees=NOBODY),
    "staff:report_quality_xlsx": Expected(LEADING | CLERK, sees=NOBODY),
    "staff:report_quality_pdf": Expected(LEADING | CLERK, sees=NOBODY),
    "staff:report_cross": Expected(LEADING | CLERK, sees=NOBODY),
    "staff:report_cross_xlsx": Expected(LEADING | CLERK, sees=NOBODY),
    "staff:report_cross_pdf": Expected(LEADING | CLERK, sees=NOBODY),
    "staff:report_names": Expected(LEADING | CLERK, sees=SEE | CLERK),
    "staff:report_names_xlsx": Expected(LEADING | CLERK, sees=SEE | CLERK),
    "staff:report_comparison": Expected(LEADING | CLERK, sees=NOBODY),
    "staff:report_comparison_xlsx": Expected(LEADING | CLERK, sees=NOBODY),
    "staff:report_comparison_pdf": Expected(LEADING | CLERK, sees=NOBODY),
    "staff:officer": Expected(SEE_AND_OWNER | CLERK, sees=ALL_B, arguments={"number": "CC-bao"}),
    "staff:officer_reveal": Expected(
        MANAGE | OWNER, sees=ALL_B, arguments={"number": "CC-bao", "what": "citizen_id"}, method="post"
    ),
    # Histories: the posting of B's officer stands for every kind
    "staff:histories": Expected(SIGNED_IN, sees=NOBODY),
    "staff:facts": Expected(SIGNED_IN, sees=SEE_AND_OWNER, arguments={"slug": "vi-tri"}),
    "staff:facts_xlsx": Expected(SIGNED_IN, sees=SEE_AND_OWNER, arguments={"slug": "vi-tri"}),
    "staff:officer_facts": Expected(
        SEE_AND_OWNER, sees=SEE_AND_OWNER, arguments={"number": "CC-bao", "slug": "vi-tri"}
    ),
    "staff:fact_add": Expected(MANAGE, arguments={"number": "CC-bao", "slug": "vi-tri"}),
    "staff:fact_edit": Expected(MANAGE, arguments=FACT),
    "staff:fact_withdraw": Expected(MANAGE, arguments=FACT, method="post"),
    "staff:fact_history": Expected(SEE_AND_OWNER, sees=SEE_AND_OWNER, arguments=FACT),
    "staff:officer_decide": Expected(MANAGE, arguments={"number": "CC-bao", "verb": "ky-luat"}),
    "staff:profile_edit": Expected(MANAGE, arguments={"number": "CC-bao"}),
    # Files of the record and proposals are for those who keep it, and for the person
    "staff:record_file": Expected(MANAGE | OWNER, sees=MANAGE | OWNER, arguments=FILE),
    "staff:record_file_add": Expected(MANAGE, arguments={"number": "CC-bao"}),
    "staff:record_file_remove": Expected(MANAGE, arguments=FILE),
    "staff:correction_add": Expected(SIGNED_IN, sees=OWNER, arguments={"target": "officer"}),
    "staff:corrections": Expected(SIGNED_IN, sees=MANAGE | OWNER),
    "staff:corrections_xlsx": Expected(SIGNED_IN, sees=MANAGE | OWNER),
    "staff:correction": Expected(MANAGE | OWNER, sees=MANAGE | OWNER, arguments=ASKED),
    "staff:correction_reveal": Expected(MANAGE | OWNER, sees=MANAGE | OWNER, arguments=ASKED, method="post"),
    "staff:correction_decide": Expected(MANAGE, sees=MANAGE, arguments=ASKED, method="post"),
    "staff:correction_withdraw": Expected(OWNER, sees=OWNER, arguments=ASKED, method="post"),
    "staff:due": Expected(SIGNED_IN, sees=SEE_AND_OWNER),
    "staff:due_xlsx": Expected(SIGNED_IN, sees=SEE_AND_OWNER),
    "staff:due_calendar": Expected(SIGNED_IN, sees=SEE_AND_OWNER),
    # Notices: everyone's own
    "notices:list": Expected(SIGNED_IN, sees=OWNER),
    "notices:open": Expected(OWNER, sees=OWNER, arguments={"pk": "@notice"}, method="post"),
    "notices:all_read": Expected(SIGNED_IN, sees=NOBODY, method="post"),
    "notices:daily_mail": Expected(SIGNED_IN, sees=NOBODY, method="post"),
    # A plan for T that renames B: its title and the names of B's people could leak
    "staff:reorganisations": Expected(LEADING, sees=PLANNERS),
    "staff:reorganisations_xlsx": Expected(LEADING, sees=PLANNERS),
    "staff:reorganisation_new": Expected(MANAGE | {"verb without reach"}, sees=NOBODY),
    "staff:reorganisation": Expected(PLANNERS, sees=PLANNERS, arguments=PLAN),
    "staff:reorganisation_people": Expected(PLANNERS, sees=PLANNERS, arguments=PLAN),
    "staff:reorganisation_frame": Expected(MANAGE, sees=MANAGE, arguments=PLAN),
    "staff:reorganisation_new_step": Expected(MANAGE, sees=MANAGE, arguments=PLAN | {"kind": "gop"}),
    "staff:reorganisation_step": Expected(MANAGE, sees=MANAGE, arguments=PLAN | {"number": "0"}),
    "staff:reorganisation_remove_step": Expected(
        MANAGE, sees=MANAGE, arguments=PLAN | {"number": "0"}, method="post"
    ),
    "staff:reorganisation_choose": Expected(MANAGE, sees=MANAGE, arguments=PLAN, method="post"),
    "staff:reorganisation_carry_out": Expected(MANAGE, sees=MANAGE, arguments=PLAN, method="post"),
    "staff:reorganisation_drop": Expected(MANAGE, sees=MANAGE, arguments=PLAN, method="post"),
    # Data quality, pledges, declarations
    **INTEGRITY,
    # Workbooks: a run belongs to the person who brought it
    "staff:imports": Expected(IMPORTING | {"verb without reach", "auditor"}),
    "staff:import_upload": Expected(MANAGE, arguments={"kind": "staff"}),
    "staff:import_blank": Expected(MANAGE, arguments={"kind": "staff"}),
    "staff:import_run": Expected(MANAGE, arguments=RUN),
    "staff:import_confirm": Expected(MANAGE, arguments=RUN, method="post"),
    "staff:import_discard": Expected(MANAGE, arguments=RUN, method="post"),
    "staff:import_errors": Expected(MANAGE, arguments=RUN),
    # Training
    **TRAINING,
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
    **SITE,
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
    **BOOKS,
    **BOARDS,
    **WORK,
    **CYCLE,
    **YEARS,
    **ORGANISATIONS,
    **EMULATION,
    **GOVERNANCE,
    **PAPERS,
    **DIRECTIVES,
    **FOLLOWUP,
    **SEARCH,
}
