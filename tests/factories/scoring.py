"""Rows that scores are computed from."""

from decimal import Decimal

from evaluation.models import CaseloadFigure, GeneralPoint, LeaderAssessment, Product, WorkItem
from evaluation.rules.criteria import CRITERIA
from hrm.kernel.dates import ALWAYS
from staff.models import Officer, Unit


def product(code: str = "SP01", coefficient: str = "1", source: str = "") -> Product:
    return Product.objects.get_or_create(
        code=code,
        start=ALWAYS,
        defaults={"name": f"Sản phẩm {code}", "coefficient": Decimal(coefficient), "source": source},
    )[0]


def work(officer: Officer, unit: Unit, assigned: str, done: str | None, **more) -> WorkItem:
    item = more.pop("product", None) or product()
    return WorkItem.objects.create(
        officer=officer,
        unit=unit,
        period=more.pop("period", "2026-Q3"),
        product=item,
        assigned=Decimal(assigned),
        done=None if done is None else Decimal(done),
        **more,
    )


def points(officer: Officer, unit: Unit, *, share: str = "1", column: str = "confirmed_points") -> None:
    """Give every line the same share of its maximum."""
    for criterion in CRITERIA:
        GeneralPoint.objects.update_or_create(
            officer=officer,
            period="2026-Q3",
            criterion=criterion.code,
            defaults={"unit": unit, column: criterion.maximum * Decimal(share)},
        )


def judgement(officer: Officer, unit: Unit, organising: int = 100, unity: int = 100) -> None:
    LeaderAssessment.objects.create(
        officer=officer, unit=unit, period="2026-Q3", organising=organising, unity=unity
    )


def caseload(officer: Officer, unit: Unit, months: int, resolved: int, year: int = 2026) -> CaseloadFigure:
    """A minimal row that satisfies the identities: `resolved` việc of as many to enforce."""
    return CaseloadFigure.objects.create(
        officer=officer,
        unit=unit,
        year=year,
        months=months,
        measure="viec",
        initiative="chu_dong",
        brought_forward=0,
        accepted=resolved,
        total_accepted=resolved,
        to_enforce=resolved,
        executable=resolved,
        completed=resolved,
        resolved=resolved,
    )
