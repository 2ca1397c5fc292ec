"""The addresses of closed books, supplementary reports, special kinds, targets, drives, reconciliation in the scope matrix, and the rows of office B they are asked about."""

from datetime import date

from evaluation.models import (
    BookClosing,
    CaseloadFigure,
    Drive,
    DriveResult,
    OutsideFigure,
    SpecialFigure,
    SupplementaryLine,
    SupplementaryReport,
    Target,
)
from staff.models import ImportRun
from tests.architecture.matrix_model import CLERK, IMPORTING, LEADING, NOBODY, OWNER, SEE, SIGNED_IN, Expected
from tests.conftest import Cast

SECRET = "loi-rieng-cua-b"
READING = LEADING | CLERK
SEEING = SEE | CLERK
REPORT = {"pk": "@books:report"}
TARGET = {"pk": "@books:target"}
DRIVE = {"pk": "@books:drive"}
RUN = {"run_id": "@books:run"}
MONTH = {"year": "2026", "months": "6", "code": "T-B"}
ADDING = IMPORTING
NINE = {"thang": "2026-9"}

BOOKS: dict[str, Expected] = {
    "evaluation:books": Expected(SIGNED_IN, sees=NOBODY),
    "evaluation:closings": Expected(READING, sees=SEEING, data=NINE),
    "evaluation:closings_xlsx": Expected(READING, sees=SEEING, data=NINE),
    "evaluation:close_books": Expected(ADDING, sees=SEEING, arguments=MONTH),
    "evaluation:supplements": Expected(READING, sees=SEEING),
    "evaluation:supplements_xlsx": Expected(READING, sees=SEEING),
    "evaluation:supplement_new": Expected(ADDING, sees=NOBODY),
    "evaluation:supplement_preview": Expected(CLERK, sees=CLERK, arguments=RUN),
    "evaluation:supplement_file": Expected(CLERK, sees=CLERK, arguments=RUN, method="post"),
    "evaluation:supplement_discard": Expected(CLERK, sees=CLERK, arguments=RUN, method="post"),
    "evaluation:supplement_errors": Expected(CLERK, sees=CLERK, arguments=RUN),
    "evaluation:supplement": Expected(SEEING, sees=SEEING, arguments=REPORT),
    "evaluation:supplement_xlsx": Expected(SEEING, sees=SEEING, arguments=REPORT),
    "evaluation:sums": Expected(READING, sees=SEEING, data=NINE | {"unit": "T-B"}),
    "evaluation:sums_xlsx": Expected(SEEING, sees=SEEING, data=NINE | {"unit": "T-B"}),
    "evaluation:targets": Expected(SIGNED_IN, sees=SEEING | OWNER),
    "evaluation:targets_xlsx": Expected(SIGNED_IN, sees=SEEING | OWNER),
    "evaluation:target_new": Expected(ADDING, sees=SEEING),
    "evaluation:target_change": Expected(ADDING, sees=SEEING, arguments=TARGET),
    "evaluation:drives": Expected(SIGNED_IN, sees=SEEING | OWNER),
    "evaluation:drives_xlsx": Expected(SIGNED_IN, sees=SEEING | OWNER),
    "evaluation:drive_new": Expected(ADDING, sees=SEEING),
    "evaluation:drive": Expected(SEEING | OWNER, sees=SEEING | OWNER, arguments=DRIVE),
    "evaluation:drive_xlsx": Expected(SEEING | OWNER, sees=SEEING | OWNER, arguments=DRIVE),
    "evaluation:drive_edit": Expected(ADDING, sees=SEEING, arguments=DRIVE),
    "evaluation:drive_report": Expected(ADDING, sees=SEEING, arguments=DRIVE),
    "evaluation:outside": Expected(READING, sees=SEEING),
    "evaluation:outside_xlsx": Expected(READING, sees=SEEING),
}


def make_books(cast: Cast) -> None:
    """Rows of B that must not be seen from A."""
    bao = cast.officer("bao")
    month = {"unit": cast.b, "year": 2026, "months": 9}
    closing = BookClosing.objects.create(**month, closed_by=cast.mai)
    assert closing.pk
    report = SupplementaryReport.objects.create(
        **month,
        explanation=SECRET,
        number=SECRET,
        signed_on=date(2026, 11, 1),
        signer=SECRET,
        made_by=cast.mai,
    )
    figure = CaseloadFigure.objects.get(officer=bao, months=9, measure="viec")
    SupplementaryLine.objects.create(
        report=report, figure=figure, officer=bao, unit=cast.b, before=None, after={"resolved": 100}
    )
    SpecialFigure.objects.create(
        **month, kind="tin_dung", measure="viec", to_enforce=9, executable=9, resolved=9, sheet=SECRET
    )
    OutsideFigure.objects.create(
        **month, source="toa_an", measure="viec", column="resolved", amount=1, sheet=SECRET
    )
    target = {"year": 2026, "unit": cast.b, "decision": SECRET, "decision_date": date(2025, 12, 20)}
    Target.objects.create(**target, officer=bao, measure="viec", percent=84, start=date(2025, 10, 1))
    drive = Drive.objects.create(
        name=SECRET, unit=cast.b, start=date(2026, 11, 1), end=date(2026, 12, 1), target_cases=9
    )
    DriveResult.objects.create(drive=drive, unit=cast.b, day=date(2026, 11, 5), cases=3)
    ImportRun.objects.create(
        kind="supplement",
        file_name="bo-sung.xlsx",
        sha256="2" * 64,
        state="previewed",
        actor=cast.thu,
        summary={
            "supplement": {"number": "1", "signed_on": "2026-11-01", "signer": "x", "explanation": SECRET}
        },
    )


def books_pk(reference: str) -> str:
    """The primary key behind `@books:…`."""
    found = {
        "report": SupplementaryReport.objects.filter(unit__code="T-B"),
        "target": Target.objects.filter(unit__code="T-B"),
        "drive": Drive.objects.filter(unit__code="T-B"),
        "run": ImportRun.objects.filter(kind="supplement"),
    }
    # Other parts have reports and targets of B too; ours were made first.
    return str(found[reference.partition(":")[2]].order_by("pk").values_list("pk", flat=True)[0])
