"""An invented agency of any size, written with bulk inserts."""

from datetime import date
from decimal import Decimal

from django.core.management import call_command
from django.db import connection

from evaluation.models import CaseloadFigure, GeneralPoint, Product, WorkItem
from evaluation.rules.criteria import CRITERIA
from hrm.kernel.dates import ALWAYS
from hrm.kernel.text import fold, vietnamese_name_key
from staff.models import (
    AssetDuty,
    LeadershipTerm,
    Officer,
    Post,
    Posting,
    Qualification,
    Rank,
    RankHolding,
    RotationDuty,
    RotationPosition,
    SalaryStep,
    Unit,
    UnitQuota,
)

OFFICES = 355
PROVINCES = 34
START = date(2020, 1, 1)


def build(people: int) -> None:
    """Provinces, offices, officers with a head each, work given, points and two months of caseload."""
    call_command("install", verbosity=0)
    offices = _units()
    officers = _officers(people)
    _postings(officers, offices)
    _records(officers, offices)
    _work(officers, offices)


def is_there() -> bool:
    """Whether this database was filled before."""
    return "staff_officer" in connection.introspection.table_names() and Officer.objects.exists()


def _units() -> list[Unit]:
    tops = Unit.objects.bulk_create(
        Unit(code=f"T{n:02d}", name=f"THADS tỉnh {n}", kind="thads_tinh", start=ALWAYS)
        for n in range(PROVINCES)
    )
    offices = Unit.objects.bulk_create(
        Unit(
            code=f"T{n % PROVINCES:02d}-{n:03d}",
            name=f"Phòng THADS khu vực {n}",
            kind="phong_khu_vuc",
            parent=tops[n % PROVINCES],
            start=ALWAYS,
        )
        for n in range(OFFICES)
    )
    UnitQuota.objects.bulk_create(UnitQuota(unit=unit, seats=28, start=START) for unit in offices)
    return offices


def _officers(people: int) -> list[Officer]:
    names = [f"Nguyễn Văn {chr(65 + n % 26)}{n}" for n in range(people)]
    return Officer.objects.bulk_create(
        Officer(
            number=f"B{n:05d}",
            full_name=name,
            folded_name=fold(name),
            name_key=vietnamese_name_key(name),
            birth_date=date(1965 + n % 35, 1 + n % 12, 1 + n % 28),
            sex="male" if n % 2 else "female",
            service_start=START,
        )
        for n, name in enumerate(names)
    )


def _postings(officers: list[Officer], offices: list[Unit]) -> None:
    head = Post.objects.get(name="Trưởng phòng")
    Posting.objects.bulk_create(
        Posting(officer=o, unit=offices[n % OFFICES], post=head if n < OFFICES else None, start=START)
        for n, o in enumerate(officers)
    )


def _records(officers: list[Officer], offices: list[Unit]) -> None:
    """Rank, step and a duty for everyone; terms for heads; a position to be rotated for every fourth."""
    rank = Rank.objects.get(code="03.301")
    position = RotationPosition.objects.all()[0]
    post = Post.objects.get(name="Trưởng phòng")
    RankHolding.objects.bulk_create(RankHolding(officer=o, rank=rank, start=START) for o in officers)
    SalaryStep.objects.bulk_create(
        SalaryStep(officer=o, step=1 + n % 9, start=date(2022 + n % 4, 1 + n % 12, 1))
        for n, o in enumerate(officers)
    )
    Qualification.objects.bulk_create(
        Qualification(officer=o, kind="education", level="university", title="Đại học", start=START)
        for o in officers
    )
    AssetDuty.objects.bulk_create(
        AssetDuty(officer=o, kind="yearly", year=2026, start=date(2026, 9, 1), due=date(2026, 12, 31))
        for o in officers
    )
    LeadershipTerm.objects.bulk_create(
        LeadershipTerm(officer=o, post=post, unit=offices[n], start=date(2022, 1, 1), end=date(2027, 1, 1))
        for n, o in enumerate(officers[:OFFICES])
    )
    RotationDuty.objects.bulk_create(
        RotationDuty(officer=o, position=position, unit=offices[n % OFFICES], start=date(2021 + n % 5, 6, 1))
        for n, o in enumerate(officers)
        if n % 4 == 0
    )


def _work(officers: list[Officer], offices: list[Unit]) -> None:
    fed = Product.objects.create(
        code="AN", name="Việc xong", coefficient=Decimal(1), source="viec_xong_chu_dong", start=ALWAYS
    )
    typed = Product.objects.create(code="VB", name="Văn bản", coefficient=Decimal("0.5"), start=ALWAYS)
    common = {"period": "2026-Q3"}
    WorkItem.objects.bulk_create(
        WorkItem(
            officer=o, unit=offices[n % OFFICES], product=product, assigned=Decimal(20), done=done, **common
        )
        for n, o in enumerate(officers)
        for product, done in ((fed, None), (typed, Decimal(18)))
    )
    GeneralPoint.objects.bulk_create(
        GeneralPoint(
            officer=o,
            unit=offices[n % OFFICES],
            criterion=c.code,
            confirmed_points=c.maximum - Decimal("0.25"),
            **common,
        )
        for n, o in enumerate(officers)
        for c in CRITERIA
    )
    CaseloadFigure.objects.bulk_create(
        _figure(o, offices[n % OFFICES], months, resolved)
        for n, o in enumerate(officers)
        for months, resolved in ((9, 100 + n % 7), (12, 118 + n % 9))
    )


def _figure(officer: Officer, unit: Unit, months: int, resolved: int) -> CaseloadFigure:
    return CaseloadFigure(
        officer=officer, unit=unit, year=2026, months=months, measure="viec", initiative="chu_dong",
        accepted=resolved, total_accepted=resolved, to_enforce=resolved, executable=resolved,
        completed=resolved, resolved=resolved,
    )  # fmt: skip
