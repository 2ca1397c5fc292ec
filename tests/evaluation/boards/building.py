"""Rows of the boards: two offices under T with figures of this year and the last."""

from datetime import date
from decimal import Decimal

from evaluation.models import CaseloadFigure, EndingFigure, SpecialFigure, Target
from evaluation.rules.caseload import complete
from staff.models import ImportRun, Officer, Unit
from tests.conftest import Cast

MONTH = "2026-12"
BOARD = "/danh-gia/ket-qua/"


def row(
    officer: Officer,
    unit: Unit,
    *,
    resolved: int,
    executable: int,
    year: int = 2026,
    months: int = 12,
    measure: str = "viec",
    initiative: str = "chu_dong",
    opening: int = 10,
    **more: object,
) -> CaseloadFigure:
    """A balanced row: `executable` of as many to enforce, `opening` of them from the year before."""
    due = max(executable, opening)
    figures = complete(
        {
            "brought_forward": opening,
            "accepted": due - opening,
            "to_enforce": due,
            "executable": executable,
            "not_executable": due - executable,
            "completed": resolved,
        }
    )
    return CaseloadFigure.objects.create(
        officer=officer,
        unit=unit,
        year=year,
        months=months,
        measure=measure,
        initiative=initiative,
        **{name: getattr(figures, name) for name in vars(figures)},
        **more,
    )


def year_of(cast: Cast) -> None:
    """A resolved 84 of 100, B 50 of 100; last year A 60 of 80, B nothing; money of A 500 of 1.000 nghìn."""
    anh, bao = cast.officer("anh"), cast.officer("bao")
    run = ImportRun.objects.create(kind="caseload", file_name="an-12-thang.xlsx", state="applied")
    row(anh, cast.a, resolved=84, executable=100, run=run, sheet="Việc", row=9)
    row(bao, cast.b, resolved=50, executable=100, run=run, sheet="Việc", row=10)
    row(anh, cast.a, resolved=500_000, executable=1_000_000, measure="tien", opening=400_000)
    row(anh, cast.a, resolved=60, executable=80, year=2025)


def target(unit: Unit, percent: str, *, officer: Officer | None = None, **more: object) -> Target:
    """A target for việc of the statistical year 2026."""
    options = {"measure": "viec", "year": 2026, "start": date(2025, 10, 1), "decision": "12/QĐ-THADS"}
    return Target.objects.create(
        unit=unit,
        officer=officer,
        percent=Decimal(percent),
        decision_date=date(2025, 12, 1),
        **(options | more),
    )


def special(unit: Unit, **more: object) -> SpecialFigure:
    """Ten cases of credit institutions, eight of them executable, four resolved."""
    options = {
        "year": 2026,
        "months": 12,
        "kind": "tin_dung",
        "measure": "viec",
        "to_enforce": 10,
        "executable": 8,
        "resolved": 4,
        "carried_forward": 6,
    }
    return SpecialFigure.objects.create(unit=unit, **(options | more))


def ending(unit: Unit, reason: str, amount: int, **more: object) -> EndingFigure:
    """Cases that ended for a reason."""
    options = {"year": 2026, "months": 12, "measure": "viec", "initiative": "theo_yeu_cau"}
    return EndingFigure.objects.create(unit=unit, ending=reason, amount=amount, **(options | more))
