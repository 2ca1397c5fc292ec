"""Reorganisations: the plans, their steps, the preview, and carrying one out."""

from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from staff.access import reach_for, require, row_for, rows_for
from staff.enums import PlanState
from staff.forms.reorganising import (
    STEP_FORMS,
    PlanFilterForm,
    PlanForm,
    StepForm,
    first_values,
    read_choices,
    typed_before,
)
from staff.models import Officer, ReorganisationPlan, Unit, User
from staff.reports.reorganising import people_workbook, plans_workbook
from staff.rules.reorganising import read_scheme
from staff.selectors.reorganisation.lists import parent_code, plans_matching, unit_lists
from staff.selectors.reorganisation.preview import differences, names_of_lines, preview_of
from staff.services import reorganising as services
from staff.services.errors import DomainError
from staff.services.reorganising.plans import StepRefused
from staff.tables import ReorganisationPlanTable
from staff.views.paging import sorted_and_paged
from staff.views.reorganising_pages import done_context, draft_context, may_plan, step_labels
from staff.views.staffing import workbook_response

_POST_OR_READ = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Plans within reach; words, state, order, pages."""
    form, rows = _filtered(request)
    context = {
        "form": form,
        "table": sorted_and_paged(ReorganisationPlanTable(rows, order_by="-day"), request),
        "may_add": may_plan(request),
        "breadcrumbs": [],
    }
    return render(request, "staff/reorganising/plans.html", context)


@require_safe
def plans_xlsx(request: HttpRequest) -> HttpResponse:
    """The list with its filters as a workbook."""
    form, rows = _filtered(request)
    if not form.is_valid():
        return redirect(f"{reverse('staff:reorganisations')}?{request.GET.urlencode()}")
    return workbook_response(plans_workbook(rows), "sap-xep-to-chuc.xlsx")


@_POST_OR_READ
def new_plan(request: HttpRequest) -> HttpResponse:
    """Begin a plan: title, unit, day, decision."""
    require(request.user, ReorganisationPlan, "add")
    form = PlanForm(request.POST or None, units=_units(request, "add"))
    if request.method == "POST" and form.is_valid():
        try:
            plan = services.draft_plan(actor=_user(request), **form.facts)
        except DomainError as refusal:
            _say(form, refusal)
        else:
            return redirect("staff:reorganisation", plan.pk)
    return render(request, "staff/reorganising/frame.html", {"form": form, "breadcrumbs": _crumbs()})


@_POST_OR_READ
def frame(request: HttpRequest, pk: int) -> HttpResponse:
    """Change title, unit, day or decision of a draft."""
    plan = _draft(request, pk)
    if plan.state != PlanState.DRAFT:
        return redirect("staff:reorganisation", plan.pk)
    first = first_values(plan) | {"seen": services.seen_mark(plan)}
    form = PlanForm(request.POST or None, initial=first, units=_units(request, "change"))
    if request.method == "POST" and form.is_valid():
        try:
            services.amend_plan(actor=_user(request), plan=plan, seen=form.cleaned_data["seen"], **form.facts)
        except DomainError as refusal:
            _say(form, refusal)
        else:
            return redirect("staff:reorganisation", plan.pk)
    context = {"form": form, "plan": plan, "breadcrumbs": _crumbs(plan)}
    return render(request, "staff/reorganising/frame.html", context)


@_POST_OR_READ
def new_step(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Add a merge, a split or a renaming to a draft."""
    plan = _draft(request, pk)
    parents = {"parent": parent_code(plan)} | {f"parent_{n}": parent_code(plan) for n in range(1, 5)}
    return _step_page(request, plan, kind, None, parents)


@_POST_OR_READ
def step(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Change a step of a draft."""
    plan = _draft(request, pk)
    steps = read_scheme(plan.content).steps
    if number >= len(steps):
        raise Http404
    slug = next(slug for slug, form in STEP_FORMS.items() if form.kind.value == steps[number].kind)
    return _step_page(request, plan, slug, number, typed_before(steps[number]))


@require_POST
def remove_step(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take a step out of a draft."""
    plan = _draft(request, pk)
    seen = request.POST.get("seen", "")
    try:
        services.remove_step(actor=_user(request), plan=plan, number=number, seen=seen)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("staff:reorganisation", plan.pk)


@require_safe
@never_cache
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview of a draft, or what came of a plan."""
    found = _plan(request, pk)
    if found.state == PlanState.DRAFT:
        return render(request, "staff/reorganising/preview.html", draft_context(request, found))
    return render(request, "staff/reorganising/done.html", done_context(request, found))


@require_safe
@never_cache
def people_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Who goes where by a draft, as a workbook: only names in reach."""
    found = _plan(request, pk)
    if found.state != PlanState.DRAFT:
        return redirect("staff:reorganisation", found.pk)
    preview = preview_of(found, rows_for(request.user, Officer, "view"))
    return workbook_response(people_workbook(preview), f"sap-xep-{found.pk}-danh-sach.xlsx")


@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the choices of the preview and show what they come to."""
    found = _draft(request, pk)
    try:
        services.choose(actor=_user(request), plan=found, choices=read_choices(request.POST))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The choices are kept; the preview shows what they come to."))
    return redirect("staff:reorganisation", found.pk)


@require_POST
@never_cache
def carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the preview. Choices changed on the page, or data changed since: the preview again."""
    found = _draft(request, pk)
    actor = _user(request)
    try:
        found = services.choose(actor=actor, plan=found, choices=read_choices(request.POST))
        services.carry_out(actor=actor, plan=found, seen=request.POST.get("fingerprint", ""))
    except services.DataChanged:
        changed = _what_changed(request, found)
        context = draft_context(request, found, changed=changed)
        return render(request, "staff/reorganising/preview.html", context, status=409)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The reorganisation was carried out."))
    return redirect("staff:reorganisation", found.pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a draft up."""
    found = _draft(request, pk)
    try:
        services.drop_plan(actor=_user(request), plan=found)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The plan was dropped; nothing of the units changed."))
    return redirect("staff:reorganisations")


def _filtered(request: HttpRequest) -> tuple[PlanFilterForm, QuerySet[Any]]:
    require(request.user, ReorganisationPlan, "view")
    form, rows = PlanFilterForm(request.GET), rows_for(request.user, ReorganisationPlan, "view")
    if not form.is_valid():
        return form, rows.none()
    return form, plans_matching(rows, text=form.cleaned_data["q"], state=form.cleaned_data["state"])


def _step_page(
    request: HttpRequest,
    found: ReorganisationPlan,
    kind: str,
    number: int | None,
    first: dict[str, Any],
) -> HttpResponse:
    if kind not in STEP_FORMS:
        raise Http404
    if found.state != PlanState.DRAFT:
        return redirect("staff:reorganisation", found.pk)
    initial = first | {"seen": services.seen_mark(found)}
    form = STEP_FORMS[kind](request.POST or None, initial=initial, lists=unit_lists(found))
    if request.method == "POST" and form.is_valid() and _entered(request, found, form, number):
        return redirect("staff:reorganisation", found.pk)
    label = next(label for slug, label, _hint in step_labels() if slug == kind)
    context = {"form": form, "plan": found, "kind": kind, "label": label, "breadcrumbs": _crumbs(found)}
    return render(request, "staff/reorganising/step.html", context)


def _entered(request: HttpRequest, found: ReorganisationPlan, form: StepForm, number: int | None) -> bool:
    seen = form.cleaned_data["seen"]
    try:
        services.put_step(actor=_user(request), plan=found, step=form.step(), seen=seen, number=number)
    except StepRefused as refusal:
        form.take(refusal.problems)
        return False
    except DomainError as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


def _what_changed(request: HttpRequest, found: ReorganisationPlan) -> list[str]:
    among = rows_for(request.user, Officer, "view")
    before, now = request.POST.get("marks", ""), preview_of(found, among)
    return differences(before, now, names_of_lines(now, among, before))


def _plan(request: HttpRequest, pk: int, action: str = "view") -> ReorganisationPlan:
    found: ReorganisationPlan = row_for(request.user, ReorganisationPlan, action, pk=pk)
    return found


def _draft(request: HttpRequest, pk: int) -> ReorganisationPlan:
    """A plan one may change; the services refuse one that is no draft any more."""
    return _plan(request, pk, "change")


def _units(request: HttpRequest, action: str) -> QuerySet[Unit]:
    """Units within which one may plan: those whose people one keeps."""
    units: QuerySet[Unit] = Unit.objects.within(reach_for(request.user, ReorganisationPlan, action))
    return units.filter(end__isnull=True).order_by("code")


def _say(form: PlanForm, refusal: DomainError) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def _crumbs(found: ReorganisationPlan | None = None) -> list[dict[str, str]]:
    crumbs = [{"label": _("Reorganisations of units"), "url": reverse("staff:reorganisations")}]
    if found is None:
        return [*crumbs, {"label": _("New plan")}]
    return [*crumbs, {"label": found.title, "url": reverse("staff:reorganisation", args=[found.pk])}]


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
