"""A quarter with forms in A and B, some of them confirmed, and a maker that tests can watch."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, BinaryIO

from django.core.files.base import ContentFile

from evaluation.documents.form01 import form01_pdf
from evaluation.models import Evaluation, PaperJob, Period
from evaluation.registries import Maker, Part, Plan, Step, Subject, Wanted, makers
from evaluation.rules.periods import Quarter
from evaluation.services.drafts import open_period
from evaluation.services.papers import ask_for
from staff.access import rows_for
from staff.models import User
from tests.conftest import Cast
from tests.evaluation.form01_samples import BLANK
from tests.factories.scoring import judgement, points, work

QUARTER = "2026-Q3"
WANTED = {"period": QUARTER, "unit": "T-A", "below": False}
ENDED = datetime(2026, 10, 5, 3, 0, tzinfo=UTC)


def quarter(cast: Cast) -> Period:
    """Everybody of A and B with work and points; drafts."""
    for name, unit in (("anh", cast.a), ("an", cast.a), ("bao", cast.b), ("binh", cast.b)):
        work(cast.officer(name), unit, "10", "9")
        points(cast.officer(name), unit, share="0.9")
    for name, unit in (("an", cast.a), ("binh", cast.b)):
        judgement(cast.officer(name), unit)
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)
    return Period.objects.get(code=QUARTER)


def form_of(cast: Cast, name: str) -> Evaluation:
    return Evaluation.objects.get(officer=cast.officer(name), current=True)


def freeze(form: Evaluation, at: datetime = ENDED) -> Evaluation:
    """Confirmed, with a kept file: as `confirm` leaves it."""
    import hashlib

    content = form01_pdf(BLANK)
    form.state, form.confirmed_at = "confirmed", at
    form.pdf_sha256 = hashlib.sha256(content).hexdigest()
    form.pdf.save(f"test-{form.pk}.pdf", ContentFile(content), save=False)
    form.save()
    return form


def freeze_all(at: datetime = ENDED) -> None:
    for form in Evaluation.objects.filter(current=True):
        freeze(form, at)


def asked(user: User, kind: str = "mau-01-tap", **wanted: Any) -> PaperJob:
    """Asked for and made at once, as the worker would."""
    return ask_for(kind=kind, wanted={**WANTED, **wanted}, actor=user, at_once=True)


def watched(between: Callable[[int], None]) -> Maker:
    """A maker of three parts that calls `between(n)` before each of them is counted."""

    def plan(user: User, wanted: Wanted) -> Plan:
        rows = rows_for(user, Evaluation, "print").filter(unit__code=wanted["unit"])
        part = Part("x", "x", "", "T-A", "A", lambda: b"")
        return Plan("Thử", "thu.pdf", (), [part] * 3 if rows.exists() else [])

    def write(plan: Plan, target: BinaryIO, step: Step) -> None:
        for number, _part in enumerate(plan.parts):
            target.write(b"x")
            between(number)
            step()

    made = Maker("thu", "Thử", Subject.PERIOD, Evaluation, "print", plan, write)
    makers["thu"] = made
    return made
