"""New products outside the catalogue (article 13.3): the list, proposing one, deciding on it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.entry.work.catalogue import ApprovalForm, ProposalFilterForm, ProposalForm, RefusalForm
from evaluation.enums import Verdict
from evaluation.models import ProductProposal
from evaluation.reports.work_tables import ProposalTable
from evaluation.services.product_proposals import (
    Decided,
    NewProduct,
    approve_product,
    propose_product,
    refuse_product,
)
from evaluation.views.work.asking import actor, done, workbook
from staff.access import Forbidden, may, reach_for, require, row_for, rows_for
from staff.models import Unit
from staff.reports.table_workbook import table_workbook
from staff.selectors.tree import unit_choices
from staff.views.paging import sorted_and_paged


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Proposals of units in reach with their states."""
    form, rows = _listed(request)
    context = {
        "form": form,
        "table": sorted_and_paged(ProposalTable(rows), request),
        "may_propose": may(request.user, ProductProposal, "add"),
        "breadcrumbs": _way(),
    }
    return render(request, "evaluation/work/proposals.html", context)


@require_safe
def proposals_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as a workbook."""
    _form, rows = _listed(request)
    content = table_workbook(_("Proposed products"), ProposalTable(rows))
    return workbook(content, f"de-xuat-san-pham-{timezone.localdate():%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Ask for a product the catalogue lacks."""
    if not may(request.user, ProductProposal, "add"):
        raise Forbidden
    form = ProposalForm(request.POST or None, units=_units(request))
    message = _("The proposal was sent to those who decide on the catalogue.")
    if (
        request.method == "POST"
        and form.is_valid()
        and done(request, form, lambda: _propose(request, form), message)
    ):
        return redirect("evaluation:product_proposals")
    title = _("Propose a product")
    context = {
        "form": form,
        "title": title,
        "intro": _(
            "Article 13.3 of Decree 335/2025: a task whose product is not in the catalogue is reported to the "
            "competent authority, which decides on adding it."
        ),
        "back": reverse("evaluation:product_proposals"),
        "breadcrumbs": [*_way(), {"label": title}],
    }
    return render(request, "evaluation/work/form.html", context)


@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal with what became of it."""
    found = row_for(request.user, ProductProposal, "view", pk=pk)
    return _page(request, found)


@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a product into the catalogue by decision."""
    found: ProductProposal = row_for(request.user, ProductProposal, "change", pk=pk)
    initial = {"coefficient": found.coefficient, "group": found.group, "start": timezone.localdate()}
    form = ApprovalForm(request.POST or None, initial=initial)

    def act() -> None:
        approve_product(proposal=found, decided=Decided(**form.cleaned_data), actor=actor(request))

    message = _("The product entered the catalogue; the proposer was told.")
    if request.method == "POST" and form.is_valid() and done(request, form, act, message):
        return redirect("evaluation:product_proposal", pk)
    return _page(request, found, approval=form)


@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a product, with an answer."""
    found: ProductProposal = row_for(request.user, ProductProposal, "change", pk=pk)
    form = RefusalForm(request.POST or None)

    def act() -> None:
        refuse_product(proposal=found, answer=form.cleaned_data["answer"], actor=actor(request))

    message = _("The proposal was refused; the proposer was told.")
    if request.method == "POST" and form.is_valid() and done(request, form, act, message):
        return redirect("evaluation:product_proposal", pk)
    return _page(request, found, refusal=form)


def _listed(request: HttpRequest) -> tuple[ProposalFilterForm, QuerySet[Any]]:
    require(request.user, ProductProposal, "view")
    form = ProposalFilterForm(request.GET)
    rows = rows_for(request.user, ProductProposal, "view").select_related("unit", "proposed_by")
    if not form.is_valid():
        return form, rows.none()
    if state := form.cleaned_data["state"]:
        rows = rows.filter(state=state)
    return form, rows


def _units(request: HttpRequest) -> list[tuple[str, str]]:
    reach = reach_for(request.user, ProductProposal, "add")
    units = Unit.objects.within(reach).values_list("pk", flat=True)
    return unit_choices(timezone.localdate(), set(units))


def _propose(request: HttpRequest, form: ProposalForm) -> ProductProposal:
    facts = dict(form.cleaned_data)
    reach = reach_for(request.user, ProductProposal, "add")
    unit = Unit.objects.within(reach).get(code=facts.pop("unit"))
    return propose_product(unit=unit, product=NewProduct(**facts), actor=actor(request))


def _page(
    request: HttpRequest,
    found: ProductProposal,
    approval: ApprovalForm | None = None,
    refusal: RefusalForm | None = None,
) -> HttpResponse:
    decides = (
        found.state == Verdict.OPEN
        and rows_for(request.user, ProductProposal, "change").filter(pk=found.pk).exists()
    )
    context = {
        "proposal": found,
        "decides": decides,
        "approval": approval,
        "refusal": refusal,
        "breadcrumbs": [
            *_way(),
            {"label": found.code},
        ],
    }
    return render(request, "evaluation/work/proposal.html", context)


def _way() -> list[dict[str, str]]:
    return [
        {"label": _("Product catalogue"), "url": reverse("evaluation:catalogue")},
        {"label": _("Proposed products"), "url": reverse("evaluation:product_proposals")},
    ]
