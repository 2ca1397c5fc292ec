"""Pledges as personnel and leaders see them: plans, who has signed, texts, pledges on paper."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hrm.kernel.numbers import group
from hrm.kernel.text import fold
from staff.access import may, require, row_for, rows_for
from staff.enums import FileKind
from staff.forms.pledges import PaperForm, PlanForm, PledgeFilterForm, TextForm
from staff.integrity_tables import PLEDGE_LABELS, PlanTable, SignerTable
from staff.models import Officer, Pledge, PledgePlan, PledgeText, RecordFile, Unit, User
from staff.quality_tables import share_parts, share_text
from staff.reports.table_workbook import table_workbook
from staff.rules.progress import Filled
from staff.selectors.concerning import choices_for, concerning, units_in_reach
from staff.selectors.pledges import PledgeBoard, Signer, newest_text, plan_lines, pledge_board
from staff.selectors.tree import Tree, load_tree, unit_choices
from staff.services.errors import DomainError
from staff.services.pledges import make_plan, record_paper_pledge, write_text
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_safe
def pledge_plans(request: HttpRequest) -> HttpResponse:
    """Plans that concern units in reach, newest first; `?year=`."""
    table, years = _listed(request)
    context = {
        "table": sorted_and_paged(table, request),
        "years": years,
        "year": request.GET.get("year", ""),
        "may_make": may(request.user, PledgePlan, "add"),
        "breadcrumbs": [],
    }
    return render(request, "staff/pledges/plans.html", context)


@require_safe
def pledge_plans_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as a workbook."""
    table, _years = _listed(request)
    content = table_workbook(_("Pledge plans"), table)
    return workbook_response(content, f"ke-hoach-cam-ket-{timezone.localdate():%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "POST"])
def pledge_plan_new(request: HttpRequest) -> HttpResponse:
    """A plan for a unit of one's own, with the first text."""
    require(request.user, PledgePlan, "add")
    user, today = cast(User, request.user), timezone.localdate()
    choices = choices_for(user, PledgePlan, "add", today)
    if not choices:
        raise Http404
    first = {"year": today.year, "opened_on": today}
    form = PlanForm(request.POST or None, initial=first, units=choices)
    if request.method == "POST" and form.is_valid() and (made := _made(user, form)):
        messages.success(request, _("The plan is issued; the people it asks see it on their home page."))
        return redirect("staff:pledge_plan", made.pk)
    context = {"form": form, "title": _("New pledge plan"), "breadcrumbs": _crumbs(_("New pledge plan"))}
    return render(request, "staff/pledges/form.html", context)


@require_safe
def pledge_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Who the plan asks and who has signed, by unit and person by person."""
    asked = _asked(request, pk)
    total = asked.board.total
    context = {
        "plan": asked.plan,
        "text": asked.board.text,
        "total": total,
        "share": share_parts(Filled(total.signed, total.asked)),
        "missing": group(total.missing),
        "late": timezone.localdate() > asked.plan.deadline,
        "rows": [(row, share_text(Filled(row.signed, row.asked))) for row in asked.board.rows],
        "form": asked.form,
        "table": sorted_and_paged(_table(request, asked), request),
        "may_write": _may_write(request, pk),
        "breadcrumbs": _crumbs(asked.plan.title),
    }
    return render(request, "staff/pledges/plan.html", context)


@require_safe
def pledge_plan_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The people of the plan with the filters of the page."""
    asked = _asked(request, pk)
    content = table_workbook(asked.plan.title, _table(request, asked))
    return workbook_response(content, f"cam-ket-{asked.plan.year}-{timezone.localdate():%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "POST"])
def pledge_text_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The next version of the text."""
    require(request.user, PledgeText, "add")
    plan = row_for(request.user, PledgePlan, "change", pk=pk)
    newest = newest_text(plan)
    form = TextForm(request.POST or None, initial={"body": newest.body if newest else ""})
    if request.method == "POST" and form.is_valid():
        try:
            written = write_text(actor=cast(User, request.user), plan=plan, body=form.cleaned_data["body"])
        except DomainError as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.success(request, _("Version %(n)d is asked of everyone now.") % {"n": written.version})
            return redirect("staff:pledge_plan", plan.pk)
    crumbs = [*_crumbs("")[:1], {"label": plan.title, "url": reverse("staff:pledge_plan", args=[pk])}]
    title = _("New version of the text")
    context = {"form": form, "title": title, "plan": plan, "breadcrumbs": [*crumbs, {"label": title}]}
    return render(request, "staff/pledges/form.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
def pledge_paper(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    """A pledge signed on paper by an officer whose record one keeps."""
    require(request.user, Pledge, "change")
    officer = row_for(request.user, Officer, "change", number=number)
    plan = _plan(request, pk, load_tree())
    text = newest_text(plan)
    if text is None:
        raise Http404
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _recorded(request, form, text, officer):
        messages.success(
            request, _("The paper pledge of %(name)s is recorded.") % {"name": officer.full_name}
        )
        return redirect("staff:pledge_plan", plan.pk)
    crumbs = [*_crumbs("")[:1], {"label": plan.title, "url": reverse("staff:pledge_plan", args=[pk])}]
    context = {
        "form": form,
        "plan": plan,
        "text": text,
        "officer": officer,
        "breadcrumbs": [*crumbs, {"label": officer.full_name}],
    }
    return render(request, "staff/pledges/paper.html", context)


@dataclass(frozen=True)
class _Asked:
    """What the address of a plan asks for; nobody chosen while a filter has an impossible value."""

    plan: PledgePlan
    board: PledgeBoard
    form: PledgeFilterForm
    chosen: list[Signer]


def _asked(request: HttpRequest, pk: int) -> _Asked:
    user, today, tree = cast(User, request.user), timezone.localdate(), load_tree()
    units = units_in_reach(user)
    plan = _plan(request, pk, tree)
    board = pledge_board(plan, today, rows_for(user, Officer, "view"), units, tree)
    choices = unit_choices(today, tree.below([plan.unit_id]) & units)
    states = [(state.value, label) for state, label in PLEDGE_LABELS.items()]
    form = PledgeFilterForm(request.GET, units=choices, states=states)
    chosen = [each for each in board.signers if _matches(each, form, tree)] if form.is_valid() else []
    return _Asked(plan, board, form, chosen)


def _plan(request: HttpRequest, pk: int, tree: Tree) -> PledgePlan:
    """A plan that concerns a unit in reach; 404 for any other, 403 without the verb."""
    found = concerning(cast(User, request.user), PledgePlan, tree).filter(pk=pk).first()
    if found is None:
        raise Http404
    return cast(PledgePlan, found)


def _matches(signer: Signer, form: PledgeFilterForm, tree: Tree) -> bool:
    wanted = form.cleaned_data
    text, code, state = wanted["q"], wanted["unit"], wanted["state"]
    if text and fold(text) not in fold(signer.full_name) and text.lower() not in signer.number.lower():
        return False
    above = {tree.nodes[unit_id].code for unit_id in tree.above(signer.unit_id)}
    return (not code or code in above) and (not state or signer.state.value == state)


def _table(request: HttpRequest, asked: _Asked) -> SignerTable:
    files = rows_for(request.user, RecordFile, "view").filter(kind=FileKind.PLEDGE)
    return SignerTable(
        asked.chosen,
        order_by="full_name",
        request=request,
        plan_id=asked.plan.pk,
        copies=set(files.values_list("pk", flat=True)),
        paper=may(request.user, Pledge, "change"),
    )


def _listed(request: HttpRequest) -> tuple[PlanTable, list[int]]:
    plans = concerning(cast(User, request.user), PledgePlan, load_tree())
    lines = plan_lines(plans, rows_for(request.user, Pledge, "view"))
    years = sorted({line.plan.year for line in lines}, reverse=True)
    wanted = request.GET.get("year", "")
    shown = [line for line in lines if not wanted or str(line.plan.year) == wanted]
    return PlanTable(shown, request=request), years


def _may_write(request: HttpRequest, pk: int) -> bool:
    return may(request.user, PledgeText, "add") and (
        rows_for(request.user, PledgePlan, "change").filter(pk=pk).exists()
    )


def _made(user: User, form: PlanForm) -> PledgePlan | None:
    facts: dict[str, Any] = dict(form.cleaned_data)
    unit = row_for(user, Unit, "view", code=facts.pop("unit"))
    try:
        return make_plan(actor=user, unit=unit, **facts)
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None


def _recorded(request: HttpRequest, form: PaperForm, text: PledgeText, officer: Officer) -> bool:
    today: date = timezone.localdate()
    try:
        record_paper_pledge(
            actor=cast(User, request.user),
            text=text,
            officer=officer,
            signed_on=form.cleaned_data["signed_on"],
            today=today,
            scan=form.cleaned_data["file"],
        )
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True


def _crumbs(last: str) -> list[dict[str, str]]:
    return [{"label": _("Pledges"), "url": reverse("staff:pledge_plans")}, {"label": last}]
