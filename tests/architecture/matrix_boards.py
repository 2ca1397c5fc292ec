"""The addresses of boards of the caseload and its reports in the scope matrix, and the rows of office B they are asked about."""

from datetime import date
from decimal import Decimal

from evaluation.models import (
    CaseloadFigure,
    EndingFigure,
    SpecialFigure,
    SupplementaryLine,
    SupplementaryReport,
    Target,
)
from staff.models import ImportRun
from tests.architecture.matrix_model import (
    CLERK,
    LEADING,
    NOBODY,
    OWNER,
    SEE,
    SIGNED_IN,
    Expected,
)
from tests.conftest import Cast

ALL_B = SEE | OWNER | CLERK
# Who sees figures of any unit: the officer alone, the editor and who has no reach see at most the own rows.
BY_UNIT = (LEADING | CLERK) - {"verb without reach"}

BOARDS: dict[str, Expected] = {
    "evaluation:results": Expected(SIGNED_IN, sees=ALL_B),
    "evaluation:results_xlsx": Expected(SIGNED_IN, sees=NOBODY),
    "evaluation:result_sources": Expected(
        SIGNED_IN, sees=ALL_B, data={"so": "viec", "cot": "resolved", "gop": "1"}
    ),
    "evaluation:result_people": Expected(BY_UNIT, sees=SEE | CLERK),
    "evaluation:result_people_xlsx": Expected(BY_UNIT, sees=SEE | CLERK),
    "evaluation:result_trend": Expected(SIGNED_IN, sees=NOBODY),
    "evaluation:result_trend_xlsx": Expected(SIGNED_IN, sees=NOBODY),
    "evaluation:result_chart": Expected(SIGNED_IN, sees=NOBODY, arguments={"chart": "ty-le"}),
    "evaluation:result_special": Expected(BY_UNIT, sees=NOBODY),
    "evaluation:result_special_xlsx": Expected(BY_UNIT, sees=NOBODY),
    "evaluation:result_special_sources": Expected(
        # It names one unit: whoever does not reach it finds nothing there.
        BY_UNIT - {"wrong unit"},
        sees=SEE | CLERK,
        data={"don-vi": "T-B", "thang": "2026-12", "loai": "tin_dung", "cot": "resolved"},
    ),
    "evaluation:result_report": Expected(BY_UNIT, sees=SEE | CLERK),
    "evaluation:result_report_pdf": Expected(BY_UNIT, sees=NOBODY),
    "evaluation:result_report_xlsx": Expected(BY_UNIT, sees=SEE | CLERK),
}


def make_boards(cast: Cast) -> None:
    """Rows of B that must not be seen from A: a target, special kinds, endings, a correction, a workbook."""
    Target.objects.create(
        year=2026,
        unit=cast.b,
        measure="viec",
        percent=Decimal("83.9"),
        start=date(2025, 10, 1),
        decision="loi-rieng-cua-b",
        decision_date=date(2025, 12, 1),
    )
    month = {"unit": cast.b, "year": 2026, "months": 12}
    SpecialFigure.objects.create(
        **month, kind="tin_dung", measure="viec", to_enforce=3, executable=2, resolved=1, carried_forward=2
    )
    EndingFigure.objects.create(
        **month, ending="gui_lai_yeu_cau", measure="viec", initiative="theo_yeu_cau", amount=1
    )
    report = SupplementaryReport.objects.create(
        **month,
        number="loi-rieng-cua-b",
        explanation="loi-rieng-cua-b",
        signed_on=date(2026, 10, 9),
        signer="x",
    )
    # Clerks of the same reach see each other's runs by name, so this one says nothing of B.
    run = ImportRun.objects.create(kind="caseload", file_name="an.xlsx", state="applied")
    for figure in CaseloadFigure.objects.filter(unit=cast.b):
        CaseloadFigure.objects.filter(pk=figure.pk, run=None).update(run=run, sheet="Việc", row=9)
        SupplementaryLine.objects.create(
            report=report,
            figure=figure,
            officer=figure.officer,
            unit=cast.b,
            before={"resolved": 1},
            after={"resolved": figure.resolved},
        )


def boards_pk(reference: str) -> str:
    """The primary key behind `@boards:…`."""
    raise KeyError(reference)
