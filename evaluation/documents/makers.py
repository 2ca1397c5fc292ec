"""Mẫu số 01 in the background: the booklet of a unit, the archive of a province."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.documents.build import evaluation_pdf
from evaluation.documents.writers import safe, write_archive, write_booklet
from evaluation.models import Evaluation, Period
from evaluation.registries import Maker, Part, Plan, Subject, Wanted, register
from evaluation.rules.periods import ScoringPeriod, parse_period
from evaluation.selectors.form_facts import FormFacts, facts_for
from staff.access import rows_for
from staff.models import Unit, User
from staff.selectors.tree import subtree_of
from staff.services.errors import DomainError

_BOOKLET_TITLE: Final = "TẬP PHIẾU THEO DÕI, ĐÁNH GIÁ CÔNG CHỨC"
# What contents and the file need; the trace is read form by form, when its turn comes.
_LIGHT: Final = ("officer_id", "scorer_id", "unit_id", "state", "pdf_sha256")


def connect() -> None:
    """Called once at start."""
    register(
        Maker(
            kind="mau-01-tap",
            label=gettext_lazy("Booklet of Mẫu 01: cover, contents, page numbers"),
            subject=Subject.PERIOD,
            model=Evaluation,
            action="print",
            plan=partial(_plan, ending="pdf", title=gettext_lazy("Booklet of Mẫu 01")),
            write=write_booklet,
            order=10,
        ),
        Maker(
            kind="mau-01-kho",
            label=gettext_lazy("Archive of Mẫu 01: a folder for each unit, a file for each person"),
            subject=Subject.PERIOD,
            model=Evaluation,
            action="print",
            plan=partial(_plan, ending="zip", title=gettext_lazy("Archive of Mẫu 01")),
            write=write_archive,
            content_type="application/zip",
            order=11,
        ),
    )


def unit_and_scope(wanted: Wanted) -> tuple[Unit, frozenset[int]]:
    """The unit asked for, and the ids it takes in: alone, or with everything below."""
    unit = Unit.objects.filter(code=wanted.get("unit", "")).first()
    if unit is None:
        raise DomainError(_("Choose a unit."), "unit")
    return unit, subtree_of(unit.code) if wanted.get("below") else frozenset({unit.pk})


def in_order(rows: Any) -> Any:
    """By unit, and by given name within it: the order of every booklet and archive."""
    return rows.order_by("unit__code", "officer__name_key", "officer__number")


def plan_title(title: object, subject: str, unit: Unit) -> str:
    """What the list of documents calls it."""
    return f"{title}, {subject}, {unit.name}"


def cover_of(unit: Unit, lines: Sequence[str]) -> list[str]:
    """Title lines of a cover: the agency above, the unit, then what it is."""
    parent = unit.parent.name.upper() if unit.parent else ""
    return [*([parent] if parent else []), unit.name.upper(), *lines]


def _plan(user: User, wanted: Wanted, *, ending: str, title: object) -> Plan:
    period = _period(wanted)
    unit, scope = unit_and_scope(wanted)
    quarter = parse_period(period.code)
    rows = rows_for(user, Evaluation, "print").filter(current=True, period=period, unit_id__in=scope)
    rows = in_order(rows.select_related("officer", "unit", "post"))
    forms = list(
        rows.only(*_LIGHT, "officer__full_name", "officer__number", "unit__name", "unit__code", "post__name")
    )
    facts = facts_for(forms, quarter.last_day)
    return Plan(
        title=plan_title(title, quarter.title, unit),
        file_name=f"mau-01-{quarter.code}-{safe(unit.code)}.{ending}",
        cover=cover_of(unit, [_BOOKLET_TITLE, quarter.title]),
        parts=[_part(user, form, facts, quarter) for form in forms],
    )


def _period(wanted: Wanted) -> Period:
    found: Period | None = Period.objects.filter(code=wanted.get("period", "")).first()
    if found is None:
        raise DomainError(_("Choose a period that was opened."), "period")
    return found


def _part(user: User, form: Evaluation, facts: FormFacts, quarter: ScoringPeriod) -> Part:
    return Part(
        name=f"{form.officer.number}-mau-01-{quarter.code}",
        title=form.officer.full_name,
        detail=form.post.name if form.post else facts.ranks.get(form.officer_id, ""),
        unit_code=form.unit.code,
        unit_name=form.unit.name,
        render=_rendering(user, form.pk, facts),
        state=str(form.get_state_display()),
        sha256=form.pdf_sha256 if form.is_frozen else "",
    )


def _rendering(user: User, pk: int, facts: FormFacts) -> Callable[[], bytes]:
    """Reads the form when its turn comes, through the gate once more: it may have been confirmed meanwhile."""

    def render() -> bytes:
        rows = rows_for(user, Evaluation, "print").select_related(
            "officer", "unit", "post", "period", "scorer"
        )
        form = rows.filter(pk=pk).first()
        if form is None:
            raise Http404
        return evaluation_pdf(form, facts)

    return render
