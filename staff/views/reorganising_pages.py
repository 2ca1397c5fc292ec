"""What the pages of a planned reorganisation show."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from staff.access import may, reach_for, rows_for
from staff.access.perms import ReachCode
from staff.enums import PlanState, StepKind
from staff.forms.reorganising import slug_of
from staff.models import Officer, ReorganisationPlan, Unit
from staff.rules.reorganising import Scheme, Step, read_scheme
from staff.selectors.reorganisation.changes import GrantCopy
from staff.selectors.reorganisation.checks import seats_of_step
from staff.selectors.reorganisation.preview import PersonLine, Preview, preview_of
from staff.selectors.reorganisation.shown import ShownChange, shown_changes
from staff.services.reorganising import seen_mark


@dataclass(frozen=True)
class StepLine:
    """A step as the page lists it."""

    number: int
    label: str
    slug: str
    sources: list[str]
    targets: list[str]
    before: int | None
    after: int | None
    reason: str
    problems: list[str]


@dataclass(frozen=True)
class Person:
    """One officer of the preview with the changes in words."""

    line: PersonLine
    changes: list[ShownChange]

    @property
    def is_open(self) -> bool:
        """Whether something can be chosen about the person."""
        return bool(self.line.homes) or any(
            shown.chooses_post or shown.chooses_to_go_on for shown in self.changes
        )


@dataclass(frozen=True)
class GrantLine:
    """A grant that may be copied; `holder`: "" for someone out of reach."""

    copy: GrantCopy
    holder: str
    what: str
    source: str
    to: str


def reach_label(code: ReachCode) -> str:
    """What a reach lets a person do, as one reads it."""
    return {
        ReachCode.VIEW_PEOPLE: _("see people"),
        ReachCode.MANAGE_PEOPLE: _("keep records"),
        ReachCode.VIEW_CASELOAD: _("see caseload"),
        ReachCode.MANAGE_CASELOAD: _("import caseload"),
        ReachCode.VIEW_EVALUATIONS: _("see evaluations"),
        ReachCode.MANAGE_EVALUATIONS: _("run evaluations"),
        ReachCode.VIEW_CONTENT: _("see how directives are followed"),
        ReachCode.MANAGE_CONTENT: _("keep directives and pages"),
    }[code]


def may_plan(request: HttpRequest) -> bool:
    """Whether the person may draft a plan somewhere."""
    reach = reach_for(request.user, ReorganisationPlan, "add")
    return may(request.user, ReorganisationPlan, "add") and (reach.everything or bool(reach.unit_ids))


def may_change(request: HttpRequest, plan: ReorganisationPlan) -> bool:
    """Whether the person may change this plan and carry it out."""
    return rows_for(request.user, ReorganisationPlan, "change").filter(pk=plan.pk).exists()


def draft_context(
    request: HttpRequest, plan: ReorganisationPlan, *, changed: list[str] | None = None
) -> dict[str, Any]:
    """The preview of a draft; `changed`: what differs from the one that was to be confirmed."""
    among = rows_for(request.user, Officer, "view")
    preview = preview_of(plan, among)
    changes_plan = may_change(request, plan)
    return _common(plan, changes_plan) | {
        "preview": preview,
        "changed": changed,
        "step_lines": _steps(preview),
        "people": _people(preview),
        "grants": _grants(preview, among) if changes_plan else [],
        "problems": [problem.text for problem in preview.problems if problem.step is None],
        "foreseen": [line for _key, told in preview.foreseen for line in told.lines],
        "posts": list(preview.situation.posts.values()),
        "progress": progress(2 if read_scheme(plan.content).steps else 1),
        "seen": seen_mark(plan),
    }


def done_context(request: HttpRequest, plan: ReorganisationPlan) -> dict[str, Any]:
    """A plan that was carried out or dropped: what it said and what came of it."""
    scheme = read_scheme(plan.content)
    done: dict[str, Any] = plan.content.get("done", {})
    codes = [*done.get("closed", ()), *done.get("successors", ())]
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    return _common(plan, False) | {
        "done": done,
        "before": plan.day - timedelta(days=1),
        "followed": sum(done.get("followed", {}).values()),
        "closed": [units[code] for code in done.get("closed", ()) if code in units],
        "successors": [units[code] for code in done.get("successors", ()) if code in units],
        "plain_steps": _plain_steps(scheme, {code: unit.name for code, unit in units.items()}),
        "progress": progress(4),
    }


def progress(current: int) -> list[dict[str, str]]:
    """The three steps of the work, with the one to be done now."""
    labels = (_("Draft the steps"), _("Read the preview"), _("Carry out"))
    return [
        {
            "label": label,
            "state": "done" if number < current else "current" if number == current else "todo",
        }
        for number, label in enumerate(labels, start=1)
    ]


def step_labels() -> list[tuple[str, str, str]]:
    """Slug, label and hint of each kind of step."""
    return [
        ("gop", str(StepKind.MERGE.label), _("Several units become one, new or there already.")),
        ("tach", str(StepKind.SPLIT.label), _("One unit becomes several; everyone goes to one of them.")),
        ("doi-ten", str(StepKind.RENAME.label), _("One unit gets another name or kind, and a new code.")),
    ]


def _common(plan: ReorganisationPlan, changes_plan: bool) -> dict[str, Any]:
    return {
        "plan": plan,
        "may_change": changes_plan and plan.state == PlanState.DRAFT,
        "step_kinds": step_labels(),
        "breadcrumbs": [
            {"label": _("Reorganisations of units"), "url": reverse("staff:reorganisations")},
            {"label": plan.title},
        ],
    }


def _steps(preview: Preview) -> list[StepLine]:
    steps = preview.situation.scheme.steps
    return [_step(preview, number, step) for number, step in enumerate(steps)]


def _step(preview: Preview, number: int, step: Step) -> StepLine:
    name = preview.situation.name_of
    before, after = seats_of_step(preview.situation, preview.changes, step)
    return StepLine(
        number=number,
        label=str(StepKind(step.kind).label),
        slug=slug_of(step),
        sources=[f"{name(code)} ({code})" for code in step.sources],
        targets=[f"{name(target.code)} ({target.code})" for target in step.targets],
        before=before,
        after=after,
        reason=step.reason,
        problems=[problem.text for problem in preview.problems if problem.step == number],
    )


def _plain_steps(scheme: Scheme, names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "label": str(StepKind(step.kind).label),
            "sources": [f"{names[code]} ({code})" if code in names else code for code in step.sources],
            "targets": [f"{names.get(target.code, target.name)} ({target.code})" for target in step.targets],
            "reason": step.reason,
        }
        for step in scheme.steps
    ]


def _people(preview: Preview) -> list[Person]:
    """Those about whom something can be chosen come first."""
    found = [Person(line, shown_changes(preview.situation, line.changes)) for line in preview.people]
    return sorted(found, key=lambda person: not person.is_open)


def _grants(preview: Preview, among: Any) -> list[GrantLine]:
    officers = preview.situation.officer_of
    ids = {officer.pk for officer in officers.values()}
    known = set(among.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    return [
        GrantLine(
            copy=copy,
            holder=_holder(copy, officers, known),
            what=reach_label(copy.held.code),
            source=preview.situation.name_of(copy.source),
            to=preview.situation.name_of(copy.to),
        )
        for copy in preview.changes.grants
    ]


def _holder(copy: GrantCopy, officers: dict[int, Officer], known: set[int]) -> str:
    """A name only where the person is in reach; accounts of nobody in service and groups have theirs."""
    officer = officers.get(copy.held.holder.pk) if hasattr(copy.held.holder, "username") else None
    if officer is None:
        return str(copy.held.holder)
    return officer.full_name if officer.pk in known else ""
